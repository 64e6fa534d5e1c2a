"""What is measured of each chunk for the learned selection of the body.

Nothing here knows words of a language or names of a site: lengths, links, places, shapes, and
what the rules think of the chunk and of what stands around it.
"""

import numpy as np
from numpy.typing import NDArray

from parsers.article.forest import Floats
from parsers.article.mass import ENDS
from parsers.article.outline import Outline
from parsers.article.page import Page

_Numbers = NDArray[np.float64]
_Places = NDArray[np.intp]
_KINDS = ("paragraph", "heading", "list_item", "quote", "table", "preformatted")
_TAGS = (
    "p", "div", "li", "td", "section", "article", "main", "ul", "ol", "blockquote", "body",
    "header", "aside", "figure", "figcaption", "tr", "table", "tbody", "dd", "dt", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "address", "summary", "details", "footer", "center", "pre",
)  # fmt: skip
_DOUBTS = (
    "nav", "footer", "aside", "caption", "form", "address", "related", "share", "newsletter",
    "advert", "comment", "consent", "byline", "menu", "hidden", "another article",
)  # fmt: skip
_KIND = {kind: float(number) for number, kind in enumerate(_KINDS)}
_TAG = {tag: float(number) for number, tag in enumerate(_TAGS)}
_DOUBT = {doubt: float(number) for number, doubt in enumerate(_DOUBTS)}
_SAME = 60
_SHORT = 20
_DESCRIBED = 2000
_FAR = 999.0
_LONG = 80
# What is summed up of chunks: characters, those in links, those kept, long ones, kept ones.
_SIZE, _LINKED, _RULED, _PARAGRAPHS, _KEPT = range(5)

NAMES = (
    "size", "linked", "strong", "words", "kind", "tag", "ends", "level", "doubt", "raw_doubt",
    "described", "repeated", "rules", "rules_before", "rules_after", "size_before", "size_after",
    "linked_before", "linked_after", "position", "text_before", "from_first", "to_last",
    "from_headline", "text_from_headline", "ruled_before", "ruled_count_before",
    "depth", "hint", "below_body",
    "own_kept", "own_share",
    "in_count", "in_text", "in_linked", "in_kept", "in_share", "in_long",
    "out_count", "out_text", "out_linked", "out_kept", "out_share",
    "far_kept", "far_share",
    "alike_count", "alike_text", "alike_linked", "alike_kept", "alike_size",
    "page_text", "page_chunks", "page_ruled", "page_ruled_chunks", "page_ruled_share",
)  # fmt: skip
"""The columns, in order. `in_` is of the block around a chunk's own, `out_` of the one around
that, `far_` of the next; `alike_` is of all chunks in elements of the same make."""


def features(page: Page, ruled: list[int], asked: list[int] | None = None) -> Floats:
    """The table of (chunks, len(NAMES)); `ruled` are the positions that the rules chose.

    `asked` are the positions of the rows that are wanted, where not all are: a third of the work.
    """
    outline = page.outline
    texts = [chunk.text for chunk in outline.chunks]
    rows = np.arange(len(texts)) if asked is None else np.array(asked, dtype=np.intp)
    facts = np.zeros((5, len(texts)))
    facts[_SIZE] = [*map(len, texts)]
    facts[_LINKED] = [chunk.linked for chunk in outline.chunks]
    facts[_KEPT, ruled] = 1.0
    np.multiply(facts[_SIZE], facts[_KEPT], out=facts[_RULED])
    np.greater(facts[_SIZE], _LONG, out=facts[_PARAGRAPHS])
    # What stands before each chunk, and at the end what stands on the page.
    sums = np.zeros((len(facts), len(texts) + 1))
    np.cumsum(facts, axis=1, out=sums[:, 1:])
    # Column after column, as the forest reads it; the fewer calls, the less time.
    table = np.empty((len(NAMES), len(rows)), dtype=np.float32)
    at = 0
    for block in (
        *_own(page, rows.tolist(), texts, facts[:, rows]),
        *_neighbours(facts, rows),
        _places(outline, rows, sums, ruled),
        *_around(outline, rows.tolist(), sums),
        _alike(outline, rows, facts, sums),
        _whole(sums),
    ):
        table[at : at + len(block)] = block
        at += len(block)
    return table.T


def _own(page: Page, rows: list[int], texts: list[str], facts: _Numbers) -> list[_Numbers]:
    outline = page.outline
    chunks, styles, doubts = outline.chunks, outline.styles, outline.doubts
    described = (page.meta.value("og:description", "description") or "")[:_DESCRIBED]
    first = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    found: list[float] = []
    for at in rows:
        chunk, text = chunks[at], texts[at]
        style = styles[chunk.node]
        found += (
            chunk.strong, text.count(" ") + 1, _KIND[chunk.kind], _TAG.get(style.tag, -1.0),
            text[-1] in ENDS, float(style.tag[1]) if chunk.kind == "heading" else 0.0,
            _DOUBT.get(doubts[chunk.node], -1.0), _DOUBT.get(style.doubt, -1.0),
            described != "" and _is_described(text, described), first[text] != at,
        )  # fmt: skip
    table = np.array(found, dtype=np.float64).reshape(len(rows), -1).T
    size = facts[_SIZE]
    return [facts[:1], facts[1:2] / size, table[:1] / size, table[1:]]


def _is_described(text: str, described: str) -> bool:
    """Whether a chunk is what the page's description says."""
    return len(text) > _SHORT and (
        text[:_SAME] in described or (len(described) > _SHORT and described[:_SAME] in text)
    )


def _neighbours(facts: _Numbers, rows: _Places) -> list[_Numbers]:
    """Whether kept, and of the chunk before and the one after; -1 at the edge."""
    beside = np.empty((3, facts.shape[1] + 2))
    beside.fill(-1.0)
    beside[0, 1:-1] = facts[_KEPT]
    beside[1, 1:-1] = facts[_SIZE]
    np.divide(facts[_LINKED], facts[_SIZE], out=beside[2, 1:-1])
    both = np.empty((3, 2, len(rows)))
    both[:, 0] = beside[:, rows]
    both[:, 1] = beside[:, rows + 2]
    return [facts[_KEPT:, rows], both.reshape(6, -1)]


def _places(outline: Outline, rows: _Places, sums: _Numbers, ruled: list[int]) -> _Numbers:
    found = np.empty((8, len(rows)))
    found.fill(-_FAR)
    before, whole = sums[:, rows], sums[:, -1]
    np.divide(rows, sums.shape[1] - 1, out=found[0])
    np.divide(before[_SIZE], whole[_SIZE], out=found[1])
    np.subtract(rows, ruled[0], out=found[2])
    np.subtract(ruled[-1], rows, out=found[3])
    headline = next((at for at, chunk in enumerate(outline.chunks) if chunk.tag == "h1"), None)
    if headline is not None:
        np.subtract(rows, headline, out=found[4])
        np.maximum(before[_SIZE] - sums[_SIZE, headline], -1.0, out=found[5])
    near = found[2:5]
    np.minimum(np.maximum(near, -_FAR, out=near), _FAR, out=near)
    np.divide(before[_RULED], whole[_RULED], out=found[6])
    np.divide(before[_KEPT], whole[_KEPT], out=found[7])
    return found


def _around(outline: Outline, rows: list[int], sums: _Numbers) -> list[_Numbers]:
    chunks, depths, hints, bodies = outline.chunks, outline.depths, outline.hints, outline.bodies
    own = [chunks[at].node for at in rows]
    shape = np.array([
        *[depths[node] for node in own],
        *[hints[node] for node in own],
        *[depths[node] - bodies[node] if bodies[node] >= 0 else _FAR for node in own],
    ]).reshape(3, -1)  # fmt: skip
    share = _shares(outline, own, sums)
    return [shape, share[3:5, 0], share[:, 1], share[:5, 2], share[3:5, 3]]


def _shares(outline: Outline, own: list[int], sums: _Numbers) -> _Numbers:
    """(6, 4, chunks): what stands in a chunk's own block and in the three around it."""
    # -1, for none, stands for an empty one.
    parents, firsts, lasts = [*outline.parents, -1], [*outline.firsts, 0], [*outline.lasts, 0]
    inner = [parents[node] for node in own]
    outer = [parents[node] for node in inner]
    blocks = (*own, *inner, *outer, *[parents[node] for node in outer])
    first = np.array([firsts[node] for node in blocks]).reshape(4, -1)
    last = np.array([lasts[node] for node in blocks]).reshape(4, -1)
    text, links, ruled, paragraphs = sums[:4, last] - sums[:4, first]
    found = np.empty((6, *first.shape))
    np.subtract(last, first, out=found[0])
    np.divide(text, sums[_SIZE, -1], out=found[1])
    some = np.maximum(text, 1.0)
    np.divide(links, some, out=found[2])
    np.divide(ruled, some, out=found[3])
    np.divide(ruled, sums[_RULED, -1], out=found[4])
    found[5] = paragraphs
    return found


def _alike(outline: Outline, rows: _Places, facts: _Numbers, sums: _Numbers) -> _Numbers:
    styles, parents = outline.styles, outline.parents
    numbers: dict[tuple[str, str, str, str], int] = {}
    groups = []
    for chunk in outline.chunks:
        node = chunk.node
        above = parents[node]
        style = styles[node]
        outer = styles[above] if above >= 0 else style
        make = (style.tag, style.names, outer.tag, outer.names)
        groups.append(numbers.setdefault(make, len(numbers)))
    group = np.array(groups)
    asked = group[rows]
    count = np.bincount(group)[asked]
    text, links, ruled = (np.bincount(group, column)[asked] for column in facts[:3])
    whole = sums[_SIZE, -1]
    return np.array((count, text / whole, links / text, ruled / text, text / count))


def _whole(sums: _Numbers) -> _Numbers:
    whole, ruled, kept = sums[_SIZE, -1], sums[_RULED, -1], sums[_KEPT, -1]
    return np.array([[whole], [sums.shape[1] - 1], [ruled], [kept], [ruled / whole]])
