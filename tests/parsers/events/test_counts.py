import pytest

from parsers.events.counts import find_figures
from parsers.language import packaged_pipeline


def read(text: str) -> list[tuple[str, int, int | None]]:
    return [
        (figure.claim.kind, figure.claim.low, figure.claim.high)
        for sentence in packaged_pipeline().read(text)
        for figure in find_figures(text, sentence)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The blast killed at least 25 and injured 78.",
            [("killed", 25, None), ("wounded", 78, 78)],
        ),
        ("Two bombers killed 10 people.", [("killed", 10, 10)]),
        ("One person died and two were hurt.", [("killed", 1, 1), ("wounded", 2, 2)]),
        ("It left 36 people dead.", [("killed", 36, 36)]),
        ("There were no casualties.", [("killed", 0, 0), ("wounded", 0, 0)]),
        ("No injuries were reported.", [("wounded", 0, 0)]),
        ("Police arrested six people.", [("captured", 6, 6)]),
        ("Six people were arrested.", [("captured", 6, 6)]),
        ("They launched 54 drones.", [("launched", 54, 54)]),
        ("Several hundred students marched.", [("participants", 200, None)]),
        ("The fire destroyed 40 homes.", [("destroyed", 40, 40)]),
        ("A general was killed.", [("killed", 1, 1)]),
        ("The death toll rose to 43.", [("killed", 43, 43)]),
        ("Three soldiers and two civilians were killed.", [("killed", 3, 3), ("killed", 2, 2)]),
        (
            "Two Britons and a Frenchman were killed.",
            [("killed", 2, 2), ("killed", 3, 3)],
        ),
        ("The toll from the quake rose from 40 to 43.", [("killed", 43, 43)]),
        ("Officials put the number of dead at 61.", [("killed", 61, 61)]),
        ("The number of people killed has climbed to 300.", [("killed", 300, 300)]),
        ("Nine miners are missing after the collapse.", [("missing", 9, 9)]),
        (
            "Air defences shot down 29 out of 30 missiles.",
            [("intercepted", 29, 29), ("launched", 30, 30)],
        ),
        ("Nobody was hurt in the incident.", [("killed", 0, 0), ("wounded", 0, 0)]),
        ("The killing of five aid workers drew anger.", [("killed", 5, 5)]),
        ("The ambush left two dead and four wounded.", [("killed", 2, 2), ("wounded", 4, 4)]),
        ("Twelve people were taken to hospital.", [("wounded", 12, 12)]),
        ("A crowd of 2,000 gathered in the square.", [("participants", 2000, 2000)]),
        ("The army deployed 10,000 troops to the border.", [("participants", 10000, 10000)]),
        ("The attack that killed 14 soldiers was claimed by rebels.", [("killed", 14, 14)]),
        ("Seven soldiers were killed or wounded.", [("other", 7, 7)]),
        ("Two gunmen killed the mayor.", [("killed", 1, 1)]),
        ("The president was not killed.", []),
        ("The group killed 30 cows.", []),
        ("The town has 45 bakeries.", []),
    ],
)
def test_a_figure_counts_what_the_words_beside_it_say(
    text: str, expected: list[tuple[str, int, int | None]]
) -> None:
    assert read(text) == expected


def test_what_follows_including_is_a_part_and_never_added() -> None:
    text = "At least seven people were killed, including a five-year-old boy."
    (sentence,) = packaged_pipeline().read(text)
    figures = find_figures(text, sentence)
    assert [(f.claim.low, f.part, f.claim.who) for f in figures] == [
        (7, False, "unspecified"),
        (1, True, "child"),
    ]


@pytest.mark.parametrize(
    ("noun", "who"),
    [("soldiers", "military"), ("policemen", "police"), ("rebels", "militant"),
     ("villagers", "civilian"), ("children", "child"), ("people", "unspecified")],
)  # fmt: skip
def test_who_is_counted_follows_from_the_noun(noun: str, who: str) -> None:
    text = f"Four {noun} were killed."
    (sentence,) = packaged_pipeline().read(text)
    assert [figure.claim.who for figure in find_figures(text, sentence)] == [who]
