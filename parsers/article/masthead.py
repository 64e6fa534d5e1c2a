"""The lines around the headline, where names and dates stand when no markup says so."""

from parsers.article.outline import Chunk, Outline

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


def lines_near(page: Outline, title: str | None) -> list[str]:
    """Short lines from the headline on, then those just before it."""
    start = headline_at(page, title) or 0
    after = _lines(page.chunks[start:], _NEAR)
    before = _lines(page.chunks[:start][::-1], _BEFORE)[::-1]
    return after + before


def _lines(chunks: list[Chunk], most: int) -> list[str]:
    """The lines of the first `most` chunks that are short."""
    short = [chunk for chunk in chunks if len(chunk.text) <= _LONGEST_LINE][:most]
    return [line for chunk in short for line in chunk.lines or (chunk.text,)]


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
