"""Two flags of a mention: told as history, and a sum over other events."""

import re
from datetime import date, timedelta

from parsers.events.merge import Event
from parsers.events.records import Claim, EventTime

_HISTORY = timedelta(days=30)
"""The guidelines' bound: what happened more than about thirty days before is background."""

_PAST = re.compile(
    r"\b(?:last year|years? ago|months ago|in (?:19|20)\d\d|(?:19|20)\d\d,|decades? ago|"
    r"anniversary|previously|in the past|last (?:spring|summer|autumn|fall|winter)|"
    r"since (?:19|20)\d\d|history|had been|century)\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:over|in|during|within) the (?:past|last|previous) (?:\w+ )?(?:hours?|days?|weeks?|"
    r"months?|years?)\b|\bdeath toll\b|\bin total\b|\ba total of\b|\bsince (?:the|last|early|"
    r"October|January)\b|\bso far this (?:year|month|week)\b|\bin (?:two|three|four|several) "
    r"(?:attacks|blasts|explosions|bombings|strikes)\b",
    re.IGNORECASE,
)


def is_background(event: Event, time: EventTime | None, published: date | None) -> bool:
    """Whether the event is told as history: by its date, or by words where dates are missing."""
    if event.lead.modality == "planned":
        return False
    if time is not None and time.end is not None and published is not None:
        return published - time.end > _HISTORY
    return bool(_PAST.search(_words(event)))


def is_summary(event: Event, claims: tuple[Claim, ...]) -> bool:
    """Whether the event is a sum: a toll over a span of days or over several attacks."""
    return bool(claims) and bool(_SUM.search(_words(event)))


def _words(event: Event) -> str:
    return " ".join(token.text for token in event.lead.scene.sentence.tokens)
