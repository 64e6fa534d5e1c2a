"""Which figures an event keeps, and that adding up the default rows counts nobody twice."""

from datetime import date

import pytest

from parsers.events import extract_events
from parsers.events.records import Mention
from parsers.records import Article


def read(text: str) -> tuple[Mention, ...]:
    return extract_events(Article.from_text(text, published_at=date(2024, 3, 7)))


def figures(mentions: tuple[Mention, ...], kind: str) -> list[tuple[int, int | None]]:
    return [(c.low, c.high) for m in mentions for c in m.claims if c.kind == kind]


def test_a_sum_over_a_day_stands_apart_and_the_default_rows_count_nobody_twice() -> None:
    mentions = read(
        "A missile hit a warehouse in the port city of Odesa on Wednesday, killing one person.\n\n"
        "At least six civilians were killed across Ukraine over the past 24 hours, the office of "
        "the president said."
    )
    sums = [m for m in mentions if m.summary]
    assert [figures((m,), "killed") for m in sums] == [[(6, None)]]
    rest = tuple(m for m in mentions if not m.summary)
    assert figures(rest, "killed") == [(1, 1)]


def test_a_part_knows_its_sum() -> None:
    (mention,) = read("A bomb killed nine people, including two children, in Kabul on Tuesday.")
    killed = [c for c in mention.claims if c.kind == "killed"]
    assert [(c.low, c.part_of, c.who) for c in killed] == [
        (9, None, "unspecified"),
        (2, 0, "child"),
    ]


def test_a_figure_told_again_is_kept_once() -> None:
    mentions = read(
        "Gunmen killed four soldiers in an ambush near Gao on Monday. The four soldiers were "
        "killed when their convoy was attacked, the army said."
    )
    assert figures(mentions, "killed") == [(4, 4)]


def test_versions_that_differ_stand_side_by_side() -> None:
    mentions = read(
        "A bomb exploded at a market in Kano on Monday, killing 12 people, police said. "
        "Doctors said the blast killed 15 people."
    )
    assert figures(mentions, "killed") == [(12, 12), (15, 15)]


def test_a_toll_of_others_goes_on_with_the_event_before_it() -> None:
    mentions = read(
        "A bomb exploded at a bus station in Lahore on Friday, killing 11 people. "
        "About 30 others were wounded, officials said."
    )
    assert [(figures((m,), "killed"), figures((m,), "wounded")) for m in mentions] == [
        ([(11, 11)], [(30, 30)])
    ]


def test_troops_that_are_sent_take_part() -> None:
    mentions = read("France sent 400 soldiers to the border on Monday.")
    assert figures(mentions, "participants") == [(400, 400)]


def test_the_country_and_side_of_those_counted_follow_from_the_words() -> None:
    (mention,) = read(
        "The Iraqi army said militants killed two Iraqi soldiers near Mosul on Monday."
    )
    assert [(c.country, c.side) for c in mention.claims if c.kind == "killed"] == [("IRQ", "own")]


def test_two_persons_with_names_are_two() -> None:
    mentions = read(
        "Police in Lagos arrested Musa Bello on Monday over the raid. "
        "Officers also arrested Grace Okoro over the raid in Lagos on Monday."
    )
    assert sum(low for low, _ in figures(mentions, "captured")) == 2


@pytest.mark.parametrize(
    ("text", "kind", "figure"),
    [
        ("A train derailed near Lyon on Tuesday. Nobody was hurt, the operator said.",
         "wounded", (0, 0)),
        ("A bomb exploded in a market in Kano on Tuesday. Three people were found dead there.",
         "killed", (3, 3)),
        ("A bus crashed near Cusco on Tuesday. One man, who was on his way to work, is missing.",
         "missing", (1, 1)),
        ("A bomb exploded in a hotel in Kano on Tuesday. Another 20 people were being treated.",
         "wounded", (20, 20)),
        ("The army began an exercise with 300 marines near Narvik on Tuesday.",
         "participants", (300, 300)),
        ("About 60 students held a vigil in Kano on Tuesday for a poet in prison.",
         "participants", (60, 60)),
    ],
)  # fmt: skip
def test_a_figure_told_without_its_event_is_that_of_the_event_before(
    text: str, kind: str, figure: tuple[int, int]
) -> None:
    assert figures(read(text), kind) == [figure]


def test_a_figure_far_from_any_event_is_nobodys() -> None:
    mentions = read(
        "A bomb exploded in a market in Kano on Tuesday. It is a town of traders. It has a port. "
        "The mayor was born there. Three people were found dead, a film that he likes begins."
    )
    assert figures(mentions, "killed") == []


def test_two_fates_of_one_phrase_are_two_figures() -> None:
    mentions = read(
        "Two engineers from Lyon who were kidnapped on the coast road three weeks ago were "
        "released on Tuesday."
    )
    assert figures(mentions, "captured") == [(2, 2)]
    assert figures(mentions, "other") == [(2, 2)]


def test_who_runs_from_a_crash_is_not_displaced() -> None:
    mentions = read("A plane crashed in Cusco on Tuesday. Some 200 onlookers fled.")
    assert figures(mentions, "displaced") == []
    mentions = read("Rebels attacked the town of Kuma on Tuesday. Some 200 villagers fled.")
    assert figures(mentions, "displaced") == [(200, 200)]
