"""Which predicted event stands for which annotated one: one to one, by the sentences they share."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from flows.evaluate.annotations import Event
from flows.evaluate.fields import agreement

SHARED = 0.3
"""Part of the shorter span that two pieces of evidence must have in common."""


def overlaps(one: Event, two: Event) -> bool:
    """Whether a piece of evidence of each is about the same words."""
    return any(_share(a, b) for a in one["evidence"] for b in two["evidence"])


def _share(one: Sequence[int], two: Sequence[int]) -> bool:
    common = min(one[1], two[1]) - max(one[0], two[0])
    return common > 0 and common >= SHARED * min(one[1] - one[0], two[1] - two[0])


def match(gold: Sequence[Event], predicted: Sequence[Event], *, typed: bool) -> Mapping[int, int]:
    """Index of the predicted event by index of the annotated one, for as many as possible.

    Among the largest matchings the one whose types and other fields agree best is chosen. `typed`
    lets only events of one type stand for each other.
    """
    if not gold or not predicted:
        return {}
    worth = np.zeros((len(gold), len(predicted)))
    for i, one in enumerate(gold):
        for j, two in enumerate(predicted):
            same = one["type"] == two["type"]
            if overlaps(one, two) and (same or not typed):
                # A match counts more than all agreement: the number of matches comes first.
                worth[i, j] = 100 + same + agreement(one, two)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {int(i): int(j) for i, j in zip(rows, columns, strict=True) if worth[i, j]}
