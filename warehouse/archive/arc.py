"""ARC, the format that web archives wrote before WARC: `url ip date type length`, then the bytes.

Readers of WARC no longer know it; collections of the years before 2009 are kept in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive.members import ARC_START, Damage, walk
from warehouse.archive.warc import MAX_RECORD

_HEAD = re.compile(
    rb"(?P<url>[a-z]+:[^\n]*) (?P<ip>\S+) (?P<date>\S+) (?P<type>[^\n]*) (?P<size>\S+)"
)
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class ArcRecord:
    """One record, or with `problem` the place where none could be read.

    `offset` is that of the gzip member, or of the record in a file that is not compressed.
    """

    offset: int
    url: str = ""
    fetched_at: datetime | None = None
    content_type: str = ""
    block: bytes = b""
    problem: str | None = None


def read_arc(path: Path) -> Iterator[ArcRecord]:
    """The records of an ARC file, compressed or not; what cannot be read is named, not skipped."""
    with path.open("rb") as file:
        start = file.read(len(_GZIP_MAGIC))
        file.seek(0)
        if start != _GZIP_MAGIC:
            yield from _records(file.read(MAX_RECORD), 0, plain=True)
            if file.read(1):
                yield ArcRecord(MAX_RECORD, problem="the rest of a plain file is too long to read")
            return
    for part in walk(path, ARC_START):
        if isinstance(part, Damage):
            yield ArcRecord(part.offset, problem=f"{part.length} bytes are no whole member")
        else:
            yield from _records(part.data, part.offset, plain=False)


def _records(data: bytes, offset: int, *, plain: bool) -> Iterator[ArcRecord]:
    at = 0
    while at < len(data):
        if data[at] in b"\r\n":
            at += 1
            continue
        line_end = data.find(b"\n", at)
        line_end = len(data) if line_end < 0 else line_end
        head = _HEAD.fullmatch(data[at:line_end].rstrip(b"\r"))
        where = offset + at if plain else offset
        if head is None or not head["size"].isdigit():
            yield ArcRecord(where, problem="a line that should begin a record does not")
            at = _next_line_that_begins(data, line_end)
            continue
        size = min(int(head["size"][:12]), MAX_RECORD)
        block = data[line_end + 1 : line_end + 1 + size]
        yield ArcRecord(
            where,
            url=head["url"].decode("utf-8", "replace"),
            fetched_at=_date(head["date"]),
            content_type=head["type"].decode("utf-8", "replace"),
            block=block,
            problem="the record is cut" if len(block) < size else None,
        )
        at = line_end + 1 + size


def _next_line_that_begins(data: bytes, at: int) -> int:
    places = [data.find(b"\n" + start, at) for start in ARC_START]
    return min((place + 1 for place in places if place >= 0), default=len(data))


def _date(text: bytes) -> datetime | None:
    try:
        return datetime.strptime(text[:14].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
