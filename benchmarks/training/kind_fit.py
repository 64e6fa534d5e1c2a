"""Grows the forest of `parsers/article/kind.py` from the table of `benchmarks.training.kind`.

Runs in the training environment: CatBoost and numpy, no package of the project. Deterministic:
seeded, one thread, folds by the hash of the domain. Prints, for pages with and without address
and scripts, which share of articles the whole decision refuses and which share of others it
takes, at thresholds chosen by the share of news refused; the last line is what is written.
"""

import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, sum_models

from benchmarks.training.oblivious import save

WEIGHTS = Path(__file__).parents[2] / "parsers" / "article" / "weights" / "kind.npz"
NEWS = ("scrapinghub", "naeb", "fundus_eval", "fundus_fixtures")
FOLDS = 10
SEEDS = 4
REFUSED = 1.0
"""The share of news, in percent, that may be refused in cross-validation: mean of the variants.

Pages with address and scripts, as they come, are refused half as often."""
_SETTLED = 20.0
_TREES = 60
_DEPTH = 4


def grown(values: Any, article: Any, weight: Any, seed: int) -> CatBoostClassifier:
    """One forest."""
    model = CatBoostClassifier(
        iterations=_TREES, depth=_DEPTH, learning_rate=0.12, l2_leaf_reg=5, rsm=0.3,
        random_strength=2, boosting_type="Plain", nan_mode="Min", random_seed=seed,
        thread_count=1, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    return model.fit(values, article.astype(int), sample_weight=weight)


def held_out(table: Any, values: Any) -> Any:
    """Scores of each page by forests that saw no page of its domain, mean of several foldings."""
    scores = np.zeros(len(values))
    for seed in range(SEEDS):
        marks = [sha256(f"{seed} {domain}".encode()).digest()[0] for domain in table["domain"]]
        folds = np.array(marks) % FOLDS
        for fold in range(FOLDS):
            rest = folds != fold
            model = grown(values[rest], table["article"][rest], table["weight"][rest], fold)
            scores[~rest] += model.predict(values[~rest], prediction_type="RawFormulaVal") / SEEDS
    return scores


def shares(table: Any, scores: Any, threshold: float) -> str:
    """Refused and taken shares a corpus, for the four variants each."""
    told = [f"{threshold:6.2f}"]
    for name, corpora, low in (
        ("news refused", NEWS, True),
        ("mediacloud refused", ("htmldate_mediacloud",), True),
        ("postlight refused", ("postlight_meta",), True),
        ("no_author refused", ("no_author",), True),
        ("not_articles taken", ("not_articles",), False),
        ("made lists taken", ("made_lists",), False),
        ("made articles refused", ("made_articles",), True),
    ):
        asked = np.isin(table["corpus"], corpora)
        parts = []
        for variant in range(4):
            some = scores[asked & (table["variant"] == variant)] < threshold
            parts.append(f"{100 * (some.mean() if low else 1 - some.mean()):.1f}")
        told.append(f"{name} {'/'.join(parts)}")
    return " | ".join(told)


def main(path: Path) -> None:
    """Cross-validate, choose the threshold, grow the forest on everything, write it."""
    with np.load(path, allow_pickle=False) as file:
        table = dict(file)
    asked = [str(name) for name in table["asked"]]
    columns = [list(table["features"]).index(name) for name in asked]
    values = table["values"][:, columns]
    scores = held_out(table, values) + _SETTLED * table["settled"]
    news = np.isin(table["corpus"], NEWS)
    print(f"{len(values)} rows, {len(asked)} features; whole, no address, no scripts, neither")
    for percent in (0.4, 0.7, 1.5, 2.0, REFUSED):
        threshold = float(np.percentile(scores[news], percent))
        print(shares(table, scores, threshold))
    # As in the cross-validation: the mean of several forests is steadier than each of them.
    forests = [grown(values, table["article"], table["weight"], seed) for seed in range(SEEDS)]
    model = sum_models(forests, weights=[1 / SEEDS] * SEEDS)
    # The threshold moves into the bias: what is written says yes above zero.
    scale, bias = model.get_scale_and_bias()
    model.set_scale_and_bias(scale, bias - threshold)
    WEIGHTS.parent.mkdir(exist_ok=True)
    save(model, asked, WEIGHTS)
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
