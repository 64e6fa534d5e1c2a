from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.warehouse.build import (
    NEXT,
    NIGHT,
    RAID,
    STRIKE,
    Story,
    ask,
    discovery_tables,
    load,
    load_stories,
    strike,
)
from warehouse.checks import verify_warehouse
from warehouse.home import Home
from warehouse.publish import VIEWS, publish
from warehouse.query import run_sql


def test_every_table_view_and_macro_is_there_and_answers(published: Home) -> None:
    folder = Path(__file__).parents[2] / "warehouse"
    assert set(VIEWS) == {path.stem for path in (folder / "views").glob("*.sql")}
    for view in VIEWS:
        ask(published, f"FROM {view}")
    assert ask(published, "SELECT title FROM search_titles('RAID odesa')") == [(RAID.title,)]
    assert ask(published, "SELECT title FROM search_titles('raid lisbon')") == []


def test_reported_events_tell_all_of_a_mention(published: Home) -> None:
    columns = run_sql(published.published, "FROM reported_events WHERE source = 'gazette'")
    (row,) = columns.rows
    event = dict(zip(columns.columns, row, strict=True))
    expected = {
        "type": "ASSAULT",
        "date_start": date(2026, 3, 2),
        "place": "Odesa",
        "country": "UKR",
        "actor": "A drone",
        "actor_country": "RUS",
        "recipient": "dockers",
        "killed_low": 3,
        "killed": 3,
        "killed_high": 3,
        "wounded": 2,
        "said_by": "the port authority",
        "tier": "A",
        "is_copy": False,
        "title": "Three killed at Odesa port",
    }
    assert {name: event[name] for name in expected} == expected
    assert event["sentence"] == STRIKE[: STRIKE.index(".") + 1]


def test_the_default_view_leaves_out_what_its_twin_keeps(home: Home) -> None:
    told = strike()
    mentions = (
        told,
        replace(told, ordinal=1, modality="planned"),
        replace(told, ordinal=2, background=True),
        replace(told, ordinal=3, summary=True),
        replace(told, ordinal=4, tier="B"),
    )
    load_stories(home, [Story(mentions=mentions)])
    publish(home)
    assert ask(home, "SELECT count(*) FROM reported_events") == [(1,)]
    assert ask(home, "SELECT count(*) FROM reported_events_all") == [(5,)]


def test_parts_of_a_sum_are_not_added_and_repeated_figures_count_once(home: Home) -> None:
    told = strike()
    killed = told.claims[0]
    claims = (
        replace(killed, low=7, best=7, high=7),
        replace(killed, low=1, best=1, high=1, who="child", part_of=0),
        replace(killed, low=7, best=7, high=7),
        replace(killed, low=2, best=2, high=None, who="police"),
    )
    load_stories(home, [Story(mentions=(replace(told, claims=claims),))])
    publish(home)
    assert ask(home, "SELECT killed FROM reported_events") == [(9,)]
    assert verify_warehouse(home) == ()


def test_a_toll_lies_between_the_reports_of_one_occurrence(published: Home) -> None:
    assert ask(published, "SELECT * FROM daily_toll") == [
        (date(2026, 3, 2), "UKR", 1, 2, 3, 5, 2, 2),
    ]


def test_conflicting_claims_stand_side_by_side(published: Home) -> None:
    sql = "SELECT source, kind, best, conflicting FROM claims_side_by_side WHERE kind = 'killed'"
    assert sorted(ask(published, sql)) == [
        ("gazette", "killed", 3, True), ("kestrel", "killed", 5, True),
    ]  # fmt: skip


def test_events_near_a_point_are_found_by_distance(published: Home) -> None:
    assert ask(published, "SELECT count(*) FROM events_near(46.4, 30.7, 20)") == [(2,)]
    assert ask(published, "SELECT count(*) FROM events_near(50.45, 30.52, 20)") == [(0,)]
    # Kyiv to Odesa by the great circle.
    (distance,) = ask(published, "SELECT max(distance_km) FROM events_near(50.45, 30.52, 1000)")[0]
    assert 440 < distance < 443


def test_copies_are_told_with_their_original(home: Home) -> None:
    copy = Story(url="https://kestrel.example/x", source="kestrel", published_at=NIGHT)
    load_stories(home, [Story(), copy])
    publish(home)
    sql = "SELECT original_source, copy_source, relation, minutes_later FROM syndication"
    assert ask(home, sql) == [("gazette", "kestrel", "exact", 135)]
    assert ask(home, "SELECT occurrences, reports FROM daily_toll") == [(1, 1)]


def test_changes_and_disappearance_are_told(home: Home) -> None:
    later = replace(Story(), night=NEXT, text=STRIKE.replace("three dockers", "13 dockers"))
    gone = replace(RAID, state="gone")
    load_stories(home, [Story(), replace(later, mentions=()), gone])
    publish(home)
    sql = "SELECT source, changed, figures_added FROM article_changes ORDER BY source"
    assert ask(home, sql) == [("gazette", ["text"], ["13"]), ("kestrel", ["gone"], [])]


def test_gaps_name_days_nobody_looked_at(home: Home) -> None:
    load_stories(home, [Story()])
    load(home, discovery_tables(night=NEXT.replace(day=4)), batch="later")
    publish(home)
    assert ask(home, "SELECT day, state, reason FROM coverage_gaps") == [
        (date(2026, 3, 3), "unknown", "nobody looked"),
        (date(2026, 3, 4), "partial", "0 articles, 1 are expected"),
    ]


def test_health_names_the_first_thing_that_is_wrong(home: Home) -> None:
    load_stories(home, [Story(published_at=None), RAID])
    publish(home)
    assert ask(home, "SELECT source, health FROM source_health") == [
        ("gazette", "dates missing"), ("kestrel", "healthy"),
    ]  # fmt: skip
