"""Months of the past: a backfill is a row of windows, each its own idempotent piece of work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parsers.errors import ConfigError
from parsers.records import Link

_DATE_IN_URL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])(?:[/_-]?([0-2]\d|3[01]))?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, both included, within one calendar month."""

    first: date
    last: date

    @property
    def key(self) -> str:
        """The idempotency key: the days themselves."""
        return f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"

    def days(self) -> Iterator[date]:
        """Every day of the window."""
        day = self.first
        while day <= self.last:
            yield day
            day += timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the window."""
        return self.first <= day <= self.last


def windows(first: date, last: date) -> tuple[Window, ...]:
    """The months between two days, newest first; ConfigError when they are the wrong way round."""
    if first > last:
        raise ConfigError(f"the range {first} to {last} ends before it begins; swap the days")
    found = []
    start = first
    while start <= last:
        following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append(Window(start, min(last, following - timedelta(days=1))))
        start = following
    return tuple(reversed(found))


def date_in_url(url: str) -> tuple[date, date] | None:
    """The day or month that an address names, as first and last day; None where it names none."""
    match = _DATE_IN_URL.search(url)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), match[3]
    first = date(year, month, 1)
    if day is None:
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    try:
        return date(year, month, int(day)), date(year, month, int(day))
    except ValueError:
        return None


def may_hold(child: Link, window: Window) -> bool:
    """Whether a sitemap of an index may list the window's articles.

    By the date in its address; without one, it must not have been finished before the window.
    """
    named = date_in_url(child.url)
    if named is not None:
        return named[0] <= window.last and named[1] >= window.first
    return child.modified_at is None or child.modified_at.date() >= window.first


def belongs(link: Link, window: Window, *, listed_by_date: bool) -> bool:
    """Whether a link's article came out within the window, as far as one can tell beforehand.

    What its entry or its address says counts; where both are silent it belongs only to a window
    whose own dated list named it. A sitemap's lastmod is a change, so it may lie later.
    """
    moment: datetime | None = link.published_at
    if moment is not None:
        return window.holds(moment.date())
    named = date_in_url(link.url)
    if named is not None:
        return named[0] <= window.last and named[1] >= window.first
    if listed_by_date:
        return True
    return link.modified_at is not None and window.holds(link.modified_at.date())
