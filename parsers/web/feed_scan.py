"""One strict pass over a feed's XML: what kind it is, and what the libraries do not tell.

The libraries give titles, links and texts. They lose times as written, `xml:base`, ids (a missing
one is filled with the link) and the number of entries before it is too late. This pass collects
just these, costs a few milliseconds, and is the judge of whether a document is well-formed.
"""

from dataclasses import dataclass, field
from xml.parsers import expat  # document types are refused: neither entities nor files

from parsers.errors import FeedError
from parsers.records import FeedKind
from parsers.web.urls import resolve

MAX_ENTRIES = 10_000
"""Entries of one feed that are read; the rest is cut off before any library sees it."""

MAX_DEPTH = 200
"""Nesting that is followed; deeper documents make some readers quadratic."""

MAX_TEXT = 4000
"""Characters of one text that are collected; titles, times and ids are shorter."""

KINDS_BY_ROOT: dict[str, FeedKind] = {"rss": "rss", "rdf": "rdf", "feed": "atom"}
"""The kind of feed by the local name of the root element, in lower case."""

_PUBLISHED = ("pubDate", "published", "issued", "date", "created")
_MODIFIED = ("updated", "modified")
_WANTED = frozenset((*_PUBLISHED, *_MODIFIED, "guid", "id", "origLink", "pubdate"))


@dataclass(slots=True)
class Marks:
    """What one entry says beside title and link: texts of its direct children by local name."""

    base: str
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def published(self) -> str | None:
        """The time of publication as written."""
        return self._first("pubdate", *_PUBLISHED)

    @property
    def modified(self) -> str | None:
        """The time of the last change as written."""
        return self._first(*_MODIFIED)

    @property
    def entry_id(self) -> str | None:
        """The guid or id as written."""
        return self._first("guid", "id", "about")

    @property
    def original_link(self) -> str | None:
        """Where a link through a counting service leads."""
        return self._first("origLink")

    @property
    def title(self) -> str | None:
        """An XHTML title with the text of the elements inside it; None for other titles."""
        return self._first("title")

    def _first(self, *names: str) -> str | None:
        for name in names:
            text = self.texts.get(name)
            if text and not text.isspace():
                return " ".join(text.split())
        return None


@dataclass(frozen=True, slots=True)
class Scan:
    """A well-formed feed: `data` is the document to read, ended early where it was too long."""

    kind: FeedKind
    data: bytes
    marks: tuple[Marks, ...]
    language: str | None
    truncated: bool


def scan_feed(text: str, url: str) -> Scan | None:
    """The pass over a text from `feed_text.readable`; None where it is not well-formed.

    FeedError where it is well-formed and no feed, or nested too deep.
    """
    data = text.encode("utf-8", "replace")
    reader = _Reader(url)
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat knows no keywords
    except _Full:
        data = data[: reader.cut_at] + reader.closing_tags()
        return reader.result(data, truncated=True)
    except expat.ExpatError:
        return None
    return reader.result(data, truncated=False)


class _Full(Exception):
    """One entry more than are read."""


class _Reader:
    """The handlers of one pass: the open elements, the bases in force, the entry at hand."""

    def __init__(self, url: str) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._refuse
        self.kind: FeedKind = "rss"
        self.marks: list[Marks] = []
        self.about = Marks(url)
        self.cut_at = 0
        self._depth = 0
        self._heard_at = -1
        self._open: list[str] = []
        self._bases = [url]
        self._entry_depth = 0

    def result(self, data: bytes, *, truncated: bool) -> Scan:
        """What the pass found, with the document that it was found in."""
        return Scan(self.kind, data, tuple(self.marks), self.about.texts.get("language"), truncated)

    def closing_tags(self) -> bytes:
        """What ends the document after its last entry."""
        return "".join(f"</{name}>" for name in reversed(self._open)).encode()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        depth = self._depth
        self._depth += 1
        if depth >= MAX_DEPTH:
            raise FeedError(f"elements are nested more than {MAX_DEPTH} deep")
        if not self._entry_depth:
            self._start_outside(name, depth, attributes)
        elif depth == self._entry_depth:
            local = name.rpartition(":")[2]
            # Other titles are read well by the libraries.
            if local in _WANTED or (local == "title" and attributes.get("type") == "xhtml"):
                self._listen(self.marks[-1].texts, local)

    def _start_outside(self, name: str, depth: int, attributes: dict[str, str]) -> None:
        """An element around or beside the entries, or an entry itself."""
        local = name.rpartition(":")[2]
        base = attributes.get("xml:base")
        outer = self._bases[-1]
        inner = outer if base is None else resolve(outer, base) or outer
        if depth <= 2 and local in ("item", "entry"):  # noqa: PLR2004 - rss, channel, item
            self._enter(inner, attributes)
            return
        if depth == 0:
            self._name_kind(local)
            if "xml:lang" in attributes:
                self.about.texts["language"] = attributes["xml:lang"]
        elif depth <= 2 and local == "language":  # noqa: PLR2004 - rss, channel, language
            self._listen(self.about.texts, local)
        self._open.append(name)
        self._bases.append(inner)

    def _enter(self, base: str, attributes: dict[str, str]) -> None:
        if len(self.marks) == MAX_ENTRIES:
            self.cut_at = self.parser.CurrentByteIndex
            raise _Full
        about = attributes.get("rdf:about")
        self.marks.append(Marks(base, {"about": about} if about else {}))
        self._entry_depth = self._depth

    def _name_kind(self, local: str) -> None:
        kind = KINDS_BY_ROOT.get(local.lower())
        if kind is None:
            raise FeedError(f"the document is a {local[:40]!r}, not a feed")
        self.kind = kind

    def _listen(self, texts: dict[str, str], local: str) -> None:
        # The first of a kind counts; "" keeps a later one from being taken for it.
        if local in texts:
            return
        texts[local] = ""
        self._heard_at = self._depth - 1

        def hear(piece: str) -> None:
            if len(texts[local]) < MAX_TEXT:
                texts[local] += piece

        self.parser.CharacterDataHandler = hear

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._depth == self._heard_at:
            self.parser.CharacterDataHandler = None
            self._heard_at = -1
        if not self._entry_depth:
            self._open.pop()
            self._bases.pop()
        elif self._depth < self._entry_depth:
            self._entry_depth = 0

    def _refuse(self, *_: object) -> None:
        raise FeedError("the document declares entities")
