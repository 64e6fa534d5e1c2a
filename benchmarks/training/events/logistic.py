"""Logistic regression over named features, pulled towards what is believed before looking."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

Array = np.ndarray[Any, np.dtype[np.float64]]
LEAST = 3
"""Rows in which a feature must occur to get a weight of its own."""


@dataclass(frozen=True)
class Weights:
    """The worth of each feature and of "bias"."""

    worth: Mapping[str, float]

    def odds(self, features: Iterable[str]) -> float:
        """The log odds of one row."""
        return self.worth["bias"] + sum(self.worth.get(name, 0.0) for name in sorted(features))


def fit(
    rows: Sequence[frozenset[str]], answers: Sequence[float], counts: Sequence[float], pull: float,
    beliefs: Mapping[str, float],
) -> Weights:  # fmt: skip
    """Weights for answers between 0 and 1; `pull` is the price of straying from the beliefs.

    `counts` says how much each row counts.
    """
    counted = Counter(name for row in rows for name in row)
    names = sorted({name for name, n in counted.items() if n >= LEAST} | set(beliefs))
    table: Array = np.array([[float(name in row) for name in names] + [1.0] for row in rows])
    target = np.asarray(answers, dtype=np.float64)
    many = np.asarray(counts, dtype=np.float64)
    start: Array = np.array([beliefs.get(name, 0.0) for name in names] + [0.0])

    def loss(worth: Array) -> tuple[float, Array]:
        odds = table @ worth
        stray = worth - start
        stray[-1] = 0.0
        likely = 1 / (1 + np.exp(-odds))
        cost = float(
            np.sum(many * (np.logaddexp(0, odds) - target * odds)) + pull * stray @ stray / 2
        )
        return cost, table.T @ (many * (likely - target)) + pull * stray

    found = minimize(loss, start.copy(), jac=True, method="L-BFGS-B").x
    return Weights(dict(zip([*names, "bias"], map(float, found), strict=True)))


def write(weights: Weights, path: str, question: str) -> None:
    """The table as `parsers/events/weighing.py` reads it; features worth nothing are left out."""
    lines = [f"# feature\t{question}", f"bias\t{weights.worth['bias']:.3f}"]
    lines += [
        f"{name}\t{worth:.3f}"
        for name, worth in sorted(weights.worth.items())
        if name != "bias" and abs(worth) >= 0.005
    ]
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - a plain path
        file.write("\n".join(lines) + "\n")
