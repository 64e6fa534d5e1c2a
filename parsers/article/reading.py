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
    NOTHING,
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

    def read(self) -> Outline:  # noqa: C901, PLR0912 - one loop: a call for every piece costs more than all else
        """The whole stream."""
        outline, texts, known = self._outline, self._texts, known_tags()
        chunks, marks = outline.chunks, outline.marks
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
            if does != NOTHING:
                if does == OPEN:
                    if texts:
                        self._flush()
                    self._enter(style)
                elif does == CLOSE:
                    if texts:
                        self._flush()
                    self._leave()
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
                        self._flush()
                elif does == RULE:
                    self._flush()
                elif does == SKIP:
                    skipped, depth = style.tag, 1
                    continue
            if style.marked and len(marks) < _MOST_MARKS:
                open_ = self._open
                marks.append(Mark(outline, style.tag, at, open_[-1] if open_ else -1, len(chunks)))
            if text:
                if text.isspace():
                    if texts:
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
        while self._open:
            self._leave()
        outline = self._outline
        if self._nodes:
            columns = zip(*self._nodes, strict=True)
            (outline.styles, outline.parents, outline.depths, outline.firsts, outline.hints,
             outline.bodies, outline.doubts) = map(list, columns)  # fmt: skip
        return outline

    def _enter(self, style: Style) -> None:
        nodes, opened = self._nodes, self._open
        index, depth = len(nodes), len(opened)
        hint, doubt = style.hint, style.doubt
        body = depth if hint > 1 else -1
        parent = -1
        if opened:
            parent = opened[-1]
            _, _, _, _, above_hint, above_body, above = nodes[parent]
            hint = max(hint, above_hint)
            body = above_body if body < 0 else body
            if doubt and not above:
                self._outline.doubted.append(index)
            doubt = above or doubt
        elif doubt:
            self._outline.doubted.append(index)
        opened.append(index)
        nodes.append((style, parent, depth, len(self._outline.chunks), hint, body, doubt))
        self._outline.lasts.append(0)
        self._outline.ends.append(0)

    def _leave(self) -> None:
        if self._open:
            index = self._open.pop()
            self._outline.lasts[index] = len(self._outline.chunks)
            self._outline.ends[index] = len(self._nodes)

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
        kind = self._kind(style, index)
        # Long text in a cell: a table for the layout of the page, not one of figures.
        if kind == "table" and len(text) > LONGEST_CELL:
            kind = "paragraph"
        parts = tuple(filter(None, map(_fold, raw.split(_BREAK)))) if _BREAK in raw else ()
        self._outline.chunks.append(
            Chunk(
                text, kind, style.tag, index, self._linked, self._anchors, self._strong,
                self._at, parts,
            )
        )  # fmt: skip

    def _kind(self, style: Style, index: int) -> BlockKind:
        """By the innermost of the nearest elements that says it; a heading only by its own tag."""
        if style.block == "heading":
            return "heading"
        for _ in range(_NEAR):
            if style.block and style.block != "heading":
                return style.block
            index = self._nodes[index][1]
            if index < 0:
                break
            style = self._nodes[index][0]
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
