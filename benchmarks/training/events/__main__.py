"""Fits the weights with which the extractor decides what is told and how sure it is.

    python -m benchmarks.training.events --gold DIR --eval DIR

Reads the developed part of `events/dev.jsonl` and stories of our own, and writes `telling.tsv` and
`confidence.tsv` into `parsers/events/weights`. Confidence is fitted on mentions for which the
weights of telling came from other articles (ten folds), so that it does not believe in what was
learnt by heart. `sameness.tsv` was searched: `python -m benchmarks.training.events.search`.
"""

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.event_quality import day_of, laid_aside
from benchmarks.gold_files import EVENT_ROWS, EVENT_SCORER, load_scorer, read_rows
from benchmarks.parsed import kept_pipeline
from benchmarks.training.events import beliefs
from benchmarks.training.events.logistic import Weights, fit, write
from benchmarks.training.events.press import own_rows
from parsers.events import packaged_resources, weighing
from parsers.events.claims import claims_of
from parsers.events.confidence import confidence_features
from parsers.events.drafts import Draft, read_drafts
from parsers.events.merge import Event, merge
from parsers.events.participants import read_participants
from parsers.events.scenes import Scene, read_scenes
from parsers.events.telling import TOLD, is_told, telling_features
from parsers.events.when import read_time
from parsers.events.where import read_places

Row = dict[str, Any]
FOLDS = 10
PULL = 6.0
OWN = 0.5
"""How much a row of a story of ours counts beside one of a newspaper."""
_MAYBE = 0.3
"""The answer for words in a sentence that tells of an event of another type."""
_FOLDER = "parsers/events/weights"


@dataclass(frozen=True)
class Reading:
    """An annotated article with what the rules read in it."""

    row: Row
    scenes: tuple[Scene, ...]
    drafts: list[Draft]
    answers: list[float]

    @property
    def worth(self) -> float:
        """How much its rows count: ours are plainer than what newspapers print."""
        return OWN if self.row["url"] is None else 1.0


def read(rows: Sequence[Row], scorer: Any) -> list[Reading]:
    """The drafts of every article with their answers."""
    language: Any = kept_pipeline()
    resources = replace(packaged_resources(), language=language)
    readings = []
    for row in rows:
        scenes = read_scenes(row["text"], None, day_of(row["published"]), resources)
        drafts = [draft for scene in scenes for draft in read_drafts(scene)]
        answers = [_answer(draft, row["events"], scorer) for draft in drafts]
        readings.append(Reading(row, scenes, drafts, answers))
    return readings


def _answer(draft: Draft, gold: Sequence[Row], scorer: Any) -> float:
    span = draft.scene.sentence.span
    told = [e for e in gold if any(scorer.shared(span, piece) for piece in e["evidence"])]
    if any(event["type"] == draft.type for event in told):
        return 1.0
    return _MAYBE if told else 0.0


def fit_telling(readings: Sequence[Reading]) -> Weights:
    """Weights of whether a draft tells of an annotated event."""
    rows = [telling_features(draft) for one in readings for draft in one.drafts]
    answers = [answer for one in readings for answer in one.answers]
    counts = [one.worth for one in readings for _ in one.drafts]
    return fit(rows, answers, counts, PULL, beliefs.TELLING)


def fit_confidence(readings: Sequence[Reading], scorer: Any) -> Weights:
    """Weights of whether a mention is right, read with weights of telling from other articles."""
    rows, answers, counts = [], [], []
    for fold in range(FOLDS):
        others = [one for i, one in enumerate(readings) if i % FOLDS != fold]
        with using({"telling": fit_telling(others).worth}):
            for one in readings[fold::FOLDS]:
                for features, right in mentions(one, scorer):
                    rows.append(features)
                    answers.append(float(right))
                    counts.append(one.worth)
    return fit(rows, answers, counts, PULL, beliefs.CONFIDENCE)


class using:  # noqa: N801 - reads as a statement
    """Puts other tables of weights in place for a while."""

    def __init__(self, tables: Mapping[str, Mapping[str, float]]) -> None:
        self.tables, self.real = tables, weighing.weights

    def __enter__(self) -> None:
        real = self.real
        weighing.weights = lambda table: dict(self.tables.get(table) or real(table))  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        weighing.weights = self.real


def mentions(one: Reading, scorer: Any) -> Iterator[tuple[frozenset[str], bool]]:
    """The features of every told occurrence, and whether it stands for an annotated event."""
    resources = packaged_resources()
    published, text = day_of(one.row["published"]), one.row["text"]
    events = [event for event in merge(one.drafts) if is_told(event.drafts) >= TOLD]
    given = [scorer.bounded(light(event), len(text)) for event in events]
    right = set(scorer.assign(one.row["events"], given, typed=True).values())
    for number, event in enumerate(events):
        actors, recipients = read_participants(text, event, one.scenes, resources, published)
        features = confidence_features(
            event,
            actors=actors,
            recipients=recipients,
            places=read_places(text, event, one.scenes, resources),
            time=read_time(event, published, one.scenes),
            claims=claims_of(event),
        )
        yield frozenset(features), number in right


def light(event: Event) -> Row:
    """The event as the scorer matches it: type and evidence."""
    spans = dict.fromkeys(draft.scene.sentence.span for draft in event.drafts)
    return {"type": event.type, "evidence": [list(span) for span in spans]}


def main() -> None:
    """Fits and writes both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--eval", type=Path, default=os.environ.get("SITREP_EVAL"))
    args = parser.parse_args()
    rows = read_rows(Path(args.gold) / EVENT_ROWS)
    aside = laid_aside(rows)
    scorer = load_scorer(Path(args.eval) / EVENT_SCORER)
    readings = read([*(r for r in rows if r["id"] not in aside), *own_rows()], scorer)
    telling = fit_telling(readings)
    write(telling, f"{_FOLDER}/telling.tsv", "worth (log odds that words tell of an event)")
    sure = fit_confidence(readings, scorer)
    write(sure, f"{_FOLDER}/confidence.tsv", "worth (log odds that a mention is right)")
    print(f"{sum(len(one.drafts) for one in readings)} drafts of {len(readings)} articles")


if __name__ == "__main__":
    main()
