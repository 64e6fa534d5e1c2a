"""Who wrote it: persons and organisations told apart, and nobody rather than somebody wrong.

Linked data and meta elements say names that may be an account, the paper or half of them; the
byline shows names that may be cut, or another story's. Agreement decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from parsers.agencies import agency_named
from parsers.article.addresses import host_of
from parsers.article.byline_lines import opening_name, read_line
from parsers.article.bylines import Byline, Bylines
from parsers.article.found import Found
from parsers.article.jsonld import Thing, first, strings, types
from parsers.article.masthead import headline_at
from parsers.article.names import read_names
from parsers.article.page import Page
from parsers.article.signing import is_by
from parsers.records import Author

_TWITTER = "twitter:data1"
# "Verfasst von", "Scritto da": labels of a card that end so name the author.
_BY_ENDS = frozenset(
    ("by", "von", "vom", "par", "por", "di", "da", "door", "przez", "av", "af", "pe", "od", "oleh")
)
_META = (
    "author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author",
    "article:author_name",
    "authors",
    "cxenseparse:author",
    _TWITTER,
    "article.author",
    "creator",
)
_LABELS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "section",
    "category",
    "news_keywords",
    "keywords",
    "article:tag",
)
_WORD = re.compile(r"[\W_]+")
_ACCOUNT = re.compile(r"/(?:admin\w*|user|webmaster|editor|staff)/?$")
_NEWS = re.compile("News|LiveBlog|Report|Opinion|Analysis")
_ADDRESS = re.compile(r"\w\.[a-z]{2,}\b")
_NO_WORD = re.compile(r"\s*(?:[^\w\s]|\d|$)")
_MOST = 12
_MOST_SAID = 40
_SHORTEST_OWN = 6
_LAST_LINES = 10
_LAST = 1000
_LONGEST_LINE = 80
_LONGEST_FOLDED = 400
_Authors = tuple[Author, ...]


def authors_of(
    page: Page, site: str | None, text: str = "", title: str | None = None
) -> Found[_Authors] | None:
    """The authors in order; None where nobody is named.

    `text` is the article's, whose last lines may sign it; `title` tells the headline from other
    first headings. A desk or the site itself counts only where nobody else is named, and where it
    signs at the headline or the head says so with a news article or that line to bear it out.
    """
    headline = _headline(page, title)
    shown = _Shown(Bylines(page.outline, headline), _own_names(page, site), _accounts(page))
    shown.labels = _labels(page)
    found = _agreed(page, shown) or shown.best()
    if found is None and _names_an_author(page):
        found = _found(shown.kept(opening_name(page.outline, headline)), "opening", 0.7)
    return found or _signed_below(text, shown) or _site_itself(page, shown) or shown.house


def _headline(page: Page, title: str | None) -> int:
    """The position of the headline's chunk."""
    outline = page.outline
    at = headline_at(outline, page.meta.title) or 0
    key = _fold(title or "")
    if key and at < len(outline.chunks) and _fold(outline.chunks[at].text) != key:
        headings = (mark for mark in outline.marks if mark.tag == "h1")
        return next((mark.chunk for mark in headings if _fold(mark.joined) == key), at)
    return at


class _Shown:
    """The bylines of the page without the names of the site.

    `house` is the desk, paper or site that signs at the headline; set as bylines are read.
    `labels` are sections and keywords: elements that only look like bylines may hold them.
    """

    def __init__(self, bylines: Bylines, site: frozenset[str], accounts: frozenset[str]) -> None:
        self._bylines, self._accounts, self._own = bylines, accounts, site | accounts
        self.labels: frozenset[str] = frozenset()
        self.signed_by_site = False
        self.house: Found[_Authors] | None = None

    def near(self) -> Iterator[tuple[_Authors, str]]:
        """(names, method) of the bylines at the headline."""
        for byline in self._bylines.near():
            if self._is_label(byline):
                continue
            if names := self.kept(byline.authors):
                yield names, f"byline:{byline.method}"
            else:
                self._signs(byline.authors, f"byline:{byline.method}")

    def _signs(self, names: Iterable[Author], method: str) -> None:
        """A byline of nobody but the house; no account that publishes everything, no address."""
        self.signed_by_site = True
        for name in (name.name for name in names if self.house is None):
            if _fold(name) not in self._accounts and not _ADDRESS.search(name) and _is_title(name):
                house = Author(name, "organisation")
                self.house = Found((house,), f"{method}, house", 0.7)

    def _is_label(self, byline: Byline) -> bool:
        """Whether it is only the section or a keyword, and no line says "By"."""
        keys = _keys(byline.authors)
        if byline.method == "line" or not keys <= self.labels:
            return False
        return not any(keys <= _keys(read_line(line.text)) for line in self._bylines.lines)

    def has_line(self, name: str) -> bool:
        """Whether a line at the headline is the name, or the name and a date."""
        lines = (line.text for line in self._bylines.lines if line.text.startswith(name))
        return any(_NO_WORD.match(text, len(name)) for text in lines)

    def kept(self, names: Iterable[Author]) -> _Authors:
        """Without the site; beside persons also without its desks and papers."""
        unwanted = self._own | self.labels
        found = [
            name
            for name in _unique(names)
            if _fold(name.name) not in (unwanted if _is_word(name.name) else self._own)
        ]
        person = next((name for name in found if name.kind == "person"), None)
        if person and len(found) > 1:
            found = [name for name in found if name is person or not self._is_of_site(name)]
        return tuple(found)[:_MOST]

    def writers(self, names: _Authors) -> _Authors:
        """Without who is credited at the headline for pictures or help; all where none is left."""
        others = _folded(self._bylines.others)
        return tuple(name for name in names if _fold(name.name) not in others) or names

    def best(self) -> Found[_Authors] | None:
        """The first byline; far from the headline only persons and agencies count."""
        for names, method in self.near():
            if not all(map(self._is_desk, names)):
                return _found(self.writers(names), method, 0.85)
            self._signs(names, method)
        for byline in () if self.signed_by_site else self._bylines.elsewhere():
            if self._is_label(byline):
                continue
            if alone := tuple(filter(_signs_alone, self.kept(byline.authors))):
                return _found(alone, f"byline:{byline.method}, far", 0.6)
        return None

    def _is_desk(self, name: Author) -> bool:
        return name.kind == "organisation" and self._is_of_site(name)

    def _is_of_site(self, name: Author) -> bool:
        key = _fold(name.name)
        return any(len(one) >= _SHORTEST_OWN and one in key for one in self._own)


def _agreed(page: Page, shown: _Shown) -> Found[_Authors] | None:
    """What the head says, with the names that the byline at the headline has besides.

    Of several answers of the head that which the byline bears out, else the first.
    """
    said = [(kept, method) for names, method in _said(page) if (kept := shown.kept(names))]
    names, method = said[0] if said else ((), "")
    if len({_keys(names) for names, _ in said}) > 1:
        signed = [_keys(authors) for authors, _ in shown.near()]
        names, method = next((one for one in said if _keys(one[0]) in signed), said[0])
    if len(names) > 1:
        names = shown.writers(names)
    keys = _keys(names)
    for seen, byline in shown.near() if names else ():
        both = f"{method}+{byline}"
        if keys == _keys(seen):
            return _found(names, both, 0.95)
        if byline != "byline:byline" and keys < _keys(seen):
            return _found(shown.writers(seen), both, 0.85)
    return _found(names, method, 0.85)


def _said(page: Page) -> Iterator[tuple[_Authors, str]]:
    """What linked data and meta elements name: (authors, method)."""
    article = page.data.article or page.data.page or {}
    for key in ("author", "creator"):
        if article.get(key):
            yield tuple(_linked(page, article[key])), f"json-ld:{key}"
    for name in _META:
        values = page.meta.values.get(name)
        if values and (name != _TWITTER or _labelled_by(page)):
            yield tuple(one for value in values for one in read_names(value)), f"meta:{name}"


def _labelled_by(page: Page) -> bool:
    """Whether the card says an author, not how long the reading takes or where it belongs."""
    label = page.meta.value("twitter:label1")
    words = label.rstrip(" :").split() if label else []
    return not words or is_by(" ".join(words)) or words[-1].lower() in _BY_ENDS


def _linked(page: Page, value: object) -> Iterator[Author]:
    for thing in _things(page, value):
        if isinstance(thing, str):
            yield from read_names(thing)
        elif isinstance(thing, dict) and not _is_account(thing):
            for name in _names(thing):
                yield from read_names(name, next(iter(types(thing)), None))


def _things(page: Page, value: object) -> list[object]:
    values = value[:_MOST_SAID] if isinstance(value, list) else [value]
    return [page.data.resolve(one) for one in values]


def _names(thing: Thing) -> Iterator[str]:
    names = thing.get("name")
    for name in names[:_MOST_SAID] if isinstance(names, list) else [names]:
        if isinstance(name, dict):
            name = name.get("name")  # noqa: PLW2901 - one more level of the same
        if isinstance(name, str):
            yield name


def _is_account(thing: Thing) -> bool:
    """Whether somebody is the account that publishes everything: /author/admin/."""
    return any(_ACCOUNT.search(str(thing.get(key) or "")) for key in ("url", "@id"))


def _names_an_author(page: Page) -> bool:
    """Whether the head names one at all, be it the site or an account."""
    return bool((page.data.article or {}).get("author") or page.meta.first(*_META))


def _signed_below(text: str, shown: _Shown) -> Found[_Authors] | None:
    """The names in the last lines of the text, where one says "By"."""
    for line in text[-_LAST:].split("\n\n")[-_LAST_LINES:]:
        if len(line) <= _LONGEST_LINE and (names := shown.kept(read_line(line.strip("()[] ")))):
            return _found(names, "text:last lines", 0.5)
    return None


def _site_itself(page: Page, shown: _Shown) -> Found[_Authors] | None:
    """The site as its own author: where the head of a news article says so, or a line too."""
    names, method = next((said for said in _said(page) if said[0]), ((), ""))
    news = any(map(_NEWS.search, types(page.data.article or {})))
    if not names or not (news or shown.signed_by_site or shown.has_line(names[0].name)):
        return None
    return _found((Author(names[0].name, "organisation"),), method, 0.8)


def _own_names(page: Page, site: str | None) -> frozenset[str]:
    """What the site calls itself, folded."""
    article = page.data.article or {}
    publisher = first(page.data.resolve(article.get("publisher")))
    host = ((host_of(page.url) if page.url else None) or "").removeprefix("www.")
    return _folded((site or "", publisher or "", host, host.partition(".")[0]))


def _labels(page: Page) -> frozenset[str]:
    """The sections and keywords of the page, folded; not those that the head names as author."""
    article = page.data.article or {}
    found = list(islice(strings(article.get("articleSection")), _MOST_SAID))
    found += islice(strings(article.get("keywords")), _MOST_SAID)
    found += (value for _, value in islice(page.meta.each(*_LABELS), _MOST_SAID))
    labels = _folded(one for value in found for one in value[:_LAST].split(",")[:_MOST_SAID])
    said = [name.name for names, _ in _said(page) for name in names]
    return labels - _folded(name for name in said if not _is_word(name))


def _is_word(name: str) -> bool:
    """Whether it is one word of a script with spaces, as sections are and hardly any name is."""
    return " " not in name and name < "぀" and agency_named(name) is None


def _accounts(page: Page) -> frozenset[str]:
    """The names of the accounts that publish everything, folded."""
    return _folded(
        name
        for thing in _things(page, (page.data.article or {}).get("author"))
        if isinstance(thing, dict) and _is_account(thing)
        for name in _names(thing)
    )


def _found(names: _Authors, method: str, confidence: float) -> Found[_Authors] | None:
    return Found(names, method, confidence) if names else None


def _is_title(name: str) -> bool:
    """Whether it is written as a name: with a capital, or in a script without them."""
    return name == name.upper() or name != name.lower()


def _signs_alone(name: Author) -> bool:
    return name.kind == "person" or agency_named(name.name) is not None


def _unique(found: Iterable[Author]) -> _Authors:
    kept: dict[str, Author] = {}
    for author in found:
        if key := _fold(author.name):
            kept.setdefault(key, author)
    return tuple(kept.values())


def _keys(names: Iterable[Author]) -> frozenset[str]:
    return _folded(author.name for author in names)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(_fold, names)))


def _fold(name: str) -> str:
    """For comparing: without case, accents, marks and white space; no more than names need."""
    return _folds(name[:_LONGEST_FOLDED])


@lru_cache(maxsize=1024)
def _folds(name: str) -> str:
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _WORD.sub("", name.casefold())
