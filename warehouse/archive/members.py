"""The gzip members of a file, one by one, with exact boundaries and every byte accounted for.

Our own walk, because the usual readers stop at damage without a word: a cut, a flipped bit or an
append after a torn tail loses half a file and is reported as success by them.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from warehouse.archive.warc import GZIP_WBITS, MAX_RECORD

DamageKind = Literal["torn", "zeros", "damaged"]

WARC_START = (b"WARC/1.",)
ARC_START = (b"filedesc:", b"http:", b"https:")

_STEP = 64 * 1024
_MAGIC = b"\x1f\x8b\x08"
_LONGEST_START = max(map(len, WARC_START + ARC_START))


@dataclass(frozen=True, slots=True)
class Member:
    """A whole member: `data` is what it holds unpacked, its checksum is right."""

    offset: int
    length: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no whole member.

    "torn": an incomplete end of the file; "zeros": an end of nothing but zero bytes; "damaged":
    bytes in the middle, after which whole members follow.
    """

    offset: int
    length: int
    kind: DamageKind


def walk(path: Path, starts: tuple[bytes, ...] = WARC_START) -> Iterator[Member | Damage]:
    """All of the file in order: the lengths of what is given add up to the file's.

    After damage the walk goes on at the next member whose content begins with one of `starts`.
    Raises OSError when the file cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at < size:
            found: Member | Damage | None = member_at(file, at)
            if found is None:
                end = next_member(file, at + 1, size, starts)
                found = Damage(at, end - at, _kind(file, at, end, size))
            yield found
            at += found.length


def member_at(file: BinaryIO, offset: int) -> Member | None:
    """The whole member that begins at `offset`, or None."""
    file.seek(offset)
    unpacker = zlib.decompressobj(GZIP_WBITS)
    parts: list[bytes] = []
    room = MAX_RECORD
    read = 0
    while not unpacker.eof:
        step = unpacker.unconsumed_tail or file.read(_STEP)
        if not step or room <= 0:
            return None
        if not unpacker.unconsumed_tail:
            read += len(step)
        try:
            part = unpacker.decompress(step, room)
        except zlib.error:
            return None
        parts.append(part)
        room -= len(part)
    return Member(offset, read - len(unpacker.unused_data), b"".join(parts))


def next_member(
    file: BinaryIO, offset: int, size: int, starts: tuple[bytes, ...] = WARC_START
) -> int:
    """Where the next member with one of `starts` seems to begin, or `size`, the file's."""
    overlap = len(_MAGIC) - 1
    at = offset
    while at < size:
        file.seek(at)
        window = file.read(_STEP + overlap)
        found = window.find(_MAGIC)
        if found < 0:
            at += _STEP
        elif _begins(file, at + found, starts):
            return at + found
        else:
            at += found + 1
    return size


def _begins(file: BinaryIO, offset: int, starts: tuple[bytes, ...]) -> bool:
    file.seek(offset)
    try:
        start = zlib.decompressobj(GZIP_WBITS).decompress(file.read(1024), _LONGEST_START)
    except zlib.error:
        return False
    return start.startswith(starts)


def _kind(file: BinaryIO, offset: int, end: int, size: int) -> DamageKind:
    if end < size:
        return "damaged"
    file.seek(offset)
    while step := file.read(_STEP):
        if step.strip(b"\0"):
            return "torn"
    return "zeros"
