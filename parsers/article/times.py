"""When the page was published and changed: who is believed where witnesses differ.

Machines are told first, and mostly right. What a page shows its readers beside the headline
decides in two cases: which day it was where the publisher is (systems store UTC), and that an old
page was published anew, where it shows the later day as its own and a second witness agrees.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from parsers.article import witnesses
from parsers.article.countries import country_zone, month_first
from parsers.article.dates import believable, raw_only, read_time
from parsers.article.days import Order
from parsers.article.orders import other_reading
from parsers.article.page import Page
from parsers.article.relative import read_relative
from parsers.article.shown import FAR, Shown, ShownDates
from parsers.article.time_elements import (
    TimeElement,
    are_beside,
    published_ones,
    time_elements,
)
from parsers.article.witnesses import Witness
from parsers.article.zones import in_country, in_zone, is_universal
from parsers.records import PageTime

_ELSEWHERE = "text elsewhere"
_GUESSED = 0.3
_REPUBLISHED = 0.6
_NOON = 12
_FARTHEST_EAST = 10
_MOST_ODD = 3
# What may be of anything, and is no problem where it cannot be true.
_OF_ANYTHING = (_ELSEWHERE, "script:")


class Times(NamedTuple):
    """When a page was published and changed, and what else it says of that.

    `odd` are the raw times that cannot be true: those of a field that no other witness fills, and
    those of better witnesses than the one that was believed. At most three, of different days.
    """

    published: PageTime | None
    modified: PageTime | None
    odd: tuple[str, ...] = ()


def page_times(
    page: Page, language: str | None, now: datetime | None, zone: tzinfo | None = None
) -> Times:
    """Each time by the best believable witness; raw only where none can be true.

    `language` decides how 4/5/2023 is read where the page does not say more (en-GB, en-US),
    `zone` is the publisher's own, for times without one; without it the country's is taken where
    address or language tell it. `now` is the time of the capture: without it no time is in the
    future, and none that counts back from today ("3 hours ago") is read.
    """
    desk = _Desk(page, language, now, zone)
    changed = desk.modified()
    published = desk.published(changed)
    kept = [time.raw for time in (published, changed) if time and time.local is None]
    return Times(published, changed, tuple(dict.fromkeys((*kept, *desk.odd())))[:_MOST_ODD])


class _Desk:
    """What is read of one page's dates, each when asked."""

    def __init__(
        self, page: Page, language: str | None, now: datetime | None, zone: tzinfo | None
    ) -> None:
        self._page, self._now, self._zone = page, now, zone
        self._language = page.meta.language or language
        self._order = Order(month_first(page.url, self._language), self._language)
        self._shown = ShownDates(page.outline, page.meta.title, self._order)
        self._odd: dict[date | None, str] = {}

    def published(self, changed: PageTime | None) -> PageTime | None:
        """The first believable witness, set right by what the page shows."""
        told = self._first(chain(witnesses.hidden(self._page), self._rest()))
        if told is None or told.local is None:
            return self._weaker(told, changed)
        if not told.method.startswith(("json-ld:", "meta:", "itemprop:")):
            return other_reading(told, self._page.outline, self._days(changed)) or told
        return self._as_shown(told, changed)

    def modified(self) -> PageTime | None:
        """The time of the last change, where the page admits one."""
        return self._first(chain(witnesses.changed(self._page), self._updates()))

    def odd(self) -> tuple[str, ...]:
        """What was read so far and cannot be true, as written, the first of each day."""
        return tuple(self._odd.values())

    def _weaker(self, told: PageTime | None, changed: PageTime | None) -> PageTime | None:
        """What is asked only where no date of the page's own is believed; else what is written."""
        scripts = self._first(witnesses.in_scripts(self._page.source))
        if scripts is not None and scripts.local is not None:
            return scripts
        return self._relative() or _at_latest(changed) or told or scripts

    @cached_property
    def _elements(self) -> list[TimeElement]:
        return time_elements(self._page.outline, self._page.meta.title)

    def _rest(self) -> Iterator[Witness]:
        page = self._page
        yield from witnesses.likely(page)
        elements = self._publishing()
        yield from (one.witness for one in elements if one.near)
        yield from witnesses.in_url(page.url)
        near = (one for one in self._shown.published() if one.rank < FAR)
        yield from (_witness(one, 0.6) for one in near)
        yield from witnesses.created(page)
        if not self._is_called_changed():
            yield from (_witness(one, 0.6) for one in self._shown.published())
            yield from (one.witness for one in elements if not one.near)

    def _publishing(self) -> list[TimeElement]:
        """Of two times side by side without a word the earlier is the publication."""
        found = published_ones(self._elements)
        if len(found) > 1 and not found[0].label and are_beside(found[0], found[1]):
            first, second = (self._read((one.raw, "", 1.0)) for one in found[:2])
            if first and second and _before(second, first):
                found[0], found[1] = found[1], found[0]
        return found

    def _is_called_changed(self) -> bool:
        """Whether the article's own date is one of change: others are of other things then."""
        elements = any(one.label == "updated" for one in self._elements)
        return elements or any(one.rank < FAR for one in self._shown.updated())

    def _updates(self) -> Iterator[Witness]:
        # Far from the headline only the first can be the article's.
        elements = [one for one in self._elements if one.near] or self._elements[:1]
        yield from (one.witness for one in elements if one.label == "updated")
        yield from (_witness(one, 0.5) for one in self._shown.updated())

    def _read(self, witness: Witness) -> PageTime | None:
        raw, method, confidence = witness
        order = self._order
        time = read_time(
            raw, method, confidence, month_first=order.month_first, language=order.language
        )
        if time is None or time.utc is None:
            return time
        if self._zone is not None:
            return in_zone(time, self._zone)
        country = country_zone(self._page.url, self._language) if time.zone is None else None
        return in_country(time, country) if country else time

    def _first(self, found: Iterable[Witness]) -> PageTime | None:
        """The best; a day without a time of day is filled up by a later witness of that day."""
        fallback: PageTime | None = None
        day: PageTime | None = None
        for witness in found:
            time = self._read(witness)
            if time is None:
                continue
            if not believable(time, self._now):
                # What comes after a day that is believed is weaker, and only to fill it up.
                if day is None and not time.method.startswith(_OF_ANYTHING):
                    self._odd.setdefault(time.local, time.raw)
                fallback = fallback or raw_only(time)
            elif time.utc is not None and (day is None or day.local == time.local):
                return time
            else:
                day = day or time
        return day or fallback

    def _as_shown(self, told: PageTime, changed: PageTime | None) -> PageTime:
        moved = changed is not None and _days_between(told, changed) > 1
        if not moved and not (is_universal(told) and self._zone is None):
            return told
        shown = self._shown.near()
        if shown is None or shown.day == told.local:
            return told
        if _same_instant(told, shown.day):
            return replace(told, local=shown.day, method=f"{told.method} (day as shown)")
        return self._anew(shown, told, changed) or told

    def _anew(self, shown: Shown, told: PageTime, changed: PageTime | None) -> PageTime | None:
        """The later day that the page shows as its own, where another witness says it too."""
        if not told.local or shown.day <= told.local:
            return None
        others = map(self._read, witnesses.likely(self._page))
        for time in chain([changed], others):
            if time and time.local and believable(time, self._now):
                same = time.local == shown.day or _same_instant(time, shown.day)
                if same:
                    method = f"text, {time.method}"
                    sure = min(_REPUBLISHED, time.confidence)
                    return replace(time, local=shown.day, method=method, confidence=sure)
        return None

    def _relative(self) -> PageTime | None:
        """Counted back ("3 hours ago") from the capture; nothing without one."""
        if self._now is None:
            return None
        for line, named in self._shown.lines():
            time = read_relative(line, "text", self._now, named_days=named)
            if time is not None:
                return time
        return None

    def _days(self, changed: PageTime | None) -> Iterator[date]:
        """Days that other witnesses tell, to choose between the readings of 4/5."""
        told = map(self._read, witnesses.in_url(self._page.url))
        for time in chain([changed], told):
            if time is not None and time.local is not None:
                yield time.local


def is_certain(time: PageTime | None) -> bool:
    """Whether a page is dated by this: a date from just anywhere on it is no sign of an article."""
    return time is not None and not time.method.startswith((_ELSEWHERE, "script:"))


def _at_latest(changed: PageTime | None) -> PageTime | None:
    """Where the page shows its last change only: most are of the same day, and none is before."""
    if changed is None or not changed.local or not changed.method.startswith(("text", "time")):
        return None
    method = f"{changed.method} (of the last change)"
    return replace(changed, method=method, confidence=min(_GUESSED, changed.confidence))


def _witness(shown: Shown, confidence: float) -> Witness:
    if shown.rank < FAR:
        return shown.raw, "text", confidence
    return shown.raw, _ELSEWHERE, confidence / 2


def _before(one: PageTime, other: PageTime) -> bool:
    if one.utc and other.utc:
        return one.utc < other.utc
    return bool(one.local and other.local and one.local < other.local)


def _days_between(one: PageTime, other: PageTime) -> int:
    return (other.local - one.local).days if one.local and other.local else 0


def _same_instant(time: PageTime, day: date) -> bool:
    """Whether it was that day somewhere where people live, at an instant written in UTC."""
    if time.utc is None or not is_universal(time):
        return False
    difference = (day - time.utc.date()).days
    if difference == 1:
        return time.utc.hour >= _FARTHEST_EAST
    return difference == -1 and time.utc.hour < _NOON
