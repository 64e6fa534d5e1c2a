"""Who wrote it: persons and organisations told apart, and nobody rather than somebody wrong.

Linked data and meta elements say names that may be an account, the paper or half of them; the
byline shows names that may be cut, or another story's. Agreement decides.
"""

import re
from collections.abc import Iterable, Iterator

from parsers.agencies import agency_named
from parsers.article.byline_lines import opening_name, read_line
from parsers.article.bylines import Byline, Bylines
from parsers.article.found import Found
from parsers.article.head_authors import (
    accounts_of,
    fold,
    folded,
    is_word,
    labels_of,
    names_an_author,
    own_names,
    said,
)
from parsers.article.jsonld import types
from parsers.article.masthead import headline_at
from parsers.article.page import Page
from parsers.records import Author

_NEWS = re.compile("News|LiveBlog|Report|Opinion|Analysis")
_ADDRESS = re.compile(r"\w\.[a-z]{2,}\b")
_NO_WORD = re.compile(r"\s*(?:[^\w\s]|\d|$)")
_MOST = 12
_SHORTEST_OWN = 6
_LAST_LINES = 10
_LAST = 1000
_LONGEST_LINE = 80
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
    shown = _Shown(Bylines(page.outline, headline), own_names(page, site), accounts_of(page))
    shown.labels = labels_of(page)
    found = _agreed(page, shown) or shown.best()
    if found is None and names_an_author(page):
        found = _found(shown.kept(opening_name(page.outline, headline)), "opening", 0.7)
    return found or _signed_below(text, shown) or _site_itself(page, shown) or shown.house


def _headline(page: Page, title: str | None) -> int:
    """The position of the headline's chunk."""
    outline = page.outline
    at = headline_at(outline, page.meta.title) or 0
    key = fold(title or "")
    if key and at < len(outline.chunks) and fold(outline.chunks[at].text) != key:
        headings = (mark for mark in outline.marks if mark.tag == "h1")
        return next((mark.chunk for mark in headings if fold(mark.joined) == key), at)
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
            if fold(name) not in self._accounts and not _ADDRESS.search(name) and _is_title(name):
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
            if fold(name.name) not in (unwanted if is_word(name.name) else self._own)
        ]
        person = next((name for name in found if name.kind == "person"), None)
        if person and len(found) > 1:
            found = [name for name in found if name is person or not self._is_of_site(name)]
        return tuple(found)[:_MOST]

    def writers(self, names: _Authors) -> _Authors:
        """Without who is credited at the headline for pictures or help; all where none is left."""
        others = folded(self._bylines.others)
        return tuple(name for name in names if fold(name.name) not in others) or names

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
        key = fold(name.name)
        return any(len(one) >= _SHORTEST_OWN and one in key for one in self._own)


def _agreed(page: Page, shown: _Shown) -> Found[_Authors] | None:
    """What the head says, with the names that the byline at the headline has besides.

    Of several answers of the head that which the byline bears out, else the first.
    """
    told = [(kept, method) for names, method in said(page) if (kept := shown.kept(names))]
    names, method = told[0] if told else ((), "")
    if len({_keys(names) for names, _ in told}) > 1:
        signed = [_keys(authors) for authors, _ in shown.near()]
        names, method = next((one for one in told if _keys(one[0]) in signed), told[0])
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


def _signed_below(text: str, shown: _Shown) -> Found[_Authors] | None:
    """The names in the last lines of the text, where one says "By"."""
    for line in text[-_LAST:].split("\n\n")[-_LAST_LINES:]:
        if len(line) <= _LONGEST_LINE and (names := shown.kept(read_line(line.strip("()[] ")))):
            return _found(names, "text:last lines", 0.5)
    return None


def _site_itself(page: Page, shown: _Shown) -> Found[_Authors] | None:
    """The site as its own author: where the head of a news article says so, or a line too."""
    names, method = next((one for one in said(page) if one[0]), ((), ""))
    news = any(map(_NEWS.search, types(page.data.article or {})))
    if not names or not (news or shown.signed_by_site or shown.has_line(names[0].name)):
        return None
    return _found((Author(names[0].name, "organisation"),), method, 0.8)


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
        if key := fold(author.name):
            kept.setdefault(key, author)
    return tuple(kept.values())


def _keys(names: Iterable[Author]) -> frozenset[str]:
    return folded(author.name for author in names)
