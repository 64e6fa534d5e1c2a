"""Captures from files that others wrote: WARC and ARC, compressed or not, whole or damaged.

FastWARC reads WARC; where it stops at damage, or stops without a word, reading goes on at the
next record. What could not be read is reported as a value, never lost.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal

from fastwarc.warc import ArchiveIterator, WarcRecord

from parsers.errors import ArchiveError
from warehouse.archive.arc import ArcRecord, read_arc
from warehouse.archive.members import member_at, next_member
from warehouse.archive.warc import GZIP_WBITS, MAX_RECORD, parse_date

ForeignType = Literal["response", "revisit", "resource"]

_TYPES: dict[str, ForeignType] = {
    "response": "response",
    "revisit": "revisit",
    "resource": "resource",
}
_WEB = ("http:", "https:")
_GZIP_MAGIC = b"\x1f\x8b"
_PLAIN_START = b"\nWARC/1."
_END_OF_HEAD = b"\r\n\r\n"
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class ForeignCapture:
    """A capture as somebody else stored it.

    `block` is the HTTP message; of a "resource" it is the bare body and of a "revisit" the head
    only. `content_type` is the record's own. `offset` is that of the record's member or, where
    records have none of their own, as near as the reader knows. `problems` say what was odd.
    """

    url: str
    fetched_at: datetime | None
    record_type: ForeignType
    record_id: str
    offset: int
    block: bytes
    content_type: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignProblem:
    """A place in the file where something could not be read."""

    offset: int
    detail: str


def read_captures(path: Path) -> Iterator[ForeignCapture | ForeignProblem]:
    """The web captures of a file in order; other records are passed over.

    Raises ArchiveError when the file cannot be opened or holds neither WARC nor ARC.
    """
    try:
        with path.open("rb") as file:
            if _beginning(file).startswith(b"filedesc:"):
                yield from map(_from_arc, filter(_is_web, read_arc(path)))
            else:
                yield from _read_warc(file, path)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error}") from error


def _beginning(file: BinaryIO) -> bytes:
    start = file.read(4096)
    file.seek(0)
    if not start.startswith(_GZIP_MAGIC):
        return start[:64]
    try:
        return zlib.decompressobj(GZIP_WBITS).decompress(start, 64)
    except zlib.error:
        return b""


def _read_warc(file: BinaryIO, path: Path) -> Iterator[ForeignCapture | ForeignProblem]:
    size = path.stat().st_size
    read_any = False
    at = 0
    while at < size:
        file.seek(at)
        last, length, failure = at, 0, ""
        try:
            for record in ArchiveIterator(file, parse_http=False):
                block = record.reader.read(MAX_RECORD)
                read_any, last, length = True, record.stream_pos, len(block)
                capture = _from_warc(record, block)
                if capture:
                    yield capture
        except (OSError, ValueError) as error:
            failure = str(error)
        at = _next_record(file, last, length, size)
        if failure or at < size:
            yield ForeignProblem(last, failure or "the reader stopped after this record")
    if not read_any:
        raise ArchiveError(f"{path} holds neither WARC nor ARC records")


def _next_record(file: BinaryIO, last: int, length: int, size: int) -> int:
    """Where a record begins after the one at `last` with a block of `length`, or `size`.

    The search must not begin inside that record: a page may itself hold a WARC record.
    """
    file.seek(0)
    if file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC:
        member = member_at(file, last)
        return next_member(file, last + (member.length if member else 1), size)
    file.seek(last)
    head = file.read(_STEP).find(_END_OF_HEAD) if length else 0
    at = last + max(head + length, 1)
    while at < size:
        file.seek(at)
        found = file.read(_STEP + len(_PLAIN_START)).find(_PLAIN_START)
        if found >= 0:
            return at + found + 1
        at += _STEP
    return size


def _from_warc(record: WarcRecord, block: bytes) -> ForeignCapture | None:
    fields = {name.lower(): value for name, value in record.headers.to_tuples()}
    kind = _TYPES.get(fields.get("warc-type", "").lower())
    # wget 1.14 and others put the address in angle brackets.
    url = fields.get("warc-target-uri", "").strip("<> ")
    if kind is None or not url.lower().startswith(_WEB):
        return None
    problems = []
    if "content-length" not in fields:
        problems.append("the record's own head is cut")
    if len(block) < record.content_length:
        problems.append(f"the block is cut: {len(block)} of {record.content_length} bytes")
    if fields.get("warc-truncated"):
        problems.append(f"stored cut: {fields['warc-truncated'][:40]}")
    return ForeignCapture(
        url=url,
        fetched_at=_instant(fields.get("warc-date", "")),
        record_type=kind,
        record_id=fields.get("warc-record-id", "").strip("<> "),
        offset=record.stream_pos,
        block=block,
        content_type=fields.get("content-type", ""),
        problems=tuple(problems),
    )


def _instant(text: str) -> datetime | None:
    try:
        return parse_date(text)
    except ArchiveError:
        return None


def _is_web(record: ArcRecord) -> bool:
    return not record.url or record.url.lower().startswith(_WEB)


def _from_arc(record: ArcRecord) -> ForeignCapture | ForeignProblem:
    if not record.url:
        return ForeignProblem(record.offset, record.problem or "nothing could be read")
    is_http = record.block.startswith((b"HTTP/", b"http/"))
    return ForeignCapture(
        url=record.url,
        fetched_at=record.fetched_at,
        record_type="response" if is_http else "resource",
        record_id="",
        offset=record.offset,
        block=record.block,
        content_type=record.content_type,
        problems=(record.problem,) if record.problem else (),
    )
