"""Which names of a sentence say where the event of one of its words took place.

A small forest (`weights/place_links.npz`, grown by `benchmarks.training.place_links_fit` on the
sentences of ahalterman/event_location, MIT) gives every name the log odds that an annotator
marks it as the place of the word. It reads the way through the tree, the preposition, what
stands between and what the tables know of the name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parsers.article.forest import packaged_forest
from parsers.events.place_features import Known, link_answers
from parsers.events.place_runs import Run, name_runs
from parsers.events.resources import Resources
from parsers.language.tokens import Sentence


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A name and how surely it is the place of the event (log odds)."""

    run: Run
    known: Known
    odds: float


def place_links(text: str, sentence: Sentence, event: int, resources: Resources) -> list[PlaceLink]:
    """The names of a parsed sentence with the odds that the word at `event` happened there."""
    runs = name_runs(sentence)
    known = known_names(text, sentence, runs, resources)
    odds = link_odds(link_answers(sentence, event, runs, known))
    return [PlaceLink(r, k, o) for r, k, o in zip(runs, known, odds, strict=True)]


def link_odds(answers: Sequence[Mapping[str, float]]) -> list[float]:
    """The log odds by the answers about each name."""
    forest = packaged_forest("place_links", "parsers.events")
    if not answers:
        return []
    rows = [[told.get(name, 0.0) for name in forest.features] for told in answers]
    return [float(odds) for odds in forest.scores(np.array(rows, np.float32))]


def candidates(
    text: str, sentence: Sentence, event: int, resources: Resources
) -> list[tuple[Run, dict[str, float]]]:
    """The names with their answers: what the forest is grown on."""
    runs = name_runs(sentence)
    known = known_names(text, sentence, runs, resources)
    return list(zip(runs, link_answers(sentence, event, runs, known), strict=True))


def event_token(sentence: Sentence, start: int, end: int) -> int | None:
    """The token of an event word given by its characters; None where it is elsewhere."""
    inside = [i for i, t in enumerate(sentence.tokens) if t.start < end and start < t.end]
    return inside[0] if inside and sentence.parsed else None


def known_names(
    text: str, sentence: Sentence, runs: Sequence[Run], resources: Resources
) -> list[Known]:
    """What the tables know of each name: a country, its people, a settlement, a region."""
    nations = {}
    for phrase in resources.nations.find(sentence.tokens):
        for index in range(phrase.first, phrase.last + 1):
            nations[index] = phrase.value.how
    known: list[Known] = []
    for run in runs:
        how = nations.get(run.last)
        if how in ("name", "adjective"):
            known.append("country" if how == "name" else "people")
            continue
        said, _ = sentence.text_of(text, run.first, run.last)
        entries = resources.gazetteer.find(said)
        known.append("region" if entries and entries[0].kind == "region" else
                     "settlement" if entries else "")  # fmt: skip
    return known
