"""Grows the forest of `parsers/events/where.py` from the table of `place_choice`.

    .venv-training/bin/python -m benchmarks.training.place_choice_fit TABLE.npz

Runs in the training environment: CatBoost and numpy. Deterministic: seeded, one thread, folds by
article (articles that share an incident stand together). Prints, by threshold, the share of
events whose place is right as the scorer counts it (no place on both sides is not counted), by
forests that did not see the article; then writes the forest grown on all articles, its bias moved
so that a place is given above zero.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, sum_models

from benchmarks.training.oblivious import save

WEIGHTS = Path(__file__).parents[2] / "parsers" / "events" / "weights" / "place_choice.npz"
FOLDS = 5
SEEDS = 2
_THRESHOLDS = (-9.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5)
THRESHOLD = -2.25
"""Where a place is given. The shares hardly change from -3 to -2, whichever way the folds fall; in
between, an event without a place is as often left alone as another loses its own."""
_SETS = ("annotated articles", "demo press", "stories")
_WEIGHTS = np.array((3.0, 2.0, 1.0))
"""What a name of each set weighs: the stories are many and plainer than what is read."""
_EXTRACTED = 1
"""The rows of an event as the extractor tells it; those are what is scored."""


def grown(table: dict[str, Any], rows: Any, seed: int) -> CatBoostClassifier:
    """The forest of some rows."""
    model = CatBoostClassifier(
        iterations=500, depth=4, learning_rate=0.05, l2_leaf_reg=20, rsm=0.25,
        boosting_type="Plain", random_seed=seed, thread_count=1, verbose=0,
        allow_writing_files=False,
    )  # fmt: skip
    weight = _WEIGHTS[table["set"][rows]]
    return model.fit(table["values"][rows], table["right"][rows].astype(int), sample_weight=weight)


def held_out(table: dict[str, Any]) -> Any:
    """Odds of every name by forests that did not see its article, the mean of several seeds."""
    odds = np.zeros(len(table["values"]))
    for seed in range(SEEDS):
        for fold in range(FOLDS):
            rest = table["fold"] != fold
            model = grown(table, rest, fold + FOLDS * seed)
            told = model.predict(table["values"][~rest], prediction_type="RawFormulaVal")
            odds[~rest] += told / SEEDS
    return odds


def right(
    table: dict[str, Any], odds: Any, threshold: float, told: int, which: int
) -> tuple[float, int]:
    """The share of events with the right place, and how many are counted."""
    hits = counted = 0
    for event, _, how, placed, kind in table["label"]:
        if how != told or kind != which:
            continue
        rows = np.flatnonzero(table["event"] == event)
        best = rows[odds[rows].argmax()] if len(rows) else None
        given = best is not None and odds[best] > threshold
        counted += bool(given or placed)
        hits += bool(given and table["right"][best])
    return hits / counted, counted


def main(path: Path) -> None:
    """Cross-validate, grow on everything, write."""
    with np.load(path, allow_pickle=False) as file:
        table = dict(file)
    odds = held_out(table)
    for which, name in enumerate(_SETS):
        for threshold in _THRESHOLDS:
            share, counted = right(table, odds, threshold, _EXTRACTED, which)
            ideal, _ = right(table, odds, threshold, 0, which)
            print(f"{name} {threshold:5.1f}  {share:.3f} of {counted}, annotated {ideal:.3f}")
    np.save(path.with_name(path.stem + "_odds.npy"), odds)
    every = np.ones(len(odds), bool)
    model = sum_models([grown(table, every, seed) for seed in range(SEEDS)],
                       weights=[1 / SEEDS] * SEEDS)  # fmt: skip
    scale, bias = model.get_scale_and_bias()
    model.set_scale_and_bias(scale, bias - THRESHOLD)
    save(model, [str(name) for name in table["features"]], WEIGHTS)
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
