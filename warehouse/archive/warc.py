"""One WARC/1.1 record as bytes and back, and the gzip member that holds it.

The standard is ISO 28500:2017. A record is a version line, named fields, a blank line, the block,
and two line ends; here each is one gzip member, so that any record can be read by its offset.
"""

import hashlib
import re
import zlib
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from isal import isal_zlib

from parsers.errors import ArchiveError

MAX_RECORD = 128 * 1024 * 1024
"""Bytes a record may have when it is unpacked: far above any capture, far below a bomb."""

FAST_LEVEL = 2
STORED_LEVEL = 0
GZIP_WBITS = 31

_VERSION = b"WARC/1.1\r\n"
_VERSIONS = (_VERSION, b"WARC/1.0\r\n")
_END = b"\r\n\r\n"
_LENGTH = re.compile(r"[0-9]{1,12}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record taken apart: named fields in order, and the block."""

    fields: Fields
    block: bytes

    def field(self, name: str) -> str:
        """The first value of a field (case of the name ignored); "" where it is absent."""
        wanted = name.lower()
        return next((value for key, value in self.fields if key.lower() == wanted), "")

    @property
    def type(self) -> str:
        """The record's type: "response", "request" and so on."""
        return self.field("WARC-Type")

    @property
    def id(self) -> str:
        """The record's id without angle brackets: "urn:uuid:..."."""
        return bare_id(self.field("WARC-Record-ID"))


def record_bytes(fields: Iterable[tuple[str, str]], block: bytes) -> bytes:
    """The record of `fields` and `block`; Content-Length is added.

    Raises ArchiveError for a value with control characters: it would become fields of its own.
    """
    lines = [_VERSION]
    for name, value in (*fields, ("Content-Length", str(len(block)))):
        if _CONTROL.search(value):
            raise ArchiveError(f"{name} holds a control character and cannot be archived")
        lines.append(f"{name}: {value}\r\n".encode())
    return b"".join((*lines, b"\r\n", block, _END))


def parse_record(data: bytes) -> Record:
    """The record in `data`, which must be exactly one; ArchiveError says what is wrong with it."""
    head, blank, rest = data.partition(_END)
    if not blank or not head.startswith(_VERSIONS):
        raise ArchiveError("no WARC record: version line or end of fields is missing")
    fields = []
    for line in head.split(b"\r\n")[1:]:
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if not colon:
            raise ArchiveError("no WARC record: a field has no name")
        fields.append((name, value.removeprefix(" ")))
    record = Record(tuple(fields), rest[: -len(_END)])
    length = record.field("Content-Length")
    if not _LENGTH.fullmatch(length) or len(rest) != int(length) + len(_END):
        raise ArchiveError("a WARC record's Content-Length does not fit its block")
    if not rest.endswith(_END):
        raise ArchiveError("a WARC record does not end with two line ends")
    return record


def member(record: bytes, level: int = FAST_LEVEL) -> bytes:
    """`record` as one gzip member, without a time, so that equal records give equal bytes."""
    # ISA-L packs HTML four times as fast as zlib's level 1 and smaller; but its level 0 packs too.
    library = zlib if level == STORED_LEVEL else isal_zlib
    packer = library.compressobj(level, zlib.DEFLATED, GZIP_WBITS)
    packed: bytes = packer.compress(record) + packer.flush()
    return packed


def unpack(data: bytes) -> bytes:
    """The record in `data`, which must be exactly one whole gzip member; else ArchiveError."""
    unpacker = zlib.decompressobj(GZIP_WBITS)
    try:
        record = unpacker.decompress(data, MAX_RECORD)
    except zlib.error as error:
        raise ArchiveError(f"a damaged gzip member: {error}") from error
    if not unpacker.eof or unpacker.unused_data:
        raise ArchiveError("no whole gzip member where the ledger or index says there is one")
    return record


def sha1_digest(data: bytes) -> str:
    """The digest as WARC tools expect it: "sha1:" and base32."""
    return "sha1:" + b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def warc_date(instant: datetime) -> str:
    """A WARC-Date with microseconds, as version 1.1 allows."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_date(text: str) -> datetime:
    """The instant of a WARC-Date; ArchiveError if it is none."""
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArchiveError(f"{text[:40]!r} is no WARC-Date") from error
    if parsed.tzinfo is None:
        raise ArchiveError(f"{text[:40]!r} is no WARC-Date: it has no zone")
    return parsed.astimezone(UTC)


def bare_id(field: str) -> str:
    """A record id without its angle brackets."""
    return field.removeprefix("<").removesuffix(">")
