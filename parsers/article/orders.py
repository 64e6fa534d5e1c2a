"""4/5/2023 once more: what the rest of the page says of the order of day and month."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from parsers.article.days import Order, days_in
from parsers.article.outline import Outline
from parsers.records import PageTime

_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")
_MONTHS = 12
_MOST_CHUNKS = 400


def other_reading(time: PageTime, page: Outline, days: Iterable[date]) -> PageTime | None:
    """The time with day and month the other way, where the page speaks for that; else None.

    `days` are what other witnesses tell. Only dates whose two readings are both possible change.
    """
    match = _NUMBERS.search(time.raw)
    if match is None or time.local is None:
        return None
    found = days_in(time.raw, Order(month_first=int(match[1]) == time.local.month))
    other = found[0].other if found else None
    if other is None:
        return None
    told = set(days)
    if time.local in told:
        return None
    if other in told or _contradicted(page, month_first=time.local.month == int(match[1])):
        shift = other - time.local
        utc = time.utc + shift if time.utc else None
        return replace(time, local=other, utc=utc)
    return None


def _contradicted(page: Outline, *, month_first: bool) -> bool:
    """Whether other dates on the page can only be read in the other order."""
    against = 0
    for chunk in page.chunks[:_MOST_CHUNKS]:
        for match in _NUMBERS.finditer(chunk.text):
            first, second = int(match[1]), int(match[3])
            if max(first, second) > _MONTHS >= min(first, second):
                against += 1 if (first > _MONTHS) == month_first else -1
    return against > 0
