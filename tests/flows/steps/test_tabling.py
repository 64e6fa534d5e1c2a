from dataclasses import replace

from flows.steps.collecting import Collected, Visit, judged_link, page_problem
from flows.steps.discovering import Discovery, new_link, settle_links
from flows.steps.keeping import Kept
from flows.steps.problems import Problem
from flows.steps.tabling import (
    batch_tables,
    discovery_tables,
    exchange_tables,
    problem_rows,
)
from parsers.records import Link
from parsers.version import EXTRACTOR_VERSION, PARSER_VERSION
from tests.flows.steps.build import NIGHT, URL, result, source
from warehouse.home import Home
from warehouse.records import FeedHealth
from warehouse.rows import link_id_of
from warehouse.staging import stage

FEED = "http://paper.example/feed.rss"


def test_of_several_problems_of_one_thing_the_last_stands() -> None:
    rows = problem_rows(
        [
            Problem("page_failed", "paper", URL, "first"),
            Problem("page_failed", "paper", URL, "second"),
            Problem("extractor_bug", "paper", URL, "third"),
        ],
        NIGHT,
    )
    told = [(row["detail"], row["code_version"]) for row in rows]
    assert told == [("second", PARSER_VERSION), ("third", EXTRACTOR_VERSION)]


def test_rules_that_were_read_on_the_way_are_requests_of_their_own() -> None:
    rules = result(b"User-agent: *", "http://paper.example/robots.txt", "robots")
    asked = replace(result(), robots=(rules,))
    kept: list[Kept] = []
    rows = exchange_tables([asked], kept, NIGHT, "run")["fetches"]
    assert [row["purpose"] for row in rows] == ["article", "robots"]
    assert {row["capture_id"] for row in rows} == {None}


def test_what_discovery_gives_can_be_staged_whole(tmp_path: object, monkeypatch: object) -> None:
    home = Home(tmp_path)  # type: ignore[arg-type] - a path
    home.create()
    found = Discovery(source(), asked=1)
    found.feeds = [FeedHealth(FEED, "feed")]
    found.links = [Link(URL, FEED, "The bridge", digest="a"), Link(f"{URL}?utm_source=x", FEED)]
    found.problems = [Problem("feed_odd", "paper", FEED, "a loose end")]
    settle_links(found, {}, NIGHT)
    # Forms of one address are one link, and the first entry speaks for it.
    assert (found.new, len(found.link_states)) == (1, 1)
    path = stage(home, "discovery", discovery_tables(found, NIGHT, "run"))
    names = {file.stem for file in path.glob("*.parquet")}
    assert names == {"sources", "feeds", "links", "problems"}


def test_an_entry_that_says_something_else_makes_its_link_due_again() -> None:
    known = new_link("paper", Link(URL, FEED, digest="before"), NIGHT)
    found = Discovery(source(), links=[Link(URL, FEED, digest="after")])
    settle_links(found, {link_id_of("paper", URL): known}, NIGHT)
    ((state, _entry),) = found.link_states
    assert (state.entry_digest, state.next_visit_at) == ("after", NIGHT)
    assert found.new == 0


def test_a_batch_in_which_all_failed_has_links_and_problems_and_no_articles() -> None:
    failed = replace(result(), outcome="failed", failure="timeout", exchanges=(), status=None)
    link = new_link("paper", Link(URL, FEED), NIGHT)
    visit = Visit(link, Link(URL, FEED), "article")
    batch = Collected(source(), [failed])
    batch.links = [judged_link(visit.link, visit.entry, failed, None, NIGHT)]
    problem = page_problem("paper", URL, failed, None)
    assert problem is not None
    batch.problems = [problem]
    tables = batch_tables(batch, NIGHT, "run", obey_noarchive=True)
    assert [row["state"] for row in tables["links"]] == ["failed"]
    assert [row["detail"] for row in tables["problems"]] == ["timeout"]
    assert not tables.get("article_versions")
    assert not tables["captures"]
