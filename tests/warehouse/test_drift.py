from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tests.warehouse.build import (
    NEXT,
    NIGHT,
    STRIKE,
    Page,
    Problem,
    Reading,
    Story,
    ask,
    discovery_tables,
    load,
    story_tables,
)
from warehouse import runs
from warehouse.drift import (
    FIELDS,
    Count,
    Field,
    NightPages,
    PastNight,
    night_pages,
    nights_before,
    source_night_row,
)
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.publish import publish
from warehouse.rows import Row, problem_row
from warehouse.rows_articles import Tables, reading_rows

PARSER = "article-1"
DAY = timedelta(days=1)
ALL: dict[Field, Count] = dict.fromkeys(FIELDS, Count(10, 10))
GAZETTE = "https://gazette.example"


def story(name: str, **facts: object) -> Story:
    return replace(Story(), url=f"{GAZETTE}/{name}", mentions=(), **facts)  # type: ignore[arg-type]


def refused(name: str) -> Tables:
    """A page that was read and is a wall."""
    wall = story(name)
    tables = dict(story_tables(wall))
    page = Page(wall.capture_id, wall.source, wall.url)
    reading = Reading(page, "consent_wall", None, (), "not_an_article", "asks for consent")
    del tables["article_versions"]
    versions = {"parser_version": PARSER, "extractor_version": "events-1"}
    return tables | {"parses": reading_rows(reading, wall.night, **versions)["parses"]}


def found(home: Home, night: datetime = NIGHT, parser: str = PARSER) -> list[NightPages]:
    with Writer.open(home, threads=1) as writer:
        return night_pages(writer.connection, night, parser)


def before(home: Home, night: datetime) -> Sequence[PastNight]:
    with Writer.open(home, threads=1) as writer:
        return nights_before(writer.connection, night).get("gazette", [])


def row(night: datetime, fell: Sequence[Field] = (), length: int = 3000) -> Row:
    counts = ALL | dict.fromkeys(fell, Count(0, 10))
    lacking: dict[Field, Sequence[str]] = dict.fromkeys(FIELDS, ())
    pages = NightPages("gazette", night, counts, lacking, length, length)
    return source_night_row(pages, PARSER, dict.fromkeys(FIELDS, 1.0), fell)


def fallen(night: datetime, *fields: Field) -> Tables:
    """The rows of a night on which these fields fell; without any, the date."""
    fell = fields or ("date",)
    problems = [problem_row(Problem("drift", "gazette", one, "fell"), night) for one in fell]
    return {"source_nights": [row(night, fell)], "problems": problems}


def problems(home: Home) -> list[tuple[object, ...]]:
    with Writer.open(home, threads=1) as writer:
        sql = "SELECT subject, state, resolution, nights FROM problems ORDER BY subject"
        return writer.connection.execute(sql).fetchall()


def test_a_night_counts_what_its_new_pages_have_and_names_those_that_lack_it(home: Home) -> None:
    stories = [
        story("whole"),
        story("dateless", published_at=None),
        story("nobodys", authors=()),
        story("teaser", text="A drone struck the port."),
    ]
    load(home, discovery_tables(), *map(story_tables, stories), refused("wall"))
    (pages,) = found(home)
    assert pages.counts == {
        "text": Count(3, 5),
        "title": Count(4, 4),
        "date": Count(3, 4),
        "authors": Count(3, 4),
        "length": Count(3, 3),
    }
    assert pages.lacking["text"] == (f"{GAZETTE}/teaser", f"{GAZETTE}/wall (consent wall)")
    assert pages.lacking["date"] == (f"{GAZETTE}/dateless",)
    assert pages.lacking["authors"] == (f"{GAZETTE}/nobodys",)
    assert pages.lacking["title"] == ()
    assert (pages.median_length, pages.usual_length) == (len(STRIKE), len(STRIKE))


def test_three_addresses_are_enough(home: Home) -> None:
    load(home, *(story_tables(story(name, published_at=None)) for name in "edcba"))
    assert found(home)[0].lacking["date"] == tuple(f"{GAZETTE}/{name}" for name in "abc")


def test_a_page_that_is_visited_again_counts_on_its_first_night_only(home: Home) -> None:
    load(home, story_tables(story("a")))
    load(home, story_tables(story("a", night=NEXT, published_at=None)), batch="later")
    assert found(home)[0].counts["date"] == Count(1, 1)
    assert found(home, NEXT) == []


def test_what_a_backfill_fetched_does_not_count(home: Home) -> None:
    load(home, story_tables(story("a")))
    assert len(found(home)) == 1
    facts = {"trigger": "test", "night": NIGHT, "started_at": NIGHT}
    with Writer.open(home, threads=1) as writer:
        runs.start_run(writer.connection, "run-1", "backfill", **facts, parameters={}, versions={})
    assert found(home) == []


def test_a_newer_parser_does_not_change_what_the_night_had_read(home: Home) -> None:
    old = story("a")
    load(home, story_tables(old))
    again = replace(old, parser_version="article-2", published_at=None)
    load(home, story_tables(again), batch="reparse")
    assert found(home)[0].counts["date"] == Count(1, 1)
    assert found(home, parser="article-2")[0].counts["date"] == Count(0, 1)


def test_texts_are_measured_by_half_the_median_of_the_nights_before(home: Home) -> None:
    nights = [
        row(NIGHT - 3 * DAY, length=700),
        row(NIGHT - 2 * DAY, ["length"], length=10),  # set aside
        row(NIGHT - DAY, length=900),
        row(NIGHT - 40 * DAY, length=9000),  # too long ago
    ]
    long, short = story("long", text=STRIKE * 3), story("short")
    load(home, {"source_nights": nights}, story_tables(long), story_tables(short))
    (pages,) = found(home)
    assert pages.usual_length == 800
    assert pages.counts["length"] == Count(1, 2)
    assert pages.lacking["length"] == (short.url, long.url)


def test_nights_before_come_in_order_and_within_thirty_days(home: Home) -> None:
    nights = [row(NIGHT), row(NIGHT - DAY, ["date"]), row(NIGHT - 29 * DAY), row(NIGHT - 30 * DAY)]
    load(home, {"source_nights": nights})
    past = before(home, NIGHT)
    assert [night.night for night in past] == [NIGHT - 29 * DAY, NIGHT - DAY]
    assert past[0] == PastNight(NIGHT - 29 * DAY, PARSER, ALL)
    assert (past[1].fell, past[1].set_aside) == (("date",), ("date",))
    assert past[1].counts["date"] == Count(0, 10)


def test_a_night_that_is_repeated_is_one_row_and_one_problem(home: Home) -> None:
    for batch in ("first", "again"):
        load(home, fallen(NEXT), batch=batch)
    assert len(before(home, NEXT + DAY)) == 1
    assert problems(home) == [("date", "open", None, 1)]


def test_a_fall_of_several_nights_is_one_problem_until_a_night_is_as_usual(home: Home) -> None:
    load(home, fallen(NIGHT), batch="a")
    load(home, fallen(NEXT), batch="b")
    assert problems(home) == [("date", "open", None, 2)]
    few = row(NEXT + DAY) | {"compared": ["text"]}
    load(home, {"source_nights": [few]}, batch="c")
    assert problems(home) == [("date", "open", None, 2)]
    load(home, {"source_nights": [row(NEXT + 2 * DAY)]}, batch="d")
    assert problems(home) == [("date", "resolved", "as usual", 2)]
    load(home, fallen(NEXT + 3 * DAY), batch="e")
    assert problems(home) == [("date", "open", None, 3)]


def test_a_fall_that_is_put_away_makes_the_new_level_the_norm(home: Home) -> None:
    load(home, {"source_nights": [row(NIGHT - DAY)]}, fallen(NIGHT, "date", "authors"))
    load(home, fallen(NEXT), batch="later")
    with Writer.open(home, threads=1) as writer:
        (date,) = [p for p in runs.open_problems(writer.connection) if p.subject == "date"]
        runs.resolve_problems(writer.connection, [date.problem_id], NEXT)
    load(home, {"source_nights": [row(NEXT + DAY)]}, batch="after")
    past = before(home, NEXT + 2 * DAY)
    assert [sorted(night.set_aside) for night in past] == [
        ["date"], ["authors", "date"], ["date"], [],
    ]  # fmt: skip
    assert [night.fell for night in past] == [(), ("authors", "date"), ("date",), ()]


def test_the_view_tells_shares_what_was_usual_and_what_fell(home: Home) -> None:
    load(home, discovery_tables(night=NEXT), fallen(NEXT))
    publish(home)
    sql = "SELECT source, share_date, usual_date, share_text, usual_length, fell FROM source_drift"
    assert ask(home, sql) == [("gazette", 0.0, 1.0, 1.0, 3000, ["date"])]
