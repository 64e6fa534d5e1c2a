"""Names, places and durability of archive files: `<root>/<source>/<yyyy-mm>/<name>.warc.gz`.

A file that is being written has the suffix `.open` and is locked by its writer; it loses the
suffix by a rename when it is complete and never changes again.
"""

import errno
import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from parsers.errors import ArchiveError, DiskFull

SUFFIX = ".warc.gz"
OPEN_SUFFIX = ".open"

_SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# macOS has no fdatasync.
_flush_data = getattr(os, "fdatasync", os.fsync)


def check_source(source: str) -> str:
    """`source` if it can be the name of a folder and nothing else; ArchiveError otherwise."""
    if not _SOURCE.fullmatch(source):
        raise ArchiveError(f"{source[:100]!r} is no name for a source: letters, digits, . _ -")
    return source


def month_folder(root: Path, source: str, instant: datetime) -> Path:
    """The folder of the files that `source` fills in the month of `instant`."""
    return root / check_source(source) / f"{instant:%Y-%m}"


def archive_files(root: Path) -> Iterator[str]:
    """The finished files as they are named in the ledger, in order of their names."""
    yield from sorted(path.relative_to(root).as_posix() for path in root.glob(f"*/*/*{SUFFIX}"))


def open_files(root: Path) -> Iterator[Path]:
    """The files that are being written or were when their writer died."""
    yield from sorted(root.glob(f"*/*/*{SUFFIX}{OPEN_SUFFIX}"))


def locate(root: Path, file: str) -> Path:
    """The path of a file of the ledger, finished or still open.

    Raises ArchiveError when it is missing or when the name leads out of the archive.
    """
    parts = PurePosixPath(file).parts
    if len(parts) != 3 or not all(map(_SOURCE.fullmatch, parts[:2])):  # noqa: PLR2004 - see top
        raise ArchiveError(f"{file[:200]!r} is no name of an archive file")
    if "\0" in file or not file.endswith(SUFFIX):
        raise ArchiveError(f"{file[:200]!r} is no name of an archive file")
    path = root.joinpath(*parts)
    for candidate in (path, path.with_name(path.name + OPEN_SUFFIX)):
        if candidate.is_file():
            return candidate
    raise ArchiveError(f"archive file {file} is missing: restore it from a backup")


def lock(descriptor: int) -> bool:
    """Takes the file for this process until it is closed; False if another one has it.

    Raises OSError where the file system knows no locks (some network shares).
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sync_data(descriptor: int) -> None:
    """Returns when what was written is on the disk."""
    _flush_data(descriptor)


def sync_folder(folder: Path) -> None:
    """Returns when names made or changed in `folder` are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Replaces `path` by a file of `pieces`: readers see the old one or the new one, whole."""
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise translated(error, path) from error


def free_name(path: Path, suffix: str) -> Path:
    """`path` with `suffix`, or with `suffix.2` and so on where that is taken."""
    candidate = path.with_name(path.name + suffix)
    number = 2
    while candidate.exists():
        candidate = path.with_name(f"{path.name}{suffix}.{number}")
        number += 1
    return candidate


def translated(error: OSError, path: Path) -> ArchiveError | DiskFull:
    """The error of ours that says what the operating system's means for the archive."""
    if error.errno in _FULL:
        return DiskFull(f"no room for {path}: free some space and run again; nothing is lost")
    return ArchiveError(f"{path} cannot be written: {error.strerror}")


def is_in_use(path: Path) -> bool:
    """Whether a living writer has the file, or has finished it just now."""
    try:
        with path.open("rb") as stream:
            return not lock(stream.fileno())
    except FileNotFoundError:
        return True
