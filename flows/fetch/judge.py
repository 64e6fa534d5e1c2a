"""What an answer means: statuses, redirects, content codings. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import get_args
from urllib.parse import urlsplit

from flows.fetch.client import Reply
from flows.fetch.records import Failure, Outcome, Validators
from flows.fetch.secrets import Secrets
from parsers.errors import FetchError
from parsers.web.decode import decode_body
from parsers.web.http import HttpResponse, parse_response
from parsers.web.urls import resolve
from warehouse.archive.records import Exchange, Truncation

REDIRECTS = frozenset((301, 302, 303, 307, 308))
_TRIED_AGAIN: frozenset[str] = frozenset(("connect", "disconnected", "dns"))
_PERMANENT_5XX = frozenset((501, 505, 508, 511))
_BUSY = frozenset((429, 503))
_PAGE_ONLY: frozenset[str] = frozenset(("too_large", "protocol", "blocked_address"))
# What a header value may hold (RFC 9110, section 5.5); a hostile ETag must not stop the request.
_FIELD_VALUE = re.compile(r"[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?")
_GZIP_MAGIC = b"\x1f\x8b"
_FAILURES: frozenset[str] = frozenset(get_args(Failure))


@dataclass(frozen=True, slots=True)
class Payload:
    """A body with its content coding undone, or why that failed."""

    body: bytes
    failure: Failure | None = None
    problem: str | None = None


def outcome_of(status: int) -> Outcome:
    """The outcome that a final status stands for."""
    if status in _BUSY:
        return "busy"
    if status in (404, 410):
        return "gone"
    known: dict[int, Outcome] = {2: "ok", 3: "redirect_refused", 4: "refused", 5: "server_error"}
    return known.get(status // 100, "failed")


def failure_in(reply: Reply) -> FetchError | None:
    """Why there is no usable response, or None.

    A redirect or a refusal says all in its head: that its body broke off changes nothing.
    """
    status = reply.response.status if reply.response else 0
    return None if status // 100 in (3, 4) else reply.error


def is_tried_again(reply: Reply) -> bool:
    """Whether asking again at once makes sense: broken connections and passing server errors."""
    failure = failure_in(reply)
    if failure is not None:
        return failure.kind in _TRIED_AGAIN
    status = reply.response.status if reply.response else 0
    return status // 100 == 5 and status not in _BUSY | _PERMANENT_5XX  # noqa: PLR2004 - 5xx


def is_host_in_trouble(reply: Reply) -> bool:
    """Whether the next request would likely fail as well."""
    return reply.error is not None and reply.error.kind not in _PAGE_ONLY


def failure_of(error: FetchError) -> Failure:
    """The kind of a FetchError as a value of `Failure`."""
    return error.kind if error.kind in _FAILURES else "protocol"  # type: ignore[return-value]  # checked


def conditions(validators: Validators | None) -> list[tuple[str, str]]:
    """The headers of a conditional request; a validator that no header can carry is left out."""
    given = validators or Validators()
    pairs = (("If-None-Match", given.etag), ("If-Modified-Since", given.last_modified))
    return [(name, value) for name, value in pairs if value and _FIELD_VALUE.fullmatch(value)]


def exchange_of(
    reply: Reply, url: str, fetched_at: datetime, secrets: Secrets
) -> tuple[Exchange | None, HttpResponse | None]:
    """The exchange as the archive may have it, and its response; None where none came."""
    if reply.response is None:
        return None, None
    sent, received = secrets.masked(urlsplit(url).hostname or "", reply.sent, reply.received)
    response = reply.response if received is reply.received else parse_response(received)
    cut = _truncation(reply.error.kind) if reply.error else None
    return Exchange(url, sent, received, fetched_at, reply.ip, cut), response


def _truncation(kind: str) -> Truncation:
    if kind == "too_large":
        return "length"
    return "time" if kind in ("deadline", "timeout") else "disconnect"


def redirect_target(url: str, response: HttpResponse) -> str | None:
    """Where a redirect leads, normalised; None where it names nothing that can be fetched."""
    places = [value for name, value in response.headers if name.lower() == "location"]
    if not places:
        return None
    try:
        # Servers put UTF-8 here, whatever the standard says.
        place = places[0].encode("iso-8859-1").decode()
    except UnicodeDecodeError:
        place = places[0]
    return resolve(url, place)


def payload_of(response: HttpResponse, limit: int) -> Payload:
    """The body decoded within `limit`."""
    decoded = decode_body(response.payload, response.header("content-encoding"), limit)
    if not decoded.problem:
        return Payload(decoded.body)
    if decoded.truncated and (len(decoded.body) >= limit or "unfolds" in decoded.problem):
        return Payload(b"", "too_large", decoded.problem)
    still_packed = decoded.body.startswith(_GZIP_MAGIC)
    if decoded.truncated or still_packed or decoded.problem.startswith(("unknown", "too many")):
        return Payload(b"", "bad_encoding", decoded.problem)
    return Payload(decoded.body, None, decoded.problem)


def joined_headers(response: HttpResponse) -> tuple[tuple[str, str], ...]:
    """Headers as a FetchResult has them: lower-case names, repeated ones joined by ", "."""
    joined: dict[str, str] = {}
    for name, value in response.headers:
        key = name.lower()
        joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return tuple(joined.items())
