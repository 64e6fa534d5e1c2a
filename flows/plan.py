"""What is due, new, changed or over: pure decisions, no clock, no network, no database.

Everything takes the night (a scheduled instant) and facts, and gives intents or new states; the
steps carry them out. All state times are nights, so that a night that is repeated after a crash
decides the same again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from flows.fetch.records import FetchResult, Outcome, Validators
from parsers.records import ARTICLE_KINDS, Link
from warehouse.expectations import SourceYield
from warehouse.facts import Expected
from warehouse.records import FeedHealth, LinkState

REVISIT_AGES = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 3 * 24, 7 * 24, 30 * 24))
"""How long after its first fetch an article is looked at again; news is edited most at first."""

DISABLE_AFTER = 10.0
"""Failure points after which a feed is disabled, as Media Cloud's rss-fetcher counts them."""

UNCONDITIONAL_AFTER = timedelta(days=7)
"""A server that says 304 for ever is asked without validators after this long."""

RECENT = timedelta(days=7)
"""Sitemaps list years; a night looks at what they date within this long, the past is backfill."""

MAX_CHILDREN = 5
"""Sitemaps of an index that are read in a night where none is dated: the last ones listed."""

MAX_TRIES = 5
"""Nights on which a page that cannot be had is tried before it is given up."""

NIGHTS_TO_JUDGE, ARTICLES_TO_JUDGE = 3, 10
"""Nights and articles below which a source is not held to its expectations."""

_SLACK = timedelta(hours=6)  # a night that starts early must not miss what is due "tomorrow"
_DAY = timedelta(days=1)

# Kinds of page that may be the server's mood of the day: worth another night.
_PASSING_KINDS = frozenset(("consent_wall", "challenge", "empty_shell", "error", "login"))

LinkStateName = Literal[
    "new", "fetched", "not_article", "gone", "refused", "failed", "denied", "given_up"
]


def feed_is_due(feed: FeedHealth, night: datetime) -> bool:
    """Whether a feed is asked tonight; a disabled one never is, nor one that was tonight.

    A night that is repeated after a crash must not ask again what it has already loaded.
    """
    if feed.status == "disabled":
        return False
    if feed.last_attempt_at is not None and feed.last_attempt_at >= night:
        return False
    return feed.next_attempt_at is None or feed.next_attempt_at <= night


def feed_validators(feed: FeedHealth, night: datetime) -> Validators | None:
    """The validators to send, or None when the whole body is wanted."""
    if feed.full_at is None or night - feed.full_at >= UNCONDITIONAL_AFTER:
        return None
    if feed.etag is None and feed.last_modified is None:
        return None
    return Validators(feed.etag, feed.last_modified)


def failure_points(outcome: Outcome, failure: str | None) -> float:
    """How much a failed attempt weighs: hard 1, soft 0.5, temporary 0.25, none of ours 0."""
    if outcome in ("gone", "refused", "robots_denied", "redirect_refused"):
        return 1.0
    if outcome in ("busy", "robots_unreachable", "over_budget"):
        return 0.25
    if failure in ("timeout", "deadline", "connect", "disconnected"):
        return 0.25
    if failure in ("dns", "blocked_address"):
        return 1.0
    return 0.5


def feed_succeeded(
    feed: FeedHealth, result: FetchResult, night: datetime, *, digest: str | None, news: bool
) -> FeedHealth:
    """The feed after a body or a 304. `news` says that it listed something unknown."""
    unchanged = result.outcome == "not_modified"
    last_new = night if news else feed.last_new_story_at or night
    return replace(
        feed,
        etag=result.header("etag") or (feed.etag if unchanged else None),
        last_modified=result.header("last-modified") or (feed.last_modified if unchanged else None),
        content_hash=feed.content_hash if unchanged else digest,
        gives_304=feed.gives_304 or unchanged,
        failures=0.0,
        last_error=None,
        last_attempt_at=night,
        last_success_at=night,
        last_new_story_at=last_new,
        full_at=feed.full_at if unchanged else night,
        next_attempt_at=night + _idle_pause(night - last_new),
    )


def feed_failed(feed: FeedHealth, points: float, error: str, night: datetime) -> FeedHealth:
    """The feed after a failure: back off by nights, disable after ten points."""
    failures = feed.failures + points
    disabled = failures >= DISABLE_AFTER
    pause = _DAY * min(7, int(failures))
    return replace(
        feed,
        failures=failures,
        last_error=error,
        last_attempt_at=night,
        next_attempt_at=night + pause - _SLACK if pause else night,
        status="disabled" if disabled else "active",
        status_reason=f"{failures:g} failure points, the last: {error}" if disabled else None,
    )


def _idle_pause(idle: timedelta) -> timedelta:
    """A feed without new stories for long is asked less often: after 30 and 90 days."""
    if idle >= timedelta(days=90):
        return 7 * _DAY - _SLACK
    if idle >= timedelta(days=30):
        return 3 * _DAY - _SLACK
    return timedelta(0)


@dataclass(frozen=True, slots=True)
class LinkIntents:
    """What to do with the links that discovery found."""

    new: tuple[Link, ...]
    changed: tuple[Link, ...]
    seen: tuple[Link, ...]
    unwanted: int


def sort_links(
    found: Iterable[tuple[int, Link]], known: Mapping[int, LinkState], wanted: Sequence[bool]
) -> LinkIntents:
    """Sort what was found into new, changed (the entry says something else now) and seen.

    `found` pairs link ids with links; of two with one id the first counts. `wanted` says for each
    whether the source's patterns allow it.
    """
    new, changed, seen = [], [], []
    done: set[int] = set()
    unwanted = 0
    for (link_id, link), allowed in zip(found, wanted, strict=True):
        if not allowed:
            unwanted += 1
        elif link_id not in done:
            done.add(link_id)
            before = known.get(link_id)
            if before is None:
                new.append(link)
            elif before.entry_digest and link.digest != before.entry_digest:
                changed.append(link)
            else:
                seen.append(link)
    return LinkIntents(tuple(new), tuple(changed), tuple(seen), unwanted)


def tonights_children(children: Sequence[Link], night: datetime) -> tuple[Link, ...]:
    """The sitemaps of an index that a night reads: recently changed ones, or the last ones."""
    dated = [child for child in children if child.modified_at is not None]
    if dated:
        return tuple(child for child in dated if _is_recent(child.modified_at, night))
    return tuple(children[-MAX_CHILDREN:])


def tonights_links(links: Iterable[Link], night: datetime) -> list[Link]:
    """The links of a sitemap that a night looks at: those not dated as older than a week."""
    return [link for link in links if _is_recent(link.published_at or link.modified_at, night)]


def _is_recent(moment: datetime | None, night: datetime) -> bool:
    return moment is None or night - moment <= RECENT


def next_visit(
    first_fetched: datetime, night: datetime, published: datetime | None = None
) -> datetime | None:
    """When an article is looked at again after `night`; None: never.

    The ages count from when it was first fetched, so that each article is seen again on the next
    night; one that was old already when it was found is history and is left alone.
    """
    if published is not None and night - published >= REVISIT_AGES[-1]:
        return None
    for age in REVISIT_AGES:
        if first_fetched + age > night:
            return first_fetched + age
    return None


def link_visited(
    link: LinkState, result: FetchResult, kind: str | None, night: datetime
) -> LinkState:
    """The link after a visit; `kind` is what the page turned out to be, None if not read."""
    if result.outcome in ("ok", "not_modified"):
        return _link_answered(link, result, kind, night)
    if result.outcome == "gone":
        return replace(
            link,
            state="gone",
            reason=f"HTTP {result.status}",
            visits=link.visits + 1,
            next_visit_at=None,
        )
    if result.outcome in ("robots_unreachable", "over_budget"):
        return replace(
            link, reason=result.detail or result.outcome, next_visit_at=night + _DAY - _SLACK
        )
    if result.outcome == "robots_denied":
        return replace(link, state="denied", reason="robots.txt", next_visit_at=night + 7 * _DAY)
    state: LinkStateName = (
        "refused" if result.outcome in ("refused", "redirect_refused") else "failed"
    )
    return _try_again(link, state, result.detail or result.outcome, night)


def _link_answered(
    link: LinkState, result: FetchResult, kind: str | None, night: datetime
) -> LinkState:
    answered = replace(
        link,
        visits=link.visits + 1,
        etag=result.header("etag") or link.etag,
        last_modified=result.header("last-modified") or link.last_modified,
        first_fetched_at=link.first_fetched_at or night,
    )
    if kind is None or kind in ARTICLE_KINDS:
        first = answered.first_fetched_at or night
        visit = next_visit(first, night, answered.published_at)
        return replace(answered, state="fetched", reason=None, failures=0, next_visit_at=visit)
    if kind in _PASSING_KINDS:
        return _try_again(answered, "not_article", kind, night)
    return replace(answered, state="not_article", reason=kind, next_visit_at=None)


def _try_again(link: LinkState, state: LinkStateName, reason: str, night: datetime) -> LinkState:
    failures = link.failures + 1
    if failures >= MAX_TRIES:
        return replace(link, state="given_up", reason=reason, failures=failures, next_visit_at=None)
    pause = _DAY * 2 ** (failures - 1)
    return replace(
        link, state=state, reason=reason, failures=failures, next_visit_at=night + pause - _SLACK
    )


def night_fits(free: int, usual_night: int, warehouse: int, reserve: int) -> bool:
    """Whether the night fits on the disk; all in bytes.

    Counted are twice a usual night, two copies of the warehouse for publishing and migrating,
    and the reserve.
    """
    return free >= 2 * usual_night + 2 * warehouse + reserve


def shortfall(expected: Expected, given: SourceYield | None) -> list[tuple[str, str]]:
    """What a source's last nights fell short of: (what, in words), nothing while it is new."""
    if given is None or given.nights < NIGHTS_TO_JUDGE:
        return []
    found = []
    a_day = given.articles / given.nights
    if a_day < expected.articles_a_day:
        found.append(
            ("articles", f"{a_day:.1f} articles a night, {expected.articles_a_day} expected")
        )
    if given.articles >= ARTICLES_TO_JUDGE:
        shares = (
            ("date", given.with_date, expected.share_with_date),
            ("text", given.with_text, expected.share_with_text),
        )
        for what, count, least in shares:
            share = count / given.articles
            if share < least:
                found.append((what, f"{share:.0%} of articles with {what}, {least:.0%} expected"))
    return found


def overtaken(night: datetime, last_done: datetime | None) -> bool:
    """Whether a later night is already done.

    A feed can only be read as it is now, so a late run of an earlier night has nothing left to
    do; backfill fills what it missed.
    """
    return last_done is not None and last_done > night
