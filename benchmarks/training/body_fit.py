"""Grow the forest of the body from the table of `body.py`. Runs where CatBoost is.

    python -m benchmarks.training.body_fit TABLE WEIGHTS

prints a cross-validation grouped by domain (words kept that are the article's, and words of the
article kept, mean of the pages), then grows the forest on all pages and writes it. Seeded.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.training.oblivious import save

TREES, DEPTH, RATE = 150, 6, 0.08
THRESHOLDS = (-1.4, -1.1, -0.85, -0.6, -0.4, 0.0)
# An error on a page counts by its share of the page's article, as in the measure; ten evens out
# the scale of the leaves' regularisation.
_SCALE = 10.0
# A chunk that is half in the article teaches little.
_LEAST = 0.05


def grown(rows: Any, label: Any, weight: Any, seed: int) -> Any:
    """A fitted model; `label` is a share, told apart at one half."""
    from catboost import CatBoostClassifier  # noqa: PLC0415 - only in the training environment

    model = CatBoostClassifier(
        iterations=TREES, depth=DEPTH, learning_rate=RATE, l2_leaf_reg=5, rsm=0.5, verbose=0,
        random_seed=seed, thread_count=2, boosting_type="Plain", allow_writing_files=False,
    )  # fmt: skip
    sure = np.clip(np.abs(2 * label - 1), _LEAST, None)
    return model.fit(rows, (label >= 0.5).astype(int), sample_weight=weight * sure)


def measure(table: Any, score: Any, threshold: float) -> list[tuple[float, float]]:
    """(precision, recall) in words, mean of the pages, for each corpus."""
    found = []
    for corpus in np.unique(table["corpus"]):
        pages = []
        for page in np.unique(table["page"][table["corpus"] == corpus]):
            own = table["page"] == page
            words = table["words"][own]
            right = words * table["label"][own]
            kept = score[own] > threshold
            pages.append((right[kept].sum() / max(1, words[kept].sum()),
                          min(1.0, right[kept].sum() / max(1.0, right.sum()))))  # fmt: skip
        found.append(tuple(np.mean(pages, axis=0)))
    return found


def main() -> None:
    """Cross-validate, grow, write."""
    path, weights = map(Path, sys.argv[1:3])
    with np.load(path) as stored:
        table = {name: stored[name] for name in stored.files}
    rows, label = table["rows"], table["label"]
    weight = np.minimum(1.0, (table["words"] + 2) / table["article"]) * _SCALE
    score = np.zeros(len(rows))
    for part in np.unique(table["fold"]):
        out = table["fold"] == part
        model = grown(rows[~out], label[~out], weight[~out], int(part))
        score[out] = model.predict(rows[out], prediction_type="RawFormulaVal")
    print("laid aside by domain; (precision, recall) in words for each corpus")
    for threshold in THRESHOLDS:
        pairs = measure(table, score, threshold)
        shown = "  ".join(f"{p:.3f} {r:.3f}" for p, r in pairs)
        mean = np.mean([2 * p * r / (p + r) for p, r in pairs])
        print(f"above {threshold:5.2f}: F1 {mean:.4f}   {shown}")
    save(grown(rows, label, weight, 0), [str(one) for one in table["names"]], weights)
    print(f"{TREES} trees over {rows.shape[1]} features from {len(rows)} chunks: {weights}")


if __name__ == "__main__":
    main()
