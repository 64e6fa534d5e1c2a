"""Arithmetic on TIMEX3 values: the days that a value spells, and values so many units away.

Weeks are those of ISO 8601 (Monday first). Seasons are the meteorological ones of the northern
half of the earth; the winter of a year begins in its December.
"""

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

from parsers.times.records import Days

_PARTS = {
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6),
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3),
    **{f"{month:02}": (month, 1) for month in range(1, 13)},
}  # fmt: skip
"""First month and number of months of what a year is parted into."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI|\d\d)")
_YEARS = re.compile(r"\d{2,4}")
"""A year, a decade ("199") or a century ("19"), cut off as ISO 8601 and TIDES cut them."""


def days_of(value: str) -> Days | None:
    """The first and the last day of a date's value; None for what is no date."""
    try:
        return _days(value)
    except (ValueError, OverflowError):
        return None


def _days(value: str) -> Days | None:
    if match := _DAY.fullmatch(value):
        day = date.fromisoformat(match[1])
        return day, day
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(5 if match[3] else 0), monday + timedelta(6)
    if match := _PART.fullmatch(value):
        first, count = _PARTS[match[2]]
        return _months(int(match[1]), first, count)
    if match := _YEARS.fullmatch(value):
        years = 10 ** (len("1998") - len(value))
        return _months(int(value) * years, 1, 12 * years)
    return None


def _months(year: int, month: int, count: int) -> Days:
    end = year * 12 + month - 2 + count
    last_year, last_month = end // 12, end % 12 + 1
    last = calendar.monthrange(last_year, last_month)[1]
    return date(year, month, 1), date(last_year, last_month, last)


def month_value(year: int, month: int) -> str:
    """A month's value; months below 1 and above 12 run on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not MINYEAR <= year < MAXYEAR:
        raise ValueError(year)
    return f"{year:04}-{month:02}"


def year_value(year: int) -> str:
    """A year's value."""
    if not MINYEAR <= year < MAXYEAR:
        raise ValueError(year)
    return f"{year:04}"


def week_value(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_value(day: date, step: int = 0) -> str:
    """The quarter of a day, or the one so many quarters later."""
    number = day.year * 4 + (day.month - 1) // 3 + step
    return f"{year_value(number // 4)}-Q{number % 4 + 1}"


def shifted(value: str, unit: str, count: int) -> str | None:
    """A value so many units ("D", "W", "M", "Q", "Y", "E", "C") later, in the coarser grain.

    A year before a month, a quarter or a day of the calendar keeps that grain.
    """
    days = days_of(value)
    if days is None:
        return None
    start = days[0]
    if unit in ("D", "W", "F"):
        moved = start + timedelta(count * {"D": 1, "W": 7, "F": 14}[unit])
        return str(moved) if unit == "D" or _DAY.fullmatch(value) else week_value(moved)
    if unit in ("M", "Q"):
        month = month_value(start.year, start.month + count)
        return month if unit == "M" else quarter_value(start, count)
    years = {"Y": 1, "E": 10, "C": 100}.get(unit)
    if years is None:
        return None
    return year_value(start.year + years * count) + (value[4:] if _PART.fullmatch(value) else "")


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    number = h + el - 7 * m + 114
    return date(year, number // 31, number % 31 + 1)


def holiday(rule: str, year: int) -> date:
    """A holiday's day in a year, by the rule that `holidays.tsv` gives."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.removeprefix("easter")))
    if "/" not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, weekday, which = map(int, rule.split("/"))
    if which < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))
