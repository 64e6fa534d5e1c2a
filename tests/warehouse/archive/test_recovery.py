"""What a writer leaves behind when it dies, and what the next start makes of it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.warehouse.archive.build import by_file, exchange, several, writer
from warehouse.archive.files import archive_files, open_files
from warehouse.archive.ledger import captures_in, unknown_captures
from warehouse.archive.openfile import OpenFile
from warehouse.archive.reader import read_capture
from warehouse.archive.records import StoredCapture
from warehouse.archive.repair import recover
from warehouse.archive.verify import repair, verify


def left_open(root: Path, captures: list[StoredCapture]) -> Path:
    """The finished file of `captures` as if its writer had died before it was finished."""
    path = root / captures[0].file
    path.with_name(path.name.replace(".warc.gz", ".cdxj")).unlink()
    return path.rename(path.with_name(path.name + ".open"))


def test_a_whole_file_left_open_is_finished(tmp_path: Path) -> None:
    captures = several(tmp_path)
    index = (tmp_path / captures[0].file.replace(".warc.gz", ".cdxj")).read_bytes()
    left_open(tmp_path, captures)
    report = verify(tmp_path, by_file(captures))
    assert [(p.kind, p.repairable) for p in report.problems] == [("open", True)]
    (done,) = repair(tmp_path, report)
    assert (done.file, done.how, done.captures, done.lost, done.kept) == (
        captures[0].file,
        "finished",
        6,
        0,
        None,
    )
    assert (tmp_path / captures[0].file.replace(".warc.gz", ".cdxj")).read_bytes() == index
    assert verify(tmp_path, by_file(captures)).good
    assert recover(tmp_path) == ()


@pytest.mark.parametrize("part", ["own", "request", "metadata"])
def test_a_torn_tail_is_cut_to_the_last_whole_capture_and_kept(tmp_path: Path, part: str) -> None:
    captures = several(tmp_path)
    path = left_open(tmp_path, captures)
    last = captures[-1]
    size = path.stat().st_size
    # 5 bytes into the capture's own member, into its request, or 5 bytes before the end.
    end = {"own": last.offset + 5, "request": last.offset + last.length + 5}.get(part, size - 9)
    whole = path.read_bytes()
    path.write_bytes(whole[:end])
    (done,) = recover(tmp_path)
    assert (done.how, done.captures, done.lost) == ("cut", 5, end - last.offset)
    assert done.kept is not None
    assert (tmp_path / done.kept).read_bytes() == whole[last.offset : end]
    assert list(captures_in(tmp_path, last.file)) == captures[:-1]
    assert verify(tmp_path, by_file(captures[:-1])).good


def test_a_hole_that_a_loss_of_power_left_costs_only_what_was_in_it(tmp_path: Path) -> None:
    captures = several(tmp_path)
    path = left_open(tmp_path, captures)
    raw = bytearray(path.read_bytes())
    hole = slice(captures[2].offset, captures[3].offset + 10)
    raw[hole] = bytes(hole.stop - hole.start)
    path.write_bytes(raw)
    (done,) = recover(tmp_path)
    assert (done.how, done.captures) == ("rewritten", 4)
    assert done.kept is not None
    assert (tmp_path / done.kept).read_bytes() == bytes(raw)
    rows = list(captures_in(tmp_path, captures[0].file))
    assert [row.url for row in rows] == [captures[n].url for n in (0, 1, 4, 5)]
    assert verify(tmp_path, by_file(rows)).good


@pytest.mark.parametrize(("content", "kept"), [(b"", False), (b"\x1f\x8b\x08torn", True)])
def test_a_file_without_a_whole_record_is_put_away(
    tmp_path: Path, content: bytes, *, kept: bool
) -> None:
    path = tmp_path / "paper" / "2026-03" / "x.warc.gz.open"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    (done,) = recover(tmp_path)
    assert (done.how, done.captures, done.lost) == ("removed", 0, len(content))
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert left == ([content] if kept else [])
    assert verify(tmp_path).good


def test_files_of_living_writers_are_left_alone(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        capture = archive.write(exchange(), {})
        assert recover(tmp_path) == ()
        assert verify(tmp_path, by_file([capture])).good
        assert len(list(open_files(tmp_path))) == 1
    assert list(archive_files(tmp_path)) == [capture.file]


def test_a_recovery_that_died_half_way_is_finished_by_the_next(tmp_path: Path) -> None:
    captures = several(tmp_path)
    final = tmp_path / captures[0].file
    old = final.with_name(final.name + ".open")
    old.write_bytes(b"the spoiled file, already rewritten under its final name")
    (done,) = recover(tmp_path)
    assert (done.how, done.captures, done.kept) == (
        "finished",
        6,
        captures[0].file + ".damaged",
    )
    assert verify(tmp_path, by_file(captures)).good


def test_a_finished_file_without_an_index_gets_one(tmp_path: Path) -> None:
    captures = several(tmp_path)
    index = (tmp_path / captures[0].file).with_name(
        Path(captures[0].file).name.replace(".warc.gz", ".cdxj")
    )
    was = index.read_bytes()
    index.unlink()
    assert [(done.how, done.captures) for done in recover(tmp_path)] == [("indexed", 6)]
    assert index.read_bytes() == was
    assert recover(tmp_path) == ()


def test_bytes_that_were_cut_off_before_are_not_overwritten(tmp_path: Path) -> None:
    captures = several(tmp_path)
    kept = tmp_path / (captures[0].file + ".torn")
    kept.write_bytes(b"earlier")
    path = left_open(tmp_path, captures)
    path.write_bytes(path.read_bytes() + b"\x1f\x8b")
    (done,) = recover(tmp_path)
    assert done.kept == captures[0].file + ".torn.2"
    assert kept.read_bytes() == b"earlier"


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "paper" / "2026-03" / "x.warc.gz"
    file = OpenFile(path)
    os.close(file._descriptor)
    assert [done.how for done in recover(tmp_path)] == ["removed"]


WRITER = """
import sys
from pathlib import Path
from tests.warehouse.archive.build import exchange, response, writer

archive = writer(Path(sys.argv[1]))
for batch in range(100_000):
    rows = [
        archive.write(exchange(response(b"x%d " % n * 3000)), {"batch": batch, "n": n})
        for n in range(5)
    ]
    archive.sync()
    for row in rows:
        print(row.file, row.offset, row.length, row.payload_digest, flush=False)
    print("acknowledged", flush=True)
"""


@pytest.mark.parametrize("delay", [0.02, 0.11, 0.23])
def test_a_killed_writer_loses_no_acknowledged_capture(tmp_path: Path, delay: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.read().splitlines()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    end = max(n for n, line in enumerate(lines) if line.startswith("acknowledged"))
    rows = [line.split() for line in lines[:end] if not line.startswith("acknowledged")]
    assert len(rows) >= 5

    (done,) = recover(tmp_path)
    known = {(row.file, row.offset, row.length) for row in captures_in(tmp_path, done.file)}
    for file, offset, length, digest in rows:
        assert (file, int(offset), int(length)) in known
        read = read_capture(tmp_path, file, int(offset), int(length))
        assert read.record.field("WARC-Payload-Digest") == digest
    report = verify(tmp_path)
    assert report.good
    assert report.captures >= len(rows)
    adopted = unknown_captures(tmp_path, [done.file], lambda _: {int(row[1]) for row in rows})
    assert sum(1 for _ in adopted) == report.captures - len(rows)
