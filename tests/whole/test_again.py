"""Doing it again changes nothing: the same night, a later one, the past, the archive alone."""

import asyncio
import shutil
from datetime import date, timedelta

import pytest

import flows.steps.again
import flows.steps.tabling
from flows.clock import SimulatedClock
from flows.demo.run import FIRST_NIGHT, PAST, SECOND_NIGHT
from flows.steps.again import run_reparse
from flows.steps.calling import directly
from flows.steps.past import run_backfill
from flows.steps.summary import BackfillSummary, ReparseSummary
from tests.whole.conftest import At
from tests.whole.scene import (
    CONTENT,
    Demo,
    a_night,
    contents,
    copy_of,
    differing,
    pages_in,
    rows,
)
from warehouse.archive.verify import verify
from warehouse.connection import connect
from warehouse.home import Home
from warehouse.state import archive_ledger

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

A_BIT_LATER = SECOND_NIGHT + timedelta(minutes=30)


def backfill(name: str, first: date, last: date) -> BackfillSummary:
    """The past of one source, on the second night."""
    clock, night = SimulatedClock(SECOND_NIGHT), SECOND_NIGHT
    return asyncio.run(
        run_backfill(name, first, last, night=night, clock=clock, call=directly, trigger="test")
    )


def reparse(**more: bool) -> ReparseSummary:
    clock = SimulatedClock(SECOND_NIGHT + timedelta(days=1))
    return asyncio.run(run_reparse(clock=clock, call=directly, trigger="test", **more))


def test_the_same_night_again_asks_for_nothing_and_changes_nothing(demo: Demo, at: At) -> None:
    place = at("night 2")
    summary = a_night(SECOND_NIGHT)
    assert [hit.url for hit in place.asked() if not hit.target.endswith("robots.txt")] == []
    assert (summary.total("pages"), summary.total("versions_new")) == (0, 0)
    assert differing(place.home, demo.home("night 2")) == []


def test_a_night_right_after_asks_feeds_conditionally_and_no_page(demo: Demo, at: At) -> None:
    place = at("night 2")
    summary = a_night(A_BIT_LATER)
    asked = place.asked()
    assert pages_in(asked) == []
    feeds = "SELECT url FROM feeds WHERE etag IS NOT NULL OR last_modified IS NOT NULL"
    validated = {row[0] for row in rows(demo.home("night 2"), feeds)}
    assert validated
    conditional = {hit.url for hit in asked if hit.conditional}
    assert validated & {hit.url for hit in asked} == conditional
    assert summary.total("versions_new") == summary.total("links_new") == 0
    assert differing(place.home, demo.home("night 2"), [*CONTENT, "links"]) == []


def test_a_night_that_was_overtaken_is_skipped_and_says_so(demo: Demo, at: At) -> None:
    place = at("night 2")
    summary = a_night(FIRST_NIGHT, now=A_BIT_LATER)
    assert summary.skipped is not None
    assert "later night" in summary.skipped
    assert place.asked() == []
    newest = "SELECT state, message FROM runs ORDER BY started_at DESC LIMIT 1"
    assert rows(place.home, newest) == [("skipped", summary.skipped)]
    assert differing(place.home, demo.home("night 2")) == []


def test_a_backfill_done_again_fetches_no_article_and_changes_nothing(demo: Demo, at: At) -> None:
    place = at("backfill")
    for name in ("gazette", "kestrel"):
        assert backfill(name, *PAST).windows[0].lists > 0
    assert pages_in(place.asked()) == []
    assert differing(place.home, demo.home("backfill")) == []


def test_a_backfill_of_part_of_the_past_is_part_of_the_whole(demo: Demo, at: At) -> None:
    place = at("night 2")
    first, last = PAST
    for days in ((first, first + timedelta(days=9)), (first + timedelta(days=10), last)):
        assert not backfill("meridian", *days).has_problems
    sql = "SELECT url_key FROM articles WHERE source = 'meridian' ORDER BY 1"
    assert rows(place.home, sql) == rows(demo.home("backfill"), sql)


def test_the_warehouse_is_built_again_from_the_archive_alone(
    demo: Demo, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copy_of(demo.home("backfill"), at("check").home.path.parent / "rebuilt")
    monkeypatch.setenv("SITREP_HOME", str(home.path))
    for path in (home.warehouse, home.published, home.texts):
        path.unlink()
    shutil.rmtree(home.staging)
    summary = reparse(rebuild=True)
    before = demo.home("backfill")
    assert summary.adopted == rows(before, "SELECT count(*) FROM captures")[0][0]
    # What only a run knows is not in the archive: days on which feeds failed, links never fetched.
    rebuilt = [table for table in CONTENT if table != "coverage"]
    assert differing(home, before, [*rebuilt, "captures", "sources"]) == []
    # Two links that lead to one page have one capture, which speaks for one of them.
    links = """
    SELECT link_id, url, state, reason, visits, first_fetched_at, published_at, title, next_visit_at
    FROM links WHERE link_id IN (SELECT link_id FROM captures) ORDER BY ALL
    """
    assert rows(home, links) == rows(before, links)
    assert home.published.exists()


def test_reading_the_archive_again_with_the_same_parser_changes_nothing(demo: Demo, at: At) -> None:
    place = at("backfill")
    assert reparse().pages == 0
    summary = reparse(everything=True)
    assert summary.pages > 80
    assert place.asked() == []
    assert differing(place.home, demo.home("backfill")) == []


def test_a_newer_parser_writes_new_states_and_no_silent_edits(
    demo: Demo, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = "article-999"
    for module in (flows.steps.again, flows.steps.tabling):
        monkeypatch.setattr(module, "PARSER_VERSION", newer)
    place = at("backfill")
    before = demo.home("backfill")
    (states,) = rows(before, "SELECT count(*), count(DISTINCT article_id) FROM article_versions")
    summary = reparse()
    assert summary.problems == 0
    by_version = (
        "SELECT count(*), count(DISTINCT article_id) FROM article_versions GROUP BY parser_version"
    )
    assert rows(place.home, by_version) == [states, states]
    edits = "SELECT count(*) FROM version_changes WHERE ordinal > 1 GROUP BY parser_version"
    assert rows(place.home, edits) == [(2,), (2,)]
    (articles,) = rows(place.home, "SELECT count(*), max(versions) FROM articles")
    assert articles == (states[1], 2)
    newest = """
    SELECT DISTINCT v.parser_version FROM articles JOIN article_versions v
    ON newest_version_id = version_id
    """
    assert rows(place.home, newest) == [(newer,)]
    stable = ("article_id", "title", "state", "kind", "published_at", "first_seen_at")
    sql = f"SELECT {', '.join(stable)} FROM articles ORDER BY ALL"  # noqa: S608 - names of columns
    assert rows(place.home, sql) == rows(before, sql)


def test_archive_and_ledger_agree_after_all_of_it(demo: Demo) -> None:
    home: Home = demo.home("backfill")
    with connect(home.warehouse, read_only=True) as connection:
        report = verify(home.archive, archive_ledger(connection))
    assert report.problems == ()
    assert report.captures == rows(home, "SELECT count(*) FROM captures")[0][0] > 150
    assert len(contents(home)) > 15
