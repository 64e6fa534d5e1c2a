"""What the archive costs: writing beside warcio and FastWARC, reading, verifying.

    python -m benchmarks.archive [--pages N]

Prints CPU milliseconds a page (a request and its response; ours writes a metadata record and a
SHA-256 more) and megabytes of archive file a second. All writers get the same exchanges in the
same run; the disk is asked to sync once a file.
"""

import argparse
import gzip
import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.archive.ledger import captures_in
from warehouse.archive.reader import read_capture
from warehouse.archive.records import Exchange
from warehouse.archive.verify import verify
from warehouse.archive.writer import ArchiveWriter

SYNC_EVERY = 50


def page(number: int, rng: random.Random) -> bytes:
    """About 100 KB of markup that packs about as well as a news page does."""
    words = [f"w{rng.getrandbits(rng.choice((8, 12, 16))):x}" for _ in range(17_000)]
    lines = [" ".join(words[at : at + 40]) for at in range(0, len(words), 40)]
    body = "".join(
        f'<p class="story s{n}" data-n="{number}">{line}</p>\n' for n, line in enumerate(lines)
    )
    return f"<!doctype html><title>{number}</title>{body}".encode()


def exchanges(number: int, *, packed: bool) -> list[Exchange]:
    """`number` exchanges, their bodies packed by the server or not."""
    rng = random.Random(7)  # noqa: S311 - the same pages in every run
    made = []
    for n in range(number):
        body = page(n, rng)
        coding = "Content-Encoding: gzip\r\n" if packed else ""
        body = gzip.compress(body, 6, mtime=0) if packed else body
        coding += f"Content-Length: {len(body)}\r\n"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{coding}\r\n"
        request = f"GET /{n} HTTP/1.1\r\nHost: paper.example\r\nAccept-Encoding: gzip\r\n\r\n"
        url = f"http://paper.example/{n}"
        made.append(Exchange(url, request.encode(), head.encode() + body, datetime.now(UTC)))
    return made


def write_ours(folder: Path, items: list[Exchange]) -> Path:
    """Our writer, synced every fifty captures."""
    archive = ArchiveWriter(folder, "bench", operator={}, clock=lambda: datetime.now(UTC))
    with archive:
        for number, item in enumerate(items):
            last = archive.write(item, {"night": "2026-01-01", "purpose": "article"})
            if number % SYNC_EVERY == 0:
                archive.sync()
    return folder / last.file


def write_warcio(folder: Path, items: list[Exchange]) -> Path:
    """Writes by warcio with its fixed level 9 and its own digests."""
    path = folder / "warcio.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
        for item in items:
            head, _, body = item.response.partition(b"\r\n\r\n")
            for kind, block, payload in (
                ("response", head, body),
                ("request", item.request.partition(b"\r\n\r\n")[0], b""),
            ):
                first, *fields = block.decode().split("\r\n")
                protocol, _, rest = first.partition(" ")
                pairs = [tuple(field.split(": ", 1)) for field in fields]
                http = StatusAndHeaders(rest, pairs, protocol=protocol)
                if kind == "request":
                    http = StatusAndHeaders(first, pairs, is_http_request=True)
                record = writer.create_warc_record(
                    item.url, kind, payload=BytesIO(payload), length=len(payload), http_headers=http
                )
                writer.write_record(record)
        os.fdatasync(stream.fileno())
    return path


def write_fastwarc(folder: Path, items: list[Exchange], level: int) -> Path:
    """FastWARC with its own digests."""
    path = folder / f"fastwarc{level}.warc.gz"
    with path.open("wb") as stream:
        writer = GzipWriter(stream, compression_level=level)
        for item in items:
            for kind, block in (
                (WarcRecordType.response, item.response),
                (WarcRecordType.request, item.request),
            ):
                record = WarcRecord()
                record.init_headers(record_type=kind)
                record.headers["WARC-Target-URI"] = item.url
                record.is_http = True
                record.set_bytes_content(block)
                record.write(writer, checksum_data=True)
        writer.close()
    return path


def timed(work: Callable[[], Path]) -> tuple[float, Path]:
    """CPU seconds of `work` and the file it wrote."""
    start = time.process_time()
    path = work()
    return time.process_time() - start, path


def writers(folder: Path, items: list[Exchange]) -> Iterator[tuple[str, Callable[[], Path]]]:
    """The writers by name."""
    yield "sitrep", lambda: write_ours(folder, items)
    yield "warcio", lambda: write_warcio(folder, items)
    yield "FastWARC, level 9", lambda: write_fastwarc(folder, items, 9)
    yield "FastWARC, level 1", lambda: write_fastwarc(folder, items, 1)


def measure_writing(items: list[Exchange], label: str) -> None:
    """Prints milliseconds a page and bytes a page for each writer."""
    print(f"writing, bodies {label} ({len(items[0].response):,} bytes a response)")
    with TemporaryDirectory() as name:
        for writer, work in writers(Path(name), items):
            seconds, path = timed(work)
            size = path.stat().st_size / len(items)
            print(f"  {writer:<20}{seconds / len(items) * 1000:8.3f} ms {size:12,.0f} bytes a page")


def measure_reading(items: list[Exchange], label: str) -> None:
    """Prints how fast our files are read and verified, and by whom."""
    print(f"reading, bodies {label}")
    with TemporaryDirectory() as name:
        root = Path(name)
        path = write_ours(root, items)
        file = path.relative_to(root).as_posix()
        rows = list(captures_in(root, file))
        places = [(row.file, row.offset, row.length) for row in rows]

        def every_capture() -> None:
            for place in places:
                assert read_capture(root, *place).payload

        def ledger() -> None:
            assert len(list(captures_in(root, file))) == len(items)

        def verified() -> None:
            assert verify(root, {file: rows}).good

        def fastwarc() -> None:
            with path.open("rb") as stream:
                for record in ArchiveIterator(stream, parse_http=False):
                    assert record.verify_block_digest()

        def warcio() -> None:
            with path.open("rb") as stream:
                for record in WarcioIterator(stream, check_digests=True):
                    record.content_stream().read()

        megabytes = path.stat().st_size / 1e6
        raw = sum(len(item.response) for item in items) / 1e6
        for title, work in (
            ("sitrep, one by one", every_capture),
            ("sitrep, ledger rows", ledger),
            ("sitrep verify", verified),
            ("FastWARC, verified", fastwarc),
            ("warcio, verified", warcio),
        ):
            start = time.process_time()
            work()
            seconds = time.process_time() - start
            print(f"  {title:<20}{megabytes / seconds:8.0f} MB/s, pages {raw / seconds:8.0f} MB/s")


def main() -> None:
    """Runs all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=200, help="exchanges in each measurement")
    pages = parser.parse_args().pages
    for packed, label in ((True, "packed by the server"), (False, "not packed")):
        items = exchanges(pages, packed=packed)
        measure_writing(items, label)
        measure_reading(items, label)


if __name__ == "__main__":
    main()
