"""When: time expressions of a sentence, resolved against the day of publication.

Anchors: "on Tuesday" is the last Tuesday on or before publication, "overnight" spans two days,
"earlier this week" begins on Monday. Without a day of publication only absolute dates resolve.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from parsers.events.records import EventTime, TimePrecision
from parsers.language.tokens import Sentence

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        start=1,
    )
} | {"a": 1, "an": 1, "several": 3, "couple of": 2}
_DAY = "|".join(_DAYS)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUM = r"\d{1,3}|" + "|".join(_NUMBERS)
_PART = r"(?:early|late|earlier)?\s?(?P<part>morning|afternoon|evening|night)?"


@dataclass(frozen=True, slots=True)
class When:
    """A resolved expression: both ends included; `future` where the words look ahead."""

    start: date
    end: date
    precision: TimePrecision
    future: bool = False


Resolver = Callable[[re.Match[str], date | None], "When | None"]


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time expression with where it stands in the text; `when` is None where unresolved."""

    time: EventTime
    start: int
    end: int
    future: bool


def find_times(text: str, sentence: Sentence, published: date | None) -> list[TimeFound]:
    """The time expressions of a sentence, left to right, the longest where two overlap."""
    found: list[TimeFound] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if not any(match.start() < f.end and f.start < match.end() for f in found):
                time = _time(match, resolve, published)
                if time is not None:
                    found.append(time)
    return sorted(found, key=lambda time: time.start)


def _time(match: re.Match[str], resolve: Resolver, published: date | None) -> TimeFound | None:
    try:
        when = resolve(match, published)
    except (ValueError, OverflowError):  # "February 30", "9999 years ago"
        return None
    part = match.groupdict().get("part")
    span = match.span()
    if when is None:
        time = EventTime(match.group(), span, None, None, None, part, None, "date_unresolved")
        return TimeFound(time, *span, future=False)
    anchor = published.isoformat() if published else None
    time = EventTime(match.group(), span, when.start, when.end, when.precision, part, anchor, None)
    return TimeFound(time, *span, future=when.future)


def _weekday(match: re.Match[str], published: date | None) -> When | None:
    if published is None:
        return None
    back = (published.weekday() - _DAYS.index(match["day"].lower())) % 7
    which = (match.groupdict().get("which") or "").lower()
    if which == "next":
        day = published + timedelta(days=7 - back)
        return When(day, day, "day", future=True)
    if which == "last" and back == 0:
        back = 7
    day = published - timedelta(days=back)
    return When(day, day, "part_of_day" if match.groupdict().get("part") else "day")


def _weekday_pair(match: re.Match[str], published: date | None) -> When | None:
    """Reads "between 9pm on Wednesday and 5.30am on Thursday", "from Monday to Wednesday"."""
    if published is None:
        return None
    end = published - timedelta((published.weekday() - _DAYS.index(match["end"].lower())) % 7)
    start = end - timedelta((end.weekday() - _DAYS.index(match["start"].lower())) % 7)
    return When(start, end, "span")


def _days(back_start: int, back_end: int, precision: TimePrecision) -> Resolver:
    def resolve(_: re.Match[str], published: date | None) -> When | None:
        if published is None:
            return None
        start, end = published - timedelta(back_start), published - timedelta(back_end)
        return When(start, end, precision, future=end > published)

    return resolve


def _past_span(match: re.Match[str], published: date | None) -> When | None:
    """Reads "over the past 24 hours", "in the last three days"."""
    if published is None:
        return None
    count = _number(match.groupdict().get("count") or "one")
    unit = match["unit"].lower()
    days = {"h": -(-count // 24), "d": count, "w": 7 * count, "m": 30 * count, "y": 365 * count}
    return When(published - timedelta(days[unit[0]]), published, "span")


def _ago(match: re.Match[str], published: date | None) -> When | None:
    if published is None:
        return None
    count = _number(match["count"])
    unit = match["unit"].lower()
    if unit.startswith("y"):
        return _year(published.year - count)
    if unit.startswith("month"):
        return _month_of(published.year, published.month - count)
    if unit.startswith("week"):
        day = published - timedelta(weeks=count)
        return When(day - timedelta(1), day + timedelta(1), "week")
    day = published - timedelta(days=count if unit.startswith("d") else 0)
    return When(day, day, "day")


def _relative_unit(match: re.Match[str], published: date | None) -> When | None:
    """Reads "last month", "this week", "next year", "earlier this year"."""
    if published is None:
        return None
    step = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[match["which"].lower()]
    unit = match["unit"].lower()
    if unit == "week":
        monday = published - timedelta(published.weekday()) + timedelta(weeks=step)
        when = When(monday, monday + timedelta(6), "week")
    elif unit == "month":
        when = _month_of(published.year, published.month + step)
    elif unit == "weekend":
        saturday = published - timedelta((published.weekday() - 5) % 7) + timedelta(weeks=step)
        when = When(saturday, saturday + timedelta(1), "span")
    else:
        when = _year(published.year + step)
    if step:
        return When(when.start, when.end, when.precision, future=step > 0)
    earlier = match.group().lower().startswith("earlier") and when.start < published
    return _up_to(when, published - timedelta(1) if earlier else published)


def _up_to(when: When, published: date) -> When:
    """What is told of the running week or month lies before publication."""
    return When(when.start, max(when.start, min(when.end, published)), when.precision)


def _absolute(match: re.Match[str], published: date | None) -> When | None:
    """Reads "13 September 1974", "April 16, 2007", "Sept. 11", "April 28-29"."""
    month = _MONTHS[match["month"].lower().rstrip(".")]
    first = int(match["first"])
    last = int(match.groupdict().get("last") or first)
    year = match.groupdict().get("year")
    if year is None and published is None:
        return None
    number = int(year) if year else _nearest_year(month, first, published or date.min)
    start, end = date(number, month, first), date(number, month, last)
    future = published is not None and start > published
    return When(start, end, "day" if start == end else "span", future)


def _nearest_year(month: int, day: int, published: date) -> int:
    """A day without a year lies in the past; one up to two months ahead is announced."""
    this = date(published.year, month, day)
    return published.year if this - published <= timedelta(days=60) else published.year - 1


def _month_rule(match: re.Match[str], published: date | None) -> When | None:
    """Reads "in March 2019", "last November", "in April"."""
    month = _MONTHS[match["month"].lower().rstrip(".")]
    year = match.groupdict().get("year")
    if year:
        return _month_of(int(year), month)
    if published is None:
        return None
    before = published.year if month <= published.month else published.year - 1
    when = _month_of(before, month)
    return _up_to(when, published) if month == published.month else when


def _month_pair(match: re.Match[str], _: date | None) -> When:
    """Reads "Between June 1975 and February 1976"."""
    start = _month_of(int(match["since"]), _MONTHS[match["from"].lower()])
    return When(
        start.start, _month_of(int(match["year"]), _MONTHS[match["month"].lower()]).end, "span"
    )


def _season(match: re.Match[str], published: date | None) -> When | None:
    if published is None:
        return None
    month = _SEASONS[match["season"].lower()]
    year = published.year if match["which"].lower() == "this" else published.year - 1
    if match["which"].lower() == "last" and month + 2 < published.month:
        year = published.year
    return When(date(year, month, 1), _month_of(year, month + 2).end, "season")


def _year_rule(match: re.Match[str], _: date | None) -> When:
    return _year(int(match["year"]))


def _year(year: int) -> When:
    return When(date(year, 1, 1), date(year, 12, 31), "year")


def _month_of(year: int, month: int) -> When:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not MINYEAR <= year < MAXYEAR:
        raise ValueError(year)
    return When(
        date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
    )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _rule(pattern: str, resolve: Resolver) -> tuple[re.Pattern[str], Resolver]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), resolve


def _rules() -> Iterator[tuple[re.Pattern[str], Resolver]]:
    clock = r"(?:\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)?\s(?:on\s)?)?"
    of_year = r"(?:,?\s(?P<year>(?:19|20)\d\d))"
    yield _rule(
        rf"(?:between|from)\s{clock}(?P<start>{_DAY})\s(?:and|to|until)\s{clock}(?P<end>{_DAY})",
        _weekday_pair,
    )
    yield _rule(
        rf"(?:on\s)?(?:(?:{_DAY}),?\s)?(?P<month>{_MONTH})\.?\s(?P<first>\d\d?)(?:st|nd|rd|th)?"
        rf"(?:\s?[-\u2013]\s?(?P<last>\d\d?))?{of_year}?(?!\d|\s(?:people|percent))",
        _absolute,
    )
    yield _rule(
        rf"(?:on\s)?(?:the\s)?(?P<first>\d\d?)(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?(?P<last>\d\d?))?"
        rf"\s(?:of\s)?(?P<month>{_MONTH})\.?{of_year}?",
        _absolute,
    )
    yield _rule(
        rf"between\s(?P<from>{_MONTH})\s(?P<since>(?:19|20)\d\d)\sand\s(?P<month>{_MONTH}){of_year}",
        _month_pair,
    )
    yield _rule(rf"(?:in\s)?(?:early\s|late\s|mid-)?(?P<month>{_MONTH})\.?{of_year}", _month_rule)
    yield _rule(
        rf"(?:over|during|in|within|for)\sthe\s(?:past|last|previous)\s(?:(?P<count>{_NUM})\s)?"
        r"(?P<unit>hours?|days?|weeks?|months?|years?)",
        _past_span,
    )
    yield _rule(r"(?:over|in|during)\sthe\s(?:previous|past)\sday", _days(1, 0, "span"))
    yield _rule(rf"(?P<count>{_NUM})\s(?P<unit>hours?|days?|weeks?|months?|years?)\sago", _ago)
    yield _rule(r"(?:the\s)?day\sbefore\syesterday", _days(2, 2, "day"))
    yield _rule(r"overnight|(?:in\sthe\slatest\s)?night-?time", _days(1, 0, "part_of_day"))
    yield _rule(
        r"yesterday(?:\s(?P<part>morning|afternoon|evening))?|last\snight", _days(1, 1, "day")
    )
    yield _rule(r"today|this\s(?P<part>morning|afternoon|evening)|tonight", _days(0, 0, "day"))
    yield _rule(r"tomorrow", _days(-1, -1, "day"))
    yield _rule(
        rf"(?:on\s|early\s(?:on\s)?|late\s(?:on\s)?)?(?:(?P<which>last|next|this)\s)?"
        rf"(?P<day>{_DAY})(?:\s{_PART})?",
        _weekday,
    )
    yield _rule(
        r"(?:earlier\s|later\s)?(?P<which>last|this|next|previous|coming)\s"
        r"(?P<unit>week(?:end)?|month|year)",
        _relative_unit,
    )
    yield _rule(
        rf"(?:in|last|this|since)\s(?:early\s|late\s|mid-)?(?P<month>{_MONTH})", _month_rule
    )
    yield _rule(
        r"(?:over\sthe\s)?(?P<which>last|this)\s(?P<season>spring|summer|autumn|fall)", _season
    )
    yield _rule(r"(?:in|since|during)\s(?:early\s|late\s|mid-)?(?P<year>(?:19|20)\d\d)", _year_rule)


_RULES = tuple(_rules())
