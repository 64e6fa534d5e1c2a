"""The dates that a page shows its readers near the headline, with what is said beside them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from parsers.article.dates import part_of
from parsers.article.days import Day, Order, days_in, has_digit
from parsers.article.labels import Label, label_of, label_of_names
from parsers.article.masthead import headline_at, places_near
from parsers.article.outline import Chunk, Outline

_LONGEST_LINE = 160
NEAR = 1
"""The highest rank of what stands at the headline."""
FAR = 3
"""The least rank of what stands elsewhere on the page."""
_AFTER = 16
_FIRST = 8
_TEXT_BEGINS, _TEXT_ENDS = 3, 12
_BEFORE = 3
_FARTHEST = 60
_ELSEWHERE = 6
_ALONE, _ALONE_SAYING = 36, 80
_FOUR_DIGITS = re.compile(r"\d{4}")
_LABEL = 60
_LABEL_ALONE = 30
_AFTERWARDS = 16
_BARE = 50
# Whose dates are other things' dates.
_FOREIGN = frozenset(("caption", "aside", "menu", "comment", "advert", "footer", "form"))
_FOREIGN_OR_RELATED = _FOREIGN | {"related", "another article"}
# A link as long as a headline; a name or a button is shorter.
_STORY = 20
_NAMES_SAY = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """One date on the page: its line, where in it, its label, and how near it stands.

    `rank` is 0 for a line of its own or a byline below the headline, and more the less its place
    says that it is the article's.
    """

    line: str
    found: Day
    label: Label
    rank: int

    @property
    def day(self) -> date:
        """The day as written."""
        return self.found.day

    @property
    def raw(self) -> str:
        """The date with the time of day beside it, as written."""
        return part_of(self.line, self.found)


class ShownDates:
    """Read when asked, line by line, each once."""

    def __init__(self, outline: Outline, title: str | None, order: Order) -> None:
        self._outline, self._title, self._order = outline, title, order
        self._read: list[Shown] = []
        self._coming = self._in(_lines_near(outline, title))
        self._far: list[Shown] | None = None

    def near(self) -> Shown | None:
        """The first date at the headline that nothing calls a change."""
        found = (shown for shown in self._near() if shown.rank <= NEAR)
        return next((shown for shown in found if shown.label != "updated"), None)

    def published(self) -> Iterator[Shown]:
        """Those that nothing calls a change, the best first."""
        return (shown for shown in self._sorted() if shown.label != "updated")

    def updated(self) -> Iterator[Shown]:
        """Those called a change, the best first."""
        return (shown for shown in self._sorted() if shown.label == "updated")

    def _sorted(self) -> Iterator[Shown]:
        yield from sorted(self._near(), key=lambda shown: shown.rank)
        if self._far is None:
            self._far = list(self._in(_lines_far(self._outline, self._title)))
        yield from self._far

    def _near(self) -> Iterator[Shown]:
        yield from list(self._read)
        for shown in self._coming:
            self._read.append(shown)
            yield shown

    def _in(self, lines: Iterable["_Line"]) -> Iterator[Shown]:
        return (shown for line in lines for shown in self._of(line))

    def lines(self) -> Iterator[tuple[str, bool]]:
        """Short lines near the headline for times that count back ("3 hours ago").

        With each, whether a day may be named there ("today"): not in a heading, and not above
        links or in what is of other things, where it heads other stories. Headings that nothing
        calls a byline are left out.
        """
        page = self._outline
        for place in places_near(page, self._title):
            chunk = page.chunks[place]
            heading = chunk.kind == "heading"
            if heading and page.styles[chunk.node].doubt != "byline":
                continue
            named = not heading and not _heads_others(page, place)
            yield from ((line, named) for line in chunk.lines or (chunk.text,))

    def _of(self, line: "_Line") -> Iterator[Shown]:
        days = days_in(line.text, self._order)
        start = 0
        for number, day in enumerate(days):
            label = self._label(line, day, start, last=number == len(days) - 1)
            start = day.span[1]
            bare = len(line.text) - (day.span[1] - day.span[0]) <= _BARE
            rank = line.rank + (0 if label or line.byline or bare else 2)
            if label == "published":
                rank = min(rank, NEAR + 1)
            yield Shown(line.text, day, label, rank)

    def _label(self, line: "_Line", day: Day, start: int, *, last: bool) -> Label:
        """By the words before the date, those after it, the line before, the element's names."""
        before = line.text[max(start, day.span[0] - _LABEL) : day.span[0]]
        label = label_of(before)
        if label or start:
            return label
        if last:
            label = _label_after(line.text[day.span[1] : day.span[1] + _AFTERWARDS])
        return label or label_of(line.before) or label_of_names(line.names)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    rank: int
    byline: bool
    before: str
    names: str


def _lines_near(page: Outline, title: str | None) -> Iterator[_Line]:
    """Lines with a digit below the headline, then just above it."""
    start = headline_at(page, title) or 0
    below = range(start, min(len(page.chunks), start + _FARTHEST))
    for number, place in enumerate(islice(_short(page, below), _AFTER)):
        # What is not short is the text, and what stands below the text is mostly of other stories.
        passed = place - start - number
        near = number < _FIRST and passed < _TEXT_BEGINS
        yield from _parts(page, place, 0 if near else NEAR + 1 if passed < _TEXT_ENDS else FAR)
    above = _short(page, range(start - 1, max(-1, start - 1 - 2 * _BEFORE), -1))
    for place in islice(above, _BEFORE):
        yield from _parts(page, place, 1)


def _lines_far(page: Outline, title: str | None) -> Iterator[_Line]:
    """Bylines anywhere else, and lines that are a date and hardly more."""
    start = headline_at(page, title) or 0
    places = chain(range(start), range(start + _AFTER, len(page.chunks)))
    found = (place for place in places if _dated_alone(page, place))
    for place in islice(found, _ELSEWHERE):
        yield from _parts(page, place, FAR + 1)


def _dated_alone(page: Outline, place: int) -> bool:
    chunk = page.chunks[place]
    if page.styles[chunk.node].doubt == "byline":
        return len(chunk.text) <= _LONGEST_LINE
    text = chunk.text
    if len(text) > _ALONE_SAYING or not _FOUR_DIGITS.search(text):
        return False
    return len(text) <= _ALONE or label_of(text) == "published"


def _short(page: Outline, places: range) -> Iterator[int]:
    return (place for place in places if len(page.chunks[place].text) <= _LONGEST_LINE)


def _parts(page: Outline, place: int, rank: int) -> Iterator[_Line]:
    chunk = page.chunks[place]
    doubt = page.styles[chunk.node].doubt
    before = _label_alone(page.chunks, place)
    names = page.styles[chunk.node].names[:_NAMES_SAY]
    rank += 3 if doubt in _FOREIGN or _is_linked(chunk) else 0
    rank += 1 if doubt == "related" else 0
    for line in chunk.lines or (chunk.text,):
        if has_digit(line) or "年" in line:
            yield _Line(line, rank, doubt == "byline", before, names)


def _heads_others(page: Outline, place: int) -> bool:
    """Whether a chunk is of other things, made of links, or stands above the link to a story."""
    chunk = page.chunks[place]
    if page.doubts[chunk.node] in _FOREIGN_OR_RELATED or _is_linked(chunk):
        return True
    below = page.chunks[place + 1 : place + 2]
    return any(_is_linked(one) and len(one.text) >= _STORY for one in below)


def _is_linked(chunk: Chunk) -> bool:
    return chunk.linked * 2 > len(chunk.text)


def _label_after(text: str) -> Label:
    """What follows a date: "2024/03/12 18:30 更新"; not "| Updated 18:30", where a time follows."""
    words = text.rstrip()
    return "" if words[-1:].isdigit() or "|" in words else label_of(words)


def _label_alone(chunks: list[Chunk], place: int) -> str:
    """The chunk before, where it is a few words without a number: "Last updated:"."""
    text = chunks[place - 1].text if place else ""
    return "" if len(text) > _LABEL_ALONE or has_digit(text) else text
