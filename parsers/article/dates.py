"""One written date or time to a PageTime: ISO and its relatives, mail dates, months as words.

What is unclear stays unclear: a day without a time gets no instant, a time without a zone gets
one in UTC with lower confidence, an impossible or future one keeps its raw form only.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from parsers.article.clock import Clock, clock_beside, clock_in
from parsers.article.days import DIGITS, Day, Order, days_in, iso_day
from parsers.article.zones import ASSUMED, ZONE_UNSURE
from parsers.records import PageTime

_EARLIEST = 1850
_LATEST = 2200
_AHEAD = timedelta(hours=24)
_MILLISECONDS = 10_000_000_000
_LONGEST = 200
_EPOCH = re.compile(r"^(?:1\d{9}|[2-9]\d{8}|1\d{12}|[2-9]\d{11})(?:\.\d+)?$")
_COMPACT = re.compile(r"^\d{8}T?([0-2]\d)([0-5]\d)([0-5]\d)?(.*)$")


def read_time(
    raw: str,
    method: str,
    confidence: float = 1.0,
    *,
    month_first: bool = False,
    language: str | None = None,
) -> PageTime | None:
    """The first date in `raw`, with its time and zone where given; None where there is no date.

    `month_first` decides 4/5/2023 (the American order) where the numbers leave it open,
    `language` what a word means that is a month in two.
    """
    text = " ".join(raw[: 2 * _LONGEST].split())[:_LONGEST]
    if not text:
        return None
    if text[-1].isdigit() and _EPOCH.match(text.translate(DIGITS)):
        return _from_epoch(float(text.translate(DIGITS)), raw, method, confidence)
    day = iso_day(text) or next(iter(days_in(text, Order(month_first, language))), None)
    return _with_clock(raw, text, day, method, confidence) if day else None


def written_part(line: str) -> str:
    """The part of a line that says when, without the names around it; all of it without a date."""
    days = days_in(line)
    return part_of(line, days[0]) if days else line


def part_of(line: str, day: Day) -> str:
    """What a line says of one of its days: the date with the time of day beside it."""
    start, end = day.span
    clock = clock_beside(line.translate(DIGITS), start, end)
    if clock:
        start, end = min(start, clock.span[0]), max(end, clock.span[1])
    return line[start:end].strip(" ,|-–·(")  # noqa: RUF001 - a dash


def believable(time: PageTime, now: datetime | None) -> bool:
    """Whether a page could have been published then, seen at `now`."""
    day = time.local
    if day is None or day.year < _EARLIEST or day == date(1970, 1, 1):
        return False
    if now is None:
        return day.year < _LATEST
    if time.utc is not None:
        return time.utc <= now + _AHEAD
    return day <= (now + _AHEAD).date()


def raw_only(time: PageTime) -> PageTime:
    """The same without a value: what stands on the page cannot be true."""
    return replace(time, local=None, utc=None, zone=None, confidence=0.0)


def _from_epoch(number: float, raw: str, method: str, confidence: float) -> PageTime:
    seconds = number / 1000 if number >= _MILLISECONDS else number
    moment = datetime.fromtimestamp(seconds, UTC)
    return PageTime(raw[:_LONGEST], moment.date(), moment, "UTC", method, confidence)


def _with_clock(raw: str, text: str, day: Day, method: str, confidence: float) -> PageTime:
    sure = round(confidence * day.sure, 2)
    time = PageTime(raw[:_LONGEST], day.day, None, None, method, sure)
    clock = _clock(text, day)
    told = clock.moment(day.day) if clock else None
    if clock is None or told is None:
        return time
    moment, known = told
    if known:
        return replace(time, utc=moment, zone=clock.zone)
    unsure = round(sure * ZONE_UNSURE, 2)
    return replace(time, utc=moment, method=method + ASSUMED, confidence=unsure)


def _clock(text: str, day: Day) -> Clock | None:
    if day.clock:
        return clock_in(day.clock)
    plain = text if text.isascii() else text.translate(DIGITS)
    compact = _COMPACT.match(plain) if day.span == (0, 8) else None
    if compact:
        return clock_in(f"{compact[1]}:{compact[2]}:{compact[3] or '00'}{compact[4]}")
    return clock_beside(plain, *day.span)
