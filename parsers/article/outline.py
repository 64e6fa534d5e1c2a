"""The page as a flat list of nodes and chunks: one walk, no recursion, no tree afterwards.

A *node* is a block-level element; its parent always stands before it in the list. A *chunk* is
a run of text between two block boundaries: what a reader sees as one paragraph, heading, list
item or table row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.article import words
from parsers.records import BlockKind
from parsers.web.html import Document, Element

INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby
    rb rp rt s samp small span strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905 - a word list
)
LEFT_OUT = frozenset(
    """script style noscript template svg math iframe object embed applet audio video canvas map
    button select textarea input datalist progress dialog head title meta link base img picture
    source track frame frameset noframes menu""".split()  # noqa: SIM905 - a word list
)
_NAMES = ("class", "id", "itemprop", "role", "data-testid", "data-component")
_LONGEST_NAMES = 600
LONGEST_CELL = 120
"""Cells of tables of figures are no longer, in characters."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[\s\u200b\u200e\u200f\ufeff\u00ad]+")
# A line break of the page (br), told apart from those of its source; a space to `_SPACE`.
_BREAK = "\x1f"
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """A block-level element: `doubt` says why its text is hardly the article's ("" for none)."""

    tag: str
    names: str
    parent: int
    doubt: str = ""
    hint: int = 0
    mass: float = 0.0


@dataclass(slots=True)
class Chunk:
    """A run of text with the node it stands in; `linked` counts the characters inside links.

    `lines` are its parts between line breaks, where it has any.
    """

    text: str
    kind: BlockKind
    tag: str
    node: int
    linked: int
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Outline:
    """The page flattened."""

    nodes: list[Node] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def ancestors(self, index: int) -> Iterator[int]:
        """The node and those around it, inside out."""
        while index >= 0:
            yield index
            index = self.nodes[index].parent


def outline(document: Document) -> Outline:
    """The outline of the body."""
    return _Reader().read(document)


@lru_cache(maxsize=4096)
def _judge(tag: str, names: str) -> tuple[str, int]:
    return words.doubt(tag, names), words.hint(tag, names)


class _Reader:
    """Collects text between block boundaries."""

    def __init__(self) -> None:
        self._outline = Outline()
        self._open: list[int] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._anchors = 0
        self._breaks = 0

    def read(self, document: Document) -> Outline:
        for kind, element, text in document.walk(_left_out):
            tag = element.tag
            if kind == "text":
                self._text(text)
            elif tag in INLINE:
                if tag == "a":
                    self._anchors += 1 if kind == "open" else -1
            elif tag == "br":
                self._line_break(kind)
            else:
                self._flush()
                if kind == "open":
                    self._enter(element)
                else:
                    self._open.pop()
        return self._outline

    def _text(self, text: str) -> None:
        self._pieces.append(text)
        if not text.isspace():
            self._breaks = 0
            if self._anchors:
                self._linked += len(text.strip())

    def _line_break(self, kind: str) -> None:
        if kind != "open":
            return
        self._breaks += 1
        if self._breaks > 1:
            self._flush()
        else:
            self._pieces.append(_BREAK)

    def _enter(self, element: Element) -> None:
        tag, attributes = element.tag, element.attributes
        names = " ".join([attributes.get(name, "") for name in _NAMES])[:_LONGEST_NAMES]
        parent = self._open[-1] if self._open else -1
        doubt, hint = _judge(tag, names)
        if "hidden" in attributes or _INVISIBLE.search(attributes.get("style", "")):
            doubt = doubt or "hidden"
        self._open.append(len(self._outline.nodes))
        self._outline.nodes.append(Node(tag, names, parent, doubt, hint))

    def _flush(self) -> None:
        raw = "".join(self._pieces)
        text = _fold(raw)
        if text and self._open:
            parts = map(_fold, raw.split(_BREAK)) if _BREAK in raw else ()
            self._add(text, tuple(filter(None, parts)))
        self._pieces.clear()
        self._linked = self._breaks = 0

    def _add(self, text: str, lines: tuple[str, ...]) -> None:
        index = self._open[-1]
        tag = self._outline.nodes[index].tag
        kind = self._kind(index, tag)
        # Long text in a cell: a table for the layout of the page, not one of figures.
        if kind == "table" and len(text) > LONGEST_CELL:
            kind = "paragraph"
        self._outline.chunks.append(Chunk(text, kind, tag, index, self._linked, lines))

    def _kind(self, index: int, tag: str) -> BlockKind:
        if tag in _HEADINGS:
            return "heading"
        nodes = self._outline.nodes
        for _ in range(4):
            if tag in ("li", "dd", "dt"):
                return "list_item"
            if tag in ("td", "th", "tr"):
                return "table"
            if tag in ("blockquote", "pre"):
                return "quote" if tag == "blockquote" else "preformatted"
            index = nodes[index].parent
            if index < 0:
                break
            tag = nodes[index].tag
        return "paragraph"


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _left_out(element: Element) -> bool:
    return element.tag in LEFT_OUT
