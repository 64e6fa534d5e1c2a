"""The stream reader of sitemaps: bytes to the texts of each entry, within caps."""

from dataclasses import dataclass, field
from xml.parsers import expat  # document types with entities are refused, external ones not read

from parsers.errors import FeedError

MAX_URLS = 50_000
"""Entries of one sitemap that are read (sitemaps.org: 50,000)."""

MAX_NESTING = 20
"""Elements within elements that are followed; a sitemap with all extensions needs five."""

ROOTS = ("urlset", "sitemapindex")

_OWN = frozenset(("loc", "lastmod"))
_NEWS = frozenset(("publication_date", "title", "language"))
# Extensions that use the same names for something else: captions and dates of media.
_OTHER_PREFIXES = ("image", "video", "xhtml")
_CUT_OFF = (
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
)


@dataclass(slots=True)
class SitemapScan:
    """What one pass found.

    `root` is "" where the document is no sitemap. `entries` map "loc", "lastmod",
    "publication_date", "title" and "language" to texts. `problem` says why the pass ended before
    the end; `malformed` that the cause was markup, not length.
    """

    root: str = ""
    entries: list[dict[str, str]] = field(default_factory=list)
    problem: str | None = None
    malformed: bool = False


def scan_sitemap(data: bytes) -> SitemapScan:
    """The entries of a sitemap as far as they can be read.

    FeedError, and nothing else, where the document declares entities: no honest sitemap does.
    """
    reader = _Reader()
    scan = reader.scan
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat knows no keywords
    except _Stop as stop:
        scan.problem = str(stop)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # Not only expat's own: an encoding that is declared and not known.
        cut_off = getattr(error, "code", None) in _CUT_OFF
        scan.problem = "the document ends early" if cut_off else f"not well-formed: {error}"[:200]
        scan.malformed = not cut_off
    if scan.root not in ROOTS:
        scan.root = ""
    return scan


class _Stop(Exception):
    """Enough was read."""


class _Reader:
    """The handlers of one pass."""

    def __init__(self) -> None:
        self.scan = SitemapScan()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._refuse
        self._depth = 0
        self._texts: list[str] = []

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._depth += 1
        self._texts.clear()
        if self._depth > 2:  # noqa: PLR2004 - inside of an entry
            if self._depth > MAX_NESTING:
                raise _Stop(f"nested more than {MAX_NESTING} deep")
        elif self._depth == 1:
            self.scan.root = name.rpartition(":")[2].lower()
            if self.scan.root not in ROOTS:
                raise _Stop("no sitemap")
        else:
            if len(self.scan.entries) == MAX_URLS:
                raise _Stop(f"more than {MAX_URLS} entries")
            self.scan.entries.append({})
            self.parser.CharacterDataHandler = self._texts.append

    def _end(self, name: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        prefix, _, local = name.rpartition(":")
        if depth == 2:  # noqa: PLR2004 - the entry itself
            self.parser.CharacterDataHandler = None
        elif local in (_OWN if depth == 3 else _NEWS) and prefix not in _OTHER_PREFIXES:  # noqa: PLR2004
            self.scan.entries[-1].setdefault(local, " ".join("".join(self._texts).split()))
        self._texts.clear()

    def _refuse(self, *_: object) -> None:
        raise FeedError("the document declares entities: refused")
