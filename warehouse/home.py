"""The home folder: where everything is, and the lock that lets one writer in at a time."""

import json
import os
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from parsers.errors import LockHeld, WarehouseError

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_POLL_SECONDS = 0.05

# A status command that looks whether the lock is taken holds it for a moment itself.
_PATIENCE_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one sitrep; paths only, nothing is opened."""

    path: Path

    @property
    def archive(self) -> Path:
        """Every response, for ever."""
        return self.path / "archive"

    @property
    def staging(self) -> Path:
        """Batches on their way to the writer."""
        return self.path / "staging"

    @property
    def corrections(self) -> Path:
        """People's verdicts, one JSON object a line, append-only."""
        return self.path / "corrections.jsonl"

    @property
    def warehouse(self) -> Path:
        """The writer's database; nobody else opens it."""
        return self.path / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """What analysts open."""
        return self.path / "sitrep.duckdb"

    @property
    def texts(self) -> Path:
        """The articles' texts, published beside it."""
        return self.path / "texts.duckdb"

    @property
    def reports(self) -> Path:
        """Nightly reports."""
        return self.path / "reports"

    @property
    def sources(self) -> Path:
        """The user's own source files."""
        return self.path / "sources"

    @property
    def checks(self) -> Path:
        """Results of source checks."""
        return self.path / "checks"

    @property
    def lock_file(self) -> Path:
        """The file that the lock is held on; it says who holds it."""
        return self.path / ".lock"

    def create(self) -> None:
        """Makes the folders; WarehouseError when that cannot be done."""
        folders = (self.archive, self.staging, self.reports, self.sources, self.checks)
        try:
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WarehouseError(
                f"cannot write to {self.path}: {error.strerror}; "
                "set SITREP_HOME to a folder of yours"
            ) from error

    def free_bytes(self) -> int:
        """Free space of the disk that the home lies on."""
        return shutil.disk_usage(self.path).free

    def sizes(self) -> Mapping[str, int]:
        """Bytes of each part of the home by its name; 0 for what is not there."""
        files = (self.warehouse, self.published, self.texts, self.corrections)
        folders = (self.archive, self.staging, self.reports)
        sizes = {folder.name: folder_bytes(folder) for folder in folders}
        return sizes | {file.name: _file_bytes(file) for file in files}

    @contextmanager
    def lock(self, who: str, wait_seconds: float = 0) -> Iterator[None]:
        """Holds the home for one writer; LockHeld, naming the holder, when it stays taken.

        It shuts out other threads of this process too, and blocks while it waits. The operating
        system releases it when the process ends, however it ends. Not for network shares, where
        such locks are not dependable.
        """
        self.create()
        handle = os.open(self.lock_file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self._acquire(handle, wait_seconds)
            os.truncate(handle, 0)
            os.pwrite(handle, _holder(who), 0)
            try:
                yield
            finally:
                os.truncate(handle, 0)
        finally:
            os.close(handle)

    def _acquire(self, handle: int, wait_seconds: float) -> None:
        deadline = time.monotonic() + max(wait_seconds, _PATIENCE_SECONDS)
        while not _try_lock(handle, shared=False):
            if time.monotonic() >= deadline:
                raise LockHeld(
                    f"{self.path} is in use by {self._written_holder() or 'another process'}; "
                    "wait for it to end, or use --wait"
                )
            time.sleep(_POLL_SECONDS)

    def holder(self) -> str | None:
        """Who holds the lock now, as it says of itself; None when nobody does."""
        try:
            handle = os.open(self.lock_file, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            free = _try_lock(handle, shared=True)
        finally:
            os.close(handle)
        return None if free else self._written_holder() or "another process"

    def _written_holder(self) -> str | None:
        try:
            facts = json.loads(self.lock_file.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(facts, dict):
            return None
        return "{who} (process {pid} on {host}, since {since})".format_map(
            {"who": "?", "pid": "?", "host": "?", "since": "?", **facts}
        )


def _try_lock(handle: int, *, shared: bool) -> bool:
    if fcntl is None:
        raise WarehouseError(
            "this system has no flock: sitrep writes on Linux and macOS; on Windows use WSL 2"
        )
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:  # NFS and SMB without a lock service
        raise WarehouseError(
            f"the home cannot be locked ({error.strerror}): put it on a local disk"
        ) from error
    return True


def _holder(who: str) -> bytes:
    facts = {
        "who": who,
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return json.dumps(facts).encode()


def folder_bytes(folder: Path) -> int:
    """The bytes of all files below a folder; 0 when it is not there."""
    return sum(_file_bytes(file) for file in folder.rglob("*"))


def _file_bytes(file: Path) -> int:
    # A file may be renamed or removed while somebody looks.
    try:
        return file.stat().st_size if file.is_file() else 0
    except FileNotFoundError:
        return 0
