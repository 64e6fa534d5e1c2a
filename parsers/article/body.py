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
_LINE = 20
_NEARLY = 0.8
# The picture of a story stands above its text, with the byline between them.
_BEFORE = 12


@dataclass(frozen=True, slots=True)
class Body:
    """The text with its blocks; `linked` counts the characters of teasers left out around it.

    `captions` are the texts of pictures and films that stand within the article, apart from it.
    `confidence` is 0 to 1: how sure the forest was of its chunks, each by its length.
    """

    text: str
    blocks: tuple[Block, ...]
    method: str
    linked: int = 0
    confidence: float = 0.0
    captions: tuple[str, ...] = ()


def read_body(page: Page) -> Body:
    """The text of the article as shown, or from the linked data where that has far more."""
    chosen, confidence = select(page)
    chunks = page.outline.chunks
    text, blocks = join_blocks(_rows(page.outline, [chunks[at] for at in chosen]))
    said = first((page.data.article or {}).get("articleBody")) or ""
    captions = _captions(page.outline, chosen)
    if len(said) > 2 * len(text) + 200 and "<" not in said[:200]:
        text, blocks = join_blocks(_said(page.outline, said))
        return Body(text, blocks, "json-ld:articleBody", confidence=_SAID, captions=captions)
    left = sum(chunk.linked for chunk in chunks) - sum(chunks[at].linked for at in chosen)
    return Body(text, blocks, "page", left, confidence, captions)


def _said(page: Outline, said: str) -> list[tuple[BlockKind, str]]:
    """The article as linked data has it, in the page's own paragraphs where it has none itself."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n+|\r+", said)]
    if len(paragraphs) == 1:
        whole = paragraphs[0]
        shown = [chunk for chunk in page.chunks if len(chunk.text) > _LINE and chunk.text in whole]
        if sum(len(chunk.text) for chunk in shown) > _NEARLY * len(whole):
            return _rows(page, shown)
    return [("paragraph", part) for part in paragraphs if part]


def _captions(page: Outline, chosen: list[int]) -> tuple[str, ...]:
    """The captions from a few chunks before the text to its end, each once."""
    if not chosen:
        return ()
    around = range(max(0, chosen[0] - _BEFORE), chosen[-1] + 2)
    chunks = (page.chunks[at] for at in around if at < len(page.chunks))
    found = (chunk.text for chunk in chunks if page.doubts[chunk.node] == "caption")
    return tuple(dict.fromkeys(text for text in found if len(text) > _LINE))


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


def join_blocks(parts: list[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """(the text of the blocks joined by a blank line, the blocks with their places in it)."""
    blocks: list[Block] = []
    position = 0
    for kind, text in parts:
        blocks.append(Block(kind, position, position + len(text)))
        position += len(text) + 2
    return "\n\n".join(text for _, text in parts), tuple(blocks)
