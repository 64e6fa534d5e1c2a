"""Blocks that lead to other stories: by the words above them, or by what they look like.

Nothing is marked that holds a large share of the page's text.
"""

import re
from collections.abc import Iterator
from itertools import islice

from parsers.article.outline import Chunk, Outline
from parsers.article.phrases import heads_related

_GREATEST_SHARE = 0.4
_HEADLINE = 20
_RUN = 3
_SLACK = 3
_OPENING = re.compile(r"([^:\uff1a|>»\u2013\u2014]{2,60})[:\uff1a|>»\u2013\u2014]+\s*")


def is_pointer(chunk: Chunk) -> bool:
    """Whether a line is such words with a link behind them ("Read also: ...")."""
    if not chunk.linked:
        return False
    opening = _OPENING.match(chunk.text)
    if opening is None or not heads_related(opening[1]):
        return False
    return len(chunk.text) - opening.end() <= chunk.linked + _SLACK


def doubt_related(page: Outline) -> None:
    """Mark what leads to other stories as related; needs the masses of the nodes.

    What holds a large share of the page's text, or is named as the article's body, is never
    marked, whatever stands above it.
    """
    if page.parents:
        _Marker(page).mark()


class _Marker:
    """Finds the blocks and marks them."""

    def __init__(self, page: Outline) -> None:
        self._page = page
        self._first = _first_chunks(page)
        self._limit = _GREATEST_SHARE * page.masses[0]
        self._hints = [style.hint for style in page.styles]
        self._children: dict[int, list[int]] = {}
        for index in range(len(page.parents) - 1, 0, -1):
            parent = page.parents[index]
            self._hints[parent] = max(self._hints[parent], self._hints[index])
        self._place: list[int] = []
        for index, parent in enumerate(page.parents):
            siblings = self._children.setdefault(parent, [])
            self._place.append(len(siblings))
            siblings.append(index)

    def mark(self) -> None:
        marked = set(self._runs())
        for position, chunk in enumerate(self._page.chunks):
            if heads_related(chunk.text):
                marked.update(self._headed(position, chunk))
        for index, parent in enumerate(self._page.parents if marked else ()):
            if index in marked or parent in marked:
                marked.add(index)
                self._page.doubts[index] = self._page.doubts[index] or "related"

    def _small(self, index: int) -> bool:
        light = self._page.masses[index] <= self._limit
        return light and self._hints[index] <= 1 and self._page.styles[index].tag != "body"

    def _headed(self, position: int, chunk: Chunk) -> Iterator[int]:
        """The outermost block that begins with the heading, else the teasers that follow it."""
        block = chunk.node
        while (above := self._page.parents[block]) >= 0 and self._first[above] == position:
            if not self._small(above):
                break
            block = above
        if self._first[block] != position or not self._small(block):
            return
        yield block
        for index in self._after(block):
            if not (self._small(index) and self._links(index)):
                break
            yield index

    def _after(self, block: int) -> Iterator[int]:
        siblings = self._children[self._page.parents[block]]
        return islice(siblings, self._place[block] + 1, None)

    def _links(self, index: int) -> bool:
        """Whether the first words of a block are a link."""
        first = self._first[index]
        return first >= 0 and _is_link(self._page.chunks[first])

    def _runs(self) -> Iterator[int]:
        """Siblings of one make, each a headline that is a link, with a few words behind it."""
        for children in self._children.values():
            if len(children) >= _RUN:
                yield from self._teasers(children)

    def _teasers(self, children: list[int]) -> Iterator[int]:
        alike: dict[tuple[str, str], list[int]] = {}
        for index in children:
            style = self._page.styles[index]
            if self._first[index] >= 0 and style.tag not in ("p", "table", "ul", "ol"):
                alike.setdefault((style.tag, style.names), []).append(index)
        for found in alike.values():
            teasers = [index for index in found if self._links(index)]
            mass = sum(self._page.masses[index] for index in teasers)
            if len(teasers) >= _RUN and len(teasers) == len(found) and mass <= self._limit:
                yield from teasers


def _is_link(chunk: Chunk) -> bool:
    size = len(chunk.text)
    return size >= _HEADLINE and chunk.linked * 10 >= size * 9


def _first_chunks(page: Outline) -> list[int]:
    """For each node the position of the first chunk in it; -1 where there is none."""
    none = len(page.chunks)
    first = [none] * len(page.parents)
    for position, chunk in enumerate(page.chunks):
        first[chunk.node] = min(first[chunk.node], position)
    for index in range(len(page.parents) - 1, 0, -1):
        parent = page.parents[index]
        first[parent] = min(first[parent], first[index])
    return [-1 if position == none else position for position in first]
