import errno
import json
import os
import resource
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parsers.errors import ArchiveError, DiskFull, HttpError
from tests.warehouse.archive.build import (
    PAGE,
    SteppingClock,
    chunked,
    exchange,
    numbered_ids,
    original_of,
    response,
    several,
    writer,
    zipped,
)
from warehouse.archive import openfile
from warehouse.archive.ledger import captures_in
from warehouse.archive.members import Member, walk
from warehouse.archive.openfile import OpenFile
from warehouse.archive.records import Exchange, StoredCapture
from warehouse.archive.verify import verify
from warehouse.archive.warc import parse_record, sha1_digest

HELLO = Exchange(
    url="http://paper.example/hello?a=%C3%BC",
    request=b"GET /hello?a=%C3%BC HTTP/1.1\r\nHost: paper.example\r\n\r\n",
    response=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    fetched_at=datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC),
    ip="192.0.2.7",
)

WARCINFO = b"""WARC/1.1\r
WARC-Type: warcinfo\r
WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r
WARC-Date: 2026-03-04T05:06:07.000089Z\r
WARC-Filename: paper-20260304050607-00000001.warc.gz\r
WARC-Block-Digest: sha1:BLOCK\r
Content-Type: application/warc-fields\r
Content-Length: 118\r
\r
software: sitrep/0\r
operator: Desk <desk@press.example>\r
robots: obey\r
format: WARC File Format 1.1\r
isPartOf: paper\r
\r
\r
"""
RESPONSE = b"""WARC/1.1\r
WARC-Type: response\r
WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>\r
WARC-Date: 2026-03-04T05:06:07.000089Z\r
WARC-Target-URI: http://paper.example/hello?a=%C3%BC\r
WARC-Warcinfo-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r
WARC-IP-Address: 192.0.2.7\r
WARC-Block-Digest: sha1:BLOCK\r
WARC-Payload-Digest: sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N\r
Content-Type: application/http;msgtype=response\r
Content-Length: 62\r
\r
HTTP/1.1 200 OK\r
Transfer-Encoding: chunked\r
\r
5\r
hello\r
0\r
\r
\r
\r
"""
REQUEST = b"""WARC/1.1\r
WARC-Type: request\r
WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000003>\r
WARC-Date: 2026-03-04T05:06:07.000089Z\r
WARC-Target-URI: http://paper.example/hello?a=%C3%BC\r
WARC-Warcinfo-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r
WARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-000000000002>\r
WARC-Block-Digest: sha1:BLOCK\r
Content-Type: application/http;msgtype=request\r
Content-Length: 53\r
\r
GET /hello?a=%C3%BC HTTP/1.1\r
Host: paper.example\r
\r
\r
\r
"""
METADATA = b"""WARC/1.1\r
WARC-Type: metadata\r
WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000004>\r
WARC-Date: 2026-03-04T05:06:07.000089Z\r
WARC-Target-URI: http://paper.example/hello?a=%C3%BC\r
WARC-Warcinfo-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r
WARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-000000000002>\r
WARC-Block-Digest: sha1:BLOCK\r
Content-Type: application/warc-fields\r
Content-Length: 263\r
\r
sitrep-capture: {"sitrep":1,"payload_digest":"sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N",\
"payload_sha256":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",\
"payload_length":5,"context":{"source":"paper","purpose":"article","title":"\\u0130stanbul"}}\r
\r
\r
"""


def golden(record: bytes) -> bytes:
    """The literal with the digest of its own block in place of BLOCK."""
    block = record.partition(b"\r\n\r\n")[2][:-4]
    return record.replace(b"sha1:BLOCK", sha1_digest(block).encode())


def members(root: Path, capture: StoredCapture) -> list[Member]:
    parts = list(walk(root / capture.file))
    assert all(isinstance(part, Member) for part in parts)
    return [part for part in parts if isinstance(part, Member)]


def test_the_records_are_these_bytes(tmp_path: Path) -> None:
    context = {"source": "paper", "purpose": "article", "title": "İstanbul"}
    with writer(tmp_path, new_id=numbered_ids()) as archive:
        capture = archive.write(HELLO, context)
    found = [member.data for member in members(tmp_path, capture)]
    assert found == [golden(WARCINFO), golden(RESPONSE), golden(REQUEST), golden(METADATA)]


def test_what_write_gives_is_where_the_capture_is(tmp_path: Path) -> None:
    with writer(tmp_path, new_id=numbered_ids()) as archive:
        capture = archive.write(HELLO, {"source": "paper"})
    second = members(tmp_path, capture)[1]
    assert capture == StoredCapture(
        url=HELLO.url,
        fetched_at=HELLO.fetched_at,
        status=200,
        content_type=None,
        record_id="urn:uuid:00000000-0000-4000-8000-000000000002",
        record_type="response",
        file="paper/2026-03/paper-20260304050607-00000001.warc.gz",
        offset=second.offset,
        length=second.length,
        payload_digest=sha1_digest(b"hello"),
        payload_sha256="2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        payload_length=5,
        block_digest=sha1_digest(HELLO.response),
        ip="192.0.2.7",
        context={"source": "paper"},
    )


def test_the_index_lists_each_capture_in_byte_order(tmp_path: Path) -> None:
    captures = several(tmp_path, 12)
    index = (tmp_path / captures[0].file.replace(".warc.gz", ".cdxj")).read_text()
    lines = index.splitlines()
    assert lines == sorted(lines)
    assert lines[0].startswith("example,paper)/0 20260304050607 {")
    facts = [json.loads(line.split(" ", 2)[2]) for line in lines]
    first = next(fact for fact in facts if fact["url"] == captures[0].url)
    assert first == {
        "url": captures[0].url,
        "mime": "text/html",
        "status": "200",
        "digest": captures[0].payload_digest,
        "length": str(captures[0].length),
        "offset": str(captures[0].offset),
        "filename": captures[0].file,
    }
    assert {fact["url"] for fact in facts} == {capture.url for capture in captures}


def test_an_equal_payload_becomes_a_revisit_without_body(tmp_path: Path) -> None:
    answer = response(chunked(PAGE), "Transfer-Encoding: chunked", "X-Second: yes")
    with writer(tmp_path) as archive:
        first = archive.write(exchange(), {})
        again = archive.write(exchange(answer), {}, original_of(first))
    assert (again.record_type, again.refers_to) == ("revisit", first.record_id)
    assert (again.payload_digest, again.payload_sha256, again.payload_length) == (
        first.payload_digest,
        first.payload_sha256,
        len(PAGE),
    )
    record = parse_record(members(tmp_path, again)[4].data)
    assert record.block == answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert record.field("WARC-Profile").endswith("/revisit/identical-payload-digest")
    assert record.field("WARC-Refers-To") == f"<{first.record_id}>"
    assert record.field("WARC-Refers-To-Target-URI") == first.url
    assert record.field("WARC-Refers-To-Date") == "2026-03-04T05:06:07.000089Z"
    assert record.field("WARC-Payload-Digest") == first.payload_digest


def test_a_304_with_an_original_becomes_a_revisit(tmp_path: Path) -> None:
    answer = b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'
    with writer(tmp_path) as archive:
        first = archive.write(exchange(), {})
        again = archive.write(exchange(answer), {}, original_of(first))
        alone = archive.write(exchange(answer), {})
    assert (again.record_type, again.status, again.payload_length) == ("revisit", 304, 0)
    assert (alone.record_type, alone.status) == ("response", 304)
    record = parse_record(members(tmp_path, again)[4].data)
    assert record.block == answer
    assert record.field("WARC-Profile").endswith("/revisit/server-not-modified")
    assert record.field("WARC-Payload-Digest") == first.payload_digest


def test_another_payload_and_an_empty_one_are_stored_whole(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        first = archive.write(exchange(), {})
        other = archive.write(exchange(response(b"else")), {}, original_of(first))
        empty = archive.write(exchange(response(b"")), {})
        again = archive.write(exchange(response(b"")), {}, original_of(empty))
    assert [capture.record_type for capture in (other, again)] == ["response", "response"]
    assert other.refers_to is None


def test_a_cut_response_is_marked(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        capture = archive.write(exchange(truncated="disconnect"), {})
    assert capture.truncated == "disconnect"
    record = parse_record(members(tmp_path, capture)[1].data)
    assert record.field("WARC-Truncated") == "disconnect"


def test_a_packed_body_is_stored_as_it_came(tmp_path: Path) -> None:
    packed = zipped(bytes(range(256)) * 400)
    answer = response(packed, "Content-Encoding: gzip")
    with writer(tmp_path) as archive:
        capture = archive.write(exchange(answer), {})
    raw = (tmp_path / capture.file).read_bytes()
    assert packed in raw[capture.offset : capture.offset + capture.length]


def test_a_file_is_open_until_it_is_closed(tmp_path: Path) -> None:
    archive = writer(tmp_path)
    archive.sync()
    assert list(tmp_path.rglob("*")) == []
    capture = archive.write(exchange(), {})
    archive.sync()
    final = tmp_path / capture.file
    assert [path.name for path in final.parent.iterdir()] == [final.name + ".open"]
    archive.close()
    archive.close()
    names = {path.name for path in final.parent.iterdir()}
    assert names == {final.name, final.name.replace(".warc.gz", ".cdxj")}


@pytest.mark.parametrize(
    ("options", "step"),
    [({"max_bytes": 900}, {}), ({}, {"hours": 1}), ({}, {"days": 30}), ({}, {"days": -10})],
)
def test_files_are_rolled_by_size_age_and_month(
    tmp_path: Path, options: dict[str, int], step: dict[str, int]
) -> None:
    clock = SteppingClock()
    with writer(tmp_path, clock=clock, **options) as archive:
        for _ in range(3):
            archive.write(exchange(response(bytes(range(256)) * 8)), {})
            clock.move(**step)
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.warc.gz"))
    assert len(files) == (2 if step == {"days": -10} else 3)
    assert verify(tmp_path).captures == 3
    assert verify(tmp_path).good


def test_a_clock_that_jumps_back_loses_nothing(tmp_path: Path) -> None:
    clock = SteppingClock()
    with writer(tmp_path, clock=clock) as archive:
        archive.write(exchange(), {"n": 1})
        clock.move(minutes=-50)
        archive.write(exchange(), {"n": 2})
    report = verify(tmp_path)
    assert (report.files, report.captures, report.good) == (1, 2, True)


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
