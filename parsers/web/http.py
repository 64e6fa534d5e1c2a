"""A stored HTTP/1 exchange taken apart: head, headers in order, payload without transfer encoding.

Tolerant on purpose: what a server sent is kept whatever it looks like, and what was odd about it
becomes a problem in the result. Only bytes without a start line are refused. Rules are those of
RFC 9112; where it leaves recipients free, what browsers do decides.
"""

import re
from dataclasses import dataclass

from parsers.errors import HttpError

Headers = tuple[tuple[str, str], ...]

_STATUS_LINE = re.compile(
    rb"(HTTP(?:/[0-9]+(?:\.[0-9]+)?)?|ICY)[ \t]+([1-9][0-9]{2})([^\n]*)", re.IGNORECASE
)
_REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,40})[ \t]+([^\n]*)")
_END_OF_HEAD = re.compile(rb"\n\r?\n")
# Sixteen digits hold any length; a longer run is no chunk size but an attack or a text.
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\n]*)?\r?\n")
_CONTENT_LENGTH = re.compile(r"[0-9]{1,18}")
_INTERIM = range(100, 200)
_SWITCHING_PROTOCOLS = 101


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response as stored.

    `headers` keep order, spelling and repetition; their text is ISO-8859-1, so every byte is one
    character. `payload` is the body after the transfer encoding is removed and before the content
    encoding is; it is all there is after the head, whatever Content-Length says. `body_start` is
    where the body begins in the block. `problems` are short sentences, each at most once.
    """

    status: int
    reason: str
    headers: Headers
    payload: bytes
    version: str = "HTTP/1.1"
    problems: tuple[str, ...] = ()
    body_start: int = 0

    def header(self, name: str) -> str | None:
        """The values of a header joined by ", " (case of the name ignored), or None."""
        return joined_header(self.headers, name)


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request as stored; fields as in `HttpResponse`, `target` as sent."""

    method: str
    target: str
    headers: Headers
    payload: bytes
    version: str = "HTTP/1.1"
    problems: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The values of a header joined by ", " (case of the name ignored), or None."""
        return joined_header(self.headers, name)


def joined_header(headers: Headers, name: str) -> str | None:
    """The values of `name` in `headers` joined by ", " (case ignored), or None if it is absent."""
    wanted = name.lower()
    values = [value for key, value in headers if key.lower() == wanted]
    return ", ".join(values) if values else None


def parse_response(block: bytes) -> HttpResponse:
    """The response in `block`: interim (1xx) responses before it are skipped and reported.

    Raises HttpError when there is no status line. A missing reason, HTTP/1.0, bare line feeds,
    folded and broken header lines, wrong or cut chunks and wrong lengths are all read as far as
    they go.
    """
    problems: dict[str, None] = {}
    start = 0
    while True:
        match, lines, end = _head(block, start, _STATUS_LINE, problems)
        if match is None:
            raise HttpError("no HTTP response: the bytes do not begin with a status line")
        status = int(match[2])
        interim = status in _INTERIM and status != _SWITCHING_PROTOCOLS
        if not interim or end >= len(block):
            break
        problems[f"interim response {status} before the final one"] = None
        start = end
    headers = _headers(lines, problems)
    return HttpResponse(
        status=status,
        reason=_reason(match[3], problems),
        headers=headers,
        payload=_payload(block[end:], headers, problems),
        version=_text(match[1]).upper(),
        problems=tuple(problems),
        body_start=end,
    )


def parse_request(block: bytes) -> HttpRequest:
    """The request in `block`; raises HttpError when there is no request line."""
    problems: dict[str, None] = {}
    match, lines, end = _head(block, 0, _REQUEST_LINE, problems)
    if match is None:
        raise HttpError("no HTTP request: the bytes do not begin with a request line")
    target, _, version = _text(match[2]).strip().rpartition(" ")
    if not version.upper().startswith("HTTP/"):
        target, version = _text(match[2]).strip(), "HTTP/0.9"
        problems["request line without a version"] = None
    headers = _headers(lines, problems)
    return HttpRequest(
        method=_text(match[1]),
        target=target.strip(),
        headers=headers,
        payload=_payload(block[end:], headers, problems),
        version=version.upper(),
        problems=tuple(problems),
    )


def _head(
    block: bytes, start: int, first_line: re.Pattern[bytes], problems: dict[str, None]
) -> tuple[re.Match[bytes] | None, list[bytes], int]:
    """The match of the start line, the header lines, and where the body begins."""
    while block[start : start + 1] in (b"\r", b"\n"):
        problems["blank lines before the start line"] = None
        start += 1
    match = first_line.match(block, start)
    if match is None:
        return None, [], start
    # The search begins at the end of the start line: a head without headers is a blank line.
    end = _END_OF_HEAD.search(block, match.end())
    if end is None:
        problems["head without an end"] = None
        return match, block[match.end() :].split(b"\n")[1:], len(block)
    return match, block[match.end() : end.start()].split(b"\n")[1:], end.end()


def _reason(rest: bytes, problems: dict[str, None]) -> str:
    if rest[:1] not in (b"", b" ", b"\t", b"\r"):
        problems["status and reason run together"] = None
    return _text(rest).strip()


def _headers(lines: list[bytes], problems: dict[str, None]) -> Headers:
    headers: list[tuple[str, str]] = []
    folded: dict[int, list[str]] = {}
    for line in lines:
        text = _text(line.rstrip(b"\r"))
        name, colon, value = text.partition(":")
        if text[:1] in (" ", "\t") and headers:
            problems["folded header line"] = None
            folded.setdefault(len(headers) - 1, []).append(text.strip(" \t"))
        elif not colon or not name.strip():
            problems["header line without a name"] = None
        else:
            if name != name.strip():
                problems["white space round a header name"] = None
            headers.append((name.strip(), value.strip(" \t")))
    for index, parts in folded.items():
        name, value = headers[index]
        headers[index] = (name, " ".join(part for part in (value, *parts) if part))
    return tuple(headers)


def _payload(body: bytes, headers: Headers, problems: dict[str, None]) -> bytes:
    codings = [
        coding.strip().lower()
        for coding in (joined_header(headers, "transfer-encoding") or "").split(",")
        if coding.strip() and coding.strip().lower() != "identity"
    ]
    if not codings:
        _check_length(body, headers, problems)
        return body
    if codings[-1] == "chunked":
        body = _without_chunks(body, problems)
        codings.pop()
    if codings:
        problems["transfer coding that is not removed: " + codings[-1][:20]] = None
    return body


def _check_length(body: bytes, headers: Headers, problems: dict[str, None]) -> None:
    lengths = {value for name, value in headers if name.lower() == "content-length"}
    if not lengths:
        return
    said = lengths.pop()
    if lengths or not _CONTENT_LENGTH.fullmatch(said):
        problems["contradictory or broken Content-Length"] = None
    elif int(said) > len(body):
        problems["body shorter than its Content-Length"] = None
    elif int(said) < len(body):
        problems["body longer than its Content-Length"] = None


def _without_chunks(body: bytes, problems: dict[str, None]) -> bytes:
    """The chunks' content as far as the framing holds.

    A body without any chunk is kept as it is: archives hold many whose framing another tool
    removed while the header stayed.
    """
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK_SIZE.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            _check_trailer(body, match.end(), problems)
            return b"".join(parts)
        part = body[match.end() : match.end() + size]
        parts.append(part)
        at = match.end() + size
        if len(part) < size:
            problems["chunked body is cut"] = None
            return b"".join(parts)
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    if not parts:
        if body:
            problems["chunked body without chunks"] = None
        return body
    problems["chunked body is cut" if at >= len(body) else "broken chunk"] = None
    return b"".join(parts)


def _check_trailer(body: bytes, at: int, problems: dict[str, None]) -> None:
    """Trailer fields stay in the stored block; only what follows them is worth a word."""
    if body.startswith((b"\r\n", b"\n"), at):
        end = body.index(b"\n", at) + 1
    else:
        match = _END_OF_HEAD.search(body, at)
        end = match.end() if match else len(body)
        if match is None:
            problems["chunked body without an end"] = None
    if end < len(body):
        problems["bytes after the last chunk"] = None


def _text(raw: bytes) -> str:
    return raw.decode("iso-8859-1")
