# ruff: noqa: RUF001 - times of day as written in many alphabets
"""The time of day beside a written date, with its zone as newspapers write them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

GAP = 26
"""How many characters may stand between a date and its time: "at", "klo", a weekday."""
# The American zones without S or D follow the season.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "ist": 330, "cet": 60, "mez": 60, "west": 60,
    "cest": 120, "mesz": 120, "eet": 120, "sast": 120, "eest": 180, "msk": 180, "мск": 180,
    "trt": 180, "eat": 180, "cat": 120, "wat": 60, "gst": 240, "pkt": 300, "wib": 420, "ict": 420,
    "wita": 480, "wit": 540, "pht": 480, "myt": 480, "hkt": 480, "sgt": 480, "awst": 480,
    "acst": 570, "acdt": 630, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720,
    "nzdt": 780, "art": -180, "brt": -180, "cot": -300, "pet": -300, "bot": -240, "edt": -240,
    "est": -300, "cdt": -300, "cst": -360, "mdt": -360, "mst": -420, "pdt": -420, "pst": -480,
    "akst": -540, "akdt": -480, "hst": -600, "nst": -210, "ndt": -150, "adt": -180,
}  # fmt: skip
_SEASONAL = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
_EARLY = "上午|午前|凌晨|早上|清晨|오전|"
_LATE = "下午|午後|晚上|傍晚|晚间|오후|"
_CLOCK = re.compile(
    rf"(?<![\d:.,/-])(?P<before>{_EARLY}{_LATE}中午)?\s?(?P<hour>[0-2]?\d)"
    r"(?:\s?(?:[:h٫︰：]|[時时點点]|시)\s?(?P<minute>[0-5]?\d)(?!\d)"
    r"(?:\s?[:分분：.]\s?(?P<second>[0-5]?\d)(?!\d))?(?:[.,]\d+)?\s?[秒초]?分?분?"
    r"|\.(?P<pointed>[0-5]\d)(?![\d.%]|\s?%)(?:\.[0-5]\d)?"
    r"|(?=\s?[aApP]\.?\s?[mM](?![a-z]))|\s?(?:[時时點点시](?!間)|h\b|Uhr\b|uur\b))"
    r"\s?(?P<half>[aApP]\.?\s?[mM](?![a-z])\.?|ب\.?ظ|ق\.?ظ|[πμ]\.?μ\.?|SA\b|CH\b|[صم](?!\w))?"
    r"(?:Uhr|uur|น\.|ч\.?)?"
    r"\s?\(?(?P<zone>Z\b|(?:UTC|GMT)\s?[+−-]\s?\d{1,2}(?::?[0-5]\d)?\b"
    r"|[+−-](?:0\d|1[0-4])(?::?[0-5]\d)?\b|[A-Za-zМСК]{2,4}\b)?"
)
_OFFSET = re.compile(r"([+-])\s?(\d{1,2}):?(\d{2})?$")
_NOON = 12
_AFTERNOON = ("p", "ب", "μμ", "ch", "م")


class Clock(NamedTuple):
    """A time of day, its zone as written ("" for none), and where it stands."""

    hour: int
    minute: int
    second: int
    zone: str
    span: tuple[int, int]

    def moment(self, day: date) -> tuple[datetime, bool] | None:
        """(the instant, whether its zone was known); in UTC where none is written."""
        offset = _offset(self.zone, day)
        try:
            local = datetime(
                day.year, day.month, day.day, self.hour, self.minute, self.second,
                tzinfo=timezone(offset or timedelta()),
            )  # fmt: skip
            return local.astimezone(UTC), offset is not None
        except (ValueError, OverflowError):
            return None


def clock_beside(text: str, start: int, end: int) -> Clock | None:
    """The time of day after a date that stands at `start:end`, else just before it."""
    # A piece of its own: a year may stand right before the time, where an element ended.
    rest = text[end : end + GAP + 24]
    after = _CLOCK.search(rest)
    if after and after.start() <= GAP and not _digits(rest[: after.start()]):
        return _clock(after, end)
    first = max(0, start - GAP - 24)
    before = None
    for match in _CLOCK.finditer(text, first, start):
        before = match
    if before and start - before.end() <= GAP and not _digits(text[before.end() : start]):
        return _clock(before)
    return None


def clock_in(text: str) -> Clock | None:
    """The first time of day in a text that is known to hold nothing else."""
    match = _CLOCK.search(text)
    return _clock(match) if match else None


def _digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def _clock(match: re.Match[str], shift: int = 0) -> Clock | None:
    hour = int(match["hour"])
    minute = int(match["minute"] or match["pointed"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    before = match["before"] or ""
    late = half.startswith(_AFTERNOON) or (bool(before) and f"{before}|" in _LATE)
    early = bool(half or before) and not late and before != "中午"
    if late and hour < _NOON:
        hour += _NOON
    elif early and hour == _NOON:
        hour = 0
    if hour >= 2 * _NOON:
        return None
    span = match.start() + shift, match.end() + shift
    return Clock(hour, minute, int(match["second"] or 0), match["zone"] or "", span)


def _offset(zone: str, day: date) -> timedelta | None:
    """The offset that a zone stands for on a day; None for an unknown or missing zone."""
    name = zone.lower().strip().replace("−", "-")
    if not name:
        return None
    numbers = _OFFSET.search(name)
    if numbers:
        minutes = int(numbers[2]) * 60 + int(numbers[3] or 0)
        return timedelta(minutes=-minutes if numbers[1] == "-" else minutes)
    if name in _SEASONAL:
        # Second Sunday of March to first Sunday of November, to the week.
        summer = date(day.year, 3, 11) <= day < date(day.year, 11, 4)
        return timedelta(minutes=_SEASONAL[name] + (60 if summer else 0))
    return timedelta(minutes=_ZONES[name]) if name in _ZONES else None
