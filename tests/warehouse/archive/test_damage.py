"""The damage that archives meet, each noticed by `verify` and repaired as far as it can be."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.archive.build import by_file, several
from warehouse.archive.cdxj import index_path
from warehouse.archive.ledger import captures_in
from warehouse.archive.members import Member, walk
from warehouse.archive.reader import read_capture
from warehouse.archive.records import StoredCapture
from warehouse.archive.verify import Report, repair, verify
from warehouse.archive.warc import member, parse_record

Damage = Callable[[Path, list[StoredCapture]], None]


def cut_mid_record(path: Path, captures: list[StoredCapture]) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: captures[3].offset + captures[3].length // 2])


def lose_four_bytes(path: Path, captures: list[StoredCapture]) -> None:
    path.write_bytes(path.read_bytes()[:-4])


def flip_64_bytes(path: Path, captures: list[StoredCapture]) -> None:
    data = bytearray(path.read_bytes())
    at = captures[3].offset + 60
    data[at : at + 64] = bytes(byte ^ 0xFF for byte in data[at : at + 64])
    path.write_bytes(data)


def append_after_torn_tail(path: Path, captures: list[StoredCapture]) -> None:
    data = path.read_bytes()
    torn = data[: captures[3].offset + captures[3].length // 2]
    path.write_bytes(torn + data[captures[4].offset :])


def fill_tail_with_zeros(path: Path, captures: list[StoredCapture]) -> None:
    path.write_bytes(path.read_bytes() + bytes(70_000))


def zero_the_last_pages(path: Path, captures: list[StoredCapture]) -> None:
    data = path.read_bytes()
    keep = captures[3].offset + captures[3].length // 2
    path.write_bytes(data[:keep] + bytes(len(data) - keep))


def digest_lies(path: Path, captures: list[StoredCapture]) -> None:
    change_record(path, captures[3], b"WARC-Block-Digest: sha1:", flip_next)


def payload_digest_lies(path: Path, captures: list[StoredCapture]) -> None:
    change_record(path, captures[3], b"WARC-Payload-Digest: sha1:", flip_next)


def flip_next(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def change_record(
    path: Path, capture: StoredCapture, after: bytes, change: Callable[[bytes, int], bytes]
) -> None:
    """Packs one record anew with a change, as a bit that flipped in memory would leave it."""
    data = path.read_bytes()
    parts = []
    for part in walk(path):
        assert isinstance(part, Member)
        raw = data[part.offset : part.offset + part.length]
        if part.offset == capture.offset:
            raw = member(change(part.data, part.data.index(after) + len(after)))
        parts.append(raw)
    path.write_bytes(b"".join(parts))


def kinds(report: Report) -> set[str]:
    return {problem.kind for problem in report.problems}


# Damage, what verify says of the file itself, captures readable afterwards, how it is repaired.
CASES: list[tuple[Damage, str, int, str]] = [
    (cut_mid_record, "torn", 3, "cut"),
    (lose_four_bytes, "torn", 6, "completed"),
    (flip_64_bytes, "damaged", 5, "rewritten"),
    (append_after_torn_tail, "damaged", 5, "rewritten"),
    (fill_tail_with_zeros, "zeros", 6, "cut"),
    (zero_the_last_pages, "torn", 3, "cut"),
]


@pytest.mark.parametrize(("damage", "kind", "left", "how"), CASES)
def test_damage_is_noticed_and_repaired(
    tmp_path: Path, damage: Damage, kind: str, left: int, how: str
) -> None:
    captures = several(tmp_path, 6)
    file = captures[0].file
    path = tmp_path / file
    damage(path, captures)
    spoiled = path.read_bytes()

    report = verify(tmp_path, by_file(captures))
    assert kind in kinds(report)
    assert any(problem.repairable for problem in report.problems)

    (done,) = repair(tmp_path, report)
    assert (done.file, done.how, done.captures) == (file, how, left)
    assert len(path.read_bytes()) == len(spoiled) - done.lost + (4 if how == "completed" else 0)
    if how == "cut":
        assert done.kept == file + ".torn"
        assert path.read_bytes() + (tmp_path / done.kept).read_bytes() == spoiled
    if how == "rewritten":
        assert done.kept == file + ".damaged"
        assert (tmp_path / done.kept).read_bytes() == spoiled

    rows = list(captures_in(tmp_path, file))
    lost = {capture.url for capture in captures} - {row.url for row in rows}
    assert len(lost) == 6 - left
    for row in rows:
        assert read_capture(tmp_path, row.file, row.offset, row.length).url == row.url
    assert verify(tmp_path, by_file(rows)).good
    after = verify(tmp_path, by_file(captures))
    assert ("missing_capture" in kinds(after)) == bool(lost)
    assert repair(tmp_path, verify(tmp_path)) == ()


@pytest.mark.parametrize(
    ("damage", "kind"), [(digest_lies, "block_digest"), (payload_digest_lies, "payload_digest")]
)
def test_a_flipped_bit_in_a_digest_is_noticed_and_left_to_people(
    tmp_path: Path, damage: Damage, kind: str
) -> None:
    captures = several(tmp_path, 6)
    damage(tmp_path / captures[0].file, captures)
    report = verify(tmp_path)
    found = [problem for problem in report.problems if problem.kind == kind]
    assert [(problem.offset, problem.repairable) for problem in found] == [
        (captures[3].offset, False)
    ]


def test_a_changed_body_with_a_right_checksum_is_noticed(tmp_path: Path) -> None:
    captures = several(tmp_path, 6)
    change_record(tmp_path / captures[0].file, captures[3], b"<p>The ", flip_next)
    assert {"block_digest", "payload_digest"} <= kinds(verify(tmp_path))


def test_a_member_that_is_no_record_is_noticed_and_taken_out(tmp_path: Path) -> None:
    captures = several(tmp_path, 6)
    path = tmp_path / captures[0].file
    data = path.read_bytes()
    path.write_bytes(data[: captures[3].offset] + member(b"nonsense") + data[captures[3].offset :])
    report = verify(tmp_path)
    assert [(p.kind, p.offset) for p in report.problems if p.kind != "index"] == [
        ("no_record", captures[3].offset)
    ]
    (done,) = repair(tmp_path, report)
    assert done.how == "rewritten"
    assert path.read_bytes() == data
    assert verify(tmp_path, by_file(captures)).good


def test_a_damaged_metadata_record_is_noticed_and_the_page_is_still_read(tmp_path: Path) -> None:
    captures = several(tmp_path, 6)
    path = tmp_path / captures[0].file
    parts = [part for part in walk(path) if isinstance(part, Member)]
    metadata = [p for p in parts if parse_record(p.data).type == "metadata"][2]
    data = bytearray(path.read_bytes())
    data[metadata.offset + metadata.length // 2] ^= 0xFF
    path.write_bytes(data)
    report = verify(tmp_path, by_file(captures))
    assert {"damaged", "no_metadata"} <= kinds(report)
    rows = {row.record_id: row for row in captures_in(tmp_path, captures[0].file)}
    assert len(rows) == 6
    row = rows[captures[2].record_id]
    assert row.context == {}
    assert (row.payload_sha256, row.url) == (captures[2].payload_sha256, captures[2].url)


def test_a_ledger_ahead_of_the_file_and_a_file_ahead_of_the_ledger_are_noticed(
    tmp_path: Path,
) -> None:
    captures = several(tmp_path, 6)
    ledger = by_file(captures[:5])
    ghost = captures[0]
    ledger[ghost.file].append(replace(ghost, offset=10**6))
    ledger["paper/2026-03/never.warc.gz"] = [ghost]
    report = verify(tmp_path, ledger)
    assert {(p.kind, p.offset) for p in report.problems} == {
        ("unknown_capture", captures[5].offset),
        ("missing_capture", 10**6),
        ("missing_file", 0),
    }


def test_a_ledger_that_says_something_else_is_noticed(tmp_path: Path) -> None:
    captures = several(tmp_path, 2)
    wrong = [replace(captures[0], length=1), replace(captures[1], payload_digest="sha1:X")]
    report = verify(tmp_path, by_file(wrong))
    assert [(p.kind, p.offset) for p in report.problems] == [
        ("ledger_mismatch", captures[0].offset),
        ("ledger_mismatch", captures[1].offset),
    ]


def test_a_file_that_cannot_be_read_does_not_end_the_verification(tmp_path: Path) -> None:
    captures = several(tmp_path, 2)
    (tmp_path / "aaa" / "2026-03" / "x.warc.gz").mkdir(parents=True)
    report = verify(tmp_path, by_file(captures))
    assert [(p.kind, p.file) for p in report.problems] == [("unreadable", "aaa/2026-03/x.warc.gz")]
    assert report.captures == 2
    assert repair(tmp_path, report) == ()


def test_an_index_that_is_missing_or_wrong_is_noticed_and_rebuilt(tmp_path: Path) -> None:
    first, second = (several(tmp_path, 3, name)[0].file for name in ("one", "two"))
    was = [index_path(tmp_path / file).read_bytes() for file in (first, second)]
    index_path(tmp_path / first).unlink()
    index_path(tmp_path / second).write_bytes(was[1][:-10])
    report = verify(tmp_path)
    assert [(p.kind, p.file, p.repairable) for p in report.problems] == [
        ("index", first, True),
        ("index", second, True),
    ]
    assert [done.how for done in repair(tmp_path, report)] == ["indexed", "indexed"]
    assert [index_path(tmp_path / file).read_bytes() for file in (first, second)] == was
    assert verify(tmp_path).good
