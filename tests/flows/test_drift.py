import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drift_alarm import Rate, caught, false_alarms
from flows.drift import (
    LEAST_NIGHTS,
    LEAST_PAGES,
    Comparison,
    chance,
    compare,
    message,
)
from flows.report import markdown_report
from flows.steps.problems import Problem
from flows.steps.summary import NightSummary, SourceSummary
from warehouse.drift import FIELDS, Count, Field, NightPages, PastNight

NIGHT = datetime(2026, 3, 31, 4, 15, tzinfo=UTC)
DAY = timedelta(days=1)
PARSER = "article-7"
ALL: dict[Field, Count] = dict.fromkeys(FIELDS, Count(10, 10))
URLS = tuple(f"https://gazette.example/{name}" for name in "abc")


def pages(night: datetime = NIGHT, **counts: Count) -> NightPages:
    """Ten pages that have everything, but for what is said."""
    lacking = dict.fromkeys(FIELDS, URLS)
    return NightPages("gazette", night, ALL | counts, lacking, 2900, 3000)  # type: ignore[operator]


def past(count: Count, nights: int = 30, field: Field = "date") -> list[PastNight]:
    """So many like nights before tonight."""
    moments = [NIGHT - DAY * ago for ago in range(nights, 0, -1)]
    return [PastNight(moment, PARSER, ALL | {field: count}) for moment in moments]


def fallen(tonight: NightPages, before: Sequence[PastNight]) -> list[Field]:
    return [one.field for one in compare(tonight, before) if one.fell]


def played(given: Sequence[Count]) -> Iterator[Comparison | None]:
    """What is said of the date on night after night, each with the thirty before it."""
    before: list[PastNight] = []
    for number, count in enumerate(given):
        night = NIGHT + DAY * number
        found = {one.field: one for one in compare(pages(night, date=count), before)}
        said = found.get("date")
        fell = ("date",) if said and said.fell else ()
        yield said
        before = [*before, PastNight(night, PARSER, ALL | {"date": count}, fell, fell)][-30:]


def test_dates_that_vanish_are_a_fall_of_the_date_and_of_nothing_else() -> None:
    assert fallen(pages(date=Count(0, 10)), past(Count(10, 10))) == ["date"]
    assert fallen(pages(), past(Count(10, 10))) == []


def test_a_new_source_is_not_judged() -> None:
    gone = pages(date=Count(0, 10))
    assert compare(gone, []) == []
    assert compare(gone, past(Count(10, 10), LEAST_NIGHTS - 1)) == []
    assert fallen(gone, past(Count(10, 10), LEAST_NIGHTS)) == ["date"]


def test_a_small_source_is_not_judged() -> None:
    few = LEAST_PAGES - 1
    assert "date" not in [f.field for f in compare(pages(date=Count(0, few)), past(Count(10, 10)))]
    thin = past(Count(few, few))
    assert "date" not in [one.field for one in compare(pages(date=Count(0, 10)), thin)]


def test_a_share_that_was_always_low_is_no_fall() -> None:
    assert fallen(pages(date=Count(0, 10)), past(Count(1, 10))) == []
    assert fallen(pages(date=Count(0, 10)), past(Count(0, 10))) == []


def test_a_slight_fall_of_many_pages_is_nothing_to_be_told_of() -> None:
    before = past(Count(490, 500))
    assert fallen(pages(date=Count(455, 500)), before) == []
    assert fallen(pages(date=Count(400, 500)), before) == ["date"]


def test_nights_that_always_differed_say_less_than_nights_that_were_alike() -> None:
    alike = [Count(8, 10)] * 30
    unlike = [Count(10, 10), Count(10, 10), Count(4, 10)] * 10
    assert chance(Count(2, 10), alike) < chance(Count(2, 10), unlike) / 100


def test_agency_copy_without_authors_every_sunday_is_no_fall() -> None:
    week = [Count(18, 20)] * 6 + [Count(4, 20)]
    said = list(played(week * 6))
    assert not any(one.fell for one in said if one)


def test_a_slow_decline_does_not_hide_a_step() -> None:
    declining = [Count(100 - night, 100) for night in range(30)]
    said = list(played([*declining, Count(20, 100)]))
    assert [one.fell for one in said[LEAST_NIGHTS:] if one] == [False] * 23 + [True]


def test_a_fall_that_lasts_is_told_with_its_first_night_until_the_new_level_is_usual() -> None:
    said = list(played([Count(10, 10)] * 30 + [Count(0, 10)] * 60))
    told = [one.since for one in said if one and one.fell]
    assert set(told) == {NIGHT + DAY * 30}
    # Nights of the fall are no measure; after 24 too few others are left of the thirty.
    assert len(told) == 30 - LEAST_NIGHTS + 1
    assert not any(one.fell for one in said[55:] if one)


def test_a_recovery_ends_the_fall_and_the_next_one_begins_anew() -> None:
    good, bad, few = Count(10, 10), Count(0, 10), Count(0, 2)
    said = list(played([good] * 20 + [bad, few, bad, good, bad]))
    assert [one.since if one else None for one in said[20:]] == [
        NIGHT + DAY * 20,
        None,
        NIGHT + DAY * 20,
        None,
        NIGHT + DAY * 24,
    ]


def test_a_redesign_in_the_middle_of_a_night_does_not_hide_the_next_night() -> None:
    said = list(played([Count(10, 10)] * 30 + [Count(8, 10), Count(0, 10)]))
    assert [one.fell for one in said[30:] if one] == [False, True]


def test_a_set_aside_night_is_no_measure() -> None:
    before = [replace(night, set_aside=("date",)) for night in past(Count(10, 10))]
    assert "date" not in [one.field for one in compare(pages(date=Count(0, 10)), before)]


def test_shorter_texts_are_told_only_when_the_median_falls_too() -> None:
    before = past(Count(9, 10), field="length")
    short = pages(length=Count(1, 10))
    assert fallen(short, before) == []
    assert fallen(replace(short, median_length=700), before) == ["length"]


def test_the_message_says_from_what_to_what_which_pages_and_what_to_do() -> None:
    tonight = pages(date=Count(1, 20))
    (found,) = [one for one in compare(tonight, past(Count(10, 10))) if one.fell]
    assert message(tonight, found, PARSER) == (
        "articles with a date fell from 100% (300 of 300, 30 nights) to 5% (1 of 20) tonight; "
        f"without: {', '.join(URLS)}; open one of them and run `sitrep sources check gazette` "
        '(docs/operations.md, "When pages change")'
    )
    later = replace(found, since=NIGHT - 3 * DAY)
    told = message(tonight, later, "article-8")
    assert "(1 of 20) since 2026-03-28; " in told
    assert "the parser changed too (article-7, now article-8)" in told


def test_the_message_of_shorter_texts_names_the_medians_and_the_shortest() -> None:
    tonight = replace(pages(length=Count(1, 10)), median_length=700)
    before = past(Count(9, 10), field="length")
    (found,) = [one for one in compare(tonight, before) if one.fell]
    assert message(tonight, found, PARSER).startswith(
        "the median text fell from 3,000 characters (300 texts, 30 nights) to 700 (10 texts) "
        f"tonight; the shortest: {URLS[0]}, "
    )


def test_what_fell_is_told_in_the_report_and_counts_as_a_problem_of_its_source() -> None:
    summary = NightSummary(NIGHT, "run", [SourceSummary("gazette"), SourceSummary("kestrel")])
    summary.note([])
    assert not summary.has_problems
    summary.note([Problem("drift", "gazette", "date", "articles with a date fell")])
    assert [row.problems for row in summary.sources] == [1, 0]
    assert "\n- gazette: articles with a date fell\n" in markdown_report(summary)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=1), st.integers(1, 60))
def test_chances_are_chances_and_rise_with_the_count(
    nights: list[tuple[int, int]], of: int
) -> None:
    before = [Count(min(have, count), count) for have, count in nights]
    found = [chance(Count(have, of), before) for have in range(of + 1)]
    assert found == sorted(found)
    assert 0 <= found[0] <= found[-1] == pytest.approx(1, abs=1e-6)


def test_a_source_that_changes_nothing_is_seldom_told_of() -> None:
    chances = random.Random(20260331)  # noqa: S311 - nights to be judged
    alarms = judged = 0
    for share in (0.5, 0.9, 0.98):
        for size in (8, 30):
            rate = Rate(share, likeness=0.02, pages=size)
            nights, told = false_alarms(rate, nights=2000, chances=chances)
            alarms, judged = alarms + told, judged + nights
    # Five fields a source-night, one percent of them all together.
    assert judged > 10_000
    assert alarms / judged < 0.01 / len(FIELDS)


@pytest.mark.parametrize(
    ("share", "to", "size"), [(0.98, 0.0, 10), (0.98, 0.3, 20), (0.6, 0.0, 30)]
)
def test_a_redesign_is_noticed_on_its_first_night(share: float, to: float, size: int) -> None:
    chances = random.Random(20260331)  # noqa: S311 - as above
    assert caught(Rate(share, 0.02, size), to, trials=60, chances=chances) >= 0.9
