"""A multinomial logistic regression over named features: labels, weights, probabilities."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`rows` gives the row of `weights` of every feature known; a column is a label."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: npt.NDArray[np.float32]

    def probabilities(self, features: Iterable[str]) -> npt.NDArray[np.float32]:
        """The probability of each label; unknown features count nothing."""
        known = [self.rows[name] for name in features if name in self.rows]
        scores = self.weights[known].sum(axis=0)
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), dtype=np.float32)


def packaged_model(name: str) -> LinearModel:
    """The model `weights/NAME.npz` of this package; `benchmarks/training/mentions.py` writes it."""
    data = files("parsers.actors").joinpath(f"weights/{name}.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as kept:
        names = str(kept["features"]).split("\n")
        return LinearModel(
            tuple(str(kept["labels"]).split("\n")),
            {feature: row for row, feature in enumerate(names)},
            kept["weights"].astype(np.float32),
        )
