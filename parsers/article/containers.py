"""The text inside chosen elements as blocks: what site rules read, with nothing judged.

The general parser doubts and weighs; here somebody has said where the text is.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from parsers.article.body import join_blocks
from parsers.records import Block, BlockKind
from parsers.web.html import Document, Element

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby
    rb rp rt s samp small span strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905 - a word list
)
# The headline and captions are no text of the article, wherever a container begins.
_LEFT_OUT = frozenset(
    """script style noscript template svg math iframe object embed applet audio video canvas map
    button select textarea input datalist progress dialog menu nav h1 figcaption""".split()  # noqa: SIM905 - a word list
)
_TAGS: tuple[tuple[BlockKind, tuple[str, ...]], ...] = (
    ("heading", ("h2", "h3", "h4", "h5", "h6")),
    ("list_item", ("li", "dd", "dt")),
    ("table", ("td", "th", "tr")),
    ("quote", ("blockquote",)),
    ("preformatted", ("pre",)),
)
_KINDS = {tag: kind for kind, tags in _TAGS for tag in tags}
_SPACE = re.compile(r"[\s\u200b\u200e\u200f\ufeff\u00ad\u2060]+")
# Cells of tables of figures are no longer; a table with longer ones only lays out the page.
_LONGEST_CELL = 120


@dataclass(slots=True)
class _Run:
    """A run of text between two block boundaries; `table` and `row` number what it stands in."""

    kind: BlockKind
    text: str
    table: int
    row: int


def read_containers(
    document: Document, chosen: Collection[Element], dropped: Collection[Element]
) -> tuple[str, tuple[Block, ...]]:
    """The text of the chosen elements in document order, and its blocks; without the dropped."""
    reader = _Reader(frozenset(chosen))
    out = frozenset(dropped)
    for kind, element, text in document.walk(lambda one: one.tag in _LEFT_OUT or one in out):
        if kind == "text":
            reader.text(text)
        elif kind == "open":
            reader.enter(element)
        else:
            reader.leave(element)
    return join_blocks([(run.kind, run.text) for run in _merged(reader.runs)])


class _Reader:
    """Collects the texts inside the chosen elements between block boundaries."""

    def __init__(self, chosen: frozenset[Element]) -> None:
        self.runs: list[_Run] = []
        self._chosen = chosen
        self._depth = 0
        self._open: list[tuple[BlockKind | None, int, int]] = []
        self._pieces: list[str] = []
        self._tables = self._rows = self._breaks = 0

    def text(self, text: str) -> None:
        if self._depth:
            self._pieces.append(text)
            if not text.isspace():
                self._breaks = 0

    def enter(self, element: Element) -> None:
        chosen = element in self._chosen
        if chosen:
            self._flush()
            self._depth += 1
        if not self._depth or element.tag in _INLINE:
            return
        if element.tag == "br":
            self._line_break()
            return
        self._flush()
        kind, table, row = self._open[-1] if self._open else (None, 0, 0)
        if element.tag == "table":
            self._tables += 1
            table = self._tables
        elif element.tag == "tr":
            self._rows += 1
            row = self._rows
        kind = _KINDS.get(element.tag, kind)
        # A cell that is itself the container is a column of the page, not a figure.
        self._open.append((None if chosen and kind == "table" else kind, table, row))

    def leave(self, element: Element) -> None:
        if self._depth and element.tag not in _INLINE and element.tag != "br":
            self._flush()
            self._open.pop()
        if element in self._chosen:
            self._flush()
            self._depth -= 1

    def _line_break(self) -> None:
        """One is a space, two end a paragraph."""
        self._breaks += 1
        if self._breaks > 1:
            self._flush()
        else:
            self._pieces.append(" ")

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._pieces)).strip()
        if text:
            kind, table, row = self._open[-1] if self._open else (None, 0, 0)
            self.runs.append(_Run(kind or "paragraph", text, table, row))
        self._pieces.clear()
        self._breaks = 0


def _merged(runs: list[_Run]) -> list[_Run]:
    """The cells of a table become lines of one block, those of a layout paragraphs."""
    layouts = {run.table for run in runs if len(run.text) > _LONGEST_CELL}
    merged: list[_Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if run.kind == "table" and run.table in layouts:
            merged.append(_Run("paragraph", run.text, 0, 0))
        elif run.kind == "table" and last and last.kind == "table" and last.table == run.table:
            between = " | " if last.row == run.row else "\n"
            merged[-1] = _Run("table", last.text + between + run.text, run.table, run.row)
        else:
            merged.append(run)
    return merged
