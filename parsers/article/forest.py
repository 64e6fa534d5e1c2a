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
    """T trees of depth D over F features.

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
        # Columns first: to gather and to compare whole rows of memory is twice as fast.
        columns = np.ascontiguousarray(rows.T)
        answers = (columns[self.split] > self.border[:, None]).reshape(trees, depth, len(rows))
        leaf = np.repeat(np.arange(trees, dtype=np.int32)[:, None] * width, len(rows), axis=1)
        for level in range(depth):
            leaf += answers[:, level].astype(np.int32) << level
        total: Floats = self.leaves.ravel().take(leaf).sum(axis=0)
        return total + np.float32(self.bias)


@lru_cache(maxsize=8)
def packaged_forest(name: str) -> Forest:
    """The forest `parsers/article/weights/<name>.npz`."""
    raw = files("parsers.article").joinpath(f"weights/{name}.npz").read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as arrays:
        return Forest(
            tuple(str(one) for one in arrays["features"]),
            arrays["split"].astype(np.intp),
            arrays["border"].astype(np.float32),
            arrays["leaves"].astype(np.float32),
            float(arrays["bias"]),
        )
