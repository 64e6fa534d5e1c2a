import errno
import os
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parsers.errors import ArchiveError, DiskFull, HttpError
from tests.warehouse.archive.build import (
    exchange,
    response,
    writer,
    zipped,
)
from warehouse.archive import openfile
from warehouse.archive.ledger import captures_in
from warehouse.archive.openfile import OpenFile
from warehouse.archive.records import Exchange
from warehouse.archive.verify import verify


@pytest.mark.parametrize(
    "source", ["", ".", "..", "a/b", "../x", "/etc", "a\0b", ".hid", "a" * 101]
)
def test_a_source_name_cannot_leave_the_folder(tmp_path: Path, source: str) -> None:
    with pytest.raises(ArchiveError, match="no name for a source"):
        writer(tmp_path, source)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "broken",
    [
        exchange(b"<html>no head</html>"),
        exchange(url="http://paper.example/\r\nWARC-Type: warcinfo"),
        exchange(url="http://paper.example/\ud800"),
        exchange(ip="192.0.2.7\nX: y"),
    ],
)
def test_what_no_record_can_hold_is_refused_and_nothing_is_written(
    tmp_path: Path, broken: Exchange
) -> None:
    with writer(tmp_path) as archive:
        kept = archive.write(exchange(), {})
        with pytest.raises((ArchiveError, HttpError)):
            archive.write(broken, {})
        also = archive.write(exchange(), {})
    assert list(captures_in(tmp_path, kept.file)) == [kept, also]
    assert verify(tmp_path).good


def test_two_writers_never_share_a_file(tmp_path: Path) -> None:
    path = tmp_path / "paper" / "2026-03" / "x.warc.gz"
    first = OpenFile(path)
    with pytest.raises(ArchiveError, match="cannot be written"):
        OpenFile(path)
    first.append(b"whole")
    first.finish()
    with pytest.raises(ArchiveError, match="cannot be written"):
        OpenFile(path)
    assert path.read_bytes() == b"whole"


def test_two_writers_of_one_source_fill_two_files(tmp_path: Path) -> None:
    with writer(tmp_path, "same") as one, writer(tmp_path, "same") as two:
        files = {one.write(exchange(), {}).file, two.write(exchange(), {}).file}
    assert len(files) == 2
    assert verify(tmp_path).good


def test_a_sync_may_run_beside_a_write_that_rolls_the_file(tmp_path: Path) -> None:
    with writer(tmp_path, max_bytes=3000) as archive, ThreadPoolExecutor(3) as threads:
        work = [
            threads.submit(archive.sync)
            if n % 3
            else threads.submit(archive.write, exchange(), {"n": n})
            for n in range(90)
        ]
        assert [task.exception() for task in work] == [None] * 90
    report = verify(tmp_path)
    assert (report.captures, report.good) == (30, True)
    assert report.files > 5


def test_a_full_disk_cuts_off_the_partial_record_and_keeps_the_rest(tmp_path: Path) -> None:
    noise = zipped(b"".join(b"%d" % (n * n) for n in range(9000)))
    big = exchange(response(noise, "Content-Encoding: gzip"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    archive = writer(tmp_path)
    kept = [archive.write(exchange(), {"n": 1})]
    size = next(tmp_path.rglob("*.open")).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, hard))
    try:
        with pytest.raises(DiskFull, match="no room"):
            archive.write(big, {})
        assert next(tmp_path.rglob("*.open")).stat().st_size == size
        kept.append(archive.write(exchange(response(b"small")), {"n": 2}))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    kept.append(archive.write(big, {"n": 3}))
    archive.close()
    assert list(captures_in(tmp_path, kept[0].file)) == kept
    assert verify(tmp_path).good


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_write_that_is_interrupted_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, goes_on: bool
) -> None:
    write = os.pwrite

    def interrupted(descriptor: int, data: memoryview, at: int) -> int:
        write(descriptor, data[: len(data) // 2], at)
        raise KeyboardInterrupt

    archive = writer(tmp_path)
    kept = [archive.write(exchange(), {"n": 1})]
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", interrupted)
        with pytest.raises(KeyboardInterrupt):
            archive.write(exchange(response(bytes(range(256)) * 9)), {"n": 2})
    if goes_on:
        kept.append(archive.write(exchange(), {"n": 3}))
    archive.close()
    assert list(captures_in(tmp_path, kept[0].file)) == kept
    assert verify(tmp_path).good


def test_a_sync_that_fails_acknowledges_nothing_until_it_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = writer(tmp_path)
    capture = archive.write(exchange(), {"n": 1})

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(openfile, "sync_data", full)
        for step in (archive.sync, archive.close, archive.sync):
            with pytest.raises(DiskFull):
                step()
    archive.sync()
    archive.close()
    assert list(captures_in(tmp_path, capture.file)) == [capture]
    assert verify(tmp_path).good


def test_a_file_that_cannot_even_begin_leaves_nothing(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(DiskFull):
            writer(tmp_path).write(exchange(), {})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_ledger_row_is_independent_of_the_callers_dictionary(tmp_path: Path) -> None:
    context = {"night": "2026-03-04"}
    with writer(tmp_path) as archive:
        capture = archive.write(exchange(), context)
    context["night"] = "changed"
    assert capture.context == {"night": "2026-03-04"}
