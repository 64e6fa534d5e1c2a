"""Weights of features: one table a question, read once; a sum of what stands in it is a log odds.

The tables are made by `benchmarks/training/events` and may be read and changed by hand: a line is
a feature and what it is worth.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import fsum


@cache
def weights(table: str) -> dict[str, float]:
    """The table `weights/<table>.tsv`: feature and weight; `bias` is always counted."""
    text = files("parsers.events").joinpath(f"weights/{table}.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(worth) for name, worth, *_ in lines}


def weigh(features: Iterable[str], table: str) -> float:
    """The log odds that a question is answered with yes; unknown features count nothing."""
    known = weights(table)
    # An exact sum does not depend on the order of a set.
    return fsum((known["bias"], *(known.get(feature, 0.0) for feature in features)))
