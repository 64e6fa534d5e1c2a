"""What is told as history, and how sure an event is told to be."""

from datetime import date

import pytest

from parsers.events import extract_events
from parsers.events.records import Mention
from parsers.records import Article


def read(text: str, *, published: date | None = date(2024, 3, 7)) -> tuple[Mention, ...]:
    return extract_events(Article.from_text(text, published_at=published))


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("A bomb killed four people in Kano on Tuesday.", False),
        ("A bomb killed four people in Kano on 4 January.", True),
        ("A bomb killed four people in Kano last month.", False),
        ("A bomb killed four people in Kano in January.", True),
        ("A bomb killed four people in Kano in 2019.", True),
    ],
)
def test_what_lies_back_more_than_a_month_is_background(text: str, *, background: bool) -> None:
    assert [mention.background for mention in read(text)] == [background]


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("Rebels killed four soldiers in Kidal in April.", True),
        ("Rebels killed four soldiers in Kidal in June 2012.", True),
        ("Rebels killed four soldiers in Kidal.", False),
    ],
)
def test_without_a_day_of_publication_the_words_of_the_time_tell(
    text: str, *, background: bool
) -> None:
    assert [mention.background for mention in read(text, published=None)] == [background]


def test_a_story_of_old_days_goes_on() -> None:
    text = "Rebels overran the town of Kidal in 2012. They arrested four teachers."
    assert [mention.background for mention in read(text)] == [True, True]
    text = "Rebels overran the town of Kidal in 2012. The army has arrested four teachers."
    assert [mention.background for mention in read(text)] == [True, False]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Two nurses who had worked for months without pay were granted asylum on Tuesday.",
         "occurred"),
        ("The minister is due to travel to Oslo on Friday for talks with the king.", "planned"),
        ("Unions called a march for Saturday in Rome.", "planned"),
        ("Firefighters had to rescue a family from a house in Jena on Tuesday.", "occurred"),
        ("The president will visit Warsaw on Friday.", "planned"),
        ("Rebels attacked the village of Kuma on Monday.", "occurred"),
    ],
)  # fmt: skip
def test_modality_follows_the_verb(text: str, modality: str) -> None:
    assert {mention.modality for mention in read(text)} == {modality}


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("Rebels overran a camp near the border on Monday.", "Non-state actor overtakes territory"),
        ("The aircraft of the army bombed a hospital in Kuma on Monday.", "Air/drone strike"),
        ("A patrol ship used a water cannon against a fishing boat on Monday.", None),
        ("Drones hit a depot in Kuma on Monday.", "Air/drone strike"),
    ],
)
def test_the_sub_event_follows_weapon_ground_and_crowd(text: str, sub_event: str | None) -> None:
    assert [mention.acled_sub_event for mention in read(text)] == [sub_event]
