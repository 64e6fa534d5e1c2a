"""Searches the weights with which tellings of one occurrence are joined.

    python -m benchmarks.training.events.search --gold DIR --eval DIR [--rounds N]

What counts is the F1 of events, which no gradient leads to: one weight after another is moved a
step, and the step stays where it pays on the developed part of `events/dev.jsonl`. A step must find
more than half an event, and straying from the first weights costs, or noise would be learnt.
Whether a draft is told is weighed with weights from other articles (ten folds).
"""

import argparse
import os
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.event_quality import laid_aside
from benchmarks.gold_files import EVENT_ROWS, EVENT_SCORER, load_scorer, read_rows
from benchmarks.training.events.__main__ import FOLDS, Reading, fit_telling, light, read, using
from benchmarks.training.events.logistic import Weights, write
from benchmarks.training.events.press import own_rows
from parsers.events.merge import merge
from parsers.events.telling import TOLD, is_told
from parsers.events.weighing import weights

STEPS = (0.4, -0.4, 1.0, -1.0)
GAIN = 0.002
STRAY = 0.0006
DETECTED = 0.7
"""Worth of the F1 of detected events beside that of typed ones."""


def worth(
    tables: Sequence[Mapping[str, float]], table: Mapping[str, float],
    readings: Sequence[Reading], scorer: Any,
) -> float:  # fmt: skip
    """F1 of typed and, in part, of detected events; `tables` weigh the telling, one a fold."""
    gold = given = typed = loose = 0.0
    for number, one in enumerate(readings):
        with using({"telling": tables[number % FOLDS], "sameness": table}):
            events = [light(event) for event in merge(one.drafts) if is_told(event.drafts) >= TOLD]
        wanted = [e for e in one.row["events"] if e["type"] in scorer.CORE]
        events = [
            scorer.bounded(e, len(one.row["text"])) for e in events if e["type"] in scorer.CORE
        ]
        gold += one.worth * len(wanted)
        given += one.worth * len(events)
        typed += one.worth * len(scorer.assign(wanted, events, typed=True))
        loose += one.worth * len(scorer.assign(wanted, events, typed=False))
    return 2 * (typed + DETECTED * loose) / (gold + given)


def search(readings: Sequence[Reading], scorer: Any, rounds: int) -> dict[str, float]:
    """The best table found, from the packaged one on."""
    tables = [
        fit_telling([one for i, one in enumerate(readings) if i % FOLDS != fold]).worth
        for fold in range(FOLDS)
    ]
    first = dict(weights("sameness"))
    best, table = worth(tables, first, readings, scorer), dict(first)
    for turn in range(rounds):
        names = sorted(table)
        random.Random(turn).shuffle(names)  # noqa: S311 - an order, no secret
        for name in names:
            for step in STEPS:
                tried = table | {name: round(table[name] + step, 2)}
                stray = sum(abs(tried[key] - first[key]) for key in first)
                found = worth(tables, tried, readings, scorer) - STRAY * stray
                if found > best + GAIN:
                    best, table = found, tried
        print(f"round {turn + 1}: {best:.4f}", flush=True)
    return table


def main() -> None:
    """Searches and writes `sameness.tsv`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--eval", type=Path, default=os.environ.get("SITREP_EVAL"))
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    rows = read_rows(Path(args.gold) / EVENT_ROWS)
    aside = laid_aside(rows)
    scorer = load_scorer(Path(args.eval) / EVENT_SCORER)
    readings = read([*(r for r in rows if r["id"] not in aside), *own_rows()], scorer)
    table = search(readings, scorer, args.rounds)
    question = "worth (log odds that two tellings are of one occurrence)"
    write(Weights(table), "parsers/events/weights/sameness.tsv", question)


if __name__ == "__main__":
    main()
