"""Two flags of a mention: told as history, and a sum over other events."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from parsers.events.merge import Event
from parsers.events.records import Claim, EventTime
from parsers.events.scenes import Scene

_HISTORY = timedelta(days=30)
"""The guidelines' bound: what happened more than about thirty days before is background."""
_STORY = 3
"""Sentences back in which an old date is still that of what follows."""
_WIDE = frozenset(("month", "season", "year"))
"""Precisions of times so wide that their middle says how far they lie back."""

_PERFECT = frozenset(("have", "has", "'ve", "'s", "is", "are", "will"))
"""Auxiliaries of what is told as it stands today."""

_OLD = re.compile(
    r"\b(?:(?:19|20)\d\ds?|last (?:year|month|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|spring|summer|autumn|fall|winter)|"
    r"(?:months?|years?|decades?) (?:ago|before|earlier|later)|earlier this year|century)\b|"
    r"^(?:(?:in|early|late|mid|in early|in late) )?(?:january|february|march|april|june|july|"
    r"august|september|october|november|december)$",
    re.IGNORECASE,
)
"""Times that lie back more than a month, or that only what lies back so far is given."""
_PAST = re.compile(
    r"\b(?:last year|years? ago|months ago|in (?:19|20)\d\d|(?:19|20)\d\d,|decades? ago|"
    r"anniversary|in the past|last (?:spring|summer|autumn|fall|winter)|"
    r"since (?:19|20)\d\d|had been|century)\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:over|in|during|within) the (?:past|last|previous) (?:\w+ )?(?:hours?|days?|weeks?|"
    r"months?|years?)\b|\bdeath toll\b|\bin total\b|\ba total of\b|\bsince (?:the|last|early|"
    r"October|January)\b|\bso far this (?:year|month|week)\b|\bin (?:two|three|four|several) "
    r"(?:attacks|blasts|explosions|bombings|strikes)\b",
    re.IGNORECASE,
)


def is_background(
    event: Event, time: EventTime | None, published: date | None, scenes: Sequence[Scene] = ()
) -> bool:
    """Whether the event is told as history: by its date, by words, by the story it is part of.

    `scenes` are the sentences of the article, in order.
    """
    if event.lead.modality == "planned":
        return False
    if time is not None and time.start is not None and published is not None:
        return _lies_back(time, published)
    if _PAST.search(_words(event)) or (time is not None and _is_old(time)):
        return True
    return time is None and _in_old_story(event, published, scenes)


def _lies_back(time: EventTime, published: date) -> bool:
    if time.start is None or time.end is None:
        return False
    if time.precision in _WIDE:
        return published - (time.start + (time.end - time.start) / 2) >= _HISTORY
    return published - time.end > _HISTORY


def _is_old(time: EventTime) -> bool:
    """Whether the words of a time lie back more than a month, whatever the day of publication."""
    return bool(_OLD.search(time.text or ""))


def _in_old_story(event: Event, published: date | None, scenes: Sequence[Scene]) -> bool:
    """Whether the sentences just before tell of times long past, and this goes on with them."""
    sentence = event.lead.scene.sentence
    here = sentence.number
    verb = event.lead.main.anchor
    if any(sentence.tokens[i].low in _PERFECT for i in sentence.children(verb, "aux")):
        return False
    for scene in reversed(scenes):
        if 0 < here - scene.sentence.number <= _STORY and scene.times:
            return all(
                _lies_back(found.time, published)
                if published is not None and found.time.end is not None
                else _is_old(found.time)
                for found in scene.times
            )
    return False


def is_summary(event: Event, claims: tuple[Claim, ...]) -> bool:
    """Whether the event is a sum: a toll over a span of days or over several attacks."""
    return bool(claims) and bool(_SUM.search(_words(event)))


def _words(event: Event) -> str:
    return " ".join(token.text for token in event.lead.scene.sentence.tokens)
