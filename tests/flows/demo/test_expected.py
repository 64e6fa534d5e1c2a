"""What is expected of the demo press agrees with what it prints; nothing else is looked at."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from flows.demo.expected import (
    ExpectedArticle,
    ExpectedEvent,
    Problem,
    expected_addresses,
    expected_articles,
    gold_row,
)
from flows.demo.paper import Paper
from flows.demo.press import PAPERS
from flows.demo.story import Story, stories_on
from tests.flows.demo.test_press import locations, page, press_of

CORE = {
    "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "AID", "RETREAT", "COOPERATE",
    "CONSULT", "AGREE", "ACCIDENT", "DISASTER",
}  # fmt: skip
ARTICLES = expected_articles()
EVENTS = [(article, event) for article in ARTICLES for event in article.event]
ONE_BY_ONE = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)


def paper_of(article: ExpectedArticle) -> Paper:
    return next(paper for paper in PAPERS if paper.name == article.paper)


def story_of(article: ExpectedArticle, night: int | None = None) -> Story:
    told = stories_on(article.paper, night or article.first_night)
    return next(story for story in told if story.slug == article.slug)


def test_every_story_is_expected_and_every_expected_one_is_told() -> None:
    told = {f"{p.name}/{story.slug}" for p in PAPERS for story in stories_on(p.name, 2)}
    keys = [article.key for article in ARTICLES]
    assert len(keys) == len(set(keys)) >= 72
    assert set(keys) == told


@ONE_BY_ONE
def test_the_facts_of_an_article_are_those_that_its_paper_prints(article: ExpectedArticle) -> None:
    story = story_of(article)
    assert article.url == paper_of(article).link(story.path)
    assert article.title == story.title
    assert article.authors == story.byline
    assert article.first_night == story.first_night
    says_so = b"isAccessibleForFree" in page(press_of(article.first_night), article.url).body
    assert article.access == (story.access if says_so else None)
    assert article.truncated == bool(story.shown)
    assert article.language == paper_of(article).language[:2]
    assert (article.noarchive, article.tdm_reserved) == (story.noarchive, story.tdm_reserved)
    assert article.kind == ("paywall_stub" if story.shown else story.kind)
    if article.published is None:
        assert article.problem == "published_in_future"
        assert story.published > datetime(2026, 3, 11, 1, tzinfo=UTC)
    else:
        assert article.published == story.published


@ONE_BY_ONE
def test_an_article_is_served_from_its_first_night_on(article: ExpectedArticle) -> None:
    gone = {version.night for version in article.version if version.status == 410}
    for night in (1, 2):
        status = page(press_of(night), article.url).status
        if night < article.first_night:
            assert status == 404
        else:
            assert status == (410 if night in gone else 200)


@ONE_BY_ONE
def test_an_article_is_listed_where_it_is_said_to_be(article: ExpectedArticle) -> None:
    press = press_of(article.first_night)
    listing = page(press, article.found_in)
    path = story_of(article).path
    if article.found_in.endswith(".gz"):
        assert article.url in locations(listing.body)
    elif article.slug == "helsinki-expels-attaches":
        assert b"/go/helsinki" in listing.body
    else:
        assert path in listing.body.decode("utf-8", "replace").replace("&amp;", "&")


@ONE_BY_ONE
def test_every_quote_stands_in_the_text_that_is_served(article: ExpectedArticle) -> None:
    text = story_of(article).text
    for event in article.event:
        quotes = [event.trigger, *event.evidence, event.weapon, event.attribution]
        quotes += [
            one.text for one in (event.actor, event.recipient, event.place, event.date) if one
        ]
        quotes += [count.text for count in event.counts]
        missing = [quote for quote in quotes if quote and quote not in text]
        assert missing == []


def test_evidence_holds_the_trigger_and_whole_sentences() -> None:
    for article, event in EVENTS:
        assert any(event.trigger in sentence for sentence in event.evidence), article.key
        for sentence in event.evidence:
            ends = (".", "”", "»", "?", "!")
            assert sentence.endswith(ends) or sentence in story_of(article).text.split("\n")


def test_figures_are_the_numbers_of_their_words() -> None:
    digits = 0
    for article, event in EVENTS:
        for count in event.counts:
            assert count.high is None or count.low <= count.high, article.key
            written = "".join(c for c in count.text if c.isdigit() or c == " ").split()
            if written and count.low > 23:
                digits += 1
                assert str(count.low) in {*written, "".join(written)}, (article.key, count)
    assert digits > 20


def test_days_are_in_order_and_not_after_publication_unless_planned() -> None:
    for article, event in EVENTS:
        days = event.date
        if not days or not days.start or not days.end:
            continue
        assert days.start <= days.end
        assert article.published is not None
        printed = article.published.date()
        if event.modality == "planned":
            assert days.end >= printed
        elif event.modality == "occurred":
            assert days.start <= printed, (article.key, event.trigger)
        if event.background:
            assert (printed - days.start).days >= 28


def test_every_core_type_is_present_and_no_other() -> None:
    types = Counter(event.type for _, event in EVENTS)
    assert set(types) == CORE
    assert min(types.values()) >= 4


def test_violence_comes_in_many_modes() -> None:
    modes = {event.mode for _, event in EVENTS if event.type == "ASSAULT"}
    assert modes >= {
        "intercept", "drone", "missile", "artillery", "clash", "explosives", "abduct",
        "aerial", "suicide-attack", "firearms", "crowd-control", "destroy",
    }  # fmt: skip


def test_there_are_planned_possible_background_and_summed_events() -> None:
    assert {event.modality for _, event in EVENTS} >= {"occurred", "planned", "possible"}
    assert sum(event.background for _, event in EVENTS) >= 10
    assert sum(event.summary for _, event in EVENTS) >= 3


def test_many_articles_have_events_and_some_have_none() -> None:
    assert sum(bool(article.event) for article in ARTICLES) >= 40
    assert sum(not article.event for article in ARTICLES) >= 10
    assert {article.language for article in ARTICLES if article.event} == {"en", "es"}


def test_countries_are_three_letters() -> None:
    for article, event in EVENTS:
        for one in (event.actor, event.recipient, event.place):
            if one and one.country:
                assert len(one.country) == 3, article.key
                assert one.country.isupper()


def test_one_attack_is_told_by_several_papers_with_different_tolls_and_claimants() -> None:
    told = [(a, e) for a, e in EVENTS if e.incident == "2026-03-09-odesa-port"]
    assert len({article.paper for article, _ in told}) == 4
    assert {_killed(event) for _, event in told} >= {3, 4, 5}
    assert len({event.attribution for _, event in told}) == 4


def test_incidents_shared_by_papers_are_of_one_type_and_country() -> None:
    kinds: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    papers: dict[str, set[str]] = defaultdict(set)
    for article, event in EVENTS:
        kinds[event.incident].add((event.type, event.place.country if event.place else None))
        papers[event.incident].add(article.paper)
    shared = [incident for incident in papers if len(papers[incident]) > 1]
    assert len(shared) >= 5
    for incident in shared:
        assert len({kind for kind, _ in kinds[incident]}) == 1, incident
        assert len({country for _, country in kinds[incident] if country}) <= 1, incident


def test_the_wire_story_has_two_exact_copies_and_one_with_another_lead() -> None:
    copies = {article.key: article.copy_kind for article in ARTICLES if article.copy_of}
    assert copies == {
        "gazette/kayseri-iron-train": "edited_lead",
        "lantern/kayseri-derailment": "exact",
        "meridian/kayseri-derailment": "exact",
    }
    by_key = {article.key: article for article in ARTICLES}
    for key, kind in copies.items():
        article = by_key[key]
        original = story_of(by_key[article.copy_of or ""])
        same = slice(1 if kind == "edited_lead" else 0, None)
        assert story_of(article).blocks[same] == original.blocks[same]
        assert article.event
    assert story_of(by_key["gazette/kayseri-iron-train"]).lead != original.lead


def test_second_versions_say_what_changed() -> None:
    changed = {a.key: version for a in ARTICLES for version in a.version}
    assert set(changed) == {
        "kestrel/cardiff-nurses-walkout",
        "lantern/haiti-convoy-kidnap",
        "meridian/maiduguri-market-bomb",
    }
    assert changed["meridian/maiduguri-market-bomb"].silent
    assert not changed["kestrel/cardiff-nurses-walkout"].silent
    for article in ARTICLES:
        for version in article.version:
            if version.status != 200:
                assert story_of(article, version.night).gone
                continue
            before, after = story_of(article, 1), story_of(article, version.night)
            for change in version.changed:
                assert change.before in before.text
                assert change.before not in after.text
                assert change.after in after.text
            assert all(count.text in after.text for count in version.counts)
            assert (version.notice is None) == version.silent
            assert version.notice is None or version.notice in after.text
            assert after.modified == version.modified


def test_a_silent_edit_leaves_no_trace_in_the_feed() -> None:
    url = "http://www.meridian-courier.example/news/20260308-maiduguri-market-bomb"
    entries = []
    for night in (1, 2):
        feed = page(press_of(night), "http://www.meridian-courier.example/atom.xml").body.decode()
        entries += [part for part in feed.split("<entry>") if url in part]
    assert len(entries) == 2
    assert entries[0] == entries[1]


@pytest.mark.parametrize("night", [1, 2])
def test_special_addresses_answer_as_written_down(night: int) -> None:
    press = press_of(night)
    for address in expected_addresses():
        answer = page(press, address.url)
        assert answer.status == address.status[night - 1], address.url
        if address.status[0] == 301:
            assert ("Location", address.leads_to) in answer.headers
        if address.leads_to and answer.status == 200:
            assert f'rel="canonical" href="{address.leads_to}"'.encode() in answer.body


def test_articles_with_a_problem_are_among_the_special_addresses() -> None:
    problems = {address.url: address.problem for address in expected_addresses()}
    for article in ARTICLES:
        if article.problem:
            assert problems[article.url] == article.problem
        if article.robots_denied:
            assert problems[article.url] == "robots_denied"


def test_every_kind_of_trouble_of_the_press_is_written_down() -> None:
    assert {a.problem for a in expected_addresses() if a.problem} == set(get_args(Problem))


def test_a_gold_row_points_into_the_text() -> None:
    article = next(a for a in ARTICLES if a.key == "kestrel/odesa-grain-terminal")
    text = "A heading the parser kept.\n\n" + story_of(article).text
    row = gold_row(article, text)
    assert row["published"] == "2026-03-09"
    assert len(row["events"]) == len(article.event)
    for event, expected in zip(row["events"], article.event, strict=True):
        assert text[slice(*event["trigger"])] == expected.trigger
        assert [text[slice(*span)] for span in event["evidence"]] == list(expected.evidence)
    assert row["events"][0]["date"]["start"] == date(2026, 3, 8).isoformat()


def test_a_gold_row_leaves_out_what_the_text_lost() -> None:
    article = next(a for a in ARTICLES if a.key == "kestrel/odesa-grain-terminal")
    assert gold_row(article, "Nothing of it.")["events"] == []


def _killed(event: ExpectedEvent) -> int | None:
    return next((count.low for count in event.counts if count.kind == "killed"), None)
