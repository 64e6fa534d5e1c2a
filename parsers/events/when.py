"""When an occurrence was: the best of what its sentences give."""

import re
from dataclasses import replace
from datetime import date, timedelta

from parsers.events.dateline import dateline_of
from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.records import EventTime
from parsers.events.times import TimeFound

_FEBRUARY = 2
_WEEK = timedelta(days=7)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SAYING = frozenset(("said", "says", "announced", "reported", "told", "confirmed"))


def read_time(event: Event, published: date | None) -> EventTime | None:
    """When it was: the expression nearest to the trigger that is no day of saying.

    The day of the dateline stands only where no sentence gives another.
    """
    filed = [_filed(draft) for draft in event.drafts]
    for draft, skipped in [*zip(event.drafts, filed, strict=True), *((d, 0) for d in event.drafts)]:
        inside = [t for t in draft.scene.times if _within(draft, t) and t.start >= skipped]
        if inside:
            at = draft.scene.sentence.tokens[draft.main.first].start
            nearest = min(
                inside,
                key=lambda t: (t.time.start is None, _said_with(draft, t), abs(t.start - at)),
            )
            return _ahead(nearest, draft, published)
    return None


def _filed(draft: Draft) -> int:
    """The offset at which the text behind a dateline begins."""
    length = dateline_of(draft.scene.sentence)
    return draft.scene.sentence.tokens[length - 1].end if length else 0


def _within(draft: Draft, time: TimeFound) -> bool:
    tokens = draft.scene.sentence.tokens
    return tokens[draft.first].start <= time.start < tokens[draft.last].end


def _said_with(draft: Draft, time: TimeFound) -> bool:
    """Whether a time belongs to a verb of saying: "said on Thursday"."""
    attribution = draft.scene.attribution
    tokens = draft.scene.sentence.tokens
    before = [t.low for t in tokens if t.end <= time.start][-2:]
    return attribution is not None and not _SAYING.isdisjoint(before)


def _ahead(found: TimeFound, draft: Draft, published: date | None) -> EventTime:
    """The day meant: "will meet on Friday" lies ahead, "on 7 October" told as past does not."""
    time = found.time
    if published is None or time.start is None or time.end is None:
        return time
    planned = draft.modality == "planned"
    named = time.text is not None and _YEAR.search(time.text) is not None
    if not planned and found.future and time.start > published and not named:
        return replace(time, start=_year_before(time.start), end=_year_before(time.end))
    week_ago = published - _WEEK
    if planned and time.precision in ("day", "part_of_day") and week_ago < time.end < published:
        return replace(time, start=time.start + _WEEK, end=time.end + _WEEK)
    return time


def _year_before(day: date) -> date:
    return day.replace(
        year=day.year - 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day
    )
