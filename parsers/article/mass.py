"""How much running text stands where: the weight of chunks, the mass of nodes, the container."""

from itertools import accumulate

from parsers.article.outline import Chunk, Outline

ENDS = ".!?…\"”'»)。！？:;“"  # noqa: RUF001 - as sentences end in print
"""Characters that end a sentence, a quotation or an introduction."""
_GOOD = 25
_HEAVIEST = 1500.0
_LIGHTER = 0.4
# How much of the text a container must hold: less where its name speaks for it.
_NEEDED = (0.85, 0.75, 0.65)
_NAMED = 0.5


def weights(chunks: list[Chunk]) -> list[float]:
    """What each chunk weighs as running text: its length, less for what seldom is any."""
    # Most chunks are short: a call for each would cost more than the rest.
    return [0.0 if len(chunk.text) < _GOOD else _weight(chunk) for chunk in chunks]


def trusted(page: Outline, weight: list[float]) -> list[float]:
    """The weights of the chunks that are not in doubt, nothing for the others."""
    doubts = page.doubts
    return [
        0.0 if doubts[chunk.node] else one for chunk, one in zip(page.chunks, weight, strict=True)
    ]


def masses(page: Outline, weight: list[float]) -> list[float]:
    """For each node the sum of the weights inside."""
    until = [0.0, *accumulate(weight)]
    return [until[last] - until[first] for first, last in zip(page.firsts, page.lasts, strict=True)]


def container(page: Outline, mass: list[float]) -> int:
    """The innermost node that holds nearly all of the mass; 0 where none is better."""
    current = 0
    while inside := _inside(page, mass, current):
        best = max(inside, key=lambda one: mass[one] * (1 + page.styles[one].hint * _NAMED))
        style = page.styles[best]
        if mass[best] < _NEEDED[style.hint] * mass[current] or style.tag in ("p", "li"):
            break
        current = best
    return current


def _inside(page: Outline, mass: list[float], node: int) -> list[int]:
    """The nodes directly inside a node that have any mass."""
    found = []
    index, end = node + 1, page.ends[node]
    while index < end:
        if mass[index]:
            found.append(index)
        index = page.ends[index]
    return found


def _weight(chunk: Chunk) -> float:
    size = len(chunk.text)
    if chunk.linked * 2 > size or chunk.kind == "heading":
        return 0.0
    weight = float(size - chunk.linked)
    if chunk.text[-1] not in ENDS:
        weight *= _LIGHTER
    if chunk.kind in ("list_item", "table"):
        weight *= _LIGHTER
    return min(weight, _HEAVIEST)
