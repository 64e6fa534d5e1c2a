"""Times in the publisher's own zone: what a page leaves out, the source's configuration knows."""

from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from parsers.records import PageTime

ASSUMED = " (zone assumed)"
"""Ends the method of a time that was written without a zone and read as UTC."""
ZONE_UNSURE = 0.8
"""How far such a time is to be trusted, as a factor of its confidence."""

_UNIVERSAL = frozenset(("Z", "UTC", "GMT", "+00:00", "+0000", "+00", "-00:00"))
_SURE = 0.95
_LIKELY = 0.85


def in_zone(time: PageTime, zone: tzinfo) -> PageTime:
    """The same time as the publisher's clock and calendar have it.

    A time written without a zone is read in `zone`. One written in UTC, as content systems store
    them, keeps its instant and gets the publisher's calendar day. One with another offset, and a
    day without a time, stay as they are. Of an hour that comes twice (clocks put back) the first
    is taken; one that never came (clocks put forward) is read with the offset from before, as
    PEP 495 has it. The method tells both.
    """
    if time.utc is None:
        return time
    if time.method.endswith(ASSUMED):
        return _read_in(time, time.utc.replace(tzinfo=zone), zone)
    if is_universal(time):
        return replace(time, local=time.utc.astimezone(zone).date())
    return time


def in_country(time: PageTime, zone: tzinfo) -> PageTime:
    """A time written without a zone, read in that of the page's country; others as they are.

    Likelier than UTC, and less sure than what the source's configuration knows.
    """
    if time.utc is None or not time.method.endswith(ASSUMED):
        return time
    found = _read_in(time, time.utc.replace(tzinfo=zone), zone, "country", _LIKELY)
    return found if found.local == time.local else time


def is_universal(time: PageTime) -> bool:
    """Whether the time is written in UTC, as content systems store theirs."""
    return (time.zone or "").replace(" ", "").upper() in _UNIVERSAL


def _read_in(
    time: PageTime, clock: datetime, zone: tzinfo, whose: str = "source", sure: float = _SURE
) -> PageTime:
    try:
        instant = clock.astimezone(UTC)
        local = instant.astimezone(zone)
    except OverflowError:
        return time
    doubtful = _doubt(clock, local)
    base = time.confidence / ZONE_UNSURE
    return replace(
        time,
        utc=instant,
        local=local.date(),
        method=f"{time.method.removesuffix(ASSUMED)} (zone of the {whose}: {zone}{doubtful})",
        confidence=round(min(1.0, base * (ZONE_UNSURE if doubtful else sure)), 2),
    )


def _doubt(clock: datetime, local: datetime) -> str:
    """What is odd about a time of day on a day when the clocks are changed; "" on all others."""
    if clock.replace(tzinfo=None) != local.replace(tzinfo=None):
        return ", an hour that was skipped"
    if clock.replace(fold=1).utcoffset() != clock.utcoffset():
        return ", the first of two such hours"
    return ""
