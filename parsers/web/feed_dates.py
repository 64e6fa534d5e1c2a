"""Times as feeds and sitemaps write them, read without guessing and without a clock of its own.

General date readers fill gaps from today's date and turn "10" into the tenth of this month.
Here a value without year, month and day is no time at all.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Earlier times in a feed are epoch zero, typing errors or archives without a feed of their own."""

MAX_AHEAD = timedelta(hours=24)
"""How far a time may lie in the future: wrong zones reach 14 hours, wrong years do not count."""

_MAX_LENGTH = 100  # characters; the longest honest value has some 40
_MAX_OFFSET = timedelta(hours=15)

_NUMERIC = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*([A-Za-z]{1,5}|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII,
)
# The form that nearly all RSS has; other forms of RFC 822 go to the mail library, six times slower.
_RSS = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)"
    r" ([+-]\d{4}|GMT|UTC|Z)",
    re.ASCII,
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b(.*)", re.ASCII | re.DOTALL)

# Names beside the North American ones that RFC 822 has. Where a name has several meanings the
# one of the largest press is taken (IST: India, BST: Britain).
_HOURS = {
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "SAST": 2,
    "EEST": 3, "MSK": 3, "TRT": 3, "GST": 4, "PKT": 5, "IST": 5.5, "ICT": 7, "WIB": 7, "HKT": 8,
    "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3,
    "ART": -3, "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip


def read_time(raw: str | None) -> datetime | None:
    """The instant that a value names, in UTC, or None.

    ISO 8601 and its relatives, RFC 822 with any of its usual faults, and 31.12.2024. A value
    without a zone, or with a name that nobody knows, is taken as UTC; a day alone as its first
    moment. Day and month in one order or the other (03/04/2024) are not guessed at.
    """
    return _read(raw.strip()) if raw and len(raw) <= _MAX_LENGTH else None


def believable(time: datetime | None, now: datetime) -> datetime | None:
    """The time where it can be true: from `EARLIEST` to `MAX_AHEAD` from now; else None."""
    return time if time and EARLIEST <= time <= now + MAX_AHEAD else None


@lru_cache(maxsize=4096)
def _read(text: str) -> datetime | None:
    try:
        # Python reads ISO weeks and bare digits too; "20240512" is more often a number.
        if text[4:5] == "-" and len(text) >= len("2024-05-12"):
            return _to_utc(datetime.fromisoformat(text))
    except ValueError:
        pass
    turned = _DAY_FIRST.fullmatch(text)
    if turned:
        text = f"{turned[3]}-{turned[2]}-{turned[1]}{turned[4]}"
    try:
        if match := _RSS.fullmatch(text):
            return _from_rss(match)
        match = _NUMERIC.fullmatch(text)
        return _from_numbers(match) if match else _from_mail(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        # parsedate_tz is known to stumble over hostile values in more than one way.
        return None


def _from_rss(match: re.Match[str]) -> datetime | None:
    day, name, *clock, zone = match.groups()
    year, hour, minute, second = map(int, clock)
    month = _MONTHS.index(name) // 4 + 1  # ValueError for what is no month
    return _placed(datetime(year, month, int(day), hour, minute, second), _offset(zone))  # noqa: DTZ001


def _from_numbers(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - placed below
    return _placed(local, _offset(match[7] or "UTC"))


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return timedelta(hours=_HOURS.get(zone.upper(), 0))
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset


def _from_mail(text: str) -> datetime | None:
    parts = parsedate_tz(text)
    if parts is None:
        return None
    seconds = parts[9]
    if not seconds:
        name = re.search(r"\b([A-Z]{2,5})\W*$", text)
        seconds = int(_HOURS.get(name[1], 0) * 3600) if name else 0
    return _placed(datetime(*parts[:6]), timedelta(seconds=seconds))  # noqa: DTZ001


def _placed(local: datetime, offset: timedelta) -> datetime | None:
    if abs(offset) > _MAX_OFFSET:
        return None
    return _to_utc(local.replace(tzinfo=timezone(offset)))


def _to_utc(time: datetime) -> datetime | None:
    try:
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except OverflowError:
        return None
