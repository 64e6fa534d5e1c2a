"""Content codings undone within bounds (RFC 9110 section 8.4).

A few hundred bytes can unfold into gigabytes. Every decoder here gives its output in pieces and
is stopped at a limit, or earlier where the ratio can only be an attack. ISA-L unpacks gzip three
times as fast as zlib, and unpacking is the dearest part of fetching a page.
"""

import io
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import brotli  # type: ignore[import-untyped]  # the package has no type information
import zstandard
from isal import isal_zlib

MAX_RATIO = 150
"""Output to input beyond which a body is taken for a bomb.

The emptiest of bombs unfolds about 230 times in the fastest gzip, sitemaps full of repetition
some 30 times.
"""

MAX_CODINGS = 3
"""Stacked codings that are undone; servers that mean well send one."""

_RATIO_COUNTS_FROM = 2 << 20  # below two MiB any ratio is affordable
_PIECE = 64 << 10  # bytes of output asked for at a time
_SLICE = 4 << 10  # bytes of input given at a time, so that the ratio is known in time
_ZSTD_WINDOW = 8 << 20  # bytes; RFC 9659 allows no more on the web
_GZIP_MAGIC = b"\x1f\x8b"

_MAX_MEMBERS = 10_000  # a member of 20 bytes that holds nothing costs as much as a full one

_Pieces = Iterator[tuple[bytes, int]]  # output, and how much of the payload it has taken


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body with its content codings undone.

    `truncated`: a limit, a bomb or damage cut it short, what was read up to there is kept.
    `problem` is one short sentence or None. `codings` are those undone, outermost first.
    """

    body: bytes
    truncated: bool = False
    problem: str | None = None
    codings: tuple[str, ...] = ()


class _Damaged(Exception):
    """The decoder stumbled; what it gave before is kept."""


def decode_body(payload: bytes, content_encoding: str | None, limit: int) -> Decoded:
    """Undo the codings that the header names, giving at most `limit` bytes.

    Wrong labels are seen through: a body that is not what its label says is taken as it is, an
    unlabelled gzip body is unpacked, both with a problem. Never raises on any bytes.
    """
    codings = _named_codings(content_encoding) if payload else []
    unknown = [coding for coding in codings if coding not in _DECODERS]
    if unknown or len(codings) > MAX_CODINGS:
        what = f"unknown content coding {unknown[0][:40]!r}" if unknown else "too many codings"
        return _as_it_is(payload, limit, what)
    if not codings and payload.startswith(_GZIP_MAGIC):
        unpacked = _undo(payload, "gzip", limit)
        return unpacked if unpacked.problem else _noted(unpacked, "gzip without a label")
    result = _as_it_is(payload, limit, None) if not codings else Decoded(payload)
    for coding in codings:
        step = _undo(result.body, coding, limit)
        result = Decoded(
            step.body,
            truncated=result.truncated or step.truncated,
            problem=result.problem or step.problem,
            codings=result.codings + step.codings,
        )
    return result


def gunzip(payload: bytes, limit: int) -> Decoded:
    """A gzip file unpacked, known by its first bytes whatever it is called; others as they are.

    One layer only: what is still gzip inside is refused as a problem and an empty body.
    """
    if not payload.startswith(_GZIP_MAGIC):
        return _as_it_is(payload, limit, None)
    unpacked = _undo(payload, "gzip", limit)
    if unpacked.codings and unpacked.body.startswith(_GZIP_MAGIC):
        return Decoded(b"", truncated=True, problem="gzip within gzip is refused")
    return unpacked


def _named_codings(header: str | None) -> list[str]:
    """The codings in the order in which they have to be undone."""
    names = [name.strip().lower().removeprefix("x-") for name in (header or "").split(",")]
    return [name for name in reversed(names) if name not in ("", "identity", "none")]


def _as_it_is(payload: bytes, limit: int, problem: str | None) -> Decoded:
    if len(payload) <= limit:
        return Decoded(payload, problem=problem)
    return Decoded(payload[:limit], truncated=True, problem=problem or _at_limit(limit))


def _noted(decoded: Decoded, problem: str) -> Decoded:
    return Decoded(decoded.body, decoded.truncated, problem, decoded.codings)


def _at_limit(limit: int) -> str:
    return f"cut at {limit} bytes"


def _undo(payload: bytes, coding: str, limit: int) -> Decoded:
    """One coding undone; a payload that never was in that coding comes back as it is."""
    body = bytearray()
    problem = None
    try:
        for piece, consumed in _DECODERS[coding](payload):
            body += piece
            if len(body) > limit:
                del body[limit:]
                problem = _at_limit(limit)
                break
            if len(body) > _RATIO_COUNTS_FROM and len(body) > MAX_RATIO * consumed:
                problem = f"unfolds more than {MAX_RATIO} times: stopped"
                break
    except _Damaged as error:
        if not body:
            return _as_it_is(payload, limit, f"labelled {coding}, but is not ({error})")
        problem = f"{coding} {error}"
    return Decoded(bytes(body), problem is not None, problem, (coding,))


def _gzip_pieces(payload: bytes) -> _Pieces:
    """All members of a gzip file; padding or garbage behind the last one is left out."""
    position = 0
    for _ in range(_MAX_MEMBERS):
        position = yield from _inflate(payload, isal_zlib.MAX_WBITS | 16, position)
        if not payload.startswith(_GZIP_MAGIC, position):
            return
    raise _Damaged("has too many members")


def _deflate_pieces(payload: bytes) -> _Pieces:
    """Deflate with the zlib header that the standard asks for, or raw as some servers send it."""
    header = int.from_bytes(payload[:2], "big")
    with_header = header >> 8 & 0x0F == isal_zlib.DEFLATED and header % 31 == 0
    yield from _inflate(payload, isal_zlib.MAX_WBITS if with_header else -isal_zlib.MAX_WBITS, 0)


def _inflate(payload: bytes, wbits: int, position: int) -> Generator[tuple[bytes, int], None, int]:
    """Pieces of one zlib stream; returns where it ended in the payload."""
    decoder = isal_zlib.decompressobj(wbits)
    pending = b""
    while not decoder.eof:
        if not pending:
            pending = payload[position : position + _SLICE]
            position += len(pending)
        try:
            piece = decoder.decompress(pending, _PIECE)
        except isal_zlib.error as error:  # type: ignore[misc]  # the stub calls it an instance
            raise _Damaged("is damaged") from error
        if not (piece or pending or decoder.eof):
            raise _Damaged("ends early")
        pending = decoder.unconsumed_tail
        yield piece, position - len(pending)
    return position - len(decoder.unused_data)


def _brotli_pieces(payload: bytes) -> _Pieces:
    decoder = brotli.Decompressor()
    position = 0
    while not decoder.is_finished():
        pending = b""
        if decoder.can_accept_more_data():
            pending = payload[position : position + _SLICE]
            position += len(pending)
        try:
            piece = decoder.process(pending, output_buffer_limit=_PIECE)
        except brotli.error as error:
            raise _Damaged("is damaged") from error
        if not (piece or position < len(payload) or decoder.is_finished()):
            raise _Damaged("ends early")
        yield piece, position


def _zstd_pieces(payload: bytes) -> _Pieces:
    """The library does not tell a stream that ends early from one that is whole."""
    source = io.BytesIO(payload)
    decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    reader = decoder.stream_reader(source, read_size=_SLICE, read_across_frames=True)
    try:
        while piece := reader.read(_PIECE):
            yield piece, source.tell()
    except zstandard.ZstdError as error:
        raise _Damaged("is damaged") from error


_DECODERS: dict[str, Callable[[bytes], _Pieces]] = {
    "gzip": _gzip_pieces,
    "deflate": _deflate_pieces,
    "br": _brotli_pieces,
    "zstd": _zstd_pieces,
}
