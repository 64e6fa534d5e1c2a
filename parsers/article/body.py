"""The text of the article: which containers hold it, and which of their chunks belong to it."""

import re
from dataclasses import dataclass

from parsers.article.dates import read_time
from parsers.article.jsonld import first
from parsers.article.doubts import settle
from parsers.article.masthead import headline_at
from parsers.article.mass import ENDS, container, masses, weights
from parsers.article.outline import Chunk, Outline
from parsers.article.page import Page
from parsers.article.reading import LONGEST_CELL
from parsers.article.related import is_pointer
from parsers.records import Block, BlockKind

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_LABEL = 80
_CELL_DEPTH = 8
_MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Body:
    """The text with its blocks; `linked` counts the characters of teasers left out around it."""

    text: str
    blocks: tuple[Block, ...]
    method: str
    linked: int = 0


def read_body(page: Page) -> Body:
    """The text of the article as shown, or from the linked data where that has far more."""
    chunks = body(page.outline, page.meta.title)
    text, blocks = _join(_rows(page.outline, chunks))
    said = first((page.data.article or {}).get("articleBody")) or ""
    if len(said) > 2 * len(text) + 200 and "<" not in said[:200]:
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n+|\r+", said)]
        text, blocks = _join([("paragraph", part) for part in paragraphs if part])
        return Body(text, blocks, "json-ld:articleBody")
    kept = {id(chunk) for chunk in chunks}
    linked = sum(chunk.linked for chunk in page.outline.chunks if id(chunk) not in kept)
    return Body(text, blocks, "page", linked)


def extent(text: str) -> int:
    """The length of a text in letters: a character of Chinese says as much as three of them."""
    return len(text) + 2 * len(_IDEOGRAPHS.findall(text))


def _rows(page: Outline, chunks: list[Chunk]) -> list[tuple[BlockKind, str]]:
    """Kinds and texts of the blocks: the cells of a table become lines of one block."""
    parts: list[tuple[BlockKind, str]] = []
    places = [_table_row(page, chunk) for chunk in chunks]
    # A table with long text in it only lays out the page.
    layouts = {
        table
        for chunk, (table, _) in zip(chunks, places, strict=True)
        if len(chunk.text) > LONGEST_CELL
    }
    last = (-1, -1)
    for chunk, place in zip(chunks, places, strict=True):
        kind = "paragraph" if chunk.kind == "table" and place[0] in layouts else chunk.kind
        if kind == "table" and place[0] >= 0 and place[0] == last[0]:
            between = " | " if place == last else "\n"
            parts[-1] = ("table", parts[-1][1] + between + chunk.text)
        else:
            parts.append((kind, chunk.text))
        last = place if kind == "table" else (-1, -1)
    return parts


def _table_row(page: Outline, chunk: Chunk) -> tuple[int, int]:
    """(node of the table, node of the row) that a cell stands in; -1 for neither."""
    row = -1
    for _, index in zip(range(_CELL_DEPTH), page.ancestors(chunk.node), strict=False):
        tag = page.styles[index].tag
        if tag == "tr" and row < 0:
            row = index
        if tag == "table":
            return index, row
    return -1, row


def _join(parts: list[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    position = 0
    for kind, text in parts:
        blocks.append(Block(kind, position, position + len(text)))
        position += len(text) + 2
    return "\n\n".join(text for _, text in parts), tuple(blocks)


def body(page: Outline, title: str | None = None) -> list[Chunk]:
    """The chunks of the article by rules; empty where the page has no running text.

    `title` is the page's own, by which a headline is known that is no h1.
    """
    weight = weights(page.chunks)
    settle(page, weight)
    trusted = [not page.doubts[chunk.node] for chunk in page.chunks]
    if not any(trusted):
        return []
    root = container(page, masses(page, weight * trusted))
    inside = range(page.firsts[root], page.lasts[root])
    chosen = [page.chunks[at] for at in inside if trusted[at] and _is_text(page.chunks[at])]
    return _trim(_below_headline(page, title, chosen))


def _below_headline(page: Outline, title: str | None, chunks: list[Chunk]) -> list[Chunk]:
    """Without the headline, and without the labels above it."""
    at = headline_at(page, title)
    if at is None:
        return chunks
    above = {id(chunk) for chunk in page.chunks[: at + 1]}
    labels = [chunk for chunk in chunks if id(chunk) in above]
    headline = page.chunks[at]
    short = all(chunk is headline or len(chunk.text) <= _LONGEST_LABEL for chunk in labels)
    return chunks[len(labels) :] if short and len(labels) <= _MOST_LABELS else chunks


def _trim(chunks: list[Chunk]) -> list[Chunk]:
    """Without the lines of date and name before the text and headings that nothing follows."""
    start, end = 0, len(chunks)
    while start < end and _is_label(chunks[start]):
        start += 1
    while end > start and chunks[end - 1].kind == "heading":
        end -= 1
    return chunks[start:end]


def _is_label(chunk: Chunk) -> bool:
    short = len(chunk.text) <= _LONGEST_LABEL and chunk.text[-1] not in ENDS
    if not short or not any(map(str.isdigit, chunk.text)):
        return False
    # On pages laid out with tables the line of date and name is a cell.
    dated = chunk.kind == "table" and read_time(chunk.text, "") is not None
    return dated or chunk.kind == "paragraph"


def _is_text(chunk: Chunk) -> bool:
    size = len(chunk.text)
    if chunk.kind == "heading":
        return chunk.tag != "h1" and chunk.linked * 2 < size
    return chunk.linked * 3 < size * 2 and not is_pointer(chunk)
