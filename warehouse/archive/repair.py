"""Puts archive files right after a crash or damage, and keeps every byte that it takes away.

A torn tail is cut off and kept beside the file as `.torn`. A file with damage in the middle is
written anew from its whole members, and the old one kept as `.damaged`. Nothing else is touched.
"""

import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from parsers.errors import ArchiveError
from warehouse.archive.cdxj import cdxj_line, index_path, write_index
from warehouse.archive.files import (
    OPEN_SUFFIX,
    archive_files,
    free_name,
    is_in_use,
    locate,
    lock,
    open_files,
    sync_data,
    sync_folder,
    translated,
    write_whole,
)
from warehouse.archive.ledger import captures_in
from warehouse.archive.members import Damage, Member, walk
from warehouse.archive.warc import MAX_RECORD, Record, parse_record, sha1_digest

_GZIP_HEADER = b"\x1f\x8b\x08\x00"
_GZIP_HEADER_SIZE = 10
_COMPLETES_A_CAPTURE = ("metadata", "warcinfo")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was done to a file.

    `how`: "finished" (left open, whole), "cut" (an incomplete end taken off), "completed" (only
    the last checksum was missing), "rewritten" (offsets have moved: read `captures_in` again),
    "indexed", "removed" (it held nothing). `lost` counts the bytes that are no longer in the
    file; they are in `kept`.
    """

    file: str
    how: Literal["finished", "cut", "completed", "rewritten", "indexed", "removed"]
    captures: int = 0
    lost: int = 0
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class _Survey:
    """The whole members of a file as (offset, length), and what would complete its torn end."""

    spans: tuple[tuple[int, int], ...]
    size: int
    ending: bytes = b""

    @property
    def sound(self) -> int:
        """How many bytes are whole members."""
        return sum(length for _, length in self.spans)

    @property
    def in_one_piece(self) -> bool:
        """Whether the whole members are the beginning of the file."""
        return not self.spans or sum(self.spans[-1]) == self.sound


def recover(root: Path) -> tuple[Recovered, ...]:
    """Finishes every file that a dead writer left open, and writes indexes that are missing.

    To be called at the start of a run, before anything is written. Files of living writers are
    left alone. Running it again, or after a crash of its own, is harmless. Raises DiskFull and
    ArchiveError.
    """
    done = [result for path in open_files(root) for result in _recover(root, path)]
    # A writer that dies between the rename and the index leaves a finished file without one.
    done += [
        Recovered(file, "indexed", rebuild_index(root, file))
        for file in archive_files(root)
        if not index_path(root / file).exists()
    ]
    return tuple(done)


def mend(root: Path, file: str) -> Recovered | None:
    """Repairs a finished file; None when there is nothing to do. See `Recovered`."""
    path = locate(root, file)
    survey = _survey(path, whole_captures=False)
    if survey.sound == survey.size and not survey.ending:
        return None
    try:
        return _mend(root, path, path, survey)
    except OSError as error:
        raise translated(error, path) from error


def rebuild_index(root: Path, file: str) -> int:
    """Writes the index of a file anew from its records; gives the number of captures."""
    lines = [cdxj_line(capture) for capture in captures_in(root, file)]
    write_index(locate(root, file), lines)
    return len(lines)


def _recover(root: Path, path: Path) -> Iterator[Recovered]:
    final = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
    if is_in_use(path):
        return
    try:
        # Held while the file is repaired: two recoveries at once would cut it twice.
        with path.open("r+b") as stream:
            if not lock(stream.fileno()):
                return
            if final.exists():
                # An earlier recovery rewrote the file and died before it put the old one away.
                kept = path.rename(free_name(final, ".damaged"))
                yield _done(root, final, "finished", 0, kept)
                return
            survey = _survey(path, whole_captures=True)
            yield _mend(root, path, final, survey)
    except OSError as error:
        raise translated(error, path) from error


def _survey(path: Path, *, whole_captures: bool) -> _Survey:
    """What of a file is sound; with `whole_captures` only up to the last complete capture."""
    spans: list[tuple[int, int]] = []
    complete = 0
    ending = b""
    for part in walk(path):
        record, ending = _readable(path, part)
        if record is None:
            continue
        spans.append((part.offset, part.length))
        if record.type in _COMPLETES_A_CAPTURE:
            complete = len(spans)
    if whole_captures and complete < len(spans):
        del spans[complete:]
        ending = b""
    return _Survey(tuple(spans), path.stat().st_size, ending)


def _readable(path: Path, part: Member | Damage) -> tuple[Record | None, bytes]:
    """The record in a part of the file, if there is one, and the bytes that its member lacks."""
    if isinstance(part, Damage):
        return _without_ending(path, part.offset) if part.kind == "torn" else (None, b"")
    try:
        return parse_record(part.data), b""
    except ArchiveError:
        return None, b""


def _without_ending(path: Path, offset: int) -> tuple[Record | None, bytes]:
    """The record of a member of which nothing but the end of its checksum is missing."""
    with path.open("rb") as stream:
        stream.seek(offset)
        data = stream.read(MAX_RECORD)
    if not data.startswith(_GZIP_HEADER):
        return None, b""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(data[_GZIP_HEADER_SIZE:], MAX_RECORD)
        record = parse_record(content)
    except (zlib.error, ArchiveError):
        return None, b""
    trailer = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    left = unpacker.unused_data
    trusted = record.field("WARC-Block-Digest") == sha1_digest(record.block)
    fits = unpacker.eof and trailer.startswith(left)
    return (record, trailer[len(left) :]) if trusted and fits else (None, b"")


def _mend(root: Path, path: Path, final: Path, survey: _Survey) -> Recovered:
    lost = survey.size - survey.sound
    if not survey.spans:
        return _put_away(root, path, final, survey.size)
    if not survey.in_one_piece:
        _copy(path, final, survey)
        kept = free_name(final, ".damaged")
        _swap(path, final, kept)
        return _done(root, final, "rewritten", lost, kept)
    torn = _cut(path, final, survey) if lost else None
    if survey.ending:
        _append(path, survey.ending)
    if path != final:
        path.rename(final)
        sync_folder(final.parent)
    how: Literal["cut", "completed", "finished"] = "cut" if lost else "finished"
    return _done(root, final, "completed" if survey.ending else how, lost, torn)


def _put_away(root: Path, path: Path, final: Path, size: int) -> Recovered:
    """Takes away a file without a single whole record; its bytes, if any, are kept."""
    kept = path.rename(free_name(final, ".torn")) if size else None
    if kept is None:
        path.unlink()
    sync_folder(final.parent)
    name = final.relative_to(root).as_posix()
    return Recovered(name, "removed", 0, size, kept.relative_to(root).as_posix() if kept else None)


def _cut(path: Path, final: Path, survey: _Survey) -> Path:
    kept = free_name(final, ".torn")
    with path.open("r+b") as stream:
        stream.seek(survey.sound)
        write_whole(kept, iter(lambda: stream.read(1 << 20), b""))
        stream.truncate(survey.sound)
        sync_data(stream.fileno())
    return kept


def _append(path: Path, ending: bytes) -> None:
    with path.open("ab") as stream:
        stream.write(ending)
        stream.flush()
        sync_data(stream.fileno())


def _copy(path: Path, final: Path, survey: _Survey) -> None:
    """Writes the sound members beside the file, to be swapped in."""
    write_whole(_fresh(final), _sound_bytes(path, survey))


def _sound_bytes(path: Path, survey: _Survey) -> Iterable[bytes]:
    with path.open("rb") as stream:
        for offset, length in survey.spans:
            stream.seek(offset)
            yield stream.read(length)
    yield survey.ending


def _swap(path: Path, final: Path, kept: Path) -> None:
    if path == final:
        # A link first: at no moment is there neither the old nor the new file under the name.
        os.link(path, kept)
        _fresh(final).replace(final)
    else:
        _fresh(final).replace(final)
        path.rename(kept)
    sync_folder(final.parent)


def _fresh(final: Path) -> Path:
    return final.with_name(final.name + ".mended")


def _done(
    root: Path,
    final: Path,
    how: Literal["finished", "cut", "completed", "rewritten"],
    lost: int,
    kept: Path | None,
) -> Recovered:
    name = final.relative_to(root).as_posix()
    captures = rebuild_index(root, name)
    return Recovered(name, how, captures, lost, kept.relative_to(root).as_posix() if kept else None)
