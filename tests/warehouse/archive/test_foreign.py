import gzip
import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from parsers.errors import ArchiveError
from parsers.web.http import parse_response
from tests.warehouse.archive.build import PAGE, response, several
from warehouse.archive.foreign import ForeignCapture, ForeignProblem, read_captures
from warehouse.archive.warc import STORED_LEVEL, member

Item = ForeignCapture | ForeignProblem


def captures(items: list[Item]) -> list[ForeignCapture]:
    return [item for item in items if isinstance(item, ForeignCapture)]


def problems(items: list[Item]) -> list[ForeignProblem]:
    return [item for item in items if isinstance(item, ForeignProblem)]


def read(path: Path, data: bytes) -> list[Item]:
    path.write_bytes(data)
    return list(read_captures(path))


class Writer(WARCWriter):  # type: ignore[misc] - warcio has no types
    """warcio's writer, without the temporary files that it leaves unclosed."""

    def _create_temp_file(self) -> BytesIO:
        return BytesIO()


def by_warcio(number: int = 4, *, packed: bool = True) -> bytes:
    """A file as warcio writes it: requests, responses, one revisit, one resource."""
    stream = BytesIO()
    writer = Writer(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "other"}))
    for n in range(number):
        url = f"http://other.example/{n}"
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        page = PAGE + os.urandom(200).hex().encode()
        writer.write_record(
            writer.create_warc_record(url, "response", payload=BytesIO(page), http_headers=head)
        )
        ask = StatusAndHeaders(
            f"GET /{n} HTTP/1.1", [("Host", "other.example")], is_http_request=True
        )
        writer.write_record(writer.create_warc_record(url, "request", http_headers=ask))
    head = StatusAndHeaders("200 OK", [("X", "y")], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_revisit_record(
            "http://other.example/again",
            "sha1:" + "A" * 32,
            "http://other.example/0",
            "2020-01-01T00:00:00Z",
            http_headers=head,
        )
    )
    writer.write_record(
        writer.create_warc_record(
            "http://other.example/file",
            "resource",
            payload=BytesIO(b"plain words"),
            warc_content_type="text/plain",
        )
    )
    return stream.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_of_warcio_is_read_whole(tmp_path: Path, *, packed: bool) -> None:
    items = read(tmp_path / "x", by_warcio(packed=packed))
    assert problems(items) == []
    found = captures(items)
    assert [one.record_type for one in found] == ["response"] * 4 + ["revisit", "resource"]
    assert [one.url for one in found[:2]] == ["http://other.example/0", "http://other.example/1"]
    assert parse_response(found[0].block).payload.startswith(PAGE)
    assert (found[5].block, found[5].content_type) == (b"plain words", "text/plain")
    assert all(one.fetched_at and one.record_id.startswith("urn:uuid:") for one in found)
    assert [one.problems for one in found] == [()] * 6


def test_our_own_file_is_read_like_any_other(tmp_path: Path) -> None:
    rows = several(tmp_path, 5)
    found = list(read_captures(tmp_path / rows[0].file))
    assert [(one.url, one.offset, one.record_id, one.fetched_at) for one in captures(found)] == [
        (row.url, row.offset, row.record_id, row.fetched_at) for row in rows
    ]
    assert problems(found) == []


def test_what_follows_damage_is_still_read_and_the_damage_is_told(tmp_path: Path) -> None:
    data = bytearray(by_warcio(6))
    whole = captures(read(tmp_path / "whole", bytes(data)))
    at = whole[2].offset + 200
    data[at : at + 64] = bytes(byte ^ 0xFF for byte in data[at : at + 64])
    items = read(tmp_path / "x", bytes(data))
    complete = {one.url for one in captures(items) if not one.problems}
    assert complete == {one.url for one in whole} - {whole[2].url}
    assert problems(items) != [] or any(one.problems for one in captures(items))


def test_an_append_after_a_torn_tail_is_read(tmp_path: Path) -> None:
    first, second = by_warcio(3), by_warcio(2)
    torn = captures(read(tmp_path / "first", first))[-1].offset + 100
    items = read(tmp_path / "x", first[:torn] + second)
    urls = [one.url for one in captures(items) if not one.problems]
    assert urls.count("http://other.example/0") == 2
    assert urls.count("http://other.example/file") == 1
    assert len(problems(items)) + sum(bool(one.problems) for one in captures(items)) >= 1


def test_a_cut_file_gives_what_is_there_and_says_so(tmp_path: Path) -> None:
    data = by_warcio(3)
    third = captures(read(tmp_path / "whole", data))[2]
    items = read(tmp_path / "x", data[: third.offset + 250])
    assert [one.url for one in captures(items)[:2]] == [
        "http://other.example/0",
        "http://other.example/1",
    ]
    assert problems(items) or captures(items)[-1].problems


def test_damage_in_a_plain_file_is_passed(tmp_path: Path) -> None:
    data = by_warcio(4, packed=False)
    whole = captures(read(tmp_path / "whole", data))
    at = whole[1].offset
    items = read(tmp_path / "x", data[:at] + b"XX" + data[at + 2 :])
    assert {one.url for one in captures(items)} == {one.url for one in whole} - {whole[1].url}
    assert len(problems(items)) == 1


def test_one_gzip_stream_for_all_records_is_read(tmp_path: Path) -> None:
    items = read(tmp_path / "x", gzip.compress(by_warcio(3, packed=False)))
    assert len(captures(items)) == 5


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_inside_a_page_is_no_record(tmp_path: Path, *, packed: bool) -> None:
    inner = by_warcio(1, packed=packed)
    stream = BytesIO()
    head = StatusAndHeaders("200 OK", [("Content-Type", "x/y")], protocol="HTTP/1.1")
    writer = Writer(stream, gzip=False)
    url = "http://other.example/archive"
    writer.write_record(
        writer.create_warc_record(url, "response", payload=BytesIO(inner), http_headers=head)
    )
    data = stream.getvalue()
    items = read(tmp_path / "x", member(data, STORED_LEVEL) if packed else data)
    assert [one.url for one in captures(items)] == [url]
    assert problems(items) == []


ARC_HEAD = (
    b"filedesc://x.arc 0.0.0.0 20080430204825 text/plain 76\n1 0 Somebody\n"
    b"URL IP-address Archive-date Content-type Archive-length\n\n\n\n\n\n\n\n\n"
)


def arc_record(url: bytes, body: bytes, date: bytes = b"20080430204826") -> bytes:
    return b"%s 192.0.2.1 %s text/html %d\n%s\n" % (url, date, len(body), body)


def arc_parts() -> list[bytes]:
    page = response(PAGE)
    return [
        ARC_HEAD,
        arc_record(b"http://old.example/a b", page),
        arc_record(b"dns:old.example", b"20080430 x"),
        arc_record(b"http://old.example/bare", b"<html>no head</html>"),
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_an_arc_file_is_read(tmp_path: Path, *, packed: bool) -> None:
    parts = arc_parts()
    items = read(tmp_path / "x", b"".join(map(gzip.compress, parts) if packed else parts))
    assert problems(items) == []
    first, second = captures(items)
    assert (first.url, first.record_type) == ("http://old.example/a b", "response")
    assert first.fetched_at == datetime(2008, 4, 30, 20, 48, 26, tzinfo=UTC)
    assert parse_response(first.block).payload == PAGE
    assert (second.record_type, second.content_type) == ("resource", "text/html")
    assert second.block == b"<html>no head</html>"


def test_damage_in_an_arc_file_is_told_and_passed(tmp_path: Path) -> None:
    parts = [gzip.compress(part) for part in arc_parts()]
    parts[2] = parts[2][:20]
    items = read(tmp_path / "x", b"".join(parts))
    assert [one.url for one in captures(items)] == [
        "http://old.example/a b",
        "http://old.example/bare",
    ]
    assert len(problems(items)) == 1
    plain = arc_parts()
    plain[2] = b"a broken line\n" * 2
    plain[3] = plain[3][:-10]
    items = read(tmp_path / "y", b"".join(plain))
    assert len(problems(items)) == 1
    assert captures(items)[1].problems == ("the record is cut",)


@pytest.mark.parametrize("data", [b"<html>a page</html>", gzip.compress(b"no record"), b"\x1f\x8b"])
def test_what_is_no_archive_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ArchiveError, match="neither WARC nor ARC"):
        read(tmp_path / "x", data)
    with pytest.raises(ArchiveError, match="cannot be read"):
        list(read_captures(tmp_path / "none"))


SAMPLES = [
    by_warcio(2),
    by_warcio(2, packed=False),
    b"".join(arc_parts()),
    b"".join(map(gzip.compress, arc_parts())),
]
SPOILED: SearchStrategy[bytes] = st.builds(
    lambda data, at, junk, cut: data[: at % len(data)] + junk + data[at % len(data) + cut :],
    st.sampled_from(SAMPLES),
    st.integers(0, 10**6),
    st.binary(max_size=40),
    st.integers(0, 60),
)


@given(SPOILED)
def test_no_damage_raises_anything_but_an_archive_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "spoiled"
    path.write_bytes(data)
    try:
        items = list(read_captures(path))
    except ArchiveError:
        return
    assert all(one.url.startswith("http") for one in captures(items))
    assert all(one.detail for one in problems(items))
