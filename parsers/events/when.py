"""When an occurrence was: the time that hangs on its trigger in the tree, else the next best.

A time belongs to the verb or noun that it hangs on, and to what that verb tells: "On Sunday police
arrested twelve over Saturday's attack" has one time for each. The day of saying ("said on
Tuesday") and the day of a dateline date an event only where nothing else does.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.records import EventTime
from parsers.events.scenes import Scene
from parsers.events.time_links import FILED, SAID, is_led_away, is_saying, time_cost, top_of
from parsers.events.times import TimeFound
from parsers.language.tokens import Sentence
from parsers.times import tense_of
from parsers.times.tense import tense_at

_NEARBY = 5
"""Sentences back in which a day told is still that of what follows."""
_FEBRUARY = 2
_WEEK = timedelta(days=7)
_OPEN, _AHEAD, _LATER = 1, 4, 4
"""What an unresolved time costs, one that lies ahead, and each further sentence of the event."""
_YEAR = re.compile(r"\d{4}|tomorrow|next|coming", re.IGNORECASE)
_HAVE = frozenset(("has", "have", "'ve"))
"""What has happened did so by today, on no day that is told."""
_DAYS = re.compile(r"(?<!mid)day\b|(?<!mid)night|\d [A-Z][a-z]+|\b[A-Z][a-z]+\.? \d|\d-\d")
"""A day in the words of a time: "Friday", "overnight", "3 May"."""
_NUMBER = re.compile(r"\d")
"""What a day of the calendar holds, and a day of the week does not."""
_FAR = 10
"""Steps from which a time is the trigger's only where no other is."""
_FARTHER = 14
"""Steps from which a time is no longer the trigger's."""


def read_time(
    event: Event, published: date | None, scenes: tuple[Scene, ...] = ()
) -> EventTime | None:
    """When it was; None where no sentence that tells of it gives a time that is its own.

    `scenes` are those of the whole text: a story that goes on keeps the day it is at.
    """
    tied: list[tuple[float, int, TimeFound, Draft]] = []
    for order, draft in enumerate(event.drafts):
        for time in draft.scene.times:
            cost = time_cost(draft, time) + _unlikely(draft, time)
            if _FAR <= cost < SAID and not _at_main_verb(draft.scene.sentence, time):
                continue
            tied.append((cost, order, time, draft))
    for least, most in ((0, _FAR), (_FAR, _FARTHER), (SAID, SAID + _FAR), (FILED, FILED + _FAR)):
        near = [entry for entry in tied if least <= entry[0] < most]
        if near:
            _, _, time, draft = min(
                near, key=lambda entry: (entry[0] + _LATER * entry[1], _length(entry[2]))
            )
            return _on_story_day(_ahead(time, draft, published), event, scenes)
    return _story_day(event, scenes)


def _on_story_day(time: EventTime, event: Event, scenes: tuple[Scene, ...]) -> EventTime:
    """An hour without its day ("at midday") is one of the day that the story is at."""
    if time.precision not in ("hour", "part_of_day") or _DAYS.search(time.text or ""):
        return time
    day = _story_day(event, scenes)
    if day is None or day.start is None:
        return time
    return replace(time, start=day.start, end=day.end, reason=day.reason)


def _story_day(event: Event, scenes: tuple[Scene, ...]) -> EventTime | None:
    """The day of the story at the event's sentence: that of a main verb just before."""
    if event.lead.modality in ("planned", "possible"):
        return None
    sentence = event.lead.scene.sentence
    trigger = event.lead.main.anchor
    if sentence.tokens[trigger].verbal and tense_of(sentence, trigger) != "past":
        return None
    below = {sentence.tokens[c].low for c in sentence.children(trigger, "aux", "advmod", "mark")}
    if below & _HAVE and "since" not in below:
        return None
    for scene in reversed(scenes):
        if 0 < sentence.number - scene.sentence.number <= _NEARBY:
            for time in scene.times:
                if _at_main_verb(scene.sentence, time) and not time.future:
                    return replace(time.time, reason="date_from_context")
    return None


def _at_main_verb(sentence: Sentence, time: TimeFound) -> bool:
    """Whether a day hangs on the main verb or on what is said, and not on the saying."""
    if time.time.precision not in ("day", "part_of_day", "hour"):
        return False
    top = top_of(sentence, time.first, time.last)
    governor = sentence.tokens[top].head
    if is_led_away(sentence, top) or is_saying(sentence, governor):
        return False
    token = sentence.tokens[governor]
    return token.dep == "root" or (token.dep == "ccomp" and is_saying(sentence, token.head))


def _unlikely(draft: Draft, time: TimeFound) -> float:
    """What speaks against a time whatever the tree says: it has no days, it lies ahead."""
    ahead = time.future and draft.modality == "occurred"
    return (_OPEN if time.time.start is None else 0) + (_AHEAD if ahead else 0)


def _length(found: TimeFound) -> timedelta:
    start, end = found.time.start, found.time.end
    return end - start if start and end else timedelta.max


def _ahead(found: TimeFound, draft: Draft, published: date | None) -> EventTime:
    """The day meant: plans lie ahead of publication, what is told as done behind it."""
    time = found.time
    if published is None or time.end is None or time.start is None:
        return time
    sentence = draft.scene.sentence
    head = sentence.tokens[top_of(sentence, found.first, found.last)].head
    if draft.modality != "planned":
        if tense_at(sentence, found.last) == "future":
            return time
        said = time.text or ""
        undated = time.precision == "day" and not _YEAR.search(said) and bool(_NUMBER.search(said))
        return _year_before(time) if found.future and undated else time
    past = sentence.tokens[head].verbal and tense_of(sentence, head) == "past"
    recent = published - _WEEK < time.end < published
    if time.precision in ("day", "part_of_day") and recent and not past:
        return replace(time, start=time.start + _WEEK, end=time.end + _WEEK)
    return time


def _year_before(time: EventTime) -> EventTime:
    if time.start is None or time.end is None or time.start.year == date.min.year:
        return time
    return replace(time, start=_back(time.start), end=_back(time.end))


def _back(day: date) -> date:
    return day.replace(
        year=day.year - 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day
    )
