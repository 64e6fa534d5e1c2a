"""One exchange as the records that keep it, and as the row that the ledger keeps of it.

Three records: the response (or a revisit of an earlier one), the request, and a metadata record
with everything that cannot be read from the other two. A capture is complete when its metadata
record is there.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC

from parsers.web.http import HttpResponse, parse_response
from warehouse.archive.records import Exchange, Json, Original, RevisitProfile, StoredCapture
from warehouse.archive.warc import (
    FAST_LEVEL,
    STORED_LEVEL,
    Fields,
    member,
    record_bytes,
    sha1_digest,
    warc_date,
)

METADATA_FORMAT = 1
"""Version of the JSON in the metadata records; readers refuse none, newer keys are ignored."""

METADATA_FIELD = b"sitrep-capture: "
"""The field of the metadata block that holds the JSON, on one line.

Named fields rather than bare JSON, because pywb would take that for a page of the same address.
"""

_PROFILES: Mapping[RevisitProfile, str] = {
    "identical-payload-digest": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    "server-not-modified": "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
}
_SIDE_TYPES = {
    "request": "application/http;msgtype=request",
    "metadata": "application/warc-fields",
}
_NOT_MODIFIED = 304
_PACKED = ("gzip", "br", "zstd", "deflate")


@dataclass(frozen=True, slots=True)
class Draft:
    """A capture ready to be written: `members` in order, the first one the capture's own.

    `capture` lacks `file` and `offset`, which only the writer knows.
    """

    members: tuple[bytes, ...]
    capture: StoredCapture


def draft_capture(
    exchange: Exchange,
    context: Mapping[str, Json],
    original: Original | None,
    warcinfo_id: str,
    new_id: Callable[[], str],
) -> Draft:
    """The records of `exchange`.

    With `original`, a 304 becomes a server-not-modified revisit and an equal payload an
    identical-payload-digest revisit. Raises HttpError for a response without a status line and
    ArchiveError for values that no record can hold.
    """
    http = parse_response(exchange.response)
    payload_digest = sha1_digest(http.payload)
    profile = _profile(http, payload_digest, original)
    refers_to = original if profile else None
    block = exchange.response
    if profile == "identical-payload-digest":
        block = block[: http.body_start]
    capture = StoredCapture(
        url=exchange.url,
        fetched_at=exchange.fetched_at.astimezone(UTC),
        status=http.status,
        content_type=http.header("content-type"),
        record_id=new_id(),
        record_type="revisit" if profile else "response",
        file="",
        offset=0,
        length=0,
        payload_digest=payload_digest,
        payload_sha256=hashlib.sha256(http.payload).hexdigest(),
        payload_length=len(http.payload),
        block_digest=sha1_digest(block),
        ip=exchange.ip,
        truncated=exchange.truncated,
        refers_to=refers_to.record_id if refers_to else None,
        context=dict(context),
    )
    own = record_bytes(_own_fields(capture, profile, refers_to, warcinfo_id), block)
    packed = member(own, STORED_LEVEL if _is_packed(http) and not profile else FAST_LEVEL)
    request = record_bytes(
        _side_fields(capture, "request", exchange.request, warcinfo_id, new_id()), exchange.request
    )
    facts = metadata_block(capture)
    metadata = record_bytes(_side_fields(capture, "metadata", facts, warcinfo_id, new_id()), facts)
    return Draft((packed, member(request), member(metadata)), replace(capture, length=len(packed)))


def metadata_block(capture: StoredCapture) -> bytes:
    """The block of a metadata record: the payload's facts, and the context as it was given."""
    facts = {
        "sitrep": METADATA_FORMAT,
        "payload_digest": capture.payload_digest,
        "payload_sha256": capture.payload_sha256,
        "payload_length": capture.payload_length,
        "context": dict(capture.context),
    }
    text = json.dumps(facts, allow_nan=False, separators=(",", ":"))
    return METADATA_FIELD + text.encode("ascii") + b"\r\n"


def _profile(
    http: HttpResponse, payload_digest: str, original: Original | None
) -> RevisitProfile | None:
    if original is None:
        return None
    if http.status == _NOT_MODIFIED:
        return "server-not-modified"
    # An empty payload is no saving, and its digest is that of every other empty one.
    same = http.payload and payload_digest == original.payload_digest
    return "identical-payload-digest" if same else None


def _own_fields(
    capture: StoredCapture,
    profile: RevisitProfile | None,
    original: Original | None,
    warcinfo_id: str,
) -> Fields:
    fields = [
        ("WARC-Type", capture.record_type),
        ("WARC-Record-ID", f"<{capture.record_id}>"),
        ("WARC-Date", warc_date(capture.fetched_at)),
        ("WARC-Target-URI", capture.url),
        ("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),
    ]
    if capture.ip:
        fields.append(("WARC-IP-Address", capture.ip))
    payload_digest = capture.payload_digest
    if profile and original:
        # A 304 has no payload: what it stands for is the original's, by which replay finds it.
        payload_digest = original.payload_digest
        fields += [
            ("WARC-Profile", _PROFILES[profile]),
            ("WARC-Refers-To", f"<{original.record_id}>"),
            ("WARC-Refers-To-Target-URI", original.url),
            ("WARC-Refers-To-Date", warc_date(original.fetched_at)),
        ]
    if capture.truncated:
        fields.append(("WARC-Truncated", capture.truncated))
    fields += [
        ("WARC-Block-Digest", capture.block_digest),
        ("WARC-Payload-Digest", payload_digest),
        ("Content-Type", "application/http;msgtype=response"),
    ]
    return tuple(fields)


def _side_fields(
    capture: StoredCapture, kind: str, block: bytes, warcinfo_id: str, record_id: str
) -> Fields:
    """The fields of the request or metadata record that belongs to `capture`."""
    return (
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<{record_id}>"),
        ("WARC-Date", warc_date(capture.fetched_at)),
        ("WARC-Target-URI", capture.url),
        ("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),
        ("WARC-Concurrent-To", f"<{capture.record_id}>"),
        ("WARC-Block-Digest", sha1_digest(block)),
        ("Content-Type", _SIDE_TYPES[kind]),
    )


def _is_packed(http: HttpResponse) -> bool:
    """Whether the body is compressed already: packing it again costs ten times the CPU for 2 %."""
    codings = (http.header("content-encoding") or "").lower().replace(",", " ").split()
    kind = (http.header("content-type") or "").lower()
    picture = kind.startswith(("image/", "video/", "audio/")) and not kind.startswith("image/svg")
    return picture or any(coding in _PACKED for coding in codings)
