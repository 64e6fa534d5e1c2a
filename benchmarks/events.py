"""All measures of the event extractor as one table, on any folder of gold in the known form.

    python -m benchmarks.events --gold DIR --eval DIR [--only NAME ...] [--json FILE]

`--gold` (or SITREP_GOLD) holds `events/dev.jsonl` and `text/*.jsonl`, `--eval` (or SITREP_EVAL)
the scorers, which are called as they are. A file that is missing is a line that says so. Annotated
articles are counted in two parts, developed and laid aside (`benchmarks.event_quality`). CPU is
that of one core, without kept parses.
"""

import argparse
import importlib
import json
import os
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import event_quality
from benchmarks.adapters.run import task_rows
from benchmarks.gold_files import EVENT_ROWS, EVENT_SCORER, TEXT_SCORER, load_scorer, read_rows
from flows.evaluate import read_annotated, score
from parsers.events import Resources, extract_events, packaged_resources, project
from parsers.records import Article

Row = dict[str, Any]
_WORDS = 600
"""Words of an article by which the speed is told."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what is measured, how much, what peers reach, what was aimed at."""

    name: str
    value: float | None
    peers: str = ""
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A gold file of `text/`, the figure that counts and those printed beside it."""

    name: str
    figures: tuple[tuple[str, str, str], ...]


TASKS = (
    Task("isaf", (("mean", "GPT-4o .854, fine-tuned 7B .963", ".90"),)),
    Task("acled_types", (("subtask1_weighted_f1", "zero-shot .74, trained .84", ".80"),)),
    Task(
        "plover_dyads",
        (("root_macro_f1", "dictionaries .58, ZSP .82", ".75"), ("quad_macro_f1", "ZSP .87", "")),
    ),
    Task("event_places", (("token_f1", ".83", ".85"), ("rows_exact", "", ""))),
    Task(
        "toponyms",
        (
            ("GeoWebNews end_to_end_161km", ".50", ".60"),
            ("GeoWebNews span_precision", "", ".83"),
            ("GeoWebNews span_f1", ".76", ""),
            ("GeoVirus end_to_end_161km", "", ""),
        ),
    ),
    Task("dates", (("value_f1", "HeidelTime .776", ".80"), ("relaxed_f1", ".903", ""))),
    Task(
        "police",
        (
            ("kill_f1", "", ""), ("arrest_f1", "", ""), ("force_f1", "", ""),
            ("kill_arrest_force_f1", "", ".75"),
            ("kill_false_alarms_per_1000", "", "< 10"),
            ("arrest_false_alarms_per_1000", "", "< 10"),
            ("force_false_alarms_per_1000", "", "< 10"),
        ),
    ),
    Task("muc4", (("roles_f1", "GRIT .545", ".45"),)),
    Task("entities", (("Organisation_Location_Person_f1", "", ".70"),)),
)  # fmt: skip


def measured(task: Task, gold: Path, scorer: Any, resources: Resources) -> Iterator[Line]:
    """The lines of one gold file of `text/`."""
    if not (gold / "text" / f"{task.name}.jsonl").exists():
        yield Line(f"{task.name} (no file)", None)
        return
    adapter = importlib.import_module(f"benchmarks.adapters.{task.name}")
    rows = task_rows(gold, task.name)
    predicted = [adapter.predict(row, resources) for row in rows]
    found = scorer.score(task.name, rows, predicted)
    if task.name == "police":
        kinds = ("kill_f1", "arrest_f1", "force_f1")
        found["kill_arrest_force_f1"] = sum(found[kind] for kind in kinds) / len(kinds)
    if task.name == "entities":
        found["Organisation_Location_Person_f1"] = _names(scorer, rows, predicted)
    for figure, peers, bar in task.figures:
        yield Line(f"{task.name} {figure}", found[figure], peers, bar)


def _names(scorer: Any, rows: list[Row], predicted: list[Row]) -> float:
    """F1 over the three kinds of names alone."""
    kinds = ("Organisation", "Location", "Person")
    cut = [
        [{**row, "entities": [e for e in row["entities"] if e["type"] in kinds]} for row in side]
        for side in (rows, predicted)
    ]
    return float(scorer.score("entities", cut[0], cut[1])["f1"])


def articles(gold: Path, scorer: Any, resources: Resources) -> Iterator[Line]:
    """The lines of the annotated articles, both parts, and of tier A."""
    file = gold / EVENT_ROWS
    if not file.exists():
        yield Line("annotated articles (no file)", None)
        return
    lines = file.read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    predicted = [_predict(row, resources) for row in rows]
    aside = event_quality.laid_aside(rows)
    for name, ids, bars in (
        ("developed", {row["id"] for row in rows} - aside, (".75", ".85")),
        ("laid aside", aside, (".65", ".75")),
    ):
        part = [[row for row in side if row["id"] in ids] for side in (rows, predicted)]
        yield from _part(name, bars, scorer.evaluate(*part))
        yield from _tier_a(name, [one for one in lines if json.loads(one)["id"] in ids], predicted)


def _predict(row: Row, resources: Resources) -> Row:
    article = Article.from_text(
        row["text"], published_at=event_quality.day_of(row["published"]), url=row["url"]
    )
    events = [project(mention, article) for mention in extract_events(article, resources)]
    return {"id": row["id"], "events": events}


def _part(name: str, bars: tuple[str, str], found: Row) -> Iterator[Line]:
    yield Line(f"{name}: typed F1", found["typed"]["f1"], "annotators .955, keywords .40", bars[0])
    yield Line(f"{name}: detected F1", found["detected"]["f1"], ".960, .55", bars[1])
    yield Line(f"{name}: counts F1", found["counts"]["f1"], "annotators .94", ".80")
    goals = {"place": ".80", "date": ".80", "actor": ".75", "recipient": ".65"}
    for slot, value in found["slots"].items():
        yield Line(f"{name}: {slot}", value["accuracy"], "", goals.get(slot, ""))


def _tier_a(name: str, lines: list[str], predicted: list[Row]) -> Iterator[Line]:
    by_id = {row["id"]: row["events"] for row in predicted}
    gold = list(read_annotated(lines, name))
    types = frozenset(event["type"] for one in gold for event in one.events)
    share = score(((one, by_id[one.id]) for one in gold), types).tier_a
    low, high = share.interval
    sure = f"{share.right} of {share.predicted}; 95 % {low:.2f} to {high:.2f}"
    yield Line(f"{name}: tier A precision ({sure})", share.precision, "GDELT about .25", ".90")
    yield Line(f"{name}: tier A share of gold", share.recall, "", ">= .40")


def speed(gold: Path, resources: Resources) -> Iterator[Line]:
    """Articles of 600 words a second of one core, parse to mentions, and the memory at its peak."""
    file = gold / EVENT_ROWS
    if not file.exists():
        return
    rows = read_rows(file)
    words = sum(len(row["text"].split()) for row in rows)
    for row in rows[:5]:
        _predict(row, resources)
    start = time.process_time()
    for row in rows:
        _predict(row, resources)
    spent = time.process_time() - start
    yield Line("articles of 600 words a second and core", words / _WORDS / spent, "", "12")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    yield Line("memory at its peak, MB", peak, "", "< 900")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--eval", type=Path, default=os.environ.get("SITREP_EVAL"))
    parser.add_argument("--only", nargs="*", metavar="NAME", help="speed, articles, or a task")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    args = parser.parse_args()
    if args.gold is None or args.eval is None:
        parser.error("--gold and --eval are needed (or SITREP_GOLD and SITREP_EVAL)")
    gold, resources = Path(args.gold), packaged_resources()
    events = load_scorer(Path(args.eval) / EVENT_SCORER)
    texts = load_scorer(Path(args.eval) / TEXT_SCORER)
    parts = {
        "speed": partial(speed, gold, resources),
        "articles": partial(articles, gold, events, resources),
        **{task.name: partial(measured, task, gold, texts, resources) for task in TASKS},
    }
    print(f"{'measure':60}{'here':>9}   {'bar':8}peers")
    kept = {}
    for name, lines in parts.items():
        if args.only and name not in args.only:
            continue
        for line in lines():
            kept[line.name] = line.value
            value = "" if line.value is None else f"{line.value:.3f}"
            print(f"{line.name:60}{value:>9}   {line.bar:8}{line.peers}", flush=True)
    if args.json:
        args.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
