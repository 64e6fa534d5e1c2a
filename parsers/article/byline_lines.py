# ruff: noqa: RUF001 - names in their own alphabets
"""Lines around the headline that sign the story, or credit somebody for something else."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from parsers.article.dates import read_time, written_part
from parsers.article.names import UNNAMED, credited, read_names
from parsers.article.outline import Outline
from parsers.article.signing import is_by, without_by
from parsers.records import Author

BEFORE = 4
"""Chunks before the headline in which a byline may stand."""
AFTER = 14
"""And behind it."""
_NEAR = 2
_LONGEST_LINE = 160
_LONGEST_CREDIT = 90
_LONGEST_LABEL = 60
_MOST_PIECES = 40
_SHORTEST_TEXT = 80
_FEW_WORDS = 3
_WEEKDAY = 12
_BESIDE = frozenset(
    ("comment", "related", "menu", "newsletter", "advert", "share", "nav", "footer")
)
_DATED_BY = re.compile(
    r"(?:\d|[Pp]osted|[Pp]ublished|[Uu]pdated|[Ss]ubmitted)\b.{0,40}?\s(?=[Bb]y\s+\S)"
)
_SMALL = "de|da|van|von|der|bin|al|el|la|and|y|und|et"
# "NAME reporter" with an address or a date: so nearly all of the press of Korea signs.
_KOREAN = re.compile(
    r"^(?:[(\[][^)\]]{1,20}[)\]]\s*)?"
    r"((?!(?:본지|취재|시민|수습|인턴|전문|선임|객원|담당|현장|사진|영상|온라인)\s)[가-힣]{2,4})"
    r"\s(?:선임|인턴|수습|전문|객원)?(?:기자|특파원)(?=$|[\s=|·,/(\[])(?!\s[가-힣])"
)
_DESK = re.compile(r"\b(?:Staff|Correspondents|Newsroom|News ?[Dd]esk)$")
_NAME_LINE = re.compile(
    r"^(?:From (?:the )?)?[A-ZÀ-ÞА-Я][\w'’.-]+"
    rf"(?:\s?[ /,]\s?(?:{_SMALL}|[A-ZÀ-ÞА-Я][\w'’.-]*)){{1,6}}$"
)


class Line(NamedTuple):
    """A line at the headline; `linked` where most of it is a link."""

    text: str
    linked: bool


def lines_at(page: Outline, headline: int) -> list[Line]:
    """Short lines from the headline on, then those before it; no headings."""
    return list(_lines(page, headline))


def read_line(line: str) -> tuple[Author, ...]:
    """The names in a line that says "By", at its beginning or behind a date; else nothing."""
    if korean := _KOREAN.match(line):
        return read_names(korean[1])
    rest = without_by(line)
    if rest is None and " by " in line.lower() and (dated := _DATED_BY.search(line)):
        rest = without_by(line[dated.end() :])
    return tuple(name for name in read_names(rest) if _has_capital(name.name)) if rest else ()


def signed_line(lines: list[Line]) -> tuple[Author, ...]:
    """The names of the first line that says "By"; one word is a name just below the headline."""
    for position, (line, _) in enumerate(lines):
        authors = read_line(line)
        if not authors and position and is_by(lines[position - 1].text):
            authors = read_names(line)
        korean = _KOREAN.match(line) is not None
        if authors and (position < _NEAR or korean or any(" " in one.name for one in authors)):
            return authors
    return ()


def name_over_date(lines: list[Line]) -> tuple[Author, ...]:
    """A line of nothing but a name with a line of nothing but a date below it."""
    for (line, linked), (below, _) in pairwise(lines):
        if len(below) > _LONGEST_LABEL or not (_NAME_LINE.match(line) or UNNAMED.match(line)):
            continue
        if linked and (line.isupper() or line.count(" ") >= _FEW_WORDS):
            continue  # A button or another story.
        if not _is_date(below):
            continue
        plain = line.removeprefix("From ").removeprefix("the ")
        found = read_names(plain)
        if plain != line or all(map(_may_sign, found)):
            return found
    return ()


def _may_sign(author: Author) -> bool:
    """Whether it is a full name, or a desk; other bodies may be the label of a section."""
    desk = UNNAMED.match(author.name) or _DESK.search(author.name)
    return bool(desk or author.kind == "person") and " " in author.name


def others_credited(lines: list[Line]) -> frozenset[str]:
    """Names that lines credit for pictures, editing or help, on the same line or the next."""
    names: set[str] = set()
    label = False
    for line, _ in lines:
        found = credited(line) if len(line) <= _LONGEST_CREDIT else None
        if found is not None:
            names.update(author.name for author in found)
        elif label:
            names.update(author.name for author in read_names(line))
        label = found == ()
    return frozenset(names)


def opening_name(page: Outline, headline: int) -> tuple[Author, ...]:
    """A name in bold type, alone in a paragraph, with the first long paragraph below it."""
    chunks = page.chunks[headline + 1 : headline + AFTER]
    for chunk, below in pairwise(chunks):
        if len(chunk.text) >= _SHORTEST_TEXT:
            return ()
        bold = chunk.strong >= len(chunk.text.replace(" ", "")) and chunk.kind != "heading"
        if bold and len(below.text) >= _SHORTEST_TEXT and _NAME_LINE.match(chunk.text):
            return read_names(chunk.text)
    return ()


def stands_beside(page: Outline, node: int) -> bool:
    """Whether a block stands among other stories, comments or menus."""
    return node >= 0 and page.doubts[node] in _BESIDE


def spaced(page: Outline, position: int) -> str:
    """The text of a chunk with a space wherever an element begins or ends."""
    chunks = page.chunks
    if position >= len(chunks):
        return ""
    at = chunks[position].at
    end = chunks[position + 1].at if position + 1 < len(chunks) else at + _MOST_PIECES
    texts = [piece.partition(">")[2] for piece in page.pieces[at : min(end, at + _MOST_PIECES)]]
    return " ".join(html.unescape(" ".join(texts)).split())


def _lines(page: Outline, headline: int) -> Iterator[Line]:
    chunks = page.chunks
    after = range(headline + 1, min(len(chunks), headline + 1 + AFTER))
    for position in (*after, *range(max(0, headline - BEFORE), headline)):
        chunk = chunks[position]
        if len(chunk.text) > _LONGEST_LINE or chunk.kind == "heading":
            continue
        linked = chunk.linked * 2 > len(chunk.text)
        if position < headline and (linked or stands_beside(page, chunk.node)):
            continue
        text = spaced(page, position) if chunk.anchors else chunk.text
        for line in chunk.lines or (text,):
            yield Line(line, linked)


def _has_capital(name: str) -> bool:
    return name == name.upper() or name != name.lower()


def _is_date(line: str) -> bool:
    if not any(map(str.isdigit, line)):
        return False
    time = read_time(line, "")
    return time is not None and len(line) - len(written_part(line)) <= _WEEKDAY
