"""The times of a sentence as events need them: calendar days, both ends included.

`parsers.times` reads the expressions; here they become days for what happened: ranges of two are
joined, what is told of the running week ends at publication, deadlines and lengths are no dates.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from parsers.events.dateline import dateline_of
from parsers.events.records import EventTime, TimePrecision
from parsers.language.tokens import Sentence
from parsers.times import Days, Timex, find_timexes
from parsers.times.tense import tense_at

_HEAD = 3
"""Sentences among which a dateline may be."""
_DAY = timedelta(days=1)
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}
_DEADLINES = frozenset(("by", "until", "till", "before", "pending"))
_JOINS = frozenset(("to", "and", "until", "through", "till", "-", "\u2013", "or"))
_OPENS = frozenset(("from", "between"))
_CLOCK = r"[\d.:]+(?: ?[ap]\.?m\.?)?"
_HOURS = re.compile(rf"(?:from|between) {_CLOCK} (?:to|and|until|till) {_CLOCK}", re.IGNORECASE)
"""Hours of every day: "a curfew from 8pm to 6am"."""
_PRECISIONS: dict[int, TimePrecision] = {4: "year", 7: "month", 10: "day"}
_START, _END = 10, 20
"""Days of a month up to which it is early, and after which it is late."""


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time expression with where it stands: offsets, and tokens `first` to `last` (inclusive).

    `future` says that it lies after publication; `time` has no days where they are unresolved.
    """

    time: EventTime
    start: int
    end: int
    first: int
    last: int
    future: bool


def find_times(text: str, sentence: Sentence, published: date | None) -> list[TimeFound]:
    """The times of one sentence, left to right."""
    return read_times(text, [sentence], published)[0]


def read_times(
    text: str, sentences: Iterable[Sentence], published: date | None
) -> list[list[TimeFound]]:
    """The times of each sentence; those that lean on an earlier date ("the next day") too.

    Left out are lengths, habits, deadlines ("by Friday") and words like "recently".
    """
    sentences = list(sentences)
    published = published or _filed(text, sentences)
    return [
        [_found(text, timex, sentence, published) for timex in _joined(timexes, sentence)
         if _dates(timex, sentence) and not _HOURS.fullmatch(text[timex.start : timex.end])]
        for timexes, sentence in zip(
            find_timexes(text, sentences, published), sentences, strict=True)
    ]  # fmt: skip


def _filed(text: str, sentences: list[Sentence]) -> date | None:
    """The day in the dateline: what a text without a day of publication counts from."""
    for sentence in sentences[:_HEAD]:
        length = dateline_of(sentence)
        for timex in find_timexes(text, [sentence], None)[0] if length else ():
            if timex.last < length and timex.days and timex.days[0] == timex.days[1]:
                return timex.days[0]
    return None


def _dates(timex: Timex, sentence: Sentence) -> bool:
    if timex.type == "SET" or timex.value.endswith("_REF"):
        return False
    if timex.type == "DURATION" and timex.days is None:
        return False
    before = _before(timex, sentence)
    if before == "by" and sentence.parsed:  # "by noon the rebels had taken the hill"
        return tense_at(sentence, timex.last) == "past" and not timex.ahead
    return before not in _DEADLINES


def _before(timex: Timex, sentence: Sentence) -> str:
    return sentence.tokens[timex.first - 1].low if timex.first else ""


def _joined(timexes: tuple[Timex, ...], sentence: Sentence) -> list[Timex]:
    """Ranges as one: "from Friday to Sunday", "between 9pm on Monday and 5am on Tuesday"."""
    joined: list[Timex] = []
    for timex in timexes:
        if joined and (both := _range(joined[-1], timex, sentence)):
            joined[-1] = both
        else:
            joined.append(timex)
    return joined


def _range(one: Timex, two: Timex, sentence: Sentence) -> Timex | None:
    between = [t.low for t in sentence.tokens[one.last + 1 : two.first]]
    opens = _before(one, sentence) in _OPENS
    if len(between) != 1 or between[0] not in _JOINS or not one.days or not two.days:
        return None
    next_day = between[0] == "and" and two.days[0] - one.days[1] == _DAY
    if not opens and not next_day and between[0] in ("to", "and", "or"):
        return None
    first, last = one.days[0], two.days[1]
    if first > last and (first - last) < timedelta(days=7):
        first -= timedelta(days=7)
    if first > last:
        return None
    start = sentence.tokens[one.first - 1].start if opens else one.start
    return Timex(start, two.end, one.first, two.last, "DATE", "", "", (first, last), two.ahead)


def _found(text: str, timex: Timex, sentence: Sentence, published: date | None) -> TimeFound:
    span = timex.start, timex.end
    said = text[timex.start : timex.end]
    part = _PARTS.get(timex.value.partition("T")[2])
    days = _days(timex, said.lower(), _before(timex, sentence), published) if timex.days else None
    if days is None:
        time = EventTime(said, span, None, None, None, part, None, "date_unresolved")
        return TimeFound(time, *span, timex.first, timex.last, future=False)
    anchor = published.isoformat() if published else None
    time = EventTime(said, span, *days, _precision(timex), part, anchor, None)
    future = published is not None and days[0] > published
    return TimeFound(time, *span, timex.first, timex.last, future=future)


def _days(timex: Timex, said: str, before: str, published: date | None) -> Days | None:
    """The days meant: the part of a month, the running week up to publication, all since."""
    if timex.days is None:
        return None
    start, end = _part_of_month(timex, timex.days, said)
    if published is not None and before == "since" and start < published:
        return start, published
    if published is not None and start <= published < end and timex.type == "DATE":
        if said.startswith("later"):
            return published, end
        earlier = said.startswith(("earlier", "early")) and start < published
        return start, published - _DAY if earlier else published
    return start, end


def _part_of_month(timex: Timex, days: Days, said: str) -> Days:
    start, end = days
    if _PRECISIONS.get(len(timex.value)) != "month" or said.startswith(("earlier", "later")):
        return days
    return {
        "START": (start, start + timedelta(_START - 1)),
        "MID": (start + timedelta(_START), start + timedelta(_END - 1)),
        "END": (start + timedelta(_END), end),
    }.get(timex.mod, days)


def _precision(timex: Timex) -> TimePrecision:
    value, time = timex.value.partition("T")[::2]
    if timex.type == "DURATION" or not value:
        return "span"
    if time:
        return "hour" if time[0].isdigit() else "part_of_day"
    if timex.days and timex.days[0] != timex.days[1] and _PRECISIONS.get(len(value)) == "day":
        return "span"
    if value[5:6] == "W" and value[6:7].isdigit():
        return "span" if value.endswith("WE") else "week"
    if value[5:] in ("SP", "SU", "FA", "WI"):
        return "season"
    return (
        "span" if "X" in value or value[5:6] in ("Q", "H") else _PRECISIONS.get(len(value), "span")
    )
