"""Rules for robots (RFC 9309): what a file says, and what an answer or its absence means.

Protego reads the file. What no library does is here: which answers mean "everything is allowed",
which mean "wait", and how long a copy may be believed.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from protego import Protego

from parsers.web.urls import normalise

MAX_BYTES = 500 * 1024
"""Bytes of a rules file that are read; RFC 9309 section 2.5 asks for no less than 500 KiB."""

FRESH_FOR = timedelta(hours=24)
"""How long a copy is used without asking again; RFC 9309 section 2.4."""

STALE_FOR = timedelta(days=30)
"""How long an old copy may serve while the file cannot be reached; RFC 9309 section 2.3.1.4."""

RETRY_FIRST = timedelta(minutes=5)
"""Pause after a first failure; each further failure doubles it up to `RETRY_LAST`."""

RETRY_LAST = timedelta(hours=6)

_ENDLESS = 10**9  # seconds or requests

_HTML = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# Wishes about the use of content, which are recorded and not obeyed here.
_WISH = re.compile(
    r"^[ \t]*((?:content-signal|content-usage|disallow-?ai-?training|noai|tdm-reservation)\b"
    r"[ \t]*:[^\r\n#]{0,200})",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one rules file says. `text` is what was read of it, `problem` what was odd."""

    text: str = ""
    problem: str | None = None

    @classmethod
    def parse(cls, body: bytes) -> "Rules":
        """The rules in a file; an HTML page in its place has none. Never raises.

        Read as UTF-8 without its byte order mark (a mark left in place would hide the first
        group), as UTF-16 where the mark says so, up to `MAX_BYTES`.
        """
        wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding = "utf-16" if wide else "utf-8-sig"
        text = body[:MAX_BYTES].decode(encoding, "replace").replace("\0", "")
        if _HTML.match(text[:4096]):
            return cls(problem="an HTML page in place of rules")
        cut = len(body) > MAX_BYTES
        # The last line may be half a rule: "Disallow: /a" of "Disallow: /archive".
        text = text.rpartition("\n")[0] if cut else text
        return cls(text, f"cut at {MAX_BYTES} bytes" if cut else None)

    def allows(self, url: str, user_agent: str) -> bool:
        """Whether a robot may fetch this address; the longest matching rule wins."""
        return bool(_parsed(self.text).can_fetch(url, _product(user_agent)))

    def crawl_delay(self, user_agent: str) -> float | None:
        """Seconds between requests as Crawl-delay asks, as written: any size, or None."""
        delay = _parsed(self.text).crawl_delay(_product(user_agent))
        return None if delay is None else float(delay)

    def request_interval(self, user_agent: str) -> float | None:
        """Seconds between requests as Request-rate asks, at whatever time of day, or None."""
        rate = _parsed(self.text).request_rate(_product(user_agent))
        # Integers of any length are read, and some quotients no float can hold.
        return None if rate is None else min(rate.seconds, _ENDLESS) / min(rate.requests, _ENDLESS)

    def delay(self, user_agent: str) -> float:
        """The longer of both, 0 where nothing is asked."""
        return max(self.crawl_delay(user_agent) or 0.0, self.request_interval(user_agent) or 0.0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The absolute addresses of sitemaps that the file names, in order, each once."""
        named = (normalise(address) for address in _parsed(self.text).sitemaps)
        return tuple(dict.fromkeys(address for address in named if address))

    @property
    def wishes(self) -> tuple[str, ...]:
        """Lines about the use of content ("Content-Signal: ai-train=no"), to be recorded."""
        return tuple(match[1].strip() for match in _WISH.finditer(self.text))


@lru_cache(maxsize=512)  # hosts of one night, which take turns
def _parsed(text: str) -> Protego:
    return Protego.parse(text)


def _product(user_agent: str) -> str:
    """The product token with its version: words in the comment must not match a group."""
    return (user_agent.split() or [""])[0]


@dataclass(frozen=True, slots=True)
class RobotsState:
    """What is known of a host's rules.

    `state`: allow_all, rules (then `rules` has them) or wait: no request until `expires_at`, then
    the file is asked for again. `reason` is a short code with its cause ("http_503",
    "timeout", "found"). `read_at` is when the copy was read, None if there never was one;
    `failures` counts those in a row since.
    """

    state: Literal["allow_all", "rules", "wait"]
    expires_at: datetime
    reason: str
    read_at: datetime | None = None
    rules: Rules = Rules()
    failures: int = 0

    def is_fresh(self, now: datetime) -> bool:
        """Whether it may be used without asking the server again."""
        return now < self.expires_at

    def allows(self, url: str, user_agent: str) -> bool:
        """Whether a request may be sent now; never while waiting."""
        if self.state == "rules":
            return self.rules.allows(url, user_agent)
        return self.state == "allow_all"

    def to_dict(self) -> dict[str, str | int | None]:
        """A dictionary of JSON values that `from_dict` reads back."""
        return {
            "state": self.state,
            "expires_at": self.expires_at.isoformat(),
            "reason": self.reason,
            "read_at": self.read_at.isoformat() if self.read_at else None,
            "rules": self.rules.text,
            "problem": self.rules.problem,
            "failures": self.failures,
        }

    @classmethod
    def from_dict(cls, stored: dict[str, str | int | None]) -> "RobotsState":
        """The state that `to_dict` gave; ValueError or KeyError where it cannot be one."""
        state, problem, read_at = stored["state"], stored["problem"], stored["read_at"]
        if state not in ("allow_all", "rules", "wait"):
            raise ValueError(f"no state of robots rules: {state!r}")
        return cls(
            state,  # type: ignore[arg-type]  # one of the three, see above
            datetime.fromisoformat(str(stored["expires_at"])),
            str(stored["reason"]),
            datetime.fromisoformat(str(read_at)) if read_at else None,
            Rules(str(stored["rules"]), None if problem is None else str(problem)),
            int(stored["failures"] or 0),
        )


def decide(
    answer: int | str,
    body: bytes,
    cached: RobotsState | None,
    now: datetime,
    retry_after: timedelta | None = None,
) -> RobotsState:
    """What an answer to the request for /robots.txt means.

    `answer` is the status of the last response after redirects, or the kind of failure that
    left none ("timeout", "dns"). `cached` is what was known before. `retry_after` is what the
    server asked for.

    2xx: the rules in the body. 304: the copy again. 3xx (redirects without end) and 4xx: no
    rules, all is allowed. That includes 401 and 403: RFC 9309 section 2.3.1.3 says so, object
    stores answer 403 for files that do not exist, and a host that refuses robots refuses the
    pages as well. 429, 5xx and no answer: wait; a copy read in the last `STALE_FOR` serves on.
    """
    if answer == 304 and cached and cached.read_at:  # noqa: PLR2004 - a status
        return RobotsState(_kind(cached), now + FRESH_FOR, "not_modified", now, cached.rules)
    status = answer if isinstance(answer, int) else 0
    if 200 <= status < 300:  # noqa: PLR2004 - statuses
        return RobotsState("rules", now + FRESH_FOR, "found", now, Rules.parse(body))
    if 300 < status < 500 and status not in (304, 429):  # noqa: PLR2004 - statuses
        return RobotsState("allow_all", now + FRESH_FOR, f"http_{status}", now)
    reason = f"http_{status}" if status else str(answer)
    return _unreachable(reason, cached, now, retry_after)


def _unreachable(
    reason: str, cached: RobotsState | None, now: datetime, retry_after: timedelta | None
) -> RobotsState:
    failures = (cached.failures if cached else 0) + 1
    pause = min(RETRY_FIRST * 2 ** min(failures - 1, 16), RETRY_LAST)
    # A server may ask for more patience, but not for more than a day: rules are asked daily.
    until = now + min(max(pause, retry_after or pause), FRESH_FOR)
    read_at = cached.read_at if cached else None
    if cached and read_at and now - read_at < STALE_FOR:
        return RobotsState(_kind(cached), until, reason, read_at, cached.rules, failures)
    return RobotsState("wait", until, reason, None, Rules(), failures)


def _kind(cached: RobotsState) -> Literal["allow_all", "rules"]:
    return "rules" if cached.state == "rules" else "allow_all"
