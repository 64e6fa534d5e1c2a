"""The text of the article: which containers hold it, and which of their chunks belong to it."""

import re
from dataclasses import dataclass

import numpy as np

from parsers.article.features import features
from parsers.article.forest import packaged_forest
from parsers.article.jsonld import first
from parsers.article.outline import Chunk, Outline
from parsers.article.page import Page
from parsers.article.reading import LONGEST_CELL
from parsers.article.rules import by_rules, may_be_text, trim
from parsers.records import Block, BlockKind

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CELL_DEPTH = 8
# Logarithm of the odds above which a chunk is kept: text that is lost is lost to all readers.
_KEPT = -0.9
# Pages with more chunks are read by the rules alone: the forest would need memory by gigabytes.
_MOST_SCORED = 5000
_FORMED = frozenset(("table", "list_item", "heading"))


@dataclass(frozen=True, slots=True)
class Body:
    """The text with its blocks; `linked` counts the characters of teasers left out around it."""

    text: str
    blocks: tuple[Block, ...]
    method: str
    linked: int = 0


def read_body(page: Page) -> Body:
    """The text of the article as shown, or from the linked data where that has far more."""
    chosen = _chosen(page)
    chunks = page.outline.chunks
    text, blocks = _join(_rows(page.outline, [chunks[at] for at in chosen]))
    said = first((page.data.article or {}).get("articleBody")) or ""
    if len(said) > 2 * len(text) + 200 and "<" not in said[:200]:
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n+|\r+", said)]
        text, blocks = _join([("paragraph", part) for part in paragraphs if part])
        return Body(text, blocks, "json-ld:articleBody")
    left = sum(chunk.linked for chunk in chunks) - sum(chunks[at].linked for at in chosen)
    return Body(text, blocks, "page", left)


def _chosen(page: Page) -> list[int]:
    """The positions of the article's chunks, in reading order."""
    ruled = by_rules(page.outline, page.meta.title)
    chunks = page.outline.chunks
    if not ruled or len(chunks) > _MOST_SCORED:
        return ruled
    scores = packaged_forest("body").scores(features(page, ruled))
    sure = frozenset(ruled)
    learned = [
        at
        for at in np.flatnonzero(scores > _KEPT).tolist()
        if at in sure or may_be_text(page.outline, chunks[at])
    ]
    if not learned:
        return ruled
    # Within the text, what has a form of its own stands or falls as a whole: half a table or a
    # list without its middle says something else than the page.
    formed = (at for at in ruled if learned[0] < at < learned[-1] and chunks[at].kind in _FORMED)
    return trim(page.outline, sorted({*learned, *formed})) or ruled


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
