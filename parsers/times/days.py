"""Days: dates of the calendar, days of the week, holidays, and words like "yesterday"."""

from datetime import date, timedelta

from parsers.times.patterns import Rule, rule
from parsers.times.records import Reading, Setting
from parsers.times.values import days_of, holiday, month_value, year_value
from parsers.times.words import (
    MONTH,
    PART,
    WEEKDAY,
    YEAR,
    any_of,
    day_number,
    holidays,
    mod_of,
    month_number,
    table,
)  # fmt: skip

_LONGEST, _YEAR, _CENTURY = 31, 12, 100
"""Days of a month, months of a year, years of a century."""
_CENTURY_TURN = 70
"""Two-digit years from here on are of the 20th century."""
_YEAR_LIKE = rf"(?:{YEAR}|(?:last|this|next|the previous|that) year)"
_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "last": -1, "this": 0}
_ANNOUNCED = 60
"""Days ahead within which a day without a year is the coming one, whatever the tense."""
_NEAR = 0.5
"""How much nearer a past day counts than one to come, where no verb says which is meant."""


def year_of(text: str, setting: Setting) -> int | None:
    """The year of "1998", "last year", "that year"; None where it cannot be told."""
    if text[:4].isdigit():
        return int(text[:4])
    if text.startswith(("that", "the same")):
        told = days_of(setting.running)
        return told[0].year if told else None
    if setting.published is None:
        return None
    step = {"last": -1, "the previous": -1, "this": 0, "next": 1}.get(text.rpartition(" ")[0], 0)
    return setting.published.year + step


def year_for(month: int, day: int, setting: Setting) -> int | None:
    """The year of a day told without one: by the tense of its verb, else the nearest."""
    today = setting.published
    if (beside := setting.year_beside) is not None:
        return beside
    if today is None:
        return setting.year_told
    this = (month, day) <= (today.month, today.day)
    if _far(today.year, month, day, today) > 0 and _far(today.year, month, day, today) < _ANNOUNCED:
        return today.year
    if setting.tense == "past":
        return today.year if this else today.year - 1
    if setting.tense == "future":
        return today.year + 1 if this and (month, day) != (today.month, today.day) else today.year
    return min((today.year + step for step in (0, -1, 1)), key=lambda y: _far(y, month, day, today))


def _far(year: int, month: int, day: int, today: date) -> float:
    away = (year - today.year) * 365 + (month - today.month) * 30.4 + day - today.day
    return away if away > 0 else -away * _NEAR


def _with_part(day: date, part: str | None) -> Reading:
    name = table("part").get(part or "")
    return Reading("TIME", f"{day}T{name}") if name else Reading("DATE", str(day))


def _calendar(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "Sept. 11", "13 September 1974", "April 28-29, 2017"."""
    month, day = month_number(groups["month"]), int(groups["day"])
    year = year_of(groups["year"], setting) if groups.get("year") else year_for(month, day, setting)
    if year is None:
        return Reading("DATE", f"XXXX-{month:02}-{day:02}") if day <= _LONGEST else None
    start = date(year, month, day)
    if groups.get("last"):
        return Reading("DATE", str(start), days=(start, date(year, month, int(groups["last"]))))
    return _with_part(start, groups.get("part"))


def _digits(groups: dict[str, str], _: Setting) -> Reading | None:
    """Reads "2017-03-04", and "3/4/2017" with the month first unless it cannot be one."""
    year, month, day = int(groups["year"]), int(groups["month"]), int(groups["day"])
    if year < _CENTURY:
        year += 1900 if year >= _CENTURY_TURN else 2000
    if month > _YEAR:
        month, day = day, month
    return Reading("DATE", str(date(year, month, day)))


def _weekday(groups: dict[str, str], setting: Setting) -> Reading | None:
    number = day_number(groups["weekday"])
    if groups["weekday"].endswith("days") and not groups.get("which"):
        return Reading("SET", f"XXXX-WXX-{number}")
    today, which = setting.published, groups.get("which") or ""
    if today is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    if groups.get("week"):
        monday = today - timedelta(today.isoweekday() - 1)
        week = monday + timedelta(7 if groups["week"] == "next" else -7)
        found = _with_part(week + timedelta(number - 1), groups.get("part"))
        return Reading(found.type, found.value, ahead=groups["week"] == "next")
    back = (today.isoweekday() - number) % 7
    ahead = which in ("next", "this coming", "the coming", "the following")
    if ahead or (setting.tense == "future" and which not in ("last", "this past", "the previous")):
        day = today + timedelta((7 - back) if ahead or back else 0)
        ahead = ahead or day > today
    else:
        day = today - timedelta(back or (7 if which in ("last", "the previous") else 0))
    found = _with_part(day, groups.get("part"))
    mod = {"earlier": "START", "later": "END"}.get(groups.get("mod") or "", "")
    return Reading(found.type, found.value, mod, ahead=ahead)


def _near(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "yesterday morning", "tonight", "this afternoon", "last night"."""
    word, part = groups["near"], groups.get("part")
    if setting.published is None:
        return Reading("DATE", "XXXX-XX-XX")
    day = setting.published + timedelta(_STEPS[word])
    found = _with_part(day, "night" if word == "tonight" else part)
    return Reading(found.type, found.value, mod_of(groups.get("mod")), ahead=word == "tomorrow")


def _overnight(_: dict[str, str], setting: Setting) -> Reading | None:
    """The night between the day before publication and that day."""
    today = setting.published
    if today is None:
        return Reading("TIME", "XXXX-XX-XXTNI")
    return Reading("TIME", f"{today}TNI", days=(today - timedelta(1), today))


def _beside(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "the next day", "that day", "the day before": days beside the last one told."""
    before = setting.published if groups.get("deictic") else None
    told = days_of(setting.running) if setting.begun else None
    base = before or (told[1] if told and told[0] == told[1] else None)
    if base is None:
        return Reading("DATE", "XXXX-XX-XX")
    which = groups.get("deictic") or groups.get("which") or ""
    step = -1 if which.endswith(("before", "previous", "earlier")) else 1
    step = 0 if which.startswith(("same", "that")) or which.endswith("same") else step
    day = base + timedelta(step * (2 if groups.get("deictic") else 1))
    return _with_part(day, groups.get("part") or groups.get("unit"))


def _holiday(groups: dict[str, str], setting: Setting) -> Reading | None:
    name, which = groups["holiday"], groups.get("which")
    rule_ = holidays()[name]
    if groups.get("year"):
        year = year_of(groups["year"], setting)
    elif setting.published is None:
        return None
    else:
        day = holiday(rule_, setting.published.year)
        year = year_for(day.month, day.day, setting)
        if which == "last" and day >= setting.published:
            year = setting.published.year - 1
        elif which == "next":
            year = setting.published.year + (day <= setting.published)
    return None if year is None else Reading("DATE", str(holiday(rule_, year)))


def _month(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "March 2019", "last November", "late August", "in April"."""
    month, which, today = month_number(groups["month"]), groups.get("which"), setting.published
    mod = mod_of(groups.get("mod"))
    if groups.get("year"):
        year = year_of(groups["year"], setting)
    elif setting.year_beside is not None:
        year = setting.year_beside
    elif today is None:
        year = setting.year_told
    elif which == "last":
        year = today.year - (month >= today.month)
    elif which == "next":
        year = today.year + (month <= today.month)
    else:
        year = _month_year(month, today, setting)
    if year is None:
        return Reading("DATE", f"XXXX-{month:02}", mod)
    return Reading("DATE", month_value(year, month), mod, ahead=which == "next")


def _month_year(month: int, today: date, setting: Setting) -> int:
    if month == today.month:
        return today.year
    if setting.tense == "future":
        return today.year + (month < today.month)
    if setting.tense == "past":
        return today.year - (month > today.month)
    return year_for(month, 15, setting) or today.year


def _post(groups: dict[str, str], _: Setting) -> Reading:
    mod = "AFTER" if groups["side"] == "post" else "BEFORE"
    return Reading("DATE", year_value(int(groups["year"])), mod)


_OF = rf"(?:,? (?:of )?(?P<year>{_YEAR_LIKE}))"
_TH = "(?:st|nd|rd|th)?"
_D = rf"(?P<day>\d\d?){_TH}(?:(?:\s?[-\u2013]\s?| (?:to|through) )(?P<last>\d\d?){_TH})?"
_SMALL = r"(?:early |late |earlier |later )?"
DAYS: tuple[Rule, ...] = (
    rule(
        rf"(?:(?:{WEEKDAY}),? (?:the )?)?(?P<month>{MONTH})\s?(?:the )?{_D}"
        rf"(?:,?\s+(?P<year>{YEAR}))?"
        rf"(?: (?P<part>{PART}))?(?! (?:percent|people))",
        _calendar,
    ),
    rule(
        rf"(?:(?:{WEEKDAY}),? )?(?:the )?{_D}(?: of|-)?\s?(?P<month>{MONTH})"
        rf"(?:,? (?P<year>{YEAR}))?",
        _calendar,
    ),
    rule(rf"between (?P<month>{MONTH}) (?P<day>\d\d?) and (?P<last>\d\d?)(?! [a-z])", _calendar),
    rule(r"(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)", _digits),
    rule(r"(?P<month>[0-3]?\d)/(?P<day>[0-3]?\d)/(?P<year>\d{4}|\d\d)", _digits),
    rule(
        rf"(?:(?P<mod>earlier|later|early|late) (?:on )?)?"
        rf"(?:(?P<which>this past|this coming|the coming|the previous|the following|last|this|next)"
        rf" )?(?P<weekday>{WEEKDAY}s?)(?: (?P<part>{PART}))?(?:(?: of)? (?P<week>last|next) week)?",
        _weekday,
    ),
    rule(
        rf"(?:(?P<mod>earlier|later|late|early) )?(?P<near>yesterday|today|tomorrow|tonight)"
        rf"(?: (?P<part>{PART}))?",
        _near,
    ),
    rule(rf"(?:later |earlier |early |late )?(?P<near>this|last) (?P<part>{PART})", _near),
    rule(r"overnight|(?:in )?the latest night-?time|night-?time", _overnight),
    rule(r"(?:the )?day (?P<deictic>before) yesterday|(?:the )?day (?P<after>after) tomorrow",
         lambda g, s: _beside({"deictic": g.get("deictic") or "after"}, s)),
    rule(rf"the day (?P<which>before|after|earlier)(?! \w)|the (?P<side>previous|next|following) "
         rf"(?P<unit>day|{PART})|the following (?P<more>day)",
         lambda g, s: _beside({**g, "which": g.get("which") or g.get("side") or "after"}, s)),
    rule(rf"(?P<which>that same|the same|that) (?P<unit>day|{PART})", _beside),
    rule(
        rf"(?:(?P<which>last|this|next) )?(?P<holiday>{any_of(holidays())})"
        rf"(?:,? (?P<year>{_YEAR_LIKE}))?",
        _holiday,
    ),
    rule(
        rf"(?:(?P<mod>early|mid|late|the (?:end|beginning|start|middle) of)[ -](?:in )?)?"
        rf"(?:(?P<which>last|this past|this|next) )?(?P<month>{MONTH}){_OF}?",
        _month,
    ),
    rule(rf"(?P<side>post|pre)-(?P<year>{YEAR})", _post),
)  # fmt: skip
