"""Figures of sentences; `figures.txt` holds one sentence a line with what it counts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.events.counts import find_figures
from parsers.language import packaged_pipeline

LETTERS = {
    "killed": "k", "wounded": "w", "missing": "m", "captured": "c", "displaced": "d",
    "participants": "p", "launched": "l", "intercepted": "i", "destroyed": "x", "other": "o",
}  # fmt: skip
LINES = (Path(__file__).parent / "figures.txt").read_text("utf-8").splitlines()
CASES = [line.split(" = ") for line in LINES if not line.startswith("#")]


def read(text: str) -> list[str]:
    """The figures as the table writes them: kind, low, then "+" (open) or "-high"."""
    found = []
    for sentence in packaged_pipeline().read(text):
        for figure in find_figures(text, sentence):
            claim = figure.claim
            high = "+" if claim.high is None else f"-{claim.high}"
            found.append(
                f"{LETTERS[claim.kind]}{claim.low}{'' if claim.high == claim.low else high}"
            )
    return sorted(found)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_figure_counts_what_the_sentence_says(text: str, expected: str) -> None:
    assert read(text) == sorted(expected.replace("none", "").split())


@given(
    st.lists(
        st.sampled_from(
            ["killed", "29", "out", "of", "30", "at", "least", "including", "and", ",", "-", "no",
             "one", "dead", "were", "people", "toll", "to", "the", "number", "half", "a", "dozen",
             "1.5", "million", "between", "himself", "was", "9" * 40, "\u0661\u0662", "."]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_any_row_of_words_is_read_without_error(words: list[str]) -> None:
    text = " ".join(words)
    for sentence in packaged_pipeline().read(text):
        for figure in find_figures(text, sentence):
            start, end = figure.claim.span
            assert text[start:end] == figure.claim.text
            assert figure.claim.high is None or figure.claim.low <= figure.claim.high


def test_what_follows_including_is_a_part_and_never_added() -> None:
    text = "At least seven people were killed, including a nine-year-old girl."
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
