# ruff: noqa: RUF001 - dates as written in many alphabets
"""One written date or time to a PageTime: ISO and its relatives, mail dates, months as words.

What is unclear stays unclear: a day without a time gets no instant, a time without a zone gets
one in UTC with lower confidence, an impossible or future one keeps its raw form only.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from parsers.article.months import month_number
from parsers.article.zones import ASSUMED, ZONE_UNSURE
from parsers.records import PageTime

_EARLIEST = 1850
_LATEST = 2200
_AHEAD = timedelta(hours=24)
_MILLISECONDS = 10_000_000_000
_GAP = 12
# Zones as newspapers write them; the American ones without S or D follow the season.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "ist": 330, "cet": 60, "mez": 60, "west": 60,
    "cest": 120, "mesz": 120, "eet": 120, "sast": 120, "eest": 180, "msk": 180, "мск": 180,
    "trt": 180, "eat": 180, "cat": 120, "wat": 60, "gst": 240, "pkt": 300, "wib": 420, "ict": 420,
    "wita": 480, "pht": 480, "myt": 480, "hkt": 480, "sgt": 480, "awst": 480, "jst": 540,
    "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "art": -180, "brt": -180,
    "cot": -300, "pet": -300, "bot": -240, "edt": -240, "est": -300, "cdt": -300, "cst": -360,
    "mdt": -360, "mst": -420, "pdt": -420, "pst": -480,
}  # fmt: skip
_SEASONAL = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
_TIME = (
    r"(?P<hour>\d{1,2})\s?(?:[:.h]|時|时|点|시)\s?(?P<minute>\d{2})?"
    r"(?:\s?[:.分분]\s?(?P<second>\d{2})?)?(?:[.,]\d+)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
)
_ZONE = r"\s*\(?(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}:?\d{2}?\b|[A-Za-zМСК]{2,4}\b)?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(
    r"^(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\d*)?\D*$"
)
_EAST_ASIA = re.compile(
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
)
_SLASH_YMD = re.compile(r"\b(?P<year>(?:19|20)\d\d)[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\b")
_NUMBERS = re.compile(
    r"\b(?P<one>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<two>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d\d)\b"
)
_DAY_MONTH = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.|η)?\s*(?:de\s+|of\s+|-)?"
    r"(?P<name>[^\s\d.,:/-]{3,14})\.?,?\s*(?:de\s+|del\s+|-)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"\b(?P<name>[^\s\d.,:/-]{3,14})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(
    r"(?P<day>\d{1,2})\s+th[aá]ng\s+(?P<month>\d{1,2}),?\s+(?:n[aă]m\s+)?(?P<year>\d{4})",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:.])" + _TIME + _ZONE, re.IGNORECASE)
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)


def read_time(
    raw: str, method: str, confidence: float = 1.0, *, month_first: bool = False
) -> PageTime | None:
    """The first date in `raw`, with its time and zone where given; None where there is no date.

    `month_first` decides 4/5/2023 (the American order) where the numbers leave it open.
    """
    text = " ".join(raw.translate(_ARABIC_DIGITS).split())[:200]
    if _EPOCH.match(text):
        return _from_epoch(int(text), raw, method, confidence)
    found = _find_day(text, month_first=month_first)
    if found is None:
        return None
    time = PageTime(raw[:200], found.day, None, None, method, round(confidence * found.sure, 2))
    return _with_clock(time, found.day, found.clock)


def written_part(line: str) -> str:
    """The part of a line that says when, without the names around it; all of it without a date."""
    text = line.translate(_ARABIC_DIGITS)
    found = _find_day(text, month_first=False)
    if found is None:
        return line
    start, end = found.span
    after, before = _CLOCK.search(text, end), _CLOCK.search(text[:start])
    if after and after.start() - end <= _GAP:
        end = after.end()
    elif before and start - before.end() <= _GAP:
        start = before.start()
    return line[start:end].strip(" ,|-–·")


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


def _from_epoch(number: int, raw: str, method: str, confidence: float) -> PageTime:
    seconds = number / 1000 if number >= _MILLISECONDS else number
    moment = datetime.fromtimestamp(seconds, UTC)
    return PageTime(raw, moment.date(), moment, "UTC", method, confidence)


class _Found(NamedTuple):
    """A day, where it stands, what may hold the time of day, and how sure it is."""

    day: date
    span: tuple[int, int]
    clock: str
    sure: float = 1.0


def _find_day(text: str, *, month_first: bool) -> _Found | None:
    """What the first pattern finds that gives a real day."""
    for pattern in (_ISO, _COMPACT, _EAST_ASIA, _SLASH_YMD, _VIETNAMESE, _MONTH_DAY, _DAY_MONTH):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = int(parts["month"]) if "month" in parts else month_number(parts["name"])
            day = _day(int(parts["year"]), month, int(parts["day"]))
            if day and pattern is _COMPACT:
                clock = f"{parts['hour']}:{parts['minute']}" if parts["hour"] else ""
                return _Found(day, match.span(), clock)
            if day:
                return _Found(day, match.span(), _around(text, match))
    for match in _NUMBERS.finditer(text):
        one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
        american = month_first and match["mark"] == "/"
        first, second = (_day(year, one, two), _day(year, two, one))
        day = (first or second) if american else (second or first)
        if day:
            sure = 0.8 if first and second and first != second else 1.0
            return _Found(day, match.span(), _around(text, match), sure)
    return None


def _around(text: str, match: re.Match[str]) -> str:
    """Where the time of day stands: after the date, else before it."""
    rest = text[match.end() :].removeprefix("T").lstrip(" ,|-–·")
    return rest if _CLOCK.search(rest) else text[: match.start()]


def _day(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month, day) if month else None
    except ValueError:
        return None


def _with_clock(time: PageTime, day: date, rest: str) -> PageTime:
    clock = _CLOCK.search(rest)
    if clock is None or (clock["minute"] is None and clock["half"] is None):
        return time
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = (clock["half"] or "").lower()
    if half and hour <= 12:  # noqa: PLR2004 - twelve hours of the clock
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    offset = _offset(clock["zone"], day)
    try:
        moment = datetime(
            day.year, day.month, day.day, hour, minute, int(clock["second"] or 0),
            tzinfo=timezone(offset or timedelta()),
        ).astimezone(UTC)  # fmt: skip
    except (ValueError, OverflowError):
        return time
    if offset is None:
        return replace(
            time,
            utc=moment,
            method=time.method + ASSUMED,
            confidence=round(time.confidence * ZONE_UNSURE, 2),
        )
    return replace(time, utc=moment, zone=clock["zone"])


def _offset(zone: str | None, day: date) -> timedelta | None:
    """The offset that a zone stands for on a day; None for an unknown or missing zone."""
    if not zone:
        return None
    name = zone.lower().strip()
    numbers = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if numbers:
        minutes = int(numbers[2]) * 60 + int(numbers[3] or 0)
        return timedelta(minutes=-minutes if numbers[1] == "-" else minutes)
    if name in _SEASONAL:
        # Second Sunday of March to first Sunday of November, to the week.
        summer = date(day.year, 3, 11) <= day < date(day.year, 11, 4)
        return timedelta(minutes=_SEASONAL[name] + (60 if summer else 0))
    return timedelta(minutes=_ZONES[name]) if name in _ZONES else None
