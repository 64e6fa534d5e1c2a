"""Lengths of time and what is counted with them: "three days", "two years ago", "a week later"."""

from datetime import date, timedelta

from parsers.times.days import year_of
from parsers.times.patterns import Rule, rule
from parsers.times.records import Days, Reading, Setting
from parsers.times.values import days_of, month_value, shifted, week_value, year_value
from parsers.times.words import ABOUT, MONTH, NUMBER, UNIT, mod_of, number_of, table

_HOURS, _MONTHS = 24, 12
_THREE = 3
_RATES = frozenset(("day", "night", "hour", "minute", "second", "quarter"))
"""Units with which "a" tells a rate ("a million barrels a day") more often than a length."""
_LONG = {"D": 1, "W": 7, "F": 14, "M": 30.44, "Q": 91.3, "Y": 365.25, "E": 3652.5, "C": 36525}
"""Days in a unit (the mean of the calendar)."""
_FEW = {"D": 4, "W": 3, "M": 3, "Y": 4}
"""What "several" of a unit is taken for where days are needed."""


def _length(count: str, unit: str) -> str:
    """A duration's value: ("3", "D") is P3D, ("X", "TH") is PTXH."""
    if unit == "F":
        unit, count = "W", str(2 * int(count)) if count.isdigit() else count
    if unit == "L":
        unit, count = "Y", f"{count}000" if count.isdigit() else count
    if unit == "C":
        unit, count = "Y", f"{count}00" if count.isdigit() else "X"
    if unit[0] == "T":
        if count.endswith(".5") and unit == "TH":
            whole = count.removesuffix(".5")
            return f"PT{whole}H30M" if whole != "0" else "PT30M"
        return f"PT{count}{unit[1]}"
    if unit == "E" and count.isdigit():
        return f"P{count}0Y"
    return f"P{count}{unit}"


def _duration(groups: dict[str, str], _: Setting) -> Reading | None:
    """Reads "three days", "several weeks", "two-year", "more than four hours"."""
    unit = table("unit")[groups["unit"]]
    count = number_of(groups["count"]) if groups.get("count") else "X"
    if groups.get("count") in ("a", "an") and groups["unit"] in _RATES:
        return None
    if unit == "Q" and count.isdigit() and int(count) <= _THREE:  # "three quarters of them"
        return None
    return Reading("DURATION", _length(count, unit), mod_of(groups.get("about")))


def _window(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "the past 24 hours", "the next three months": a length with an end at publication."""
    unit = table("unit")[groups["unit"]]
    count = number_of(groups["count"]) if groups.get("count") else "X"
    if groups["unit"].endswith("s") is False and not groups.get("count"):
        count = "1"
    ahead = groups["which"].startswith(("next", "coming"))
    days = None
    number = float(count) if count != "X" else _FEW.get(unit, 3)
    if setting.published is not None:
        days = _span(setting.published, unit, number, 1 if ahead else -1)
    if unit == "TH" and count.isdigit() and int(count) % _HOURS == 0:
        unit, count = "D", str(int(count) // _HOURS)
    return Reading("DURATION", _length(count, unit), days=days, ahead=ahead)


def _span(today: date, unit: str, number: float, sign: int) -> Days:
    if unit in ("M", "Y") and number == int(number):
        other = _month_away(today, sign * int(number) * (12 if unit == "Y" else 1))
    else:
        length = number / _HOURS if unit == "TH" else number * _LONG.get(unit, 0)
        other = today + sign * timedelta(-int(-length // 1))
    return (today, other) if sign > 0 else (other, today)


def _ago(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "two years ago", "a week earlier", "three days later"."""
    unit, count = table("unit")[groups["unit"]], number_of(groups["count"])
    side, mod = groups["side"], mod_of(groups.get("about"))
    if count == "X" or not count.isdigit():
        return Reading("DATE", "FUTURE_REF" if side in ("later", "from now") else "PAST_REF", mod)
    told = side not in ("ago", "from now", "hence")
    number = int(count) * (
        1 if side in ("later", "after", "from now", "hence", "afterwards") else -1
    )
    if count == "1" and unit == "Y" and side in ("ago", "earlier", "before"):
        value = _year_back(setting, told=told)
        return Reading("DATE", value or "XXXX", mod, compared=True)
    base = setting.running if told and days_of(setting.running) else ""
    if not base and (setting.published is None or told):
        return Reading("DATE", "XXXX-XX-XX" if unit == "D" else "XXXX", mod)
    value = _moved(base or str(setting.published), unit, number)
    if value is None:
        return None
    days = None if told else _about_a_day(setting, unit, number)
    return Reading("DATE", value, mod, days, ahead=number > 0 and not told)


def _about_a_day(setting: Setting, unit: str, number: int) -> Days | None:
    """Three days for "three weeks ago", "a month ago": the day is only roughly known."""
    today = setting.published
    if today is None or not (unit == "W" or (unit == "M" and abs(number) == 1)):
        return None
    day = today + timedelta(weeks=number) if unit == "W" else _month_away(today, number)
    return day - timedelta(1), day + timedelta(1)


def _month_away(today: date, months: int) -> date:
    """The same day of another month, or its last day."""
    first, last = _month(month_value(today.year, today.month + months))
    return first + timedelta(min(today.day, last.day) - 1)


def _month(value: str) -> Days:
    days = days_of(value)
    if days is None:
        raise ValueError(value)
    return days


def _beside(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "three days after the blast": a length, laid from the day last told."""
    found = _duration(groups, setting)
    unit, count = table("unit")[groups["unit"]], number_of(groups["count"])
    if found is None or not count.isdigit() or not setting.begun:
        return found
    sign = 1 if groups["side"] == "after" else -1
    value = _moved(setting.running, unit, sign * int(count))
    if value is None or len(value) != len("1998-03-02"):
        return found
    return Reading(found.type, found.value, found.mod, days_of(value))


def _moved(base: str, unit: str, number: int) -> str | None:
    days = days_of(base)
    if days is None:
        return None
    if unit == "W" and len(base) == len("1998-03-02"):
        return week_value(days[0] + timedelta(weeks=number))
    if unit[0] == "T":
        hours = number if unit == "TH" else 0
        return (
            days[0] + timedelta(hours // _HOURS if hours > 0 else -(-hours // _HOURS))
        ).isoformat()
    return shifted(base, unit, number)


def _year_back(setting: Setting, *, told: bool) -> str | None:
    """A year before the period just told ("the quarter"), else before publication."""
    for value in (setting.told[-1] if setting.told else "", setting.period):
        if value and not value[:4].startswith("X") and len(value) < len("1998-03-02"):
            return shifted(value, "Y", -1)
    if told and len(setting.running) == len("1998-03-02"):
        return shifted(setting.running, "Y", -1)
    return year_value(setting.published.year - 1) if setting.published else None


def _recent(groups: dict[str, str], _: Setting) -> Reading | None:
    """Reads "recent weeks", "coming months"."""
    return Reading("DURATION", _length("X", table("unit")[groups["unit"]]))


def _every(groups: dict[str, str], _: Setting) -> Reading | None:
    """Reads "every two weeks", "each July", "every Friday"."""
    if groups.get("month"):
        return Reading("SET", f"XXXX-{int(table('month')[groups['month'].rstrip('.')]):02}")
    if groups.get("weekday"):
        return Reading("SET", f"XXXX-WXX-{table('weekday')[groups['weekday']]}")
    unit = table("unit")[groups["unit"]]
    count = number_of(groups["count"]) if groups.get("count") else "1"
    return Reading("SET", _length("2" if count == "other" else count, unit))


def _part_year(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "the first nine months of 1998": a length at the head of a year."""
    count = number_of(groups["count"])
    year = year_of(groups["year"], setting) if groups.get("year") else None
    days = None
    if year and count.isdigit() and 0 < int(count) <= _MONTHS and groups["unit"] == "months":
        first, last = days_of(f"{year}-01"), days_of(f"{year}-{int(count):02}")
        days = (first[0], last[1]) if first and last else None
    return Reading("DURATION", _length(count, table("unit")[groups["unit"]]), days=days)


_COUNT = rf"(?P<count>{NUMBER})"
_ABOUT = rf"(?:(?P<about>{ABOUT}) (?:the )?)?"
_UNIT = rf"(?P<unit>{UNIT})"
_MORE = "(?: (?:more|full|whole|consecutive|straight|long))?"
_DAY_NAMES = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
LENGTHS: tuple[Rule, ...] = (
    rule(rf"{_ABOUT}{_COUNT}{_MORE}[ -]{_UNIT}(?:'|-long)?"
         r"(?![ -]?(?:-?old|ago|earlier|later))", _duration),
    rule(rf"{_ABOUT}{_COUNT} {_UNIT} (?P<side>ago|earlier|later|before(?= ?[,.;]|$)|from now|hence"
         r"|afterwards)(?: today)?", _ago),
    rule(rf"{_ABOUT}{_COUNT} {_UNIT}(?= (?P<side>after|before) \w)", _beside),
    rule(rf"{_ABOUT}{_COUNT} (?:to|or|and|-) (?P<more>{NUMBER})[ -]{_UNIT}", _duration),
    rule(rf"(?:the )?(?P<which>past|last|previous|preceding|next|coming) {_COUNT}[ -]{_UNIT}",
         _window),
    rule(r"the (?P<which>past|last|previous|preceding|next|coming) "
         r"(?P<unit>hours|days|weeks|months|years|day|hour|decades)", _window),
    rule(r"(?:recent|coming|the intervening) (?P<unit>days|weeks|months|years|decades)", _recent),
    rule(rf"(?:every|each) (?:(?P<count>other|{NUMBER}) )?(?:{_UNIT}|(?P<month>{MONTH})"
         rf"|(?P<weekday>{_DAY_NAMES}))", _every),
    rule(rf"the (?:first|last|latest) {_COUNT} {_UNIT}"
         r"(?: of (?P<year>\d{4}|(?:this|last|next) year))?", _part_year),
    rule(rf"the {_COUNT} {_UNIT}", _duration),
    rule(r"(?P<unit>weeks|months)", _duration),
)  # fmt: skip
