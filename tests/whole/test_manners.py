"""How the demo's papers were asked: by their rules, in their time, and nothing twice."""

from collections import Counter
from importlib.metadata import version
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from flows.demo.expected import expected_addresses, expected_articles
from flows.demo.papers.meridian import CRAWL_DELAY
from tests.whole.scene import Demo, pages_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

STAGES = ("night 1", "night 2", "backfill")


def test_what_robots_rules_forbid_is_never_asked_for(demo: Demo) -> None:
    denied = [article.url for article in expected_articles() if article.robots_denied]
    assert denied
    asked = {hit.url for hit in demo.all_hits} | {hit.url for hit in demo.hits["check"]}
    assert not asked & set(denied)
    forbidden = ("/staff/", "/suscriptores/", "/wp-admin/")
    assert not [url for url in asked if urlsplit(url).path.startswith(forbidden)]


def test_the_rules_of_a_host_are_read_before_anything_else_of_it(demo: Demo) -> None:
    firsts = {}
    for hit in demo.hits["check"]:
        firsts.setdefault(hit.host, hit.target)
    assert len(firsts) == 6
    assert set(firsts.values()) == {"/robots.txt"}


def test_the_crawl_delay_is_kept_between_any_two_requests(demo: Demo) -> None:
    for stage in STAGES:
        hits = [hit for hit in demo.hits[stage] if "meridian" in hit.host]
        # What the rules ask for is known once they are read.
        waits = [b.at - a.at for a, b in pairwise(hits) if a.target != "/robots.txt"]
        assert len(waits) > 3
        # The server notes a request when it answers; a wait of ours begins when the answer is in.
        assert min(waits) >= CRAWL_DELAY * 0.9


def test_every_request_says_who_asks(demo: Demo) -> None:
    agents = {hit.user_agent for hit in demo.all_hits}
    assert agents == {f"sitrep/{version('sitrep')}"}


def test_nothing_is_fetched_twice_in_a_night(demo: Demo) -> None:
    # Where a feed's short link leads cannot be known beforehand; what broke down is tried again.
    led_to = {address.leads_to for address in expected_addresses() if 301 in address.status}
    for stage in ("night 1", "night 2"):
        counts = Counter(hit.url for hit in demo.hits[stage] if hit.status < 500)
        assert {url for url, count in counts.items() if count > 1} <= led_to


def test_the_second_night_asks_only_for_what_may_have_changed(demo: Demo) -> None:
    first = {hit.url for hit in pages_in(demo.hits["night 1"]) if hit.status == 200}
    no_articles = {address.url for address in expected_addresses() if address.kind}
    again = [hit for hit in pages_in(demo.hits["night 2"]) if hit.url in first - no_articles]
    with_validators = [hit for hit in again if "gazette" not in hit.host]
    assert any(hit.status == 304 for hit in again)
    assert [hit for hit in with_validators if not hit.conditional] == []


def test_feeds_with_validators_are_asked_conditionally_on_the_second_night(demo: Demo) -> None:
    feeds = {
        hit.url: hit.conditional for hit in demo.hits["night 2"] if hit.target.endswith("rss.xml")
    }
    assert feeds
    assert all(feeds.values())


def test_articles_of_the_past_are_asked_for_once(demo: Demo) -> None:
    counts = Counter(hit.url for hit in pages_in(demo.hits["backfill"]))
    assert counts
    sections = ("/uk/", "/world/", "/culture/")
    twice = [url for url, count in counts.items() if count > 1]
    assert [url for url in twice if urlsplit(url).path not in sections] == []
