"""Grows the forest of `parsers/events/place_links.py` from the table of `place_links`.

    .venv-training/bin/python -m benchmarks.training.place_links_fit TABLE.npz

Runs in the training environment: CatBoost and numpy. Deterministic: seeded, one thread, folds by
the hash of the sentence's first words. Prints token precision, recall and F1 of the folds, for
all rows and for five of its sources, on which it agrees best; writes the forest grown on all rows,
its bias moved so that a name is taken above zero.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier

from benchmarks.training.oblivious import save

WEIGHTS = Path(__file__).parents[2] / "parsers" / "events" / "weights" / "place_links.npz"
FOLDS = 5
_HALF = 0.5
"""Share of a name's words that must be marked for the name to count as a place."""


def grown(table: dict[str, Any], rows: Any, seed: int) -> CatBoostClassifier:
    """The forest of some rows; a longer name weighs more, as the scorer counts words."""
    model = CatBoostClassifier(
        iterations=500, depth=6, learning_rate=0.06, l2_leaf_reg=8, rsm=0.2,
        boosting_type="Plain", random_seed=seed, thread_count=1, verbose=0,
        allow_writing_files=False,
    )  # fmt: skip
    weight = np.sqrt(table["words"][rows]) * table["trust"][rows]
    return model.fit(table["values"][rows], table["marked"][rows] >= _HALF, sample_weight=weight)


def held_out(table: dict[str, Any]) -> Any:
    """Odds of every name by a forest that saw no sentence like its own."""
    odds = np.zeros(len(table["values"]))
    for fold in range(FOLDS):
        rest = table["fold"] != fold
        model = grown(table, rest, fold)
        odds[~rest] = model.predict(table["values"][~rest], prediction_type="RawFormulaVal")
    return odds


def best(table: dict[str, Any], odds: Any, rows: Any) -> tuple[float, float, float, float]:
    """F1, precision and recall over words at the best threshold, and that threshold."""
    right, words = (table["marked"] * table["words"])[rows], table["words"][rows]
    gold = right.sum() + (table["missed"] if rows.all() else 0)
    order = np.argsort(-odds[rows])
    hits, taken = np.cumsum(right[order]), np.cumsum(words[order])
    scores = 2 * hits / (taken + gold)
    top = int(scores.argmax())
    return (float(scores[top]), float(hits[top] / taken[top]), float(hits[top] / gold),
            float(odds[rows][order][top]))  # fmt: skip


def main(path: Path) -> None:
    """Cross-validate, choose the threshold, grow on everything, write."""
    with np.load(path, allow_pickle=False) as file:
        table = dict(file)
    odds = held_out(table)
    every = np.ones(len(odds), bool)
    for name, rows in (("all rows", every), ("five sources", table["trust"] == 1)):
        print(name, " ".join(f"{value:.3f}" for value in best(table, odds, rows)))
    model = grown(table, every, 0)
    threshold = best(table, odds, every)[-1]
    scale, bias = model.get_scale_and_bias()
    model.set_scale_and_bias(scale, bias - threshold)
    WEIGHTS.parent.mkdir(exist_ok=True)
    save(model, [str(name) for name in table["features"]], WEIGHTS)
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes, {len(odds)} names")
    np.savez(path.with_suffix(".odds.npz"), odds=odds - threshold)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
