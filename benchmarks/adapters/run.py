"""Measures the package on one gold set of texts, through the adapter of that task.

    python -m benchmarks.adapters.run TASK --gold DIR --eval DIR [--half even|odd] [--show LINE]

`--gold` (or SITREP_GOLD) is the folder that holds `text/TASK.jsonl`, `--eval` (or SITREP_EVAL) the
one that holds `text/score.py`; its task function is called as it is. `benchmarks.adapters.TASK`
turns one gold row into one prediction with `predict(row, resources)`; where it also has
`baseline(rows)`, the predictions of a method without reading, those are scored beside it.

Rules were developed on the rows at even line numbers (the first line is 1) and only scored on
those at odd ones: both halves are printed. `--half` predicts one half only, `--show LINE` prints
a row with its prediction.
"""

import argparse
import importlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.gold_files import TEXT_SCORER, Row, load_scorer, read_rows
from benchmarks.parsed import kept_pipeline
from parsers.events import packaged_resources

Figures = dict[str, float]
_DEVELOPED = frozenset(("muc4", "event_places"))
"""Tasks whose odd lines may be looked at too: their gold may train."""


def task_rows(gold: Path, task: str) -> list[Row]:
    """The gold rows of a task, in the order of the file."""
    return read_rows(gold / "text" / f"{task}.jsonl")


def half_of(rows: Sequence[Row], half: str | None) -> list[Row]:
    """The rows at even or at odd line numbers, counted from 1; all without `half`."""
    if half is None:
        return list(rows)
    return list(rows[1::2] if half == "even" else rows[::2])


def figures(scorer: ModuleType, task: str, rows: list[Row], predicted: list[Row]) -> Figures:
    """What the task function says of the rows."""
    result: Figures = scorer.score(task, rows, predicted)
    return result


def print_table(columns: dict[str, Figures]) -> None:
    """Prints figures side by side, a column each."""
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    print(f"{'':36}" + "".join(f"{name:>16}" for name in columns))
    for name in names:
        cells = (column.get(name) for column in columns.values())
        print(f"{name:36}" + "".join(f"{'' if c is None else f'{c:.4f}':>16}" for c in cells))


def main() -> None:
    """Predicts the rows of a task and prints the figures of both halves and of all."""
    args = _arguments()
    adapter = importlib.import_module(f"benchmarks.adapters.{args.task}")
    rows = task_rows(Path(args.gold), args.task)
    language: Any = kept_pipeline()
    resources = replace(packaged_resources(), language=language)
    if args.show:
        if args.show % 2 and args.task not in _DEVELOPED:
            raise SystemExit("lines with odd numbers are scored, not looked at")
        row = rows[args.show - 1]
        print(json.dumps(row, indent=1, ensure_ascii=False))
        print(json.dumps(adapter.predict(row, resources), indent=1, ensure_ascii=False))
        return
    scorer = load_scorer(Path(args.eval) / TEXT_SCORER)
    wanted = half_of(rows, args.half)
    start = time.process_time()
    predicted = [adapter.predict(row, resources) for row in wanted]
    spent = time.process_time() - start
    halves = (args.half,) if args.half else ("even", "odd", None)
    ways = {"": predicted}
    if hasattr(adapter, "baseline"):
        ways["baseline "] = adapter.baseline(wanted)
    print_table(
        {
            f"{way}{half or 'all'}": figures(scorer, args.task, half_of(rows, half), answers)
            for way, answers in ways.items()
            for half in halves
        }
    )
    print(f"\n{len(wanted)} rows, {spent:.1f} s of CPU")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("task")
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--eval", type=Path, default=os.environ.get("SITREP_EVAL"))
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--show", type=int, metavar="LINE", help="print one row and its prediction")
    args = parser.parse_args()
    if args.gold is None or args.eval is None:
        parser.error("--gold and --eval are needed (or SITREP_GOLD and SITREP_EVAL)")
    return args


if __name__ == "__main__":
    main()
