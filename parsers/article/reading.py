"""A page's bytes to its outline: one parse, one pass over what the tree writes out.

Walking the tree from Python costs ten times what building it does. So the tree is written out
again, where every element is closed and every "<" begins a tag, and read as a stream of pieces.
"""

import re

from parsers.article.outline import Chunk, Mark, Outline
from parsers.article.tags import (
    CLOSE,
    END_LINK,
    LINE,
    LINK,
    META,
    OPEN,
    RAW,
    RULE,
    SKIP,
    STRONGER,
    WEAKER,
    known_tags,
    learn,
    unescape,
)
from parsers.records import BlockKind
from parsers.web.html import clean_markup

LONGEST_CELL = 120
"""Cells of tables of figures are no longer, in characters."""
# Taken out by the tree itself, since news pages are full of them; `tags.SKIPPED` has the rest.
_CUT = ["script", "style", "noscript", "nav", "iframe", "button", "select", "img", "picture",
        "source"]  # fmt: skip
_NEAR = 4
_MOST_MARKS = 3000
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What `str.split` does not take for space; few pages have any.
_ODD = "\u200b\u200e\u200f\ufeff\u00ad\u2060"
_ODD_SPACE = re.compile(rf"[\s{_ODD}]+")
# A line break of the page (br), told apart from those of its source; a space to `str.split`.
_BREAK = "\x1f"


def read_outline(html: bytes) -> Outline:
    """The outline of a page in UTF-8. Raises ParseError for pages beyond the bounds of a tree."""
    markup = clean_markup(html, _CUT)
    if "<!--" in markup:
        # Behind the last end no comment ends; to search on from each opening there would be
        # quadratic on raw text full of them.
        end = markup.rfind("-->") + 3
        markup = _COMMENT.sub("", markup[:end]) + markup[end:]
    return _Reader(markup).read()


class _Reader:
    """Collects text between block boundaries."""

    def __init__(self, markup: str) -> None:
        self._outline = Outline(pieces=markup.split("<"))
        self._odd = any(odd in markup for odd in _ODD)

    def read(self) -> Outline:  # noqa: C901, PLR0912, PLR0915 - one loop: calls would cost more than the work
        """The whole stream."""
        outline, known, flush = self._outline, known_tags(), self._add
        pieces, chunks, marks, metas = outline.pieces, outline.chunks, outline.marks, outline.metas
        styles, parents, depths, firsts = (
            outline.styles, outline.parents, outline.depths, outline.firsts)  # fmt: skip
        hints, bodies, doubts = outline.hints, outline.bodies, outline.doubts
        lasts, ends = [0] * len(pieces), [0] * len(pieces)
        # The innermost open block, what holds inside it, and the same of those around it.
        node, hint, body, doubt = -1, 0, -1, ""
        opened: list[tuple[int, int, int, str]] = []
        texts: list[str] = []
        links = bold = breaks = deep = linked = anchors = strong = start = 0
        skipped = ""
        for at, piece in enumerate(pieces):
            head, _, text = piece.partition(">")
            if skipped:
                deep += _deeper(head, skipped)
                if deep:
                    continue
                skipped = ""
            meaning = known.get(head)
            does, style = meaning if meaning is not None else learn(head)
            if does == CLOSE:
                if texts:
                    flush(texts, node, start, linked, anchors, strong)
                    linked = anchors = strong = 0
                if node >= 0:
                    lasts[node] = len(chunks)
                    ends[node] = len(styles)
                    node, hint, body, doubt = opened.pop()
            elif does <= OPEN:
                if texts:
                    flush(texts, node, start, linked, anchors, strong)
                    linked = anchors = strong = 0
                parent, depth = node, len(opened)
                opened.append((node, hint, body, doubt))
                node = len(styles)
                if does == OPEN:
                    if style.hint > hint:  # noqa: PLR1730 - a call costs more
                        hint = style.hint
                    if style.hint > 1:
                        body = depth
                    if style.doubt and not doubt:
                        doubt = style.doubt
                        outline.doubted.append(node)
                # Seven lists, not one of tuples: the garbage collector need not look at them.
                styles.append(style)
                parents.append(parent)
                depths.append(depth)
                firsts.append(len(chunks))
                hints.append(hint)
                bodies.append(body)
                doubts.append(doubt)
            elif does == LINK:
                links += 1
                anchors += 1
            elif does == END_LINK:
                links -= 1
            elif does == META:
                if len(metas) < _MOST_MARKS:
                    metas.append(head)
            elif does == STRONGER:
                bold += 1
            elif does == WEAKER:
                bold -= 1
            elif does == LINE:
                breaks += 1
                texts.append(_BREAK)
                if breaks > 1:
                    flush(texts, node, start, linked, anchors, strong)
                    linked = anchors = strong = 0
            elif does == RULE:
                flush(texts, node, start, linked, anchors, strong)
                linked = anchors = strong = 0
            elif does == SKIP:
                skipped, deep = style.tag, 1
                continue
            if style.marked and len(marks) < _MOST_MARKS:
                marks.append(Mark(outline, style.tag, at, node, len(chunks)))
            if not text or text.isspace():
                if texts and text:
                    texts.append(text)
                continue
            if not texts:
                start = at
            texts.append(text)
            breaks = 0
            if links:
                linked += len(text.strip())
            if bold:
                strong += len(text.strip())
        if texts:
            flush(texts, node, start, linked, anchors, strong)
        while node >= 0:
            lasts[node], ends[node] = len(chunks), len(styles)
            node = opened.pop()[0]
        outline.lasts, outline.ends = lasts[: len(styles)], ends[: len(styles)]
        return outline

    def _add(  # noqa: PLR0917 - by position, which is cheaper
        self, texts: list[str], node: int, at: int, linked: int, anchors: int, strong: int
    ) -> None:
        """A chunk of the texts, which are emptied."""
        raw = texts[0] if len(texts) == 1 else "".join(texts)
        texts.clear()
        if "&" in raw:
            raw = unescape(raw)
        text = raw.strip()
        # Most text is folded already.
        if "  " in text or not text.isprintable():
            text = _fold(raw) if self._odd else " ".join(text.split())
        if not text or node < 0:
            return
        style = self._outline.styles[node]
        tag, kind = style.tag, style.block
        if tag == "head":
            return
        if kind != "heading":
            kind = self._kind(node)
            # Long text in a cell: a table for the layout of the page, not one of figures.
            if kind == "table" and len(text) > LONGEST_CELL:
                kind = "paragraph"
        parts = tuple(filter(None, map(_fold, raw.split(_BREAK)))) if _BREAK in raw else ()
        size = len(text)
        linked, strong = min(linked, size), min(strong, size)
        self._outline.chunks.append(
            Chunk(text, kind, tag, node, linked, anchors, strong, at, parts)
        )

    def _kind(self, index: int) -> BlockKind:
        """By the innermost of the nearest elements that says it; a heading only by its own tag."""
        styles, parents = self._outline.styles, self._outline.parents
        for _ in range(_NEAR):
            block = styles[index].block
            if block and block != "heading":
                return block
            index = parents[index]
            if index < 0:
                break
        return "paragraph"


def _deeper(head: str, skipped: str) -> int:
    """By how much a tag inside a skipped element leads deeper into elements of its name."""
    if head.startswith(skipped):
        return 1 if head[len(skipped) :][:1] in ("", " ") and skipped not in RAW else 0
    return -1 if head[1:] == skipped and head[0] == "/" else 0


def _fold(text: str) -> str:
    if text.isascii() or not any(odd in text for odd in _ODD):
        return " ".join(text.split())
    return _ODD_SPACE.sub(" ", text).strip()
