from pathlib import Path

import pytest

from tests.warehouse.archive.build import (
    PAGE,
    SteppingClock,
    chunked,
    exchange,
    members,
    original_of,
    response,
    writer,
    zipped,
)
from warehouse.archive.verify import verify
from warehouse.archive.warc import parse_record


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
