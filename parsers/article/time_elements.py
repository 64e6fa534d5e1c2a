"""Elements that carry a date for machines: time, abbr, data attributes; the nearest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from parsers.article.days import days_in
from parsers.article.labels import Label, label_of, label_of_names
from parsers.article.masthead import headline_at
from parsers.article.outline import Mark, Outline
from parsers.article.witnesses import Witness

_BEFORE, _AFTER = 5, 20
_MOST = 8
_MOST_READ = 80
_DEEPEST = 8
_BESIDE = 2
_LABEL = 60
_LONGEST = 60
_ISO_OR_EPOCH = re.compile(r"^(?:(?:19|20)\d\d-\d\d-\d\d|1\d{9}(?:\d{3})?$)")
_MAY_CARRY = re.compile(r'(?:datetime|title|data-[^\s="]+)="[^"]*\d{4}')
_YEAR = re.compile(r"\d{4}")
_FOREIGN = frozenset(("related", "comment", "aside", "menu", "advert", "footer", "newsletter"))
_OWN = frozenset(("article", "main", "header"))
_SKIPPED = frozenset(("meta", "link", "base", "title", "html", "h1", "a"))


@dataclass(frozen=True, slots=True)
class TimeElement:
    """One element: what it carries, what is said of it, whether it is near the headline."""

    raw: str
    label: Label
    near: bool
    place: int

    @property
    def witness(self) -> Witness:
        """Trusted less far from the headline."""
        return self.raw, "time", 0.75 if self.near else 0.5


def time_elements(page: Outline, title: str | None) -> list[TimeElement]:
    """The nearest first; those of teasers and comments are left out where others are."""
    at = headline_at(page, title) or 0
    return list(islice(_near(page, at), _MOST)) or list(_anywhere(page))


def _near(page: Outline, at: int) -> Iterator[TimeElement]:
    marks = [
        mark
        for mark in page.marks
        if at - _BEFORE <= mark.chunk <= at + _AFTER and mark.tag not in _SKIPPED
    ]
    # Below the headline first, then above it.
    for mark in sorted(marks, key=lambda mark: mark.chunk < at)[:_MOST_READ]:
        raw = _carried(mark)
        if raw and not any(style.doubt in _FOREIGN for style in islice(mark.ancestors(), _DEEPEST)):
            yield TimeElement(raw, _label(mark), near=True, place=mark.chunk)


def _anywhere(page: Outline) -> Iterator[TimeElement]:
    times = [mark for mark in page.marks if mark.tag == "time"]
    inside = [mark for mark in times if any(style.tag in _OWN for style in mark.ancestors())]
    for mark in (inside or times)[:6]:
        yield TimeElement(_carried(mark), _label(mark), near=False, place=mark.chunk)


def _carried(mark: Mark) -> str:
    """The date of a time element, or of an attribute that holds nothing else."""
    if mark.tag != "time" and not _MAY_CARRY.search(mark.head):
        return ""
    said = mark.get("datetime")
    if said or mark.tag == "time":
        shown = mark.text[:_LONGEST]
        return shown if not said or _contradicts(shown, said) else said
    for name, value in mark.attributes.items():
        if (name == "title" or name.startswith("data-")) and _ISO_OR_EPOCH.match(value):
            return value
    return ""


def _contradicts(shown: str, said: str) -> bool:
    """Whether the text tells quite another day than the attribute, which templates leave stale."""
    if said == shown or not _YEAR.search(shown):
        return False
    days, other = days_in(shown), days_in(said[:_LONGEST])
    if not days or not other or days[0].other:
        return False
    return abs((days[0].day - other[0].day).days) > 1


def _label(mark: Mark) -> Label:
    """By the element's own names, else by the words before it in its line."""
    if "pubdate" in mark.attributes:
        return "published"
    names = f"{mark.get('class')} {mark.get('itemprop')} {mark.get('id')}"
    shown, line = mark.joined, mark.line
    start = line.find(shown) if shown else 0
    return label_of_names(names) or label_of(line[max(0, start - _LABEL) : max(0, start)])


def published_ones(found: list[TimeElement]) -> list[TimeElement]:
    """Those that nothing calls a change, a labelled one first."""
    rest = [one for one in found if one.label != "updated"]
    return sorted(rest, key=lambda one: one.label != "published")


def are_beside(one: TimeElement, other: TimeElement) -> bool:
    """Whether two stand in one line or in neighbours: published and changed, seldom labelled."""
    return one.near and other.near and abs(one.place - other.place) <= _BESIDE
