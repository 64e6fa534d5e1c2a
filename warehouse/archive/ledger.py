"""The ledger's rows read back from the archive itself.

`captures_in` gives exactly what `ArchiveWriter.write` returned. It serves to adopt captures that
a crash kept from the database, and to rebuild the warehouse from the archive alone.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

from parsers.errors import ArchiveError, HttpError
from parsers.web.http import parse_response
from warehouse.archive.capture import METADATA_FIELD
from warehouse.archive.files import locate
from warehouse.archive.members import Member, walk
from warehouse.archive.records import RecordType, StoredCapture, Truncation
from warehouse.archive.warc import Record, bare_id, parse_date, parse_record

_TRUNCATIONS: Mapping[str, Truncation] = {reason: reason for reason in get_args(Truncation)}
_TYPES: Mapping[str, RecordType] = {kind: kind for kind in get_args(RecordType)}


def captures_in(root: Path, file: str) -> Iterator[StoredCapture]:
    """The captures of a file in the order in which they were written.

    Damaged parts are passed over (`verify` reports them). A capture whose metadata record is
    missing comes last, with an empty context; what is not known of it is "" or 0. Raises
    ArchiveError when the file is missing.
    """
    waiting: dict[str, StoredCapture] = {}
    yield from captures_from(_records(locate(root, file)), file, waiting)
    yield from waiting.values()


def unknown_captures(
    root: Path, files: Iterable[str], known: Callable[[str], Collection[int]]
) -> Iterator[StoredCapture]:
    """The captures of `files` that the ledger lacks; `known` gives its offsets in a file."""
    for file in files:
        offsets = set(known(file))
        yield from (row for row in captures_in(root, file) if row.offset not in offsets)


def captures_from(
    records: Iterable[tuple[Member, Record]], file: str, waiting: dict[str, StoredCapture]
) -> Iterator[StoredCapture]:
    """The captures that the records of `file` tell of, each when its metadata record comes.

    Those whose metadata record does not come stay in `waiting`, by record id.
    """
    for member, record in records:
        if record.type in _TYPES:
            capture = _from_own_record(member, record, file)
            if capture:
                waiting[capture.record_id] = capture
        elif record.type == "metadata":
            capture = waiting.pop(bare_id(record.field("WARC-Concurrent-To")), None)
            if capture:
                yield _with_metadata(capture, record.block)


def _records(path: Path) -> Iterator[tuple[Member, Record]]:
    for member in walk(path):
        if isinstance(member, Member):
            try:
                yield member, parse_record(member.data)
            except ArchiveError:
                continue


def _from_own_record(member: Member, record: Record, file: str) -> StoredCapture | None:
    """What the response or revisit record says by itself; None when it says too little."""
    try:
        http = parse_response(record.block)
        fetched_at = parse_date(record.field("WARC-Date"))
    except (ArchiveError, HttpError):
        return None
    revisit = record.type == "revisit"
    return StoredCapture(
        url=record.field("WARC-Target-URI"),
        fetched_at=fetched_at,
        status=http.status,
        content_type=http.header("content-type"),
        record_id=record.id,
        record_type=_TYPES[record.type],
        file=file,
        offset=member.offset,
        length=member.length,
        payload_digest=record.field("WARC-Payload-Digest"),
        payload_sha256="" if revisit else hashlib.sha256(http.payload).hexdigest(),
        payload_length=len(http.payload),
        block_digest=record.field("WARC-Block-Digest"),
        ip=record.field("WARC-IP-Address") or None,
        truncated=_TRUNCATIONS.get(record.field("WARC-Truncated")),
        refers_to=bare_id(record.field("WARC-Refers-To")) or None,
    )


def _with_metadata(capture: StoredCapture, block: bytes) -> StoredCapture:
    try:
        facts = json.loads(block.removeprefix(METADATA_FIELD))
    except (ValueError, RecursionError):
        return capture
    if not block.startswith(METADATA_FIELD) or not isinstance(facts, dict):
        return capture
    context = facts.get("context")
    return replace(
        capture,
        payload_digest=str(facts.get("payload_digest") or capture.payload_digest),
        payload_sha256=str(facts.get("payload_sha256") or capture.payload_sha256),
        payload_length=_count(facts.get("payload_length"), capture.payload_length),
        context=context if isinstance(context, dict) else {},
    )


def _count(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and value >= 0 else otherwise
