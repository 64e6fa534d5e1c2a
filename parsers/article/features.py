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
_FAR = 999.0
_LONG = 80

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


def features(page: Page, ruled: list[int]) -> Floats:
    """The table of (chunks, len(NAMES)); `ruled` are the positions that the rules chose."""
    outline = page.outline
    chunks = outline.chunks
    size = np.array([len(chunk.text) for chunk in chunks], dtype=np.float64)
    linked = np.array([chunk.linked for chunk in chunks], dtype=np.float64)
    kept = np.zeros(len(chunks))
    kept[ruled] = 1.0
    columns = [
        *_own(page, size, linked),
        *_neighbours(size, linked / size, kept),
        *_places(outline, size, kept),
        *_around(outline, size, linked, kept),
        *_alike(outline, size, linked, kept),
        *_whole(size, kept),
    ]
    # Column after column, as the forest reads it.
    table = np.empty((len(columns), len(chunks)), dtype=np.float32)
    for row, column in zip(table, columns, strict=True):
        row[:] = column
    return table.T


def _own(page: Page, size: _Numbers, linked: _Numbers) -> list[_Numbers]:
    outline = page.outline
    chunks, styles = outline.chunks, outline.styles
    described = page.meta.value("og:description", "description") or ""
    seen: set[str] = set()
    rows = []
    for chunk in chunks:
        text = chunk.text
        style = styles[chunk.node]
        repeated = text in seen
        seen.add(text)
        rows.append((
            chunk.strong, text.count(" ") + 1, _KIND[chunk.kind], _TAG.get(style.tag, -1.0),
            text[-1] in ENDS, float(style.tag[1]) if chunk.kind == "heading" else 0.0,
            _DOUBT.get(outline.doubts[chunk.node], -1.0), _DOUBT.get(style.doubt, -1.0),
            bool(described) and _is_described(text, described), repeated,
        ))  # fmt: skip
    strong, *others = np.array(rows, dtype=np.float64).T
    return [size, linked / size, strong / size, *others]


def _is_described(text: str, described: str) -> bool:
    """Whether a chunk is what the page's description says."""
    return len(text) > _SHORT and (
        text[:_SAME] in described or (len(described) > _SHORT and described[:_SAME] in text)
    )


def _neighbours(size: _Numbers, linked: _Numbers, kept: _Numbers) -> list[_Numbers]:
    return [
        kept, _shifted(kept, 1), _shifted(kept, -1), _shifted(size, 1), _shifted(size, -1),
        _shifted(linked, 1), _shifted(linked, -1),
    ]  # fmt: skip


def _shifted(column: _Numbers, by: int) -> _Numbers:
    """The value of the chunk before (1) or after (-1); -1 at the edge."""
    moved = np.full(len(column), -1.0)
    if by > 0:
        moved[1:] = column[:-1]
    else:
        moved[:-1] = column[1:]
    return moved


def _places(outline: Outline, size: _Numbers, kept: _Numbers) -> list[_Numbers]:
    count = len(size)
    position = np.arange(count, dtype=np.float64)
    before = _before(size)
    ruled = np.flatnonzero(kept)
    headline = next((at for at, chunk in enumerate(outline.chunks) if chunk.tag == "h1"), None)
    if headline is None:
        from_headline = text_from_headline = np.full(count, -_FAR)
    else:
        from_headline = np.clip(position - headline, -_FAR, _FAR)
        text_from_headline = np.maximum(before - before[headline], -1.0)
    weight = size * kept
    return [
        position / count,
        before / size.sum(),
        np.clip(position - ruled[0], -_FAR, _FAR),
        np.clip(ruled[-1] - position, -_FAR, _FAR),
        from_headline,
        text_from_headline,
        _before(weight) / weight.sum(),
        _before(kept) / kept.sum(),
    ]


def _before(column: _Numbers) -> _Numbers:
    total: _Numbers = np.cumsum(column) - column
    return total


def _around(outline: Outline, size: _Numbers, linked: _Numbers, kept: _Numbers) -> list[_Numbers]:
    parents = np.array([*outline.parents, -1])
    own: _Places = np.array([chunk.node for chunk in outline.chunks])
    inner, outer, far = _climb(own, parents)
    first, last = np.array([*outline.firsts, 0]), np.array([*outline.lasts, 0])
    long = (size > _LONG).astype(np.float64)
    sums = _sums(np.stack([size, linked, size * kept, long]))
    whole, all_kept = size.sum(), (size * kept).sum()

    def of(nodes: _Places) -> tuple[_Numbers, ...]:
        text, links, ruled, paragraphs = sums[:, last[nodes]] - sums[:, first[nodes]]
        some = np.maximum(text, 1.0)
        count = (last[nodes] - first[nodes]).astype(np.float64)
        return count, text / whole, links / some, ruled / some, ruled / all_kept, paragraphs

    depth, hint, body = (
        np.array(column, dtype=np.float64)[own]
        for column in (outline.depths, outline.hints, outline.bodies)
    )
    return [
        depth, hint, np.where(body < 0, _FAR, depth - body),
        *of(own)[3:5], *of(inner), *of(outer)[:5], *of(far)[3:5],
    ]  # fmt: skip


def _climb(own: _Places, parents: _Places) -> tuple[_Places, _Places, _Places]:
    inner = parents[own]
    outer = parents[inner]
    return inner, outer, parents[outer]


def _sums(columns: _Numbers) -> _Numbers:
    """What stands before each position, column by column; one place more than chunks."""
    sums = np.zeros((len(columns), columns.shape[1] + 1))
    np.cumsum(columns, axis=1, out=sums[:, 1:])
    return sums


def _alike(outline: Outline, size: _Numbers, linked: _Numbers, kept: _Numbers) -> list[_Numbers]:
    styles, parents = outline.styles, outline.parents
    numbers: dict[tuple[str, str, str, str], int] = {}
    groups = []
    for chunk in outline.chunks:
        style = styles[chunk.node]
        above = styles[parents[chunk.node]] if parents[chunk.node] >= 0 else style
        make = (style.tag, style.names, above.tag, above.names)
        groups.append(numbers.setdefault(make, len(numbers)))
    group = np.array(groups)
    count = np.bincount(group)[group].astype(np.float64)
    text, links, ruled = (
        np.bincount(group, column)[group] for column in (size, linked, size * kept)
    )
    return [count, text / size.sum(), links / text, ruled / text, text / count]


def _whole(size: _Numbers, kept: _Numbers) -> list[_Numbers]:
    ruled = (size * kept).sum()
    values = (size.sum(), len(size), ruled, kept.sum(), ruled / size.sum())
    return [np.full(len(size), value, dtype=np.float64) for value in values]
