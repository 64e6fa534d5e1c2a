"""Blocks that lead to other stories: by the words above them, or by what they look like.

Nothing is named that holds a large share of the page's text.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from parsers.article.outline import Chunk, Outline
from parsers.article.phrases import OPENING, OPENINGS, heads_related

_GREATEST_SHARE = 0.4
_HEADLINE = 20
_RUN = 3
_SLACK = 3
_BODY = 2
_OPENING = re.compile(r"([^:\uff1a|>»\u2013\u2014]{2,60})[:\uff1a|>»\u2013\u2014]+\s*")


def is_pointer(chunk: Chunk) -> bool:
    """Whether a line is such words with a link behind them ("Read also: ...")."""
    if not chunk.linked:
        return False
    opening = _OPENING.match(chunk.text)
    if opening is None or not heads_related(opening[1]):
        return False
    return len(chunk.text) - opening.end() <= chunk.linked + _SLACK


def related_nodes(page: Outline, mass: list[float]) -> list[int]:
    """The nodes that lead to other stories, with all that is inside them.

    What holds a large share of the page's text (`mass`), or is named as the article's body, is
    never among them, whatever stands above it.
    """
    finder = _Finder(page, mass)
    found = set(finder.runs())
    for position, chunk in enumerate(page.chunks):
        opening = chunk.text[:OPENING].lower()
        # Nearly all begin with letters that no such heading begins with; one space is between two
        # words. The rest is worth a call.
        if opening not in OPENINGS and opening.isascii() and opening.replace(" ", "", 1).isalnum():
            continue
        if heads_related(chunk.text):
            found.update(finder.headed(position, chunk))
    return _with_insides(page, found)


def _with_insides(page: Outline, found: set[int]) -> list[int]:
    """The nodes and all that is inside them, each once."""
    nodes: list[int] = []
    end = 0
    for index in sorted(found):
        if index >= end:
            end = page.ends[index]
            nodes.extend(range(index, end))
    return nodes


class _Finder:
    """Finds the outermost nodes of such blocks."""

    def __init__(self, page: Outline, mass: list[float]) -> None:
        self._page, self._mass = page, mass
        self._limit = _GREATEST_SHARE * mass[0] if mass else 0.0
        self._followed: set[int] = set()
        self._makes: dict[int, Counter[tuple[int, str, str]]] = {}

    @cached_property
    def _bodies(self) -> list[int]:
        return [index for index, style in enumerate(self._page.styles) if style.hint >= _BODY]

    def headed(self, position: int, chunk: Chunk) -> Iterator[int]:
        """The outermost block that begins with the heading, else the teasers that follow it."""
        page, block = self._page, chunk.node
        while (above := page.parents[block]) >= 0 and page.firsts[above] == position:
            if not self._small(above):
                break
            block = above
        if page.firsts[block] != position or not self._small(block):
            return
        yield block
        for index in self._after(block):
            # What an earlier heading led to, it led to the end of.
            if index in self._followed or not (self._small(index) and self._links(index)):
                return
            self._followed.add(index)
            yield index

    def runs(self) -> Iterator[int]:
        """Siblings of one make, each a headline that is a link, with a few words behind it."""
        page = self._page
        firsts, parents = page.firsts, page.parents
        teasers: dict[tuple[int, str, str], list[int]] = {}
        for position, chunk in enumerate(page.chunks):
            # What `_is_link` says; most chunks need no call.
            if not chunk.linked or not _is_link(chunk):
                continue
            index = chunk.node
            while index >= 0 and firsts[index] == position:
                teasers.setdefault(self._make(index), []).append(index)
                index = parents[index]
        for make, found in teasers.items():
            if len(found) >= _RUN and make[1] not in ("p", "table", "ul", "ol"):
                light = sum(self._mass[index] for index in found) <= self._limit
                if light and len(found) == self._alike(make):
                    yield from found

    def _make(self, index: int) -> tuple[int, str, str]:
        style = self._page.styles[index]
        return self._page.parents[index], style.tag, style.names

    def _alike(self, make: tuple[int, str, str]) -> int:
        """How many siblings of one make have text; each parent's children are counted once."""
        parent = make[0]
        if parent not in self._makes:
            page = self._page
            children = (parent + 1, *self._after(parent + 1)) if parent >= 0 else (0,)
            told = (index for index in children if page.firsts[index] < page.lasts[index])
            self._makes[parent] = Counter(map(self._make, told))
        return self._makes[parent][make]

    def _small(self, index: int) -> bool:
        if self._mass[index] > self._limit or self._page.styles[index].tag == "body":
            return False
        body = bisect_left(self._bodies, index)
        return body == len(self._bodies) or self._bodies[body] >= self._page.ends[index]

    def _after(self, block: int) -> Iterator[int]:
        """The later siblings of a node."""
        page = self._page
        index = page.ends[block]
        while index < len(page.parents) and page.parents[index] == page.parents[block]:
            yield index
            index = page.ends[index]

    def _links(self, index: int) -> bool:
        """Whether the first words of a block are a link."""
        page = self._page
        first = page.firsts[index]
        return first < page.lasts[index] and _is_link(page.chunks[first])


def _is_link(chunk: Chunk) -> bool:
    size = len(chunk.text)
    return size >= _HEADLINE and chunk.linked * 10 >= size * 9
