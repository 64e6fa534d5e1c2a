"""Reads one capture back by its place in the ledger or index: bounded, checked, revisits followed.

`walk` (in `members`) reads a whole file.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from parsers.errors import ArchiveError, HttpError
from parsers.web.http import HttpResponse, parse_response
from warehouse.archive.files import locate
from warehouse.archive.records import RecordType
from warehouse.archive.warc import MAX_RECORD, Record, bare_id, parse_date, parse_record, unpack

Place = tuple[str, int, int]
"""File, offset and length of a member, as the ledger has them."""

Resolve = Callable[[str], Place | None]
"""Gives the place of a record by its id, or None."""

_NOT_MODIFIED = 304
_MAX_HOPS = 3


@dataclass(frozen=True, slots=True)
class ArchivedResponse:
    """A capture as it was stored.

    `record` has the WARC fields and the HTTP block byte for byte. `http` is what the client saw:
    for a revisit of an equal payload its own head with the original's payload, for a 304 the
    whole original. `payload` is that of `http`: transfer encoding removed, content encoding kept.
    """

    url: str
    fetched_at: datetime
    record_id: str
    record_type: RecordType
    record: Record
    http: HttpResponse

    @property
    def block(self) -> bytes:
        """The stored HTTP message, byte for byte; of a revisit, its own head."""
        return self.record.block

    @property
    def payload(self) -> bytes:
        """The body as the server encoded its content."""
        return self.http.payload


def read_record(root: Path, file: str, offset: int, length: int) -> Record:
    """The record at a place; ArchiveError when there is no whole record exactly there."""
    path = locate(root, file)
    if offset < 0 or not 0 < length <= MAX_RECORD:
        raise ArchiveError(f"{file}: no record can have offset {offset} and length {length}")
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            data = stream.read(length)
    except OSError as error:
        raise ArchiveError(f"{file} cannot be read: {error.strerror}") from error
    try:
        return parse_record(unpack(data))
    except ArchiveError as error:
        raise ArchiveError(f"{file} at {offset}: {error}; run `sitrep verify`") from error


def read_capture(
    root: Path, file: str, offset: int, length: int, resolve: Resolve | None = None
) -> ArchivedResponse:
    """The capture at a place of the ledger.

    A revisit needs `resolve` to find its original. Raises ArchiveError when the bytes are damaged
    or missing, when they are no capture, or when an original is gone.
    """
    return _read((file, offset, length), root, resolve, _MAX_HOPS)


def _read(place: Place, root: Path, resolve: Resolve | None, hops: int) -> ArchivedResponse:
    record = read_record(root, *place)
    where = f"{place[0]} at {place[1]}"
    kind: RecordType
    if record.type == "response":
        kind = "response"
    elif record.type == "revisit":
        kind = "revisit"
    else:
        raise ArchiveError(f"{where}: a record of type {record.type[:20]!r} is no capture")
    try:
        http = parse_response(record.block)
    except HttpError as error:
        raise ArchiveError(f"{where}: {error}") from error
    if kind == "revisit":
        original = _original(record, where, root, resolve, hops)
        http = _as_seen(http, original.http)
    return ArchivedResponse(
        url=record.field("WARC-Target-URI"),
        fetched_at=parse_date(record.field("WARC-Date")),
        record_id=record.id,
        record_type=kind,
        record=record,
        http=http,
    )


def _original(
    record: Record, where: str, root: Path, resolve: Resolve | None, hops: int
) -> ArchivedResponse:
    wanted = bare_id(record.field("WARC-Refers-To"))
    place = resolve(wanted) if resolve and hops else None
    if place is None:
        raise ArchiveError(f"{where}: the original {wanted or '(none named)'} is not known")
    return _read(place, root, resolve, hops - 1)


def _as_seen(own: HttpResponse, original: HttpResponse) -> HttpResponse:
    if own.status == _NOT_MODIFIED:
        return original
    return replace(own, payload=original.payload, problems=original.problems)
