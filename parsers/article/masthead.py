"""The lines around the headline, where names and dates stand when no markup says so."""

from collections.abc import Iterator
from itertools import islice

from parsers.article.outline import Outline

_LONGEST_LINE = 160
_NEAR = 12
_BEFORE = 3
_SHORTEST = 12
_OPENING = 4
_FIRST_CHUNKS = 150


def headline_at(page: Outline, title: str | None) -> int | None:
    """The position of the headline's chunk: the first h1, else what the page's title begins with.

    None where there is neither.
    """
    for position, chunk in enumerate(page.chunks):
        if chunk.tag == "h1":
            return position
    said = _fold(title or "")
    for position, chunk in enumerate(page.chunks[:_FIRST_CHUNKS]):
        # Most chunks begin otherwise than the title, and need not be folded whole.
        if not said.startswith(_fold(chunk.text[:_OPENING])):
            continue
        shown = _fold(chunk.text)
        if len(shown) >= _SHORTEST and said.startswith(shown) and chunk.linked * 2 < len(shown):
            return position
    return None


def places_near(page: Outline, title: str | None) -> list[int]:
    """The positions of short chunks from the headline on, then of those just before it."""
    start = headline_at(page, title) or 0
    after = _short(page, range(start, len(page.chunks)))
    before = _short(page, range(start - 1, -1, -1))
    return [*islice(after, _NEAR), *reversed([*islice(before, _BEFORE)])]


def _short(page: Outline, places: range) -> Iterator[int]:
    return (place for place in places if len(page.chunks[place].text) <= _LONGEST_LINE)


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
