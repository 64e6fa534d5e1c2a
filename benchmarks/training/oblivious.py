"""CatBoost's model as the arrays that `parsers.article.forest` reads. Needs `make training`."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np


def arrays_of(model: Any, features: list[str]) -> dict[str, Any]:
    """The arrays of a fitted CatBoost model with symmetric trees and numeric features only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        told = json.loads(path.read_text())
    scale, (bias,) = told["scale_and_bias"]
    depth = max(len(tree["splits"]) for tree in told["oblivious_trees"])
    split, border, leaves = [], [], []
    for tree in told["oblivious_trees"]:
        asked = tree["splits"]
        # A shallower tree asks a question that nothing answers with yes.
        missing = depth - len(asked)
        split += [one["float_feature_index"] for one in asked] + [0] * missing
        border += [one["border"] for one in asked] + [np.inf] * missing
        values = [value * scale for value in tree["leaf_values"]]
        leaves.append(values + [0.0] * (2**depth - len(values)))
    return {
        "features": np.array(features),
        "split": np.array(split, dtype=np.int16),
        "border": np.array(border, dtype=np.float32),
        "leaves": np.array(leaves, dtype=np.float32),
        "bias": np.float32(bias),
    }


def save(model: Any, features: list[str], path: Path) -> None:
    """Write the arrays, packed; the same model gives the same bytes but for the archive's time."""
    np.savez_compressed(path, allow_pickle=False, **arrays_of(model, features))
