"""What two nights and a backfill over the demo press give is what its readers wrote down."""

from collections import Counter
from datetime import UTC, date
from typing import Any

import pytest

from flows.demo.expected import (
    ExpectedAddress,
    ExpectedArticle,
    expected_addresses,
    expected_articles,
)
from flows.demo.press import DemoPress
from flows.demo.run import FIRST_NIGHT, PAST, SECOND_NIGHT
from flows.steps.reading import Page, read_page
from parsers.events import packaged_resources
from parsers.web.signals import read_signals
from parsers.web.urls import url_key
from tests.whole.scene import Demo, rows
from warehouse.rows_articles import article_id_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

ARTICLES = [article for article in expected_articles() if not article.robots_denied]
ADDRESSES = [address for address in expected_addresses() if address.problem]
BY_KEY = {article.key: article for article in ARTICLES}

FIRST_STATES = """
SELECT a.url_key, v.title, v.kind, v.authors, v.published_day, v.published_at, v.language,
    v.access, v.truncated
FROM article_versions v JOIN articles a USING (article_id)
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY v.first_seen_at, v.capture_id) = 1
"""
COLUMNS = (
    "url_key", "title", "kind", "authors", "published_day", "published_at", "language", "access",
    "truncated",
)  # fmt: skip


@pytest.fixture(scope="module")
def found(demo: Demo) -> dict[str, dict[str, Any]]:
    """The first state of every article by its address."""
    states = rows(demo.home("backfill"), FIRST_STATES)
    return {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in states}


def of(found: dict[str, dict[str, Any]], article: ExpectedArticle) -> dict[str, Any]:
    return found[url_key(article.url)]


def test_every_article_is_there_and_nothing_else(found: dict[str, dict[str, Any]]) -> None:
    assert found.keys() == {url_key(article.url) for article in ARTICLES}


def test_titles_languages_and_access_are_as_read_by_a_person(
    found: dict[str, dict[str, Any]],
) -> None:
    for article in ARTICLES:
        row = of(found, article)
        ours = (row["title"], row["language"], row["access"], row["truncated"])
        assert ours == (article.title, article.language, article.access, article.truncated)


def test_kinds_are_as_read_by_a_person(found: dict[str, dict[str, Any]]) -> None:
    assert [a.key for a in ARTICLES if of(found, a)["kind"] != a.kind] == []
    kinds = {a.kind for a in ARTICLES}
    assert kinds == {"article", "live_blog", "video", "paywall_stub"}


def test_bylines_are_as_read_by_a_person(found: dict[str, dict[str, Any]]) -> None:
    assert [a.key for a in ARTICLES if tuple(of(found, a)["authors"]) != a.authors] == []


def test_days_are_those_of_the_paper_and_impossible_ones_are_not_believed(
    found: dict[str, dict[str, Any]],
) -> None:
    for article in ARTICLES:
        day = article.published.date() if article.published else None
        assert of(found, article)["published_day"] == day, article.key


def test_instants_with_a_zone_are_exact(found: dict[str, dict[str, Any]]) -> None:
    for article in ARTICLES:
        if article.published and not article.zone_missing:
            said = article.published.astimezone(UTC).replace(tzinfo=None)
            assert of(found, article)["published_at"] == said, article.key


def test_a_wire_story_is_one_story_in_four_papers(demo: Demo) -> None:
    sql = """
    SELECT a.url_key, o.url_key, relation FROM copies
    JOIN articles a USING (article_id) JOIN articles o ON o.article_id = original_article_id
    """
    relations = {"exact": "exact", "edited_lead": "near_copy"}
    expected = {
        (url_key(a.url), url_key(BY_KEY[a.copy_of].url), relations[a.copy_kind or ""])
        for a in ARTICLES
        if a.copy_of
    }
    assert len(expected) == 3
    assert set(rows(demo.home("backfill"), sql)) == expected


def test_what_was_edited_has_two_states_and_says_what_changed(demo: Demo) -> None:
    sql = """
    SELECT a.url_key, changed, figures_added, changes::VARCHAR, seen_at
    FROM version_changes JOIN articles a USING (article_id) WHERE ordinal > 1
    """
    changed = {row[0]: row[1:] for row in rows(demo.home("backfill"), sql)}
    edited = {
        url_key(article.url): version
        for article in ARTICLES
        for version in article.version
        if version.status == 200
    }
    assert changed.keys() == edited.keys()
    assert len(edited) == 2
    for key, version in edited.items():
        fields, figures, words, seen_at = changed[key]
        assert "text" in fields
        assert seen_at == SECOND_NIGHT.replace(tzinfo=None)
        assert all(change.after.split("\n")[0][:40] in words for change in version.changed)
        wanted = {f"{count.low:,}" for count in version.counts if count.text[0].isdigit()}
        assert wanted <= set(figures)


def test_an_article_that_was_taken_back_is_gone_and_kept(demo: Demo) -> None:
    sql = "SELECT url_key, title, state FROM articles WHERE state <> 'available'"
    article = BY_KEY["lantern/haiti-convoy-kidnap"]
    assert rows(demo.home("backfill"), sql) == [(url_key(article.url), article.title, "gone")]


def test_all_forms_of_an_address_are_one_article() -> None:
    article = BY_KEY["kestrel/odesa-grain-terminal"]
    forms = [a.url for a in expected_addresses() if a.leads_to == article.url]
    assert len(forms) == 3
    press, resources = DemoPress(1), packaged_resources()
    for url in (article.url, *forms):
        host, _, rest = url.removeprefix("http://").partition("/")
        served = press.answer(host, f"/{rest}")
        page = Page(
            1, "kestrel", url, served.body, served.content_type, FIRST_NIGHT, read_signals([])
        )
        reading = read_page(page, resources)
        assert reading.article is not None
        assert article_id_of(reading.article.canonical_url or url) == article_id_of(article.url)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.paper}-{a.problem}")
def test_every_fault_of_the_press_is_a_stored_problem_with_its_reason(
    demo: Demo, address: ExpectedAddress
) -> None:
    if address.problem == "published_in_future":
        sql = "SELECT problems, published_raw, published_at FROM article_versions WHERE url_key = ?"
        said, raw, instant = rows(demo.home("backfill"), sql, [url_key(address.url)])[0]
        assert "cannot be true" in said[0]
        assert "2062" in raw
        assert instant is None
        return
    kinds, words = WANTED[address.problem]
    problems = {
        night: rows(
            demo.home(f"night {night}"),
            "SELECT kind, detail FROM problems WHERE subject = ?",
            [address.url],
        )
        for night in (1, 2)
    }
    if address.problem_from == 2:
        assert not [kind for kind, _ in problems[1] if kind in kinds]
    late = rows(
        demo.home("backfill"), "SELECT kind, detail FROM problems WHERE subject = ?", [address.url]
    )
    told = [detail for kind, detail in late if kind in kinds]
    assert told, late
    assert any(word in detail for word in words for detail in told)


WANTED = {
    "index": ({"not_an_article"}, {"index"}),
    "soft_404": ({"not_an_article"}, {"soft_404"}),
    "consent_wall": ({"not_an_article"}, {"consent_wall"}),
    "gone": ({"page_gone"}, {"404", "410"}),
    "robots_denied": ({"page_failed"}, {"robots"}),
    "server_error": ({"feed_failed"}, {"500"}),
    "feed_malformed": ({"feed_odd"}, {"XML"}),
    "feed_unreadable": ({"feed_failed"}, {"no feed"}),
}


def test_nothing_else_is_a_problem(demo: Demo) -> None:
    expected = {address.url for address in ADDRESSES}
    others = {"http://www.kestrel-post.example/uk/", "http://www.kestrel-post.example/culture/"}
    # The feed says of the story of 2062 what its page says.
    others.add("http://oldharbour-gazette.example/headlines.rdf")
    subjects = {row[0] for row in rows(demo.home("backfill"), "SELECT subject FROM problems")}
    assert subjects <= expected | others


def test_events_are_found_where_they_are_looked_for_and_nowhere_else(demo: Demo) -> None:
    sql = "SELECT source, extraction, count(*), count(version_id) FROM parses GROUP BY 1, 2"
    states = {(source, state): n for source, state, n, _ in rows(demo.home("backfill"), sql)}
    assert states["kestrel", "done"] > 10
    reserved = [article for article in ARTICLES if article.tdm_reserved]
    assert sum(n for (_, state), n in states.items() if state == "reserved") >= len(reserved) > 0
    assert not any(state == "failed" for _, state in states)
    sql = """
    SELECT count(*) FROM mentions m JOIN article_versions v USING (version_id)
    WHERE v.text[m.trigger_start + 1:m.trigger_end] <> m.trigger_text
    """
    assert rows(demo.home("backfill"), sql) == [(0,)]
    telling = {
        url_key(a.url) for a in ARTICLES if a.event and a.language == "en" and not a.tdm_reserved
    }
    sql = "SELECT DISTINCT url_key FROM mentions JOIN articles USING (article_id)"
    with_events = {row[0] for row in rows(demo.home("backfill"), sql)}
    assert len(telling & with_events) / len(telling) >= 0.9


def test_the_past_is_covered_day_by_day_with_reasons(demo: Demo) -> None:
    home = demo.home("backfill")
    old = [article for article in ARTICLES if article.old and article.published]
    assert len(old) > 15
    sql = "SELECT source, day, state, reason, parsed FROM coverage"
    covered = {(source, day): rest for source, day, *rest in rows(home, sql)}
    for article in old:
        assert article.published is not None
        days = {article.published.date(), article.published.astimezone(UTC).date()}
        state, _, parsed = next(
            covered[article.paper, d] for d in days if (article.paper, d) in covered
        )
        assert (state, parsed >= 1) == ("complete", True)
    assert {state for state, _, _ in covered.values()} <= {
        "complete",
        "partial",
        "blocked",
        "unknown",
    }
    assert all(reason for _, reason, _ in covered.values())


def test_every_month_was_its_own_window(demo: Demo) -> None:
    windows = Counter(window.window for done in demo.backfills for window in done.windows)
    assert windows == {"20260101-20260131": 6, "20260201-20260228": 6}
    assert (date(2026, 1, 1), date(2026, 2, 28)) == PAST


def test_the_summary_of_a_night_counts_what_the_tables_have(demo: Demo) -> None:
    first, second = demo.nights
    assert first.total("links_new") == 55
    assert (first.published, second.published) == (True, True)
    sql = "SELECT count(*) FROM article_versions"
    assert first.total("versions_new") == rows(demo.home("night 1"), sql)[0][0]
    later = rows(demo.home("night 2"), sql)[0][0]
    assert second.total("versions_new") == later - first.total("versions_new")
