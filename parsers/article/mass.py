"""How much running text stands where: the weight of chunks, the mass of nodes, the container."""

import numpy as np
from numpy.typing import NDArray

from parsers.article.outline import Chunk, Outline

ENDS = ".!?…\"”'»)。！？:;“"  # noqa: RUF001 - as sentences end in print
"""Characters that end a sentence, a quotation or an introduction."""
_GOOD = 25
_HEAVIEST = 1500.0
_LIGHTER = 0.4
# How much of the text a container must hold: less where its name speaks for it.
_NEEDED = (0.85, 0.75, 0.65)
_NAMED = 0.5


def weights(chunks: list[Chunk]) -> NDArray[np.float64]:
    """What each chunk weighs as running text: its length, less for what seldom is any."""
    return np.array([_weight(chunk) for chunk in chunks], dtype=np.float64)


def masses(page: Outline, weight: NDArray[np.float64]) -> list[float]:
    """For each node the sum of the weights inside."""
    until = np.zeros(len(weight) + 1)
    np.cumsum(weight, out=until[1:])
    total: list[float] = (until[page.lasts] - until[page.firsts]).tolist()
    return total


def container(page: Outline, mass: list[float]) -> int:
    """The innermost node that holds nearly all of the mass; 0 where none is better."""
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(page.parents):
        if mass[index]:
            children.setdefault(parent, []).append(index)
    current = 0
    while inside := children.get(current):
        best = max(inside, key=lambda one: mass[one] * (1 + page.styles[one].hint * _NAMED))
        style = page.styles[best]
        if mass[best] < _NEEDED[style.hint] * mass[current] or style.tag in ("p", "li"):
            break
        current = best
    return current


def _weight(chunk: Chunk) -> float:
    size = len(chunk.text)
    if size < _GOOD or chunk.linked * 2 > size or chunk.kind == "heading":
        return 0.0
    weight = float(size - chunk.linked)
    if chunk.text[-1] not in ENDS:
        weight *= _LIGHTER
    if chunk.kind in ("list_item", "table"):
        weight *= _LIGHTER
    return min(weight, _HEAVIEST)
