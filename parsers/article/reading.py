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
    OPEN,
    RAW,
    RULE,
    SKIP,
    STRONGER,
    WEAKER,
    Style,
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
_ODD_SPACE = re.compile(r"[\s\u200b\u200e\u200f\ufeff\u00ad\u2060]+")
# A line break of the page (br), told apart from those of its source; a space to `str.split`.
_BREAK = "\x1f"


def read_outline(html: bytes) -> Outline:
    """The outline of a page in UTF-8. Raises ParseError for pages beyond the bounds of a tree."""
    markup = clean_markup(html, _CUT)
    if "<!--" in markup:
        markup = _COMMENT.sub("", markup)
    return _Reader(markup).read()


class _Reader:
    """Collects text between block boundaries."""

    def __init__(self, markup: str) -> None:
        self._outline = Outline(pieces=markup.split("<"))
        self._open: list[int] = []
        self._nodes: list[tuple[Style, int, int, int, int, int, str]] = []
        self._texts: list[str] = []
        self._linked = self._anchors = self._strong = self._at = 0

    def read(self) -> Outline:  # noqa: C901, PLR0912, PLR0915 - one loop: calls would cost more than the work
        """The whole stream."""
        outline, texts, known, opened = self._outline, self._texts, known_tags(), self._open
        chunks, marks, lasts, ends = outline.chunks, outline.marks, outline.lasts, outline.ends
        nodes, enter, flush = self._nodes, self._enter, self._flush
        links = strong = breaks = depth = 0
        skipped = ""
        for at, piece in enumerate(outline.pieces):
            head, _, text = piece.partition(">")
            if skipped:
                depth += _deeper(head, skipped)
                if depth:
                    continue
                skipped = ""
            meaning = known.get(head)
            does, style = meaning if meaning is not None else learn(head)
            if does == CLOSE:
                if texts:
                    flush()
                if opened:
                    index = opened.pop()
                    lasts[index] = len(chunks)
                    ends[index] = len(nodes)
            elif does == OPEN:
                if texts:
                    flush()
                enter(style)
            elif does == LINK:
                links += 1
                self._anchors += 1
            elif does == END_LINK:
                links -= 1
            elif does == STRONGER:
                strong += 1
            elif does == WEAKER:
                strong -= 1
            elif does == LINE:
                breaks += 1
                texts.append(_BREAK)
                if breaks > 1:
                    flush()
            elif does == RULE:
                flush()
            elif does == SKIP:
                skipped, depth = style.tag, 1
                continue
            if style.marked and len(marks) < _MOST_MARKS:
                node = opened[-1] if opened else -1
                marks.append(Mark(outline, style.tag, at, node, len(chunks)))
            if not text or text.isspace():
                if text and texts:
                    texts.append(text)
                continue
            if not texts:
                self._at = at
            texts.append(text)
            breaks = 0
            if links:
                self._linked += len(text.strip())
            if strong:
                self._strong += len(text.strip())
        return self._finish()

    def _finish(self) -> Outline:
        self._flush()
        outline = self._outline
        for index in self._open:
            outline.lasts[index] = len(outline.chunks)
            outline.ends[index] = len(self._nodes)
        if self._nodes:
            columns = zip(*self._nodes, strict=True)
            (outline.styles, outline.parents, outline.depths, outline.firsts, outline.hints,
             outline.bodies, outline.doubts) = map(list, columns)  # fmt: skip
        return outline

    def _enter(self, style: Style) -> None:
        nodes, opened, outline = self._nodes, self._open, self._outline
        index, depth = len(nodes), len(opened)
        hint, doubt = style.hint, style.doubt
        parent, body, above = -1, -1, ""
        if opened:
            parent = opened[-1]
            _, _, _, _, above_hint, body, above = nodes[parent]
            hint = max(hint, above_hint)
        if style.hint > 1:
            body = depth
        if doubt and not above:
            outline.doubted.append(index)
        opened.append(index)
        nodes.append((style, parent, depth, len(outline.chunks), hint, body, above or doubt))
        outline.lasts.append(0)
        outline.ends.append(0)

    def _flush(self) -> None:
        texts = self._texts
        raw = texts[0] if len(texts) == 1 else "".join(texts)
        if "&" in raw:
            raw = unescape(raw)
        text = _fold(raw)
        if text and self._open:
            self._add(text, raw)
        texts.clear()
        self._linked = self._anchors = self._strong = 0

    def _add(self, text: str, raw: str) -> None:
        index = self._open[-1]
        style = self._nodes[index][0]
        if style.tag == "head":
            return
        kind = style.block if style.block == "heading" else self._kind(index)
        # Long text in a cell: a table for the layout of the page, not one of figures.
        if kind == "table" and len(text) > LONGEST_CELL:
            kind = "paragraph"
        parts = tuple(filter(None, map(_fold, raw.split(_BREAK)))) if _BREAK in raw else ()
        self._outline.chunks.append(
            Chunk(
                text, kind, style.tag, index, min(self._linked, len(text)), self._anchors,
                min(self._strong, len(text)),
                self._at, parts,
            )
        )  # fmt: skip

    def _kind(self, index: int) -> BlockKind:
        """By the innermost of the nearest elements that says it; a heading only by its own tag."""
        for _ in range(_NEAR):
            style, parent, *_ = self._nodes[index]
            if style.block and style.block != "heading":
                return style.block
            if parent < 0:
                break
            index = parent
        return "paragraph"


def _deeper(head: str, skipped: str) -> int:
    """By how much a tag inside a skipped element leads deeper into elements of its name."""
    if head.startswith(skipped):
        return 1 if head[len(skipped) :][:1] in ("", " ") and skipped not in RAW else 0
    return -1 if head[1:] == skipped and head[0] == "/" else 0


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.split())
    return _ODD_SPACE.sub(" ", text).strip()
