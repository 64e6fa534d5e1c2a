from datetime import date

import pytest

from parsers.events.times import find_times
from parsers.language import packaged_pipeline

THURSDAY = date(2024, 3, 14)


def read(text: str, published: date | None = THURSDAY) -> list[tuple[str | None, str | None]]:
    return [
        (t.time.start and t.time.start.isoformat(), t.time.end and t.time.end.isoformat())
        for sentence in packaged_pipeline().read(text)
        for t in find_times(text, sentence, published)
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Tuesday", "2024-03-12", "2024-03-12"),
        ("on Thursday", "2024-03-14", "2024-03-14"),
        ("last Thursday", "2024-03-07", "2024-03-07"),
        ("early Friday morning", "2024-03-08", "2024-03-08"),
        ("overnight", "2024-03-13", "2024-03-14"),
        ("yesterday", "2024-03-13", "2024-03-13"),
        ("over the past 24 hours", "2024-03-13", "2024-03-14"),
        ("in the last three days", "2024-03-11", "2024-03-14"),
        ("earlier this week", "2024-03-11", "2024-03-13"),
        ("last week", "2024-03-04", "2024-03-10"),
        ("next month", "2024-04-01", "2024-04-30"),
        ("last November", "2023-11-01", "2023-11-30"),
        ("two years ago", "2022-01-01", "2022-12-31"),
        ("between 9pm on Monday and 5.30am on Tuesday", "2024-03-11", "2024-03-12"),
        ("13 September 1974", "1974-09-13", "1974-09-13"),
        ("Sept. 9, 2001", "2001-09-09", "2001-09-09"),
        ("April 28-29", "2024-04-28", "2024-04-29"),
        ("on December 11", "2023-12-11", "2023-12-11"),
        ("between June 1975 and February 1976", "1975-06-01", "1976-02-29"),
        ("in 2013", "2013-01-01", "2013-12-31"),
    ],
)
def test_an_expression_is_resolved_against_the_day_of_publication(
    text: str, start: str, end: str
) -> None:
    assert read(f"It happened {text}.") == [(start, end)]


def test_without_a_day_of_publication_only_absolute_dates_resolve() -> None:
    assert read("It happened on Tuesday.", None) == [(None, None)]
    assert read("It happened on 3 May 2011.", None) == [("2011-05-03", "2011-05-03")]


def test_an_unresolved_time_keeps_its_words_and_says_why() -> None:
    text = "It happened on Tuesday."
    (found,) = find_times(text, packaged_pipeline().read(text)[0], None)
    assert (found.time.text, found.time.reason) == ("Tuesday", "date_unresolved")


@pytest.mark.parametrize("text", ["on February 30", "on 31 June 2020", "999 years ago"])
def test_an_impossible_date_is_no_error(text: str) -> None:
    assert all(pair[0] is None or pair[0] < "2024" for pair in read(f"It happened {text}."))


@pytest.mark.parametrize("day", [date.min, date.max, date(2024, 2, 29)])
def test_the_ends_of_the_calendar_are_no_error(day: date) -> None:
    assert isinstance(read("Last week, next year, 5 years ago, overnight, tomorrow.", day), list)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Saturday and Sunday", "2024-03-09", "2024-03-10"),
        ("from Feb. 5 to 8", "2024-02-05", "2024-02-08"),
        ("on Tuesday last week", "2024-03-05", "2024-03-05"),
        ("over the past week", "2024-03-07", "2024-03-14"),
        ("in mid-January", "2024-01-11", "2024-01-20"),
        ("since Monday", "2024-03-11", "2024-03-14"),
        ("later this month", "2024-03-14", "2024-03-31"),
    ],
)
def test_spans_of_days(text: str, start: str, end: str) -> None:
    assert read(f"Gunmen attacked the village {text}.") == [(start, end)]
