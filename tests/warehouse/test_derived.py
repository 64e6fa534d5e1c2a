from dataclasses import replace
from datetime import date

import pytest

from parsers.records import Author
from tests.warehouse.build import (
    NEXT,
    NIGHT,
    STRIKE,
    Request,
    Result,
    Story,
    discovery_tables,
    load,
    load_stories,
    story_tables,
)
from warehouse.differences import State, compare, sentences
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.rows import fetch_row

EDITED = STRIKE.replace("three dockers", "3 dockers").replace("Two more", "12 more")
KESTREL = Story(url="https://kestrel.example/x", source="kestrel")


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    with Writer.open(home, threads=1) as writer:
        return writer.connection.execute(sql).fetchall()


def test_a_changed_text_is_a_new_version_with_what_changed(home: Home) -> None:
    load_stories(home, [Story(), replace(Story(), night=NEXT, text=EDITED, mentions=())])
    changes = rows(
        home,
        "SELECT ordinal, changed, sentences_added, sentences_removed, figures_added "
        "FROM version_changes ORDER BY ordinal",
    )
    assert changes == [(1, [], 0, 0, []), (2, ["text"], 2, 2, ["3", "12"])]
    assert rows(home, "SELECT versions, title FROM articles") == [(2, "Three killed at Odesa port")]


def test_a_change_that_is_taken_back_shows_twice(home: Home) -> None:
    third = NEXT.replace(day=4)
    for number, night in enumerate((NIGHT, NEXT, third)):
        title = "Second thoughts" if night == NEXT else "First words"
        load(home, story_tables(replace(Story(), night=night, title=title)), batch=f"b{number}")
    assert rows(home, "SELECT seen_at::DATE, changed FROM version_changes ORDER BY ordinal") == [
        (date(2026, 3, 2), []),
        (date(2026, 3, 3), ["title"]),
        (date(2026, 3, 4), ["title"]),
    ]
    assert rows(home, "SELECT title, versions FROM articles") == [("First words", 2)]


@pytest.mark.parametrize("ending", ["One.", "Two.", "Three.", "Four.", "Five."])
def test_a_capture_that_is_read_again_by_other_rules_shows_the_later_reading(
    home: Home, ending: str
) -> None:
    first = story_tables(replace(Story(), text=f"{STRIKE} {ending}", mentions=()))
    again = story_tables(replace(Story(), mentions=()))
    (capture,) = (row["capture_id"] for row in first["captures"])
    (parse,) = (row["parse_id"] for row in first["parses"])
    for table in ("parses", "article_versions"):
        again[table] = [{**row, "capture_id": capture} for row in again[table]]
    again["parses"] = [{**row, "parse_id": parse} for row in again["parses"]]
    load(home, first, batch="b1")
    load(home, {table: again[table] for table in ("parses", "article_versions")}, batch="b2")
    assert rows(
        home, "SELECT text FROM articles JOIN article_versions ON version_id = newest_version_id"
    ) == [(STRIKE,)]


def test_a_better_parser_is_no_edit_and_its_reading_is_shown(home: Home) -> None:
    old = replace(Story(), parser_version="article-9")
    load_stories(home, [old])
    newer = replace(old, parser_version="article-10", authors=(Author("Olena Bondar"), Author("B")))
    tables = story_tables(newer)
    # The same capture, read anew.
    for table in ("parses", "article_versions"):
        for row in tables[table]:
            row["capture_id"] = old.capture_id
    del tables["captures"], tables["fetches"]
    load(home, tables, batch="again")
    assert rows(home, "SELECT count(*) FROM version_changes WHERE changed <> []") == [(0,)]
    found = rows(
        home,
        "SELECT parser_version, versions FROM articles "
        "JOIN article_versions ON version_id = newest_version_id",
    )
    assert found == [("article-10", 1)]


def test_an_article_that_is_gone_says_so(home: Home) -> None:
    load_stories(home, [Story(), replace(Story(), night=NEXT, state="gone")])
    assert rows(home, "SELECT state FROM articles") == [("gone",)]


def test_copies_are_found_across_nights_and_lose_members_that_change(home: Home) -> None:
    load_stories(home, [Story()])
    later = replace(KESTREL, night=NEXT, published_at=NEXT)
    load(home, story_tables(later), discovery_tables("kestrel", NEXT), batch="b")
    found = rows(
        home,
        "SELECT copy.source, original.source, relation, group_size FROM copies "
        "JOIN articles AS copy USING (article_id) "
        "JOIN articles AS original ON original.article_id = original_article_id",
    )
    assert found == [("kestrel", "gazette", "exact", 2)]
    other = "The choir sang on the quay until the tide came in. " * 12
    rewritten = replace(later, night=NEXT.replace(day=4), text=other, mentions=())
    load(home, story_tables(rewritten), batch="c")
    assert rows(home, "FROM copies") == []


def test_a_copy_of_a_copy_is_in_the_group_of_the_original(home: Home) -> None:
    words = [f"word{number}" for number in range(200)]
    stories = [
        Story(
            url=f"https://paper{number}.example/a",
            source=f"paper{number}",
            text=" ".join(words[start : start + 120]),
            published_at=NIGHT.replace(hour=number),
        )
        for number, start in enumerate((0, 40, 80))
    ]
    load_stories(home, stories)
    found = rows(
        home,
        "SELECT articles.source, group_size, relation FROM copies "
        "JOIN articles USING (article_id) ORDER BY 1",
    )
    assert found == [("paper1", 3, "near_copy"), ("paper2", 3, "near_copy")]
    assert rows(home, "SELECT count(DISTINCT original_article_id) FROM copies") == [(1,)]


def coverage(home: Home) -> list[tuple[object, ...]]:
    return rows(home, "SELECT day, state, reason FROM coverage ORDER BY day")


def test_a_day_with_what_is_expected_is_complete(home: Home) -> None:
    load_stories(home, [Story()])
    assert coverage(home) == [
        (date(2026, 3, 2), "complete", "everything that was found is there"),
    ]


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        ("ok", "partial", "0 articles, 1 are expected"),
        ("robots_denied", "blocked", "every feed refuses or is gone"),
        ("failed", "unknown", "no feed or sitemap answered"),
    ],
)
def test_a_day_without_articles_says_why(home: Home, outcome: str, state: str, reason: str) -> None:
    tables = discovery_tables()
    request = Request("https://gazette.example/feed", "feed")
    tables["fetches"] = [fetch_row(Result(request, outcome), NIGHT)]
    load(home, tables)
    assert coverage(home) == [(date(2026, 3, 2), state, reason)]


@pytest.mark.parametrize(
    ("link_state", "state"), [("new", "partial"), ("denied", "blocked"), ("fetched", "partial")]
)
def test_pages_that_cannot_be_had_make_a_day_partial_or_blocked(
    home: Home, link_state: str, state: str
) -> None:
    tables = story_tables(replace(Story(), state=link_state))
    for row in tables["links"]:
        row["first_fetched_at"] = row["first_fetched_at"] if link_state == "fetched" else None
    load(home, discovery_tables(), {"links": tables["links"]})
    assert [row[1] for row in coverage(home)] == [state]


def test_sentences_that_only_moved_are_no_difference() -> None:
    before = State({}, "One fell. Two rose.\n\nThree stayed.")
    after = State({}, "Three stayed. One fell.\n\nTwo rose.")
    change = compare(before, after)
    assert change.fields == ("text",)
    assert change.sentences_added == change.sentences_removed == ()


def test_fields_and_figures_of_a_change_are_told() -> None:
    change = compare(
        State({"title": "2 killed"}, "At least 2 were killed. It rained."),
        State({"title": "13 killed"}, "At least 13 were killed. It rained."),
    )
    assert change.fields == ("title", "text")
    assert change.figures_added == ("13",)
    assert change.figures_removed == ("2",)
    assert change.details["title"] == {"before": "2 killed", "after": "13 killed"}


def test_texts_are_cut_into_sentences() -> None:
    assert sentences("Он ушёл. «Да!» Это всё?\n\n他走了。她来了。") == [
        "Он ушёл.", "«Да!»", "Это всё?", "他走了。", "她来了。",
    ]  # fmt: skip
