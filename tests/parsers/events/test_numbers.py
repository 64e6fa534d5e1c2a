import pytest

from parsers.events.numbers import find_quantities
from parsers.language import words_of


def read(text: str) -> list[tuple[int, int | None]]:
    return [(q.low, q.high) for q in find_quantities(words_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seven people", (7, 7)),
        ("2,300 houses", (2300, 2300)),
        ("at least 7 people", (7, None)),
        ("more than 40 people", (40, None)),
        ("up to 40 people", (0, 40)),
        ("about 300 people", (300, 300)),
        ("dozens of people", (24, None)),
        ("two dozen men", (24, 24)),
        ("several people", (3, None)),
        ("several hundred people", (200, None)),
        ("hundreds of thousands of people", (200_000, None)),
        ("one hundred and five people", (105, 105)),
        ("thirty-two men", (32, 32)),
        ("a hundred people", (100, 100)),
        ("30 to 40 people", (30, 40)),
        ("some two million people", (2_000_000, 2_000_000)),
        ("1.5 million people", (1_500_000, 1_500_000)),
        ("half a dozen people", (6, 6)),
        ("between 30 and 40 people", (30, 40)),
    ],
)
def test_a_figure_is_read_with_its_bounds(text: str, expected: tuple[int, int | None]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["in 2017 ", "a 32-year-old woman", "5.9 percent", "$40 ", "12 percent", "60 miles", "May 22 ",
     "Blair, 29, of", "at 9:30 ", "6 weeks", "no one ", "1119 Oak Street", "an F-16 "],
)  # fmt: skip
def test_ages_dates_money_and_measures_count_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["29 out of 30 rockets", "29 of the 30 rockets", "29 of 30 rockets"]
)
def test_a_share_keeps_its_total(text: str) -> None:
    (quantity,) = find_quantities(words_of(text))
    assert (quantity.low, quantity.total) == (29, 30)
