"""What is asked of the fetcher and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from warehouse.archive.records import Exchange

Purpose = Literal["robots", "tdm", "feed", "sitemap", "listing", "article", "revisit", "check"]

Outcome = Literal[
    "ok",  # a 2xx response with a body
    "not_modified",  # 304
    "gone",  # 404, 410
    "refused",  # 401, 402, 403, 407, 451 and other 4xx
    "busy",  # 429, 503: the lane backs off; asked again another time
    "server_error",  # other 5xx after all retries
    "robots_denied",  # rules forbid it; no request was sent
    "robots_unreachable",  # rules cannot be read: wait; no request was sent
    "over_budget",  # the host's daily budget is spent; no request was sent
    "redirect_refused",  # loop, too many hops, or a target that is not http(s)
    "failed",  # no usable response: see `failure`
]

Failure = Literal[
    "blocked_address",
    "dns",
    "connect",
    "tls",
    "timeout",
    "deadline",
    "disconnected",
    "protocol",
    "too_large",
    "bad_encoding",
]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with the last copy, sent back to ask whether it changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to fetch, and why.

    `crawl_delay` is the source's own minimum delay in seconds; the lane takes the largest of it,
    the configured minimum and the host's robots rule.
    """

    url: str
    purpose: Purpose
    source: str
    validators: Validators | None = None
    crawl_delay: float = 0.0


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came of a request.

    `exchanges` are all hops in order, the last one the answer; each is to be archived whatever
    the outcome. `body` is the decoded payload of the answer (content encoding undone, bounded),
    empty where there is none. `final_url` is where redirects led. `robots` are the results of
    rule files that had to be fetched on the way; they are to be archived too. `wait_until` is
    set where the server or its rules ask to come back later. `headers` are those of the answer,
    names in lower case, repeated ones joined by ", ".
    """

    request: FetchRequest
    outcome: Outcome
    started_at: datetime
    seconds: float
    attempts: int = 1
    final_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    exchanges: tuple[Exchange, ...] = ()
    robots: tuple["FetchResult", ...] = ()
    failure: Failure | None = None
    detail: str | None = None
    wait_until: datetime | None = None
    problems: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The value of a header of the answer, by its lower-case name."""
        return dict(self.headers).get(name)
