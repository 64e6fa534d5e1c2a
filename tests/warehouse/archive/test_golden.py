import json
from datetime import UTC, datetime
from pathlib import Path

from tests.warehouse.archive.build import (
    members,
    numbered_ids,
    several,
    writer,
)
from warehouse.archive.records import Exchange, StoredCapture
from warehouse.archive.warc import sha1_digest

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
