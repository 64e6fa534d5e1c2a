"""Which of the times of a text belongs to an event."""

from datetime import date

import pytest

from parsers import extract_events
from parsers.events.records import EventTime, Mention
from parsers.records import Article

THURSDAY = date(2024, 3, 14)


def times(text: str, published: date | None = THURSDAY) -> list[tuple[str, str | None]]:
    article = Article.from_text(text, published_at=published)
    return [(m.type, _start(m.time)) for m in extract_events(article)]


def _start(time: EventTime | None) -> str | None:
    return time.start.isoformat() if time and time.start else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen killed four people in Kano on Tuesday.", "2024-03-12"),
        ("On Monday, gunmen killed four people in Kano.", "2024-03-11"),
        ("Police said on Wednesday that gunmen killed four people on Sunday.", "2024-03-10"),
        ("The ministers will meet in Vienna on Monday.", "2024-03-18"),
    ],
)
def test_a_time_belongs_to_the_verb_it_hangs_on(text: str, day: str) -> None:
    assert day in [start for _, start in times(text)]


def test_a_deadline_dates_nothing() -> None:
    assert times("Rebels attacked the town, which must be rebuilt by 2030.") == [("ASSAULT", None)]


def test_a_story_keeps_the_day_it_is_at() -> None:
    text = "Protesters marched through Quito on Monday. Police arrested nine people."
    found: list[Mention] = list(extract_events(Article.from_text(text, published_at=THURSDAY)))
    arrest = next(m for m in found if m.type == "COERCE")
    assert _start(arrest.time) == "2024-03-11"
    assert arrest.time is not None
    assert arrest.time.reason == "date_from_context"


def test_a_dateline_is_what_an_undated_text_counts_from() -> None:
    text = "CAIRO, Egypt (May 2, 2014) - Two men attacked a checkpoint in Giza on Thursday."
    assert times(text, None) == [("ASSAULT", "2014-05-01")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("By Sunday evening the rebels had taken the hill of Ngolo.", ["2024-03-10"]),
        ("Trade unions called a march for Saturday.", ["2024-03-16"]),
        ("The mayor has imposed a curfew from 8pm to 6am.", [None]),
        ("Talks are to go on in Geneva on 20 May.", ["2024-05-20"]),
        ("The miners were freed on New Year\u2019s Day.", ["2024-01-01"]),
        (
            "Dockers blocked the port on Monday. Police fired into the air at midday.",
            ["2024-03-11", "2024-03-11"],
        ),
        (
            "Gunmen shot a doctor on Friday. The government has banned the sale of fuel.",
            ["2024-03-08", None],
        ),
        (
            "Police arrested two men on Sunday. One man has since been released from custody.",
            ["2024-03-10", "2024-03-10"],
        ),
    ],
)
def test_tense_and_story_fix_the_day(text: str, days: list[str | None]) -> None:
    assert [start for _, start in times(text)] == days
