"""Small learned scorers: boosted oblivious trees, read from packaged arrays, run with numpy.

In an oblivious tree all nodes of one depth ask the same question, so that a whole forest is one
comparison of arrays and one look-up. The trees are grown by `benchmarks.training` and hold
numbers only.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """T trees of depth D (at most 8) over F features.

    `features` has the names in the order of the columns, `split` (T*D) the column of each
    question, `border` (T*D) what its value is compared with (greater is yes; the first question
    of a tree is the lowest bit), `leaves` (T, 2**D) what a tree adds, `bias` where the sum starts.
    """

    features: tuple[str, ...]
    split: NDArray[np.intp]
    border: Floats
    leaves: Floats
    bias: float

    def scores(self, rows: Floats) -> Floats:
        """The log odds of each row of (N, F) features; NaN is never greater."""
        trees, width = self.leaves.shape
        depth = width.bit_length() - 1
        # Columns first, and the questions by their depth: whole rows of memory are gathered,
        # compared and counted together, which takes a third of the time.
        asked = self.split.reshape(trees, depth).T.ravel()
        border = self.border.reshape(trees, depth).T.reshape(-1, 1)
        answers = np.ascontiguousarray(rows.T).take(asked, axis=0) > border
        bits = answers.view(np.uint8).reshape(depth, trees, len(rows))
        leaf = np.arange(0, trees * width, width, dtype=np.intp)[:, None] + _numbers(bits)
        total: Floats = self.leaves.ravel().take(leaf).sum(axis=0)
        return total + np.float32(self.bias)


def _numbers(bits: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The numbers whose bits these are, the lowest first; at most eight bits each."""
    number: NDArray[np.uint8] = bits[-1]
    for bit in bits[-2::-1]:
        number = number + number
        number |= bit
    return number


@lru_cache(maxsize=8)
def packaged_forest(name: str, package: str = "parsers.article") -> Forest:
    """The forest `weights/<name>.npz` of a package."""
    raw = files(package).joinpath(f"weights/{name}.npz").read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as arrays:
        return Forest(
            tuple(str(one) for one in arrays["features"]),
            arrays["split"].astype(np.intp),
            arrays["border"].astype(np.float32),
            arrays["leaves"].astype(np.float32),
            float(arrays["bias"]),
        )
