"""The text of the article: the chosen chunks as blocks, or what the linked data says it is."""

import re
from dataclasses import dataclass

from parsers.article.jsonld import first
from parsers.article.outline import Chunk, Outline
from parsers.article.page import Page
from parsers.article.reading import LONGEST_CELL
from parsers.article.selection import select
from parsers.records import Block, BlockKind

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CELL_DEPTH = 8
# Publishers often cut short what they give to machines.
_SAID = 0.8


@dataclass(frozen=True, slots=True)
class Body:
    """The text with its blocks; `linked` counts the characters of teasers left out around it.

    `confidence` is 0 to 1: how sure the forest was of its chunks, each by its length.
    """

    text: str
    blocks: tuple[Block, ...]
    method: str
    linked: int = 0
    confidence: float = 0.0


def read_body(page: Page) -> Body:
    """The text of the article as shown, or from the linked data where that has far more."""
    chosen, confidence = select(page)
    chunks = page.outline.chunks
    text, blocks = _join(_rows(page.outline, [chunks[at] for at in chosen]))
    said = first((page.data.article or {}).get("articleBody")) or ""
    if len(said) > 2 * len(text) + 200 and "<" not in said[:200]:
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n+|\r+", said)]
        text, blocks = _join([("paragraph", part) for part in paragraphs if part])
        return Body(text, blocks, "json-ld:articleBody", confidence=_SAID)
    left = sum(chunk.linked for chunk in chunks) - sum(chunks[at].linked for at in chosen)
    return Body(text, blocks, "page", left, confidence)


def extent(text: str) -> int:
    """The length of a text in letters: a character of Chinese says as much as three of them."""
    return len(text) + 2 * len(_IDEOGRAPHS.findall(text))


def _rows(page: Outline, chunks: list[Chunk]) -> list[tuple[BlockKind, str]]:
    """Kinds and texts of the blocks: the cells of a table become lines of one block."""
    if not any(chunk.kind == "table" for chunk in chunks):
        return [(chunk.kind, chunk.text) for chunk in chunks]
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
