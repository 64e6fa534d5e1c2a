"""Two libraries that others wrote read our files: every record, every byte, every digest.

Both compute payload digests over the chunks as sent, where the standard means the body without
them; a chunked body is therefore checked by what each library makes of it.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from tests.warehouse.archive.build import PAGE, exchange, original_of, several, writer
from warehouse.archive.members import Member, walk
from warehouse.archive.records import StoredCapture
from warehouse.archive.warc import parse_record, sha1_digest

TYPES = ["response", "request", "metadata"]


@pytest.fixture
def captures(tmp_path: Path) -> list[StoredCapture]:
    rows = several(tmp_path, 9)
    with writer(tmp_path, "revisits") as archive:
        rows.append(archive.write(exchange(), {}))
        rows.append(archive.write(exchange(), {}, original_of(rows[-1])))
        answer = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        rows.append(archive.write(exchange(answer), {}, original_of(rows[-2])))
    return rows


def files(root: Path, captures: list[StoredCapture]) -> Iterator[tuple[Path, list[StoredCapture]]]:
    for file in sorted({row.file for row in captures}):
        yield root / file, [row for row in captures if row.file == file]


def is_chunked(row: StoredCapture) -> bool:
    return row.url.endswith(("/1", "/4", "/7"))


def test_warcio_reads_all_records_and_finds_all_digests_right(
    tmp_path: Path, captures: list[StoredCapture]
) -> None:
    for path, rows in files(tmp_path, captures):
        wanted = {row.record_id: row for row in rows}
        types = []
        with path.open("rb") as stream:
            for record in WarcioIterator(stream, check_digests=True):
                types.append(record.rec_type)
                row = wanted.pop(record.rec_headers.get_header("WARC-Record-ID")[1:-1], None)
                body = record.content_stream().read()
                problems = record.digest_checker.problems
                if row and is_chunked(row):
                    assert [text.startswith("payload digest failed") for text in problems] == [True]
                    assert sha1_digest(body) == row.payload_digest
                else:
                    assert problems == []
                if row and row.record_type == "response":
                    assert gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
                    assert body.startswith(PAGE)
        assert wanted == {}
        assert types[0] == "warcinfo"
        assert [t for t in types if t in ("request", "metadata")] == TYPES[1:] * len(rows)


def test_warcio_verifies_the_block_of_every_record(
    tmp_path: Path, captures: list[StoredCapture]
) -> None:
    for path, _ in files(tmp_path, captures):
        with path.open("rb") as stream:
            for record in WarcioIterator(stream, no_record_parse=True):
                said = record.rec_headers.get_header("WARC-Block-Digest")
                assert sha1_digest(record.raw_stream.read()) == said


def test_fastwarc_reads_all_records_and_finds_all_digests_right(
    tmp_path: Path, captures: list[StoredCapture]
) -> None:
    for path, rows in files(tmp_path, captures):
        by_id = {f"<{row.record_id}>": row for row in rows}
        seen = 0
        with path.open("rb") as stream:
            for record in FastIterator(stream, parse_http=False):
                assert record.verify_block_digest()
                seen += 1
        assert seen == 1 + 3 * len(rows)
        with path.open("rb") as stream:
            for record in FastIterator(stream, parse_http=True, auto_decode="transfer"):
                row = by_id.pop(record.record_id, None)
                if row and row.record_type == "response":
                    assert sha1_digest(record.reader.read()) == row.payload_digest
                    assert (record.stream_pos, record.http_headers.status_code) == (row.offset, 200)
                    assert record.record_date == row.fetched_at
        assert by_id == {}
        with path.open("rb") as stream:
            for record in FastIterator(stream, parse_http=True):
                row = {f"<{row.record_id}>": row for row in rows}.get(record.record_id)
                if row and row.record_type == "response" and not is_chunked(row):
                    assert record.verify_payload_digest()


def test_both_see_the_same_records_as_we_do(tmp_path: Path, captures: list[StoredCapture]) -> None:
    for path, _ in files(tmp_path, captures):
        ours = [
            (part.offset, part.length, parse_record(part.data).id)
            for part in walk(path)
            if isinstance(part, Member)
        ]
        with path.open("rb") as stream:
            records = WarcioIterator(stream)
            theirs = []
            for record in records:
                record_id = record.rec_headers.get_header("WARC-Record-ID")[1:-1]
                record.content_stream().read()
                records.read_to_end()
                place = (records.get_record_offset(), records.get_record_length())
                theirs.append((*place, record_id))
        assert theirs == ours
        with path.open("rb") as stream:
            fast = [(r.stream_pos, r.record_id[1:-1]) for r in FastIterator(stream)]
        assert fast == [(offset, record_id) for offset, _, record_id in ours]
