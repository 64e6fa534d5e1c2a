"""A WARC file while it is written: one writer, whole members only, never opened again."""

import os
from pathlib import Path

from warehouse.archive.files import OPEN_SUFFIX, lock, sync_data, sync_folder, translated


class OpenFile:
    """`path` under its name of work: created, locked, appended to, renamed when it is finished.

    Raises ArchiveError when somebody else has or had the name, DiskFull when there is no room.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._working = path.with_name(path.name + OPEN_SUFFIX)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                raise FileExistsError(0, "it exists already", str(path))
            # O_EXCL: a second writer of the same name fails here instead of tearing the file.
            self._descriptor = os.open(self._working, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            self._settle()
        except OSError as error:
            raise translated(error, path) from error

    def append(self, data: bytes) -> int:
        """Writes `data` at the end and gives its offset; on any failure none of it stays."""
        start = at = self.size
        rest = memoryview(data)
        try:
            while rest:
                # At an explicit place: what an interrupted write left behind is written over.
                written = os.pwrite(self._descriptor, rest, at)
                at, rest = at + written, rest[written:]
        except OSError as error:
            os.ftruncate(self._descriptor, start)
            raise translated(error, self._working) from error
        self.size = at
        return start

    def sync(self) -> None:
        """Returns when all that was appended would outlive a loss of power."""
        try:
            sync_data(self._descriptor)
        except OSError as error:
            raise translated(error, self._working) from error

    def finish(self) -> None:
        """Syncs, gives the file its final name and closes it; may be tried again if it fails."""
        os.ftruncate(self._descriptor, self.size)
        self.sync()
        try:
            if self._working.exists():
                self._working.rename(self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise translated(error, self.path) from error
        os.close(self._descriptor)

    def discard(self) -> None:
        """Removes a file that holds nothing worth keeping."""
        self._working.unlink(missing_ok=True)
        os.close(self._descriptor)

    def _settle(self) -> None:
        """Locks the new file and makes its name and those of its folders durable."""
        try:
            if not lock(self._descriptor):
                raise BlockingIOError(0, "another process has locked it", str(self._working))
            for folder in self.path.parents[:3]:
                sync_folder(folder)
        except OSError:
            self.discard()
            raise
