from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.records import FetchRequest, FetchResult, Outcome, Validators
from flows.plan import (
    DISABLE_AFTER,
    MAX_TRIES,
    REVISIT_AGES,
    failure_points,
    feed_failed,
    feed_is_due,
    feed_succeeded,
    feed_validators,
    link_visited,
    next_visit,
    night_fits,
    overtaken,
    sort_links,
)
from parsers.records import Link
from warehouse.records import FeedHealth, LinkState

NIGHT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = FeedHealth("https://paper.example/feed", "rss")
LINK = LinkState(7, "https://paper.example/a", first_seen_at=NIGHT)


def answer(outcome: Outcome = "ok", status: int | None = 200, **headers: str) -> FetchResult:
    request = FetchRequest(LINK.url, "article", "paper")
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return FetchResult(request, outcome, NIGHT, 0.1, status=status, headers=pairs)


def test_a_feed_is_asked_once_a_night_and_again_the_next() -> None:
    assert feed_is_due(FEED, NIGHT)
    after = feed_succeeded(FEED, answer(etag='"a"'), NIGHT, digest="d", news=True)
    assert not feed_is_due(after, NIGHT)
    assert feed_is_due(after, NIGHT + timedelta(minutes=1))
    assert feed_is_due(after, NIGHT + DAY)
    assert feed_validators(after, NIGHT + DAY) == Validators('"a"', None)


def test_a_304_keeps_validators_and_hash_and_says_so() -> None:
    full = feed_succeeded(FEED, answer(etag='"a"'), NIGHT, digest="d", news=True)
    after = feed_succeeded(full, answer("not_modified", 304), NIGHT + DAY, digest=None, news=False)
    assert (after.etag, after.content_hash, after.gives_304) == ('"a"', "d", True)
    assert after.full_at == NIGHT


def test_a_server_that_says_304_for_ever_is_asked_for_the_whole_body_after_a_week() -> None:
    full = feed_succeeded(FEED, answer(etag='"a"'), NIGHT, digest="d", news=True)
    assert feed_validators(full, NIGHT + 6 * DAY) is not None
    assert feed_validators(full, NIGHT + 7 * DAY) is None


def test_a_feed_without_news_for_long_is_asked_less_often() -> None:
    feed = replace(FEED, last_new_story_at=NIGHT - 40 * DAY)
    after = feed_succeeded(feed, answer(), NIGHT, digest="d", news=False)
    assert not feed_is_due(after, NIGHT + 2 * DAY)
    assert feed_is_due(after, NIGHT + 3 * DAY)
    woken = feed_succeeded(after, answer(), NIGHT + 3 * DAY, digest="e", news=True)
    assert feed_is_due(woken, NIGHT + 4 * DAY)


def test_ten_hard_failures_disable_a_feed_with_the_reason() -> None:
    feed, night = FEED, NIGHT
    while feed.status == "active":
        feed = feed_failed(feed, failure_points("gone", None), "HTTP 410", night)
        night += DAY
    assert feed.failures == DISABLE_AFTER
    assert feed.status_reason is not None
    assert "HTTP 410" in feed.status_reason
    assert not feed_is_due(feed, night + 365 * DAY)


def test_a_temporary_failure_does_not_keep_the_feed_from_the_next_night() -> None:
    feed = feed_failed(FEED, failure_points("failed", "timeout"), "timed out", NIGHT)
    assert feed_is_due(feed, NIGHT + DAY)
    assert feed_succeeded(feed, answer(), NIGHT + DAY, digest="d", news=True).failures == 0


def test_links_are_sorted_into_new_changed_and_seen_once_each() -> None:
    a, b, c = (Link(f"https://p.example/{n}", "f", digest=n) for n in "abc")
    known = {2: replace(LINK, entry_digest="b"), 3: replace(LINK, entry_digest="old")}
    found = [(1, a), (1, a), (2, b), (3, c), (4, c)]
    intents = sort_links(found, known, [True, True, True, True, False])
    assert intents.new == (a,)
    assert intents.seen == (b,)
    assert intents.changed == (c,)
    assert intents.unwanted == 1


@given(st.integers(0, 2000))
def test_a_revisit_lies_ahead_and_on_the_schedule(hours: int) -> None:
    night = NIGHT + timedelta(hours=hours)
    visit = next_visit(NIGHT, night)
    if visit is None:
        assert night - NIGHT >= REVISIT_AGES[-1]
    else:
        assert visit > night
        assert visit - NIGHT in REVISIT_AGES


def test_an_article_is_not_due_right_after_its_visit_and_due_the_next_night() -> None:
    after = link_visited(LINK, answer(etag='"x"'), "article", NIGHT)
    assert after.state == "fetched"
    assert after.next_visit_at is not None
    assert NIGHT < after.next_visit_at <= NIGHT + DAY
    assert after.etag == '"x"'


def test_old_articles_are_not_revisited() -> None:
    old = replace(LINK, published_at=NIGHT - 60 * DAY)
    assert link_visited(old, answer(), "article", NIGHT).next_visit_at is None


@pytest.mark.parametrize(
    ("outcome", "status", "state"),
    [
        ("gone", 410, "gone"),
        ("refused", 403, "refused"),
        ("failed", None, "failed"),
        ("server_error", 500, "failed"),
        ("robots_denied", None, "denied"),
        ("over_budget", None, "new"),
        ("robots_unreachable", None, "new"),
    ],
)
def test_what_a_failed_visit_leaves(outcome: Outcome, status: int | None, state: str) -> None:
    after = link_visited(LINK, answer(outcome, status), None, NIGHT)
    assert after.state == state
    assert after.reason
    assert (after.next_visit_at is None) == (outcome == "gone")


def test_a_page_that_never_comes_is_given_up() -> None:
    link, night = LINK, NIGHT
    for _ in range(MAX_TRIES):
        link = link_visited(link, answer("failed", None), None, night)
        night = link.next_visit_at or night
    assert link.state == "given_up"
    assert link.next_visit_at is None


def test_a_consent_wall_is_tried_again_and_an_index_is_not() -> None:
    wall = link_visited(LINK, answer(), "consent_wall", NIGHT)
    assert wall.next_visit_at == NIGHT + DAY - timedelta(hours=6)
    index = link_visited(LINK, answer(), "index", NIGHT)
    assert (index.state, index.reason, index.next_visit_at) == ("not_article", "index", None)


def test_a_night_needs_room_for_itself_and_two_copies_of_the_warehouse() -> None:
    assert night_fits(free=100, usual_night=20, warehouse=20, reserve=20)
    assert not night_fits(free=99, usual_night=20, warehouse=20, reserve=20)


def test_a_late_run_of_an_earlier_night_is_overtaken() -> None:
    assert overtaken(NIGHT, NIGHT + DAY)
    assert not overtaken(NIGHT, NIGHT)
    assert not overtaken(NIGHT, None)
