"""The table from which the choice among the places of an article is grown.

    python -m benchmarks.training.place_choice GOLD_DIR EVAL_DIR TABLE.npz

Rows are the names that may be the place of an annotated event (`events/dev.jsonl`, developed part
only, the demo press, and the stories of `benchmarks/training/events`; the labels are the project's
own): one row an event and name, its answers, whether the name agrees with the annotated place, the
event, which of the three it is from, and the fold of its article. Every annotated event is
there with its own sentences, and once more as the extractor tells it where it finds it.
The fit is `benchmarks.training.place_choice_fit`.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.event_quality import laid_aside
from benchmarks.gold_files import EVENT_ROWS, EVENT_SCORER, load_scorer, read_rows
from benchmarks.parsed import kept_pipeline
from benchmarks.training.events.press import placed_rows
from parsers.events.drafts import read_drafts
from parsers.events.merge import merge
from parsers.events.place_options import Telling, Told, article_names
from parsers.events.place_story import told_options
from parsers.events.resources import packaged_resources
from parsers.events.scenes import Scene, read_scenes
from parsers.events.where import place_of, told_of
from parsers.records import Article

FOLDS = 5
_STORIES = ("stories-", "dispatches-", "bulletins-")
Row = dict[str, Any]


def folds(rows: list[Row]) -> dict[str, int]:
    """The fold of each article: those that share an incident stand together."""
    group = {row["id"]: row["id"] for row in rows}
    for _ in rows:
        by_incident: dict[str, str] = {}
        for row in rows:
            for event in row["events"]:
                slug = event.get("incident")
                if slug:
                    name = min(by_incident.get(slug, group[row["id"]]), group[row["id"]])
                    by_incident[slug] = group[row["id"]] = name
    return {i: sha256(g.encode()).digest()[0] % FOLDS for i, g in group.items()}


def annotated(scenes: tuple[Scene, ...], gold: Row) -> Told | None:
    """An annotated event as its own evidence tells it."""
    tellings = [
        _telling(scene, gold)
        for start, end in gold["evidence"]
        for scene in scenes
        if scene.sentence.start < end and start < scene.sentence.end
    ]
    planned = gold.get("modality") == "planned"
    return Told(gold["type"], gold["mode"], planned, tuple(tellings)) if tellings else None


def _telling(scene: Scene, gold: Row) -> Telling:
    start, end = gold["trigger"] or (0, 0)
    tokens = scene.sentence.tokens
    named = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
    named = [i for i in named if tokens[i].head not in named][:1]
    same = [hit.last for hit in scene.hits if hit.trigger.type == gold["type"]]
    root = next((i for i, t in enumerate(tokens) if t.dep == "root"), 0)
    return Telling(scene, tuple(named or same or [root]), 0, len(tokens) - 1)


def told_events(
    row: Row, scenes: tuple[Scene, ...], scorer: ModuleType
) -> Iterator[tuple[Row, Told, int]]:
    """Annotated events with what tells them: 0 the annotation, 1 the extractor."""
    golds = [e for e in row["events"] if e["type"] in scorer.CORE]
    for gold in golds:
        told = annotated(scenes, gold)
        if told is not None:
            yield gold, told, 0
    events = merge(draft for scene in scenes for draft in read_drafts(scene))
    events = [e for e in events if any(d.modality in ("occurred", "planned") for d in e.drafts)]
    evidence = [[list(draft.scene.sentence.span) for draft in e.drafts] for e in events]
    predicted = [
        scorer.bounded({"type": event.type, "evidence": spans}, len(row["text"]))
        for event, spans in zip(events, evidence, strict=True)
    ]
    for i, j in scorer.assign(golds, predicted, typed=False).items():
        yield golds[i], told_of(events[j]), 1


def main(gold_dir: Path, eval_dir: Path, out: Path) -> None:
    """Read all developed articles and write the table."""
    language: Any = kept_pipeline()
    resources = replace(packaged_resources(), language=language)
    scorer = load_scorer(eval_dir / EVENT_SCORER)
    every = read_rows(gold_dir / EVENT_ROWS)
    aside, fold = laid_aside(every), folds(every)
    every = [row | {"set": 0} for row in every if row["id"] not in aside]
    for row in placed_rows():
        every.append(row | {"set": 1 + (row["id"].startswith(_STORIES))})
        fold[row["id"]] = sha256(row["id"].encode()).digest()[0] % FOLDS
    answers: list[dict[str, float]] = []
    columns: dict[str, list[Any]] = {
        k: [] for k in ("right", "event", "fold", "told", "set", "label")
    }
    number = 0
    for row in every:
        text = row["text"]
        article = Article.from_text(text, published_at=None)
        scenes = read_scenes(text, article.title, None, resources)
        names = article_names(text, scenes, resources)
        for gold, told, how in told_events(row, scenes, scorer):
            place = (gold.get("place") or {}).get("text")
            found = told_options(told, names)
            for option in found:
                answers.append(dict(option.answers))
                said = place_of(text, option).text
                right = place is not None and scorer.same_name(place, said)
                for key, value in (("right", right), ("event", number), ("fold", fold[row["id"]]),
                                   ("told", how), ("set", row["set"])):  # fmt: skip
                    columns[key].append(value)
            columns["label"].append((number, fold[row["id"]], how, place is not None, row["set"]))
            number += 1
    names_ = sorted({name for told_ in answers for name in told_})
    column = {name: i for i, name in enumerate(names_)}
    values = np.zeros((len(answers), len(names_)), np.float32)
    for i, given in enumerate(answers):
        for name, value in given.items():
            values[i, column[name]] = value
    np.savez_compressed(out, features=np.array(names_), values=values,
                        **{k: np.array(v) for k, v in columns.items()})  # fmt: skip
    print(f"{number} events, {values.shape} names and answers")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
