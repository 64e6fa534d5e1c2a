"""The dispatch that the project started from, held against its annotations; no value stands here.

What is known to fall short is named by field and counted, so that a loss shows.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.evaluate import Annotated, read_annotated
from flows.evaluate.fields import field_right, figures
from flows.evaluate.matching import match
from parsers.events import extract_events, project
from parsers.records import Article

GOLD = os.environ.get("SITREP_GOLD")
pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(GOLD is None, reason="SITREP_GOLD is not set: no annotated articles"),
]
Event = dict[str, Any]
KINDS = ("killed", "wounded")


@dataclass(frozen=True)
class Dispatch:
    """The annotated article, what was read of it, and which event stands for which."""

    gold: Annotated
    found: Sequence[Event]
    pairs: list[tuple[Any, Event]]


@pytest.fixture(scope="module")
def dispatch() -> Dispatch:
    lines = (Path(GOLD or "") / "events" / "dev.jsonl").read_text("utf-8").splitlines()
    line = next(line for line in lines if json.loads(line)["id"] == "seed")
    (gold,) = read_annotated([line], "dev.jsonl")
    article = Article.from_text(gold.text, published_at=gold.published)
    found = [project(mention, article) for mention in extract_events(article)]
    pairs = match(gold.events, found, typed=True)
    return Dispatch(gold, found, [(gold.events[i], found[j]) for i, j in pairs.items()])


def share(dispatch: Dispatch, field: str) -> float:
    marks = [field_right(gold, found, field) for gold, found in dispatch.pairs]
    told = [mark for mark in marks if mark is not None]
    return sum(told) / len(told)


def test_every_occurrence_is_found_with_its_type(dispatch: Dispatch) -> None:
    assert len(dispatch.pairs) == len(dispatch.gold.events)


def test_every_figure_is_right(dispatch: Dispatch) -> None:
    for gold, found in dispatch.pairs:
        wanted, given = figures(gold), figures(found)
        assert wanted == {kind: given.get(kind) for kind in wanted}, gold["trigger"]


@pytest.mark.parametrize(
    ("field", "least"), [("place", 0.75), ("date", 0.7), ("attribution", 0.5), ("modality", 1.0)]
)
def test_places_dates_and_sources_are_right(dispatch: Dispatch, field: str, least: float) -> None:
    assert share(dispatch, field) >= least


def test_adding_up_the_rows_that_are_no_sums_counts_nobody_twice(dispatch: Dispatch) -> None:
    def total(events: Sequence[Any]) -> dict[str, int]:
        rows = [e for e in events if not e.get("summary") and not e.get("background")]
        return {kind: sum(figures(e).get(kind, (0, 0))[0] for e in rows) for kind in KINDS}

    assert total(dispatch.found) == total(dispatch.gold.events)
    assert [figures(e).get("killed") for e in dispatch.found if e["summary"]] == [
        figures(e).get("killed") for e in dispatch.gold.events if e.get("summary")
    ]


def test_what_a_summit_is_expected_to_say_has_not_happened(dispatch: Dispatch) -> None:
    ahead = [
        event for event in dispatch.found
        if "denounce" in dispatch.gold.text[slice(*event["trigger"])]
    ]  # fmt: skip
    assert all(event["modality"] != "occurred" for event in ahead)
