"""Reads what the benchmarks measure with: gold rows, and scorers from outside the package."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

Row = dict[str, Any]
EVENT_ROWS = Path("events", "dev.jsonl")
"""The annotated articles in the gold folder."""
EVENT_SCORER = Path("events", "score_events.py")
TEXT_SCORER = Path("text", "score.py")
PAGE_SCORER = Path("pages", "scoring.py")
"""The scorers in the folder of `--eval`."""


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file in its order; blank lines are passed over.

    Only line feeds end a line: U+2028 and its like may stand inside a text.
    """
    lines = path.read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def load_scorer(path: Path) -> ModuleType:
    """The scorer in a file as a module; ends the program with a message where there is none."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"no scorer at {path}; give --eval DIR")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
