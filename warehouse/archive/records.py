"""What goes into the archive and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
RecordType = Literal["response", "revisit"]
Truncation = Literal["length", "time", "disconnect"]
RevisitProfile = Literal["identical-payload-digest", "server-not-modified"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request and its response as they went over the wire, byte for byte.

    `response` holds the final response only (a leading 1xx is dropped): status line, headers,
    blank line, body with its transfer encoding. `truncated` says why the body is incomplete.
    A request that got no response at all is no exchange.
    """

    url: str
    request: bytes
    response: bytes
    fetched_at: datetime
    ip: str | None = None
    truncated: Truncation | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The capture that a revisit record refers to."""

    record_id: str
    url: str
    fetched_at: datetime
    payload_digest: str


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """Where and how an exchange was written: what the ledger keeps of it.

    `file` is relative to the archive folder, with forward slashes; `offset` and `length` are
    those of the gzip member of the response or revisit record. Digests are "sha1:" + base32 as
    WARC tools expect; `payload_sha256` is hexadecimal, over the body after its transfer encoding
    is removed and before its content encoding is.
    """

    url: str
    fetched_at: datetime
    status: int
    content_type: str | None
    record_id: str
    record_type: RecordType
    file: str
    offset: int
    length: int
    payload_digest: str
    payload_sha256: str
    payload_length: int
    block_digest: str
    ip: str | None = None
    truncated: Truncation | None = None
    refers_to: str | None = None
    context: Mapping[str, Json] = field(default_factory=dict)
