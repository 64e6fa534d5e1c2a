"""The page as flat lists of nodes and chunks; `reading.py` makes them.

A *node* is a block-level element; its parent always stands before it in the list. A *chunk* is
a run of text between two block boundaries: what a reader sees as one paragraph, heading, list
item or table cell. A *mark* is an element that may say who wrote the page, when, or what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.article.tags import VOID, Style, attributes_of, unescape
from parsers.records import BlockKind

_MOST_PIECES = 2000


@dataclass(slots=True)
class Chunk:
    """A run of text with the node it stands in; `linked` counts the characters inside links.

    `lines` are its parts between line breaks, where it has any; `strong` counts the characters
    in bold or italic type, `anchors` the links; `at` is the piece of markup it begins with.
    """

    text: str
    kind: BlockKind
    tag: str
    node: int
    linked: int
    anchors: int
    strong: int
    at: int
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Outline:
    """The page flattened.

    These have one entry a node, in the order of opening tags:
    `styles`, `parents` (-1 for none), `depths`, `ends` (the nodes inside are those up to it),
    `firsts` and `lasts` (the chunks inside are `chunks[first:last]`), `hints` (the greatest of the
    node and those around it), `bodies` (the depth of the nearest node around or at it that is
    named as the article's body; -1 for none) and `doubts` (the node's or that of the outermost
    doubted node around it; `doubts.py` settles them). `doubted` are the nodes that are in doubt
    by themselves, outermost only.

    `pieces` is the markup cut before each "<"; `metas` are the tags of the meta elements and of
    links that may name the canonical address, which are no marks.
    """

    styles: list[Style] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    doubted: list[int] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    marks: list["Mark"] = field(default_factory=list)
    metas: list[str] = field(default_factory=list)

    def ancestors(self, index: int) -> Iterator[int]:
        """The node and those around it, inside out."""
        while index >= 0:
            yield index
            index = self.parents[index]


class Mark:
    """One marked element, read when asked: attributes, text, the chunk it stands in.

    `tag` is its name, `node` the block it stands in (or is), `chunk` the position of the chunk
    that its text belongs to or that comes next (may be the number of chunks at the end).
    """

    __slots__ = ("_attributes", "_end", "_page", "_piece", "_text", "chunk", "node", "tag")

    def __init__(self, page: Outline, tag: str, piece: int, node: int, chunk: int) -> None:
        self._page, self._piece = page, piece
        self.tag, self.node, self.chunk = tag, node, chunk
        self._end = -1
        self._attributes: dict[str, str] | None = None
        self._text: str | None = None

    @property
    def head(self) -> str:
        """The opening tag as written out: to see cheaply whether reading it is worth while."""
        return self._page.pieces[self._piece].partition(">")[0]

    @property
    def attributes(self) -> dict[str, str]:
        """All attributes, names in lower case."""
        if self._attributes is None:
            self._attributes = attributes_of(self.head)
        return self._attributes

    def get(self, name: str) -> str:
        """The value of an attribute; "" where it is absent."""
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """The text inside, a space wherever an element begins or ends, white space folded."""
        if self._text is None:
            self._text = " ".join(unescape(" ".join(self._inside())).split())
        return self._text

    @property
    def joined(self) -> str:
        """The text inside as shown in one line: without spaces between inline elements."""
        return " ".join(unescape("".join(self._inside())).split())

    @property
    def line(self) -> str:
        """The text of the chunk that the mark stands in or before; "" at the end of the page."""
        chunks = self._page.chunks
        return chunks[self.chunk].text if self.chunk < len(chunks) else ""

    def ancestors(self) -> Iterator[Style]:
        """The block itself and those around it, inside out."""
        return (self._page.styles[index] for index in self._page.ancestors(self.node))

    def contains(self, other: "Mark") -> bool:
        """Whether another mark stands inside this one."""
        return self._piece < other._piece < self.end  # noqa: SLF001 - of the same class

    def links(self) -> Iterator[tuple[str, str]]:
        """(address as written, text) of the links inside."""
        for index in range(self._piece, self.end):
            if self._page.pieces[index].startswith(("a ", "a>")):
                link = Mark(self._page, "a", index, self.node, self.chunk)
                yield link.get("href"), link.text

    @property
    def end(self) -> int:
        """The piece with the end tag; at most two thousand pieces are looked at."""
        if self._end < 0:
            self._end = self._find_end()
        return self._end

    def _find_end(self) -> int:
        depth = 0
        pieces = self._page.pieces
        last = min(len(pieces), self._piece + _MOST_PIECES)
        if self.tag in VOID:
            return self._piece
        starts, ends = (f"{self.tag}>", f"{self.tag} "), f"/{self.tag}>"
        for index in range(self._piece, last):
            if pieces[index].startswith(starts):
                depth += 1
            elif pieces[index].startswith(ends):
                depth -= 1
                if depth == 0:
                    return index
        return last

    def _inside(self) -> Iterator[str]:
        """The texts from the opening tag to its end tag."""
        for index in range(self._piece, self.end):
            yield self._page.pieces[index].partition(">")[2]
