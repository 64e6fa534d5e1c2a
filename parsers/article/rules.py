"""Which chunks are the article by rules: doubts, containers, the headline, labels.

The rules need no training and say little that is wrong of pages of any make; `features.py` tells
the learned selection what they chose.
"""

from parsers.article.dates import read_time
from parsers.article.doubts import settle
from parsers.article.furniture import is_furniture
from parsers.article.mass import ENDS, container, masses, trusted, weights
from parsers.article.masthead import headline_at
from parsers.article.outline import Chunk, Outline
from parsers.article.related import is_pointer

_LONGEST_LABEL = 80
_MOST_LABELS = 8
# Doubts by names that articles' own parts bear as well.
_UNSURE = frozenset(("", "aside", "menu", "byline", "address"))


def by_rules(page: Outline, title: str | None = None) -> list[int]:
    """The positions of the article's chunks; empty where the page has no running text.

    `title` is the page's own, by which a headline is known that is no h1. Settles the doubts of
    the page in place.
    """
    weight = weights(page.chunks)
    settle(page, weight)
    if all(page.doubts[chunk.node] for chunk in page.chunks):
        return []
    root = container(page, masses(page, trusted(page, weight)))
    chunks, doubts = page.chunks, page.doubts
    inside = range(page.firsts[root], page.lasts[root])
    headlines = headlines_of(page)
    chosen = [
        at
        for at in inside
        if not doubts[chunks[at].node] and chunks[at].text not in headlines and _is_text(chunks[at])
    ]
    return trim(page, _below_headline(page, title, chosen))


def headlines_of(page: Outline) -> frozenset[str]:
    """The headlines: the same words again are no part of the text, whatever they stand in."""
    return frozenset(chunk.text for chunk in page.chunks if chunk.tag == "h1")


def may_be_text(page: Outline, chunk: Chunk) -> bool:
    """Whether a chunk that the rules did not choose can belong to the article all the same.

    Never a line of links, and nothing that leads elsewhere or is captioned, hidden, shared, sold
    or commented.
    """
    if page.doubts[chunk.node] not in _UNSURE or chunk.linked * 3 >= len(chunk.text) * 2:
        return False
    return not is_furniture(chunk.text) and (not chunk.linked or not is_pointer(chunk))


def trim(page: Outline, chosen: list[int]) -> list[int]:
    """Without the lines of date and name before the text and headings that nothing follows."""
    start, end = 0, len(chosen)
    while start < end and _is_label(page.chunks[chosen[start]]):
        start += 1
    while end > start and page.chunks[chosen[end - 1]].kind == "heading":
        end -= 1
    return chosen[start:end]


def _below_headline(page: Outline, title: str | None, chosen: list[int]) -> list[int]:
    """Without the headline, and without the labels above it."""
    headline = headline_at(page, title)
    if headline is None:
        return chosen
    labels = [at for at in chosen if at <= headline]
    short = all(at == headline or len(page.chunks[at].text) <= _LONGEST_LABEL for at in labels)
    return chosen[len(labels) :] if short and len(labels) <= _MOST_LABELS else chosen


def _is_label(chunk: Chunk) -> bool:
    short = len(chunk.text) <= _LONGEST_LABEL and chunk.text[-1] not in ENDS
    if not short or not any(map(str.isdigit, chunk.text)):
        return False
    # On pages laid out with tables the line of date and name is a cell.
    dated = chunk.kind == "table" and read_time(chunk.text, "") is not None
    return dated or chunk.kind == "paragraph"


def _is_text(chunk: Chunk) -> bool:
    size = len(chunk.text)
    if is_furniture(chunk.text):
        return False
    if chunk.kind == "heading":
        return chunk.tag != "h1" and chunk.linked * 2 < size
    return chunk.linked * 3 < size * 2 and not is_pointer(chunk)
