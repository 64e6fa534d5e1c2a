"""Who was killed, captured or sought, sentence by sentence and over an article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.events import packaged_resources
from parsers.events.dateline import dateline_of
from parsers.events.fates import fates_of
from parsers.events.people import Fate, People
from parsers.events.tolls import leaders, toll_of, total
from parsers.language import packaged_pipeline


def people_of(text: str) -> list[People]:
    resources = packaged_resources()
    return [
        people
        for sentence in packaged_pipeline().read(text)
        for people in fates_of(sentence, tuple(resources.triggers.find(sentence)))
    ]


def toll(text: str) -> tuple[People, ...]:
    return toll_of(packaged_pipeline().read(text), packaged_resources())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The soldiers killed three rebels near the river.", [("killed", 3)]),
        ("Two smugglers were arrested by the police on Monday.", [("captured", 2)]),
        ("The army captured a rebel commander.", [("captured", 1)]),
        ("Rebels were killed in the village.", [("killed", 2)]),
        ("Troops killed more than five rebels.", [("killed", 6)]),
        ("No rebels were killed.", []),
        ("The police will arrest two men.", []),
        ("Troops tried to capture two rebels.", [("sought", 2)]),
        ("Soldiers searched the hills for a rebel commander.", [("sought", 1)]),
    ],
)
def test_a_sentence_tells_what_befell_people(text: str, expected: list[tuple[Fate, int]]) -> None:
    assert [(people.fate, people.low) for people in people_of(text)] == expected


def test_ranks_and_sides_are_read_from_the_words() -> None:
    (people,) = people_of("The army arrested two militant leaders.")
    assert (people.rank, people.low) == ("leader", 2)
    (people,) = people_of("The police detained a weapons smuggler.")
    assert people.rank == "operative"
    (people,) = people_of("The police killed two civilians.")
    assert people.who == "civilian"
    assert "police" in people.agents


@pytest.mark.parametrize(
    ("text", "killed", "captured"),
    [
        ("Troops captured a rebel leader. The leader was captured at home.", 0, 1),
        ("Troops captured a rebel leader. Two other rebels were also detained.", 0, 3),
        ("Troops killed two rebels. The two rebels were killed in a cave.", 2, 0),
        ("Police arrested four men, including a thief. The thief was arrested at home.", 0, 4),
        ("Soldiers killed a gunman. He was killed at noon.", 1, 0),
        ("Soldiers killed a gunman. Soldiers also killed two farmers.", 3, 0),
    ],
)  # fmt: skip
def test_an_article_counts_everybody_once(text: str, killed: int, captured: int) -> None:
    found = toll(text)
    assert (total(found, "killed"), total(found, "captured")) == (killed, captured)


def test_leaders_are_counted_apart() -> None:
    found = toll("Troops captured a rebel commander and two of his men on Monday.")
    assert leaders(found, "captured") == 1
    assert total(found, "captured") >= leaders(found, "captured")


def test_headlines_count_only_where_nothing_else_tells() -> None:
    assert total(toll("Three Rebels Killed in Hills"), "killed") == 3
    text = "Rebels Killed in Hills\n\nThe army said that troops killed three rebels on Monday."
    assert total(toll(text), "killed") == 3


def test_words_of_number_may_be_given_a_value() -> None:
    sentences = packaged_pipeline().read("The police arrested several men.")
    found = toll_of(sentences, packaged_resources(), {"several": 7})
    assert total(found, "captured") == 7


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CAIRO, Egypt (May 2, 2014) - Two men were killed.", 10),
        ("LAGOS \u2014 The army withdrew.", 2),
        ("The minister (May 2014) resigned.", 0),
        ("Two men were killed \u2014 and a woman.", 0),
    ],
)
def test_datelines_are_told_from_sentences(text: str, words: int) -> None:
    assert dateline_of(packaged_pipeline().read(text)[0]) == words


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    found = toll(f"{text} killed two men and captured {text}")
    assert total(found, "killed") >= 0
