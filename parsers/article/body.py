"""The text of the article: which containers hold it, and which of their chunks belong to it."""

import re
from dataclasses import dataclass

from parsers.article.dates import read_time
from parsers.article.jsonld import first
from parsers.article.masthead import headline_at
from parsers.article.outline import Chunk, Outline
from parsers.article.page import Page
from parsers.article.reading import LONGEST_CELL
from parsers.article.related import doubt_related, is_pointer
from parsers.records import Block, BlockKind

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GOOD = 25
_LONGEST_LABEL = 80
_CELL_DEPTH = 8
_MOST_LABELS = 8
_HEAVIEST = 1500.0
_ENDS = ".!?…\"”'»)。！？:;“"  # noqa: RUF001 - as sentences end in print
_NEVER = ("comment", "consent", "nav", "footer", "related", "advert", "form", "share")
_NEARLY_ALL = 0.75
# How much of the text a container must hold: less where its name speaks for it.
_NEEDED = (0.85, 0.75, 0.65)
_SHARE = {"comment": 0.9, "consent": 0.95, "footer": 0.9, "hidden": 0.25}


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
    """The chunks of the article in reading order; empty where the page has no running text.

    `title` is the page's own, by which a headline is known that is no h1.
    """
    _settle(page)
    trusted = [chunk for chunk in page.chunks if not page.doubts[chunk.node]]
    root = _container(page, trusted)
    inside = _inside(page, root)
    chosen = [chunk for chunk in trusted if inside[chunk.node] and _is_text(chunk)]
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
    short = len(chunk.text) <= _LONGEST_LABEL and chunk.text[-1] not in _ENDS
    if not short or not any(map(str.isdigit, chunk.text)):
        return False
    # On pages laid out with tables the line of date and name is a cell.
    dated = chunk.kind == "table" and read_time(chunk.text, "") is not None
    return dated or chunk.kind == "paragraph"


def _settle(page: Outline) -> None:
    """Doubts are inherited, but an element that holds most of the page's text is no extra."""
    _sum_up(page, page.chunks)
    doubts, masses = page.doubts, page.masses
    whole = masses[0] if masses else 0.0
    doubted = dict.fromkeys(_NEVER, 0.0)
    for index, parent in enumerate(page.parents):
        doubt = doubts[index]
        above = doubts[parent] if parent >= 0 else ""
        if doubt:
            if whole and masses[index] >= _SHARE.get(doubt, 0.4) * whole:
                doubt = ""
            elif not above:
                doubted[doubt] = doubted.get(doubt, 0.0) + masses[index]
        doubts[index] = above or doubt
    _lift(page, whole, doubted)
    _drop_other_articles(page)
    _sum_up(page, [chunk for chunk in page.chunks if not doubts[chunk.node]])
    doubt_related(page)


def _lift(page: Outline, whole: float, doubted: dict[str, float]) -> None:
    """Where hardly anything is left, the largest kind of doubt was mistaken (slides, summaries)."""
    if sum(doubted.values()) < _NEARLY_ALL * whole:
        return
    largest = max(
        (doubt for doubt in doubted if doubt not in _NEVER), key=doubted.__getitem__, default=""
    )
    for index, doubt in enumerate(page.doubts):
        if doubt == largest:
            page.doubts[index] = ""


def _drop_other_articles(page: Outline) -> None:
    """Endless pages append the next story: an article element with a headline of its own."""
    headed = [chunk.node for chunk in page.chunks if chunk.tag == "h1"]
    if len(headed) < 2:  # noqa: PLR2004 - another article has another headline
        return
    outermost = [-1] * len(page.styles)
    for index, parent in enumerate(page.parents):
        above = outermost[parent] if parent >= 0 else -1
        article = above < 0 and page.styles[index].tag == "article"
        outermost[index] = index if article else above
    found = list(dict.fromkeys(outermost[node] for node in headed if outermost[node] >= 0))
    others = frozenset(found[1:])
    for index in range(len(page.styles) if others else 0):
        if outermost[index] in others:
            page.doubts[index] = "another article"


def _sum_up(page: Outline, chunks: list[Chunk]) -> None:
    parents = page.parents
    masses = page.masses = [0.0] * len(parents)
    for chunk in chunks:
        masses[chunk.node] += _weight(chunk)
    for index in range(len(parents) - 1, 0, -1):
        if masses[index]:
            masses[parents[index]] += masses[index]


def _weight(chunk: Chunk) -> float:
    size = len(chunk.text)
    if size < _GOOD or chunk.linked * 2 > size or chunk.kind == "heading":
        return 0.0
    weight = float(size - chunk.linked)
    if chunk.text[-1] not in _ENDS:
        weight *= 0.4
    if chunk.kind in ("list_item", "table"):
        weight *= 0.4
    return min(weight, _HEAVIEST)


def _container(page: Outline, chunks: list[Chunk]) -> int:
    _sum_up(page, chunks)
    return _descend(page)


def _descend(page: Outline) -> int:
    styles, masses = page.styles, page.masses
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(page.parents):
        if masses[index]:
            children.setdefault(parent, []).append(index)
    current = 0
    while True:
        inside = children.get(current, [])
        if not inside:
            return current
        best = max(inside, key=lambda index: masses[index] * (1 + styles[index].hint * 0.5))
        share = masses[best] / masses[current]
        needed = _NEEDED[styles[best].hint]
        if share < needed or styles[best].tag in ("p", "li"):
            return current
        current = best


def _inside(page: Outline, root: int) -> list[bool]:
    inside = [False] * len(page.parents)
    for index, parent in enumerate(page.parents):
        inside[index] = index == root or (parent >= 0 and inside[parent])
    return inside


def _is_text(chunk: Chunk) -> bool:
    size = len(chunk.text)
    if chunk.kind == "heading":
        return chunk.tag != "h1" and chunk.linked * 2 < size
    return chunk.linked * 3 < size * 2 and not is_pointer(chunk)
