"""Exchanges and writers for the tests of the archive: times and ids are given, not taken."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from warehouse.archive.members import Member, walk
from warehouse.archive.records import Exchange, Original, StoredCapture
from warehouse.archive.verify import LedgerEntry
from warehouse.archive.writer import ArchiveWriter

START = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
OPERATOR = {"software": "sitrep/0", "operator": "Desk <desk@press.example>", "robots": "obey"}
PAGE = b"<html><body><h1>Bridge opened</h1>" + b"<p>The bridge was opened.</p>" * 40


class SteppingClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self.instant = start

    def __call__(self) -> datetime:
        return self.instant

    def move(self, **step: float) -> None:
        self.instant += timedelta(**step)


def numbered_ids(first: int = 1) -> Callable[[], str]:
    numbers = count(first)
    return lambda: f"urn:uuid:00000000-0000-4000-8000-{next(numbers):012x}"


def response(
    body: bytes = PAGE, *fields: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body: bytes, size: int = 300) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def zipped(body: bytes = PAGE) -> bytes:
    return gzip.compress(body, mtime=0)


def exchange(
    answer: bytes | None = None,
    url: str = "http://paper.example/bridge",
    fetched_at: datetime = START,
    **more: str,
) -> Exchange:
    host, _, path = url.removeprefix("http://").partition("/")
    request = f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode("utf-8", "replace")
    answer = response() if answer is None else answer
    return Exchange(url, request, answer, fetched_at, **more)  # type: ignore[arg-type] - literals


def writer(root: Path, source: str = "paper", **more: object) -> ArchiveWriter:
    clock = more.pop("clock", SteppingClock())
    return ArchiveWriter(root, source, operator=OPERATOR, clock=clock, **more)  # type: ignore[arg-type] - passed on


def several(root: Path, number: int = 6, source: str = "paper") -> list[StoredCapture]:
    """A finished file of `number` captures: plain, chunked and packed in turn."""
    bodies = (
        response,
        lambda page: response(chunked(page), "Transfer-Encoding: chunked"),
        lambda page: response(zipped(page), "Content-Encoding: gzip"),
    )
    with writer(root, source) as archive:
        return [
            archive.write(
                exchange(
                    bodies[index % 3](PAGE + b"<p>%d</p>" % index),
                    f"http://{source}.example/{index}",
                ),
                {"night": "2026-03-04", "number": index},
            )
            for index in range(number)
        ]


def original_of(capture: StoredCapture) -> Original:
    return Original(capture.record_id, capture.url, capture.fetched_at, capture.payload_digest)


def by_file(captures: list[StoredCapture]) -> dict[str, list[LedgerEntry]]:
    ledger: dict[str, list[LedgerEntry]] = {}
    for capture in captures:
        ledger.setdefault(capture.file, []).append(capture)
    return ledger


def members(root: Path, capture: StoredCapture) -> list[Member]:
    parts = list(walk(root / capture.file))
    assert all(isinstance(part, Member) for part in parts)
    return [part for part in parts if isinstance(part, Member)]
