"""Writes captures into WARC files so that a crash at any point loses none that is acknowledged.

The protocol: a capture is appended as whole gzip members; `sync` acknowledges all that was
written before; only then may a ledger name it. What a crash leaves is `repair.recover`'s work.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self
from uuid import uuid4

from warehouse.archive.capture import draft_capture
from warehouse.archive.cdxj import cdxj_line, write_index
from warehouse.archive.files import SUFFIX, check_source, month_folder
from warehouse.archive.openfile import OpenFile
from warehouse.archive.records import Exchange, Json, Original, StoredCapture
from warehouse.archive.warc import member, record_bytes, sha1_digest, warc_date

MAX_BYTES = 1_000_000_000
MAX_AGE = timedelta(hours=1)


def new_record_id() -> str:
    """A new record id."""
    return f"urn:uuid:{uuid4()}"


@dataclass(slots=True)
class _Current:
    """The file that is being filled."""

    file: OpenFile
    opened_at: datetime
    warcinfo_id: str
    index: list[str] = field(default_factory=list)


class ArchiveWriter:
    """The only writer of its files. Its methods may be called from any thread.

    Files are begun when they are needed and rolled at `max_bytes`, at `max_age` and when the
    month changes. `operator` says who crawls: software, contact, user agent, robots policy,
    configuration hash. `clock` gives the current instant in UTC.
    """

    def __init__(
        self,
        root: Path,
        source: str,
        *,
        operator: Mapping[str, str],
        clock: Callable[[], datetime],
        new_id: Callable[[], str] = new_record_id,
        max_bytes: int = MAX_BYTES,
        max_age: timedelta = MAX_AGE,
    ) -> None:
        self._root = root
        self._source = check_source(source)
        self._operator = dict(operator)
        self._clock = clock
        self._new_id = new_id
        self._max_bytes = max_bytes
        self._max_age = max_age
        self._current: _Current | None = None
        # A sync in one thread must not meet the close of its file by a write in another.
        self._turn = RLock()

    def write(
        self,
        exchange: Exchange,
        context: Mapping[str, Json],
        original: Original | None = None,
    ) -> StoredCapture:
        """Appends the exchange with its context; safe on disk only after `sync` or `close`.

        Whole or not at all. Raises DiskFull, after which everything written before is intact and
        writing may be tried again; HttpError when the response has no status line; ArchiveError
        for an address or other value that no record can hold.
        """
        with self._turn:
            current = self._ready()
            draft = draft_capture(exchange, context, original, current.warcinfo_id, self._new_id)
            offset = current.file.append(b"".join(draft.members))
            name = current.file.path.relative_to(self._root).as_posix()
            capture = replace(draft.capture, file=name, offset=offset)
            current.index.append(cdxj_line(capture))
            return capture

    def sync(self) -> None:
        """Returns when all captures written so far would outlive a loss of power."""
        with self._turn:
            if self._current:
                self._current.file.sync()

    def close(self) -> None:
        """Finishes the file: synced, under its final name, indexed. Does nothing twice.

        After DiskFull or ArchiveError it may be tried again; else `recover` will finish the file.
        """
        with self._turn:
            if self._current is None:
                return
            current = self._current
            # Kept until it is finished: a failed sync must fail again, not be forgotten.
            current.file.finish()
            self._current = None
            write_index(current.file.path, current.index)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ready(self) -> _Current:
        now = self._clock()
        if self._current and self._is_full(self._current, now):
            self.close()
        if self._current is None:
            self._current = self._begin(now)
        return self._current

    def _is_full(self, current: _Current, now: datetime) -> bool:
        return (
            current.file.size >= self._max_bytes
            or now - current.opened_at >= self._max_age
            or f"{now:%Y-%m}" != f"{current.opened_at:%Y-%m}"
        )

    def _begin(self, now: datetime) -> _Current:
        warcinfo_id = self._new_id()
        name = f"{self._source}-{now:%Y%m%d%H%M%S}-{warcinfo_id[-8:]}{SUFFIX}"
        file = OpenFile(month_folder(self._root, self._source, now) / name)
        try:
            file.append(member(self._warcinfo(warcinfo_id, name, now)))
        except BaseException:
            file.discard()
            raise
        return _Current(file, now, warcinfo_id)

    def _warcinfo(self, warcinfo_id: str, name: str, now: datetime) -> bytes:
        facts = {**self._operator, "format": "WARC File Format 1.1", "isPartOf": self._source}
        block = "".join(f"{key}: {_one_line(value)}\r\n" for key, value in facts.items())
        data = block.encode("utf-8", "replace")
        fields = (
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", f"<{warcinfo_id}>"),
            ("WARC-Date", warc_date(now)),
            ("WARC-Filename", name),
            ("WARC-Block-Digest", sha1_digest(data)),
            ("Content-Type", "application/warc-fields"),
        )
        return record_bytes(fields, data)


def _one_line(value: str) -> str:
    return " ".join(value.split())
