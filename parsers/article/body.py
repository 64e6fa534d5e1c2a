"""The text of the article: which containers hold it, and which of their chunks belong to it."""

import re
from dataclasses import dataclass

from parsers.article.jsonld import first
from parsers.article.outline import Chunk, Outline
from parsers.article.page import Page
from parsers.records import Block, BlockKind

_GOOD = 25
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
    chunks = body(page.outline)
    text, blocks = _join([(chunk.kind, chunk.text) for chunk in chunks])
    said = first((page.data.article or {}).get("articleBody")) or ""
    if len(said) > 2 * len(text) + 200 and "<" not in said[:200]:
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n+|\r+", said)]
        text, blocks = _join([("paragraph", part) for part in paragraphs if part])
        return Body(text, blocks, "json-ld:articleBody")
    kept = {id(chunk) for chunk in chunks}
    linked = sum(chunk.linked for chunk in page.outline.chunks if id(chunk) not in kept)
    return Body(text, blocks, "page", linked)


def _join(parts: list[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    position = 0
    for kind, text in parts:
        blocks.append(Block(kind, position, position + len(text)))
        position += len(text) + 2
    return "\n\n".join(text for _, text in parts), tuple(blocks)


def body(page: Outline) -> list[Chunk]:
    """The chunks of the article in reading order; empty where the page has no running text."""
    _settle(page)
    trusted = [chunk for chunk in page.chunks if not page.nodes[chunk.node].doubt]
    root = _container(page, trusted)
    inside = _inside(page, root)
    return [chunk for chunk in trusted if inside[chunk.node] and _is_text(chunk)]


def _settle(page: Outline) -> None:
    """Doubts are inherited, but an element that holds most of the page's text is no extra."""
    _sum_up(page, page.chunks)
    nodes = page.nodes
    whole = nodes[0].mass if nodes else 0.0
    doubted = dict.fromkeys(_NEVER, 0.0)
    for node in nodes:
        if node.doubt and whole and node.mass >= _SHARE.get(node.doubt, 0.4) * whole:
            node.doubt = ""
        above = nodes[node.parent].doubt if node.parent >= 0 else ""
        if node.doubt and not above:
            doubted[node.doubt] = doubted.get(node.doubt, 0.0) + node.mass
        node.doubt = above or node.doubt
    _lift(page, whole, doubted)
    _drop_other_articles(page)


def _lift(page: Outline, whole: float, doubted: dict[str, float]) -> None:
    """Where hardly anything is left, the largest kind of doubt was mistaken (slides, summaries)."""
    if sum(doubted.values()) < _NEARLY_ALL * whole:
        return
    largest = max(
        (doubt for doubt in doubted if doubt not in _NEVER), key=doubted.__getitem__, default=""
    )
    for node in page.nodes:
        if node.doubt == largest:
            node.doubt = ""


def _drop_other_articles(page: Outline) -> None:
    """Endless pages append the next story: an article element with a headline of its own."""
    seen: list[int] = []
    for chunk in page.chunks:
        if chunk.tag == "h1":
            outermost = [i for i in page.ancestors(chunk.node) if page.nodes[i].tag == "article"][
                -1:
            ]
            seen += [i for i in outermost if i not in seen]
    for index in seen[1:]:
        page.nodes[index].doubt = "another article"
    if len(seen) > 1:
        for node in page.nodes:
            if node.parent >= 0 and not node.doubt:
                node.doubt = page.nodes[node.parent].doubt


def _sum_up(page: Outline, chunks: list[Chunk]) -> None:
    nodes = page.nodes
    for node in nodes:
        node.mass = 0.0
    for chunk in chunks:
        nodes[chunk.node].mass += _weight(chunk)
    for index in range(len(nodes) - 1, 0, -1):
        nodes[nodes[index].parent].mass += nodes[index].mass


def _weight(chunk: Chunk) -> float:
    size = len(chunk.text)
    if chunk.kind == "heading" or size < _GOOD or chunk.linked * 2 > size:
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
    nodes = page.nodes
    children: dict[int, list[int]] = {}
    for index, node in enumerate(nodes):
        if node.mass:
            children.setdefault(node.parent, []).append(index)
    current = 0
    while True:
        inside = children.get(current, [])
        if not inside:
            return current
        best = max(inside, key=lambda index: nodes[index].mass * (1 + nodes[index].hint * 0.5))
        share = nodes[best].mass / nodes[current].mass
        needed = _NEEDED[nodes[best].hint]
        if share < needed or nodes[best].tag in ("p", "li"):
            return current
        current = best


def _inside(page: Outline, root: int) -> list[bool]:
    inside = [False] * len(page.nodes)
    for index, node in enumerate(page.nodes):
        inside[index] = index == root or (node.parent >= 0 and inside[node.parent])
    return inside


def _is_text(chunk: Chunk) -> bool:
    size = len(chunk.text)
    if chunk.kind == "heading":
        return chunk.tag != "h1" and chunk.linked * 2 < size
    return chunk.linked * 3 < size * 2
