"""Expressions of time: spans, types and values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.language import packaged_pipeline
from parsers.times import Timex, find_timexes
from parsers.times.values import days_of, easter, holiday

THURSDAY = date(2024, 3, 14)


def find(text: str, published: date | None = THURSDAY) -> list[Timex]:
    sentences = packaged_pipeline().read(text)
    return [t for found in find_timexes(text, sentences, published) for t in found]


def values(text: str, published: date | None = THURSDAY) -> list[str]:
    return [f"{t.type} {t.value} {t.mod}".strip() for t in find(text, published)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Tuesday", "DATE 2024-03-12"),
        ("on Friday morning", "TIME 2024-03-08TMO"),
        ("last week", "DATE 2024-W10"),
        ("two days ago", "DATE 2024-03-12"),
        ("four years ago", "DATE 2020"),
        ("in the third quarter of 2021", "DATE 2021-Q3"),
        ("in the first half of 2019", "DATE 2019-H1"),
        ("in the 1990s", "DATE 199"),
        ("in the late 1980s", "DATE 198 END"),
        ("in the 19th century", "DATE 18"),
        ("in early 1998", "DATE 1998 START"),
        ("last summer", "DATE 2023-SU"),
        ("in fiscal 2020", "DATE 2020"),
        ("at 10:35 a.m. on Sunday", "TIME 2024-03-10T10:35"),
        ("for three days", "DURATION P3D"),
        ("for several months", "DURATION PXM"),
        ("for more than two hours", "DURATION PT2H MORE_THAN"),
        ("every week", "SET P1W"),
        ("on Thanksgiving Day", "DATE 2023-11-23"),
        ("recently", "DATE PAST_REF"),
        ("over the weekend", "DATE 2024-W10-WE"),
        ("the day before yesterday", "DATE 2024-03-12"),
    ],
)
def test_words_have_a_value(words: str, value: str) -> None:
    assert values(f"The bridge was closed {words}.") == [value]


def test_spans_leave_prepositions_out() -> None:
    text = "They met in the third quarter and parted on Friday night."
    assert [text[t.start : t.end] for t in find(text)] == ["the third quarter", "Friday night"]


def test_the_tense_of_the_verb_says_where_a_weekday_lies() -> None:
    assert values("The ministers met on Monday.") == ["DATE 2024-03-11"]
    assert values("The ministers will meet on Monday.") == ["DATE 2024-03-18"]


def test_a_later_day_counts_from_the_one_told_before() -> None:
    text = "The dam broke on 3 May 2011. Two days later the water reached the town."
    assert values(text) == ["DATE 2011-05-03", "DATE 2011-05-05"]


def test_a_year_told_just_before_is_the_year_of_a_day() -> None:
    assert values("Last year, on Easter Sunday, the bells were silent.") == [
        "DATE 2023",
        "DATE 2023-04-09",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They may leave. The soldiers march on.",
        "He took second place.",
        "The sun rose over 2000 people.",
        "It cost $1998 and 19,980 francs.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert values(text) == []


def test_without_a_day_of_publication_values_are_open() -> None:
    assert [t.days for t in find("It rained on Tuesday and last week.", None)] == [None, None]


def test_a_value_spells_its_days() -> None:
    assert days_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days_of("2023-WI") == (date(2023, 12, 1), date(2024, 2, 29))
    assert days_of("19") == (date(1900, 1, 1), date(1999, 12, 31))
    assert days_of("PRESENT_REF") is None


def test_holidays_follow_their_rules() -> None:
    assert easter(2017) == date(2017, 4, 16)
    assert holiday("easter-7", 2017) == date(2017, 4, 9)
    assert holiday("05/1/-1", 2024) == date(2024, 5, 27)
    assert holiday("11/4/4", 2024) == date(2024, 11, 28)


_PIECES = st.sampled_from([
    "last", "next", "May", "31", "February", "30", "9999", "0", "years", "ago", "quarter", "the",
    "fifth", "century", "99th", "Friday", "'s", "a", "week", "later", "25:99", "p.m.", "-",
    "1990-91",
    "00/00/00", "13/13/2013", "Easter", "millennia", "several", "half", "nineteen ninety-six", ".",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=12), st.dates() | st.none())
def test_no_text_is_an_error(pieces: list[str], published: date | None) -> None:
    text = " ".join(pieces)
    for found in find(text, published):
        assert text[found.start : found.end].strip()
        assert found.days is None or found.days[0] <= found.days[1]
