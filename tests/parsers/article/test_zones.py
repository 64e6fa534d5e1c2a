"""Times without a zone are read in the publisher's; days are the publisher's own."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import parse_article
from parsers.article.dates import read_time
from parsers.article.zones import in_zone
from parsers.records import PageTime

MALTA, BOGOTA, SAMOA = map(ZoneInfo, ("Europe/Malta", "America/Bogota", "Pacific/Apia"))
TEXT = "<p>Somebody did something in the town, and somebody else saw it and told the paper.</p>" * 4


def read(raw: str, zone: ZoneInfo) -> PageTime:
    time = read_time(raw, "text")
    assert time is not None
    return in_zone(time, zone)


@pytest.mark.parametrize(
    ("raw", "zone", "local", "utc"),
    [
        ("9 March 2026, 11.10", MALTA, "2026-03-09", "2026-03-09T10:10"),
        ("9 July 2026, 11.10", MALTA, "2026-07-09", "2026-07-09T09:10"),
        ("9 de marzo de 2026, 23:30", BOGOTA, "2026-03-09", "2026-03-10T04:30"),
        ("2026-03-10T00:30:00", SAMOA, "2026-03-10", "2026-03-09T11:30"),
        ("2026-03-10T02:30:00Z", BOGOTA, "2026-03-09", "2026-03-10T02:30"),
        ("2026-03-09T23:30:00+00:00", MALTA, "2026-03-10", "2026-03-09T23:30"),
        ("2026-03-09T23:30:00-05:00", MALTA, "2026-03-09", "2026-03-10T04:30"),
        ("2026-03-10T01:00:00+03:00", BOGOTA, "2026-03-10", "2026-03-09T22:00"),
        ("1773100800", BOGOTA, "2026-03-09", "2026-03-10T00:00"),
    ],
)
def test_day_and_instant_are_the_publishers(raw: str, zone: ZoneInfo, local: str, utc: str) -> None:
    time = read(raw, zone)
    assert time.local == date.fromisoformat(local)
    assert time.utc == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert time.raw == raw


def test_a_day_without_a_time_stays_a_day() -> None:
    assert read("9 March 2026", MALTA) == read_time("9 March 2026", "text")


def test_the_method_names_the_zone_and_trusts_it_more_than_a_guess() -> None:
    guess, time = read_time("9 March 2026, 11.10", "text"), read("9 March 2026, 11.10", MALTA)
    assert guess is not None
    assert guess.method == "text (zone assumed)"
    assert time.method == "text (zone of the source: Europe/Malta)"
    assert guess.confidence < time.confidence < 1


def test_an_hour_that_comes_twice_is_its_first() -> None:
    time = read("25 October 2026, 02:30", MALTA)
    assert time.utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "the first of two" in time.method


def test_an_hour_that_never_came_is_read_with_the_offset_from_before() -> None:
    time = read("29 March 2026, 02:30", MALTA)
    assert time.utc == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert time.local == date(2026, 3, 29)
    assert "skipped" in time.method


def test_the_page_parser_reads_all_its_times_in_the_zone() -> None:
    head = (
        '<meta property="article:published_time" content="2026-03-09 23:10">'
        '<meta property="article:modified_time" content="2026-03-10T05:10:00Z">'
    )
    html = f"<head>{head}</head><body><h1>T</h1>{TEXT}"
    article = parse_article(html, zone=BOGOTA)
    assert article.published_at == datetime(2026, 3, 10, 4, 10, tzinfo=UTC)
    assert article.published_day == date(2026, 3, 9)
    assert article.modified is not None
    assert article.modified.local == date(2026, 3, 10)
    plain = parse_article(html)
    assert plain.published_at == datetime(2026, 3, 9, 23, 10, tzinfo=UTC)


def test_a_time_that_is_not_in_the_future_there_is_believed() -> None:
    head = '<meta property="article:published_time" content="2026-03-10 08:00">'
    html = f"<head>{head}</head><body><h1>T</h1>{TEXT}"
    article = parse_article(html, fetched_at=datetime(2026, 3, 9, 20, tzinfo=UTC), zone=SAMOA)
    assert article.published_at == datetime(2026, 3, 9, 19, tzinfo=UTC)


@given(
    st.datetimes(datetime.fromisoformat("1850-01-01"), datetime.fromisoformat("2199-01-01")),
    st.sampled_from([MALTA, BOGOTA, SAMOA, ZoneInfo("Asia/Kathmandu")]),
)
def test_any_time_of_any_zone_gives_an_instant_of_its_day(moment: datetime, zone: ZoneInfo) -> None:
    time = read(moment.isoformat(sep=" ", timespec="seconds"), zone)
    assert time.utc is not None
    assert time.local == time.utc.astimezone(zone).date()
    assert abs((time.utc.replace(tzinfo=None) - moment).total_seconds()) <= 25 * 3600
