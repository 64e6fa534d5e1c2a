from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import ArchiveError
from parsers.web.http import parse_response
from tests.warehouse.archive.build import (
    START,
    by_file,
    chunked,
    exchange,
    original_of,
    response,
    several,
    writer,
    zipped,
)
from warehouse.archive.cdxj import cdxj_line, index_path, index_text
from warehouse.archive.ledger import captures_in, unknown_captures
from warehouse.archive.reader import Place, read_capture, read_record
from warehouse.archive.records import Exchange, Json, StoredCapture
from warehouse.archive.verify import verify
from warehouse.archive.warc import member


def place_of(capture: StoredCapture) -> Place:
    return capture.file, capture.offset, capture.length


def test_a_capture_is_read_back_byte_for_byte(tmp_path: Path) -> None:
    answer = response(chunked(zipped()), "Transfer-Encoding: chunked", "Content-Encoding: gzip")
    with writer(tmp_path) as archive:
        capture = archive.write(exchange(answer), {})
        while_open = read_capture(tmp_path, *place_of(capture))
    read = read_capture(tmp_path, *place_of(capture))
    assert read == while_open
    assert (read.url, read.fetched_at, read.record_type) == (capture.url, START, "response")
    assert (read.record_id, read.block, read.payload) == (capture.record_id, answer, zipped())
    assert read.http == parse_response(answer)
    assert read.record.field("warc-payload-digest") == capture.payload_digest


def test_revisits_are_read_through_to_their_originals(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        first = archive.write(exchange(response(zipped(), "Content-Encoding: gzip")), {})
        same = response(chunked(zipped()), "Transfer-Encoding: chunked", "Content-Encoding: gzip")
        again = archive.write(exchange(same), {}, original_of(first))
        unchanged = archive.write(
            exchange(b"HTTP/1.1 304 Not Modified\r\n\r\n"), {}, original_of(first)
        )
    places = {first.record_id: place_of(first)}
    read = read_capture(tmp_path, *place_of(again), places.get)
    assert read.payload == zipped()
    assert read.http.header("transfer-encoding") == "chunked"
    assert read.http.problems == ()
    assert read.block == same[: same.index(b"\r\n\r\n") + 4]
    read = read_capture(tmp_path, *place_of(unchanged), places.get)
    assert (read.http.status, read.http.header("content-encoding")) == (200, "gzip")
    assert read.payload == zipped()
    assert read.block == b"HTTP/1.1 304 Not Modified\r\n\r\n"
    for resolve in (None, {}.get):
        with pytest.raises(ArchiveError, match="is not known"):
            read_capture(tmp_path, *place_of(again), resolve)


def test_revisits_that_refer_to_each_other_do_not_read_for_ever(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        first = archive.write(exchange(), {})
        again = archive.write(exchange(), {}, original_of(first))
    with pytest.raises(ArchiveError, match="not known"):
        read_capture(tmp_path, *place_of(again), lambda _: place_of(again))


def test_a_revisit_whose_original_is_gone_is_noticed(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        first = archive.write(exchange(), {})
    with writer(tmp_path, "other") as archive:
        again = archive.write(exchange(), {}, original_of(first))
    assert verify(tmp_path).good
    (tmp_path / first.file).unlink()
    report = verify(tmp_path, by_file([first, again]))
    assert [(p.kind, p.file) for p in report.problems] == [
        ("missing_file", first.file),
        ("original_gone", again.file),
    ]


@pytest.mark.parametrize(
    "file",
    [
        "../x/y.warc.gz",
        "/etc/passwd/x.warc.gz",
        "paper/2026-03/../../x.warc.gz",
        "paper/2026-03/x.cdxj",
        "paper/x.warc.gz",
        "paper/../x.warc.gz",
        "paper/2026-03/a\0b.warc.gz",
        "",
    ],
)
def test_a_name_cannot_lead_out_of_the_archive(tmp_path: Path, file: str) -> None:
    with pytest.raises(ArchiveError, match="no name of an archive file"):
        read_capture(tmp_path, file, 0, 10)


def test_a_wrong_place_is_an_error_that_says_so(tmp_path: Path) -> None:
    first, second = several(tmp_path, 2)
    with pytest.raises(ArchiveError, match="missing"):
        read_capture(tmp_path, "paper/2026-03/none.warc.gz", 0, 10)
    for offset, length in [
        (first.offset + 1, first.length),
        (first.offset, first.length - 1),
        (first.offset, first.length + 1),
        (10**9, 5),
    ]:
        with pytest.raises(ArchiveError, match="sitrep verify"):
            read_capture(tmp_path, first.file, offset, length)
    for offset, length in [(-1, 5), (0, 0), (0, 10**12)]:
        with pytest.raises(ArchiveError, match="no record can have"):
            read_record(tmp_path, first.file, offset, length)
    with pytest.raises(ArchiveError, match="'warcinfo' is no capture"):
        read_capture(tmp_path, first.file, 0, first.offset)
    assert second.offset > first.offset


def test_a_bomb_in_place_of_a_record_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "paper" / "2026-03" / "bomb.warc.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(member(bytes(200 * 1024 * 1024)))
    with pytest.raises(ArchiveError, match="no whole gzip member"):
        read_record(tmp_path, "paper/2026-03/bomb.warc.gz", 0, path.stat().st_size)
    assert [problem.kind for problem in verify(tmp_path).problems] == ["torn", "index"]


JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, width=32),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
).filter(lambda value: not _has_infinity(value))


def _has_infinity(value: Json) -> bool:
    if isinstance(value, float):
        return value in (float("inf"), float("-inf"))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_has_infinity, inner))


URLS = st.text(
    st.characters(exclude_categories=("Cs",), min_codepoint=33, exclude_characters="\x7f"),
    max_size=30,
).map(lambda tail: f"http://paper.example/{tail}")
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001 - set below
    lambda naive: naive.replace(tzinfo=timezone(timedelta(hours=5, minutes=30)))
)
HEADS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.0 200\r\n\r\n",
        b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 500 \xff\r\nno end",
    ]
)
EXCHANGES = st.builds(
    Exchange,
    url=URLS,
    request=st.binary(max_size=60),
    response=st.tuples(HEADS, st.binary(max_size=2000)).map(b"".join),
    fetched_at=INSTANTS,
    ip=st.sampled_from([None, "192.0.2.1", "2001:db8::1"]),
    truncated=st.sampled_from([None, "length", "time", "disconnect"]),
)
CONTEXTS = st.dictionaries(st.text(), JSON, max_size=4)


@given(st.lists(st.tuples(EXCHANGES, CONTEXTS, st.booleans()), min_size=1, max_size=4))
def test_any_exchange_comes_back_from_the_archive_as_it_was_written(
    wanted: list[tuple[Exchange, Mapping[str, Json], bool]],
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        rows: list[StoredCapture] = []
        with writer(root) as archive:
            for one, context, revisit in wanted:
                original = original_of(rows[0]) if rows and revisit else None
                rows.append(archive.write(one, context, original))
        file = rows[0].file
        assert list(captures_in(root, file)) == rows
        assert verify(root, by_file(rows)).problems == ()
        assert index_path(root / file).read_bytes() == index_text(map(cdxj_line, rows))
        for row, (one, _, _) in zip(rows, wanted, strict=True):
            assert row.fetched_at == one.fetched_at
            assert row.fetched_at.tzinfo is UTC
            if row.record_type == "response":
                assert read_capture(root, *place_of(row)).block == one.response


def test_captures_that_the_ledger_lacks_are_found(tmp_path: Path) -> None:
    captures = several(tmp_path, 5) + several(tmp_path, 2, "other")
    known = by_file([captures[0], captures[3]])
    found = unknown_captures(
        tmp_path,
        sorted({capture.file for capture in captures}),
        lambda file: [entry.offset for entry in known.get(file, ())],
    )
    expected = {c.record_id for c in captures} - {captures[0].record_id, captures[3].record_id}
    assert {row.record_id for row in found} == expected


def test_metadata_of_other_tools_is_passed_over(tmp_path: Path) -> None:
    (row,) = several(tmp_path, 1)
    path = tmp_path / row.file
    raw = path.read_bytes()
    for block in (
        b"fetchTimeMs: 5\r\n",
        b"[" * 100_000,
        b'{"context": {"a": 1}}',
        b"\xff",
        b"sitrep-capture: 3",
    ):
        fields = f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Concurrent-To: <{row.record_id}>\r\n"
        record = f"{fields}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
        path.write_bytes(raw[: row.offset + row.length] + member(record))
        assert list(captures_in(tmp_path, row.file)) == [replace(row, context={})]
