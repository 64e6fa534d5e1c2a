"""Bylines as the page shows them: beside the headline first, elsewhere only for want of better."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice, zip_longest
from operator import attrgetter
from typing import NamedTuple

from parsers.article.byline_lines import (
    AFTER,
    BEFORE,
    Line,
    lines_at,
    name_over_date,
    others_credited,
    read_line,
    signed_line,
    spaced,
    stands_beside,
)
from parsers.article.names import credited, read_names
from parsers.article.outline import Mark, Outline
from parsers.article.signing import without_by
from parsers.records import Author

_NEAR = 2
_MOST = 12
_MOST_MARKS = 200
_LONGEST = 200
_LONGEST_ACRONYM = 5
_LONG_TEXT = 100
_SHORTEST_MORE = 8
# Marks without any of these are not looked at; first letters may be capitals.
_WORDS = (
    "uthor", "yline", "y-line", "utor", "uteur", "riter", "eporter", "edact", "edakt", "ignature",
    "olumnist", "ournalist", "orrespond", "kribent", '"name"', "/people/", "/profile", "/staff/",
    "/by/", "/person/", "/team/",
)  # fmt: skip
_SKIPPED = frozenset(("meta", "link", "time", "title", "base", "h1", "html", "body"))
_WHO = (
    r"(?:author|byline|by-line|autor|auteur|autore|writer|reporter|contributor|redacteur|columnist)"
)
_NAME = re.compile(rf"{_WHO}s?[-_]*(?:full|display|item|person|page)?[-_]*(?:name|link|url)")
_CONTAINER = re.compile(rf"{_WHO}|signature")
# In names of classes that only look like a byline's.
_OTHER = re.compile(
    r"bio|image|photo|avatar|social|twitter|follow|email|desc(?:ription)?\b|card-?text|role|job|"
    r"comment|categor|date|time|excerpt|about|more|count|share|credit"
)
# Around whom a story quotes, who did not write it.
_QUOTE = re.compile(r"(?:pull|block)[-_]*quote|(?<![a-z])quot(?:e|ation)s?(?![a-z])")
_AROUND = 4
_PAGE = re.compile(
    r"/(?:authors?|autore?[ns]?|autori|auteurs?|journalist\w*|writers?|reporters?|contributors?|"
    r"redakteure?|redacteurs?|columnists?|correspondents?|skribent\w*|autorzy)/[^/]+"
)
# Pages of people who may be anybody: only where the line says "By".
_PERSON = re.compile(r"/(?:people|profiles?|staff|by|redaktion|person|team)/[^/]+")
_ACCOUNT = re.compile(r"/(?:admin\w*|user|webmaster)/?$")
_CREDIT_BEHIND = re.compile(r"\W*(?:[Pp]hotogr|[Ii]llustr|[Ff]otogr|[Tt]ranslat|Grafik)")
_Ranked = dict[str, list[Mark]]


class Byline(NamedTuple):
    """Names that the page shows, and by what they were found."""

    authors: tuple[Author, ...]
    method: str


class _Candidate(NamedTuple):
    mark: Mark
    authors: tuple[Author, ...]


class Bylines:
    """What signs the story whose headline is the chunk at `headline`; each is read when asked."""

    def __init__(self, page: Outline, headline: int) -> None:
        self._page, self._headline = page, headline

    def near(self) -> Iterator[Byline]:
        """What stands at the headline, best first: elements, then lines."""
        first, last = self._headline - BEFORE, self._headline + AFTER
        yield from self._marked(self._marks(first, last), near=True)
        for method, read in (("line", signed_line), ("name over date", name_over_date)):
            if authors := read(self.lines):
                yield Byline(authors, method)

    def elsewhere(self) -> Iterator[Byline]:
        """Elements farther down, then farther up."""
        first, last = self._headline - BEFORE, self._headline + AFTER
        marks = self._marks(last + 1, len(self._page.chunks)) + self._marks(0, first - 1)
        yield from self._marked(marks, near=False)

    @cached_property
    def lines(self) -> list[Line]:
        """The short lines at the headline."""
        return lines_at(self._page, self._headline)

    @cached_property
    def others(self) -> frozenset[str]:
        """Names at the headline that are credited for pictures, editing or help."""
        return others_credited(self.lines)

    def _marks(self, first: int, last: int) -> list[Mark]:
        """The marks in (or before) the chunks from the first to the last that may say who."""
        marks = self._page.marks
        start = bisect_left(marks, first, key=_chunk_of)
        end = min(bisect_right(marks, last, key=_chunk_of), start + _MOST_MARKS)
        return [mark for mark in marks[start:end] if mark.tag not in _SKIPPED and _may_say(mark)]

    def _marked(self, marks: list[Mark], *, near: bool) -> Iterator[Byline]:
        ranked = _ranked(
            mark for mark in marks if not self._is_beside(mark, near=near) and not _is_quoted(mark)
        )
        for method, chosen in _METHODS:
            found = _together(_read(chosen(ranked))) if ranked else []
            if found and (method != "byline" or self._is_byline(found)):
                yield Byline(self._whole_line(found), method)

    def _is_beside(self, mark: Mark, *, near: bool) -> bool:
        """Whether it belongs to other stories or comments; just below the headline nothing does."""
        if not stands_beside(self._page, mark.node):
            return False
        if not near or mark.chunk < self._headline - _NEAR:
            return True
        between = self._page.chunks[self._headline + 1 : mark.chunk]
        return sum(len(chunk.text) >= _LONG_TEXT for chunk in between) > _NEAR

    def _is_byline(self, found: list[_Candidate]) -> bool:
        """Whether an element that is only named like a byline reads like one."""
        if without_by(spaced(self._page, found[0].mark.chunk)):
            return True
        names = [name.name for name in found[0].authors]
        return any(not name.isascii() or (" " in name and name != name.lower()) for name in names)

    def _whole_line(self, found: list[_Candidate]) -> tuple[Author, ...]:
        """The names of the marks, or of the line around them where it signs with more."""
        marked = [author for one in found for author in one.authors]
        if any(" " in author.name for author in marked):
            marked = [author for author in marked if not _is_place(author)]
        if len(found[0].mark.line) <= sum(len(name.name) for name in marked) + _SHORTEST_MORE:
            return tuple(marked)
        line = spaced(self._page, found[0].mark.chunk)
        said = read_line(line) if len(line) <= _LONGEST else ()
        names = {author.name for author in said}
        return said if names and {author.name for author in marked} <= names else tuple(marked)


_chunk_of = attrgetter("chunk")


def _may_say(mark: Mark) -> bool:
    head = mark.head
    for word in _WORDS:  # noqa: SIM110 - twice as fast as any()
        if word in head:
            return True
    return False


def _is_quoted(mark: Mark) -> bool:
    """Whether it stands in a quotation: it names the speaker."""
    if "quot" in mark.head.lower() and _QUOTE.search(_names_of(mark)):
        return True
    around = islice(mark.ancestors(), _AROUND)
    return any(style.tag == "blockquote" or _QUOTE.search(style.names.lower()) for style in around)


def _names_of(mark: Mark) -> str:
    """Class, id and test id, in lower case."""
    return " ".join(mark.get(name) for name in ("class", "id", "data-testid")).lower()


def _ranked(marks: Iterable[Mark]) -> _Ranked:
    """Marks by what makes them witnesses, in the order of the page."""
    ranked: _Ranked = {}
    for mark in marks:
        if method := _method(mark):
            ranked.setdefault(method, []).append(mark)
    return ranked


def _names_inside(ranked: _Ranked) -> list[Mark]:
    """The microdata names that stand inside an author."""
    names, authors = ranked.get("name"), ranked.get("itemprop")
    if not names or not authors:
        return []
    return [name for name in names if any(author.contains(name) for author in authors)]


def _innermost(ranked: _Ranked) -> list[Mark]:
    """Elements named like bylines, without those around others unless they say "By"."""
    marks = ranked.get("byline", [])
    return [
        mark
        for mark, below in zip_longest(marks, marks[1:])
        if below is None or not mark.contains(below) or without_by(mark.text[:_LONGEST])
    ]


_METHODS: tuple[tuple[str, Callable[[_Ranked], list[Mark]]], ...] = (
    ("itemprop name", _names_inside),
    ("itemprop", lambda ranked: ranked.get("itemprop", [])),
    ("rel", lambda ranked: ranked.get("rel", [])),
    ("author name", lambda ranked: ranked.get("author name", [])),
    ("author link", lambda ranked: ranked.get("author link", [])),
    ("byline", _innermost),
)
"""Witnesses, best first."""


def _method(mark: Mark) -> str | None:
    """What makes an element a witness of the author."""
    said = mark.attributes
    item = said.get("itemprop", "").split()
    if "author" in item:
        return "itemprop"
    if "name" in item:
        return "name"
    if "author" in said.get("rel", "").split():
        return "rel"
    names = _names_of(mark)
    if mark.tag == "a" and _leads_to_author(mark, said.get("href", "").lower()):
        return None if _OTHER.search(names) else "author link"
    return "author name" if _NAME.search(names) else _container(mark.tag, names)


def _container(tag: str, names: str) -> str | None:
    """Whether names of classes say byline; small elements only where they say nothing else."""
    who = _CONTAINER.sub("", names)
    plain = who != names and (tag == "div" or not _OTHER.search(who))
    return "byline" if plain else None


def _leads_to_author(mark: Mark, address: str) -> bool:
    if _PAGE.search(address):
        return True
    return _PERSON.search(address) is not None and without_by(mark.line) is not None


def _read(marks: Iterable[Mark]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for mark in marks:
        if mark.tag == "a" and _ACCOUNT.search(mark.get("href")):
            continue
        text = mark.text or mark.get("content")
        if not text or len(text) > _LONGEST or _is_credited(mark.line, text):
            continue
        if authors := read_names(text):
            found.append(_Candidate(mark, authors))
            if len(found) == _MOST:
                break
    return found


def _is_credited(line: str, name: str) -> bool:
    """Whether the line begins "Photo" before the name or goes on "Photographer" behind it."""
    at = line.find(name)
    if at > 0 and credited(line) is not None:
        return True
    return at >= 0 and _CREDIT_BEHIND.match(line, at + len(name)) is not None


def _together(found: list[_Candidate]) -> list[_Candidate]:
    """The first and those beside it: later ones sign other stories."""
    kept = found[:1]
    for one in found[1:]:
        if one.mark.chunk > kept[-1].mark.chunk + _NEAR:
            break
        kept.append(one)
    return kept


def _is_place(author: Author) -> bool:
    """Whether one word beside full names is a place or a desk; short capitals are a paper."""
    name = author.name
    short = name.isupper() and len(name) <= _LONGEST_ACRONYM
    return author.kind == "person" and " " not in name and name.isascii() and not short
