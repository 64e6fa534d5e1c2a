"""Periods of the calendar: weeks, months, quarters, halves, seasons, years, decades, centuries."""

from datetime import date, timedelta

from parsers.times.days import year_for, year_of
from parsers.times.patterns import Rule, rule
from parsers.times.records import Days, Reading, Setting
from parsers.times.values import (
    days_of,
    month_value,
    quarter_value,
    shifted,
    week_value,
    year_value,
)  # fmt: skip
from parsers.times.words import MOD, MONTH, ORDINAL, SEASON, YEAR, mod_of, month_number, table

_STEPS = {
    "last": -1, "past": -1, "the past": -1, "this past": -1, "previous": -1, "the previous": -1,
    "the preceding": -1, "the prior": -1, "the last": -1,
    "this": 0, "the current": 0, "current": 0, "the present": 0, "the latest": 0, "full": 0,
    "next": 1, "coming": 1, "the coming": 1, "the next": 1, "following": 1, "the following": 1,
}  # fmt: skip
_OVER = frozenset(("over", "in", "during", "within", "for"))
_TUESDAY, _SATURDAY = 2, 6
_HALVES, _QUARTERS, _MARCH = 2, 4, 3
_CENTURIES = 30
_TOLD = frozenset(("the previous", "the preceding", "the following", "the prior"))
_YEAR_LIKE = rf"(?:{YEAR}|(?:last|this|next|the previous|that|the) year)"


def _unit(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "last week", "earlier this month", "the following year", "the current quarter"."""
    which, unit = groups["which"], groups["unit"]
    base = days_of(setting.running) if which in _TOLD else None
    today = base[0] if base else setting.published
    if today is None:
        return Reading("DATE", "XXXX")
    step = _STEPS[which]
    value = _value(today, unit, step)
    rolling = _rolling(setting, which, unit)
    mod = {"earlier": "START", "early": "START", "later": "END", "late": "END", "mid": "MID"}
    return Reading("DATE", value, mod.get(groups.get("mod") or "", ""), rolling, step > 0)


def _rolling(setting: Setting, which: str, unit: str) -> Days | None:
    """The days up to publication: "over the past week", "in the last month"."""
    before = setting.sentence.tokens[setting.first - 1].low if setting.first else ""
    length = {"week": 7, "month": 30, "year": 365}.get(unit)
    rolls = which == "the past" or (which == "the last" and before in _OVER)
    if setting.published is None or length is None or not rolls:
        return None
    return setting.published - timedelta(length), setting.published


def _value(today: date, unit: str, step: int) -> str:
    """The value of the unit of the calendar that is so many steps from that of a day."""
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years is not None:
        value = year_value((today.year // years + step) * years)
        return value[: len(value) - len(str(years)) + 1]
    if unit == "week":
        return week_value(today + timedelta(weeks=step))
    if unit == "weekend":
        return _weekend_value(today, step)
    return (
        quarter_value(today, step)
        if unit == "quarter"
        else month_value(today.year, today.month + step)
    )


def _weekend_value(today: date, step: int) -> str:
    """The running or last weekend for "this" in the first days of a week, else the one ahead."""
    saturday = today - timedelta((today.isoweekday() + 1) % 7)
    running = today.isoweekday() >= _SATURDAY
    weeks = step if running or step < 0 else step + 1
    if step == 0 and today.isoweekday() <= _TUESDAY:
        weeks = 0
    if step < 0 and not running:
        weeks = step + 1
    return f"{week_value(saturday + timedelta(weeks=weeks))}-WE"


def _weekend(_: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "the weekend", "over the weekend": the last one, or the next where a verb says so."""
    today = setting.published
    if today is None:
        return Reading("DATE", "XXXX-WXX-WE")
    if setting.tense != "future":
        back = 0 if today.isoweekday() >= _SATURDAY else 7
        today -= timedelta(back)
    return Reading("DATE", f"{week_value(today)}-WE")


def _week_of(groups: dict[str, str], setting: Setting) -> Reading | None:
    month, day = month_number(groups["month"]), int(groups["day"])
    year = int(groups["year"]) if groups.get("year") else year_for(month, day, setting)
    return Reading("DATE", week_value(date(year, month, day))) if year else None


def _bound(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "the end of the month", "year-end", "later in the year"."""
    if setting.published is None:
        return None
    value = _value(setting.published, groups.get("unit") or "year", 0)
    word = groups.get("mod") or "end of"
    return Reading(
        "DATE", value, "START" if word.startswith(("early", "earlier")) else mod_of(word)
    )


def _quarter(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "the third quarter of 1990", "last year's first quarter", "third-quarter"."""
    number = int(table("ordinal")[groups["number"]]) if groups.get("number") else int(groups["q"])
    letter = "H" if groups.get("half") == "half" else "Q"
    if number > (_HALVES if letter == "H" else _QUARTERS):
        return None
    told = groups.get("year") or groups.get("before")
    if told == "the year":
        told = "this year"
    if told:
        year = year_of(told, setting)
    elif setting.published is None:
        year = None
    else:
        here = (setting.published.month - 1) // (6 if letter == "H" else 3) + 1
        ahead = number - here
        year = setting.published.year - (ahead > 1 and setting.tense != "future")
        year += setting.tense == "future" and ahead < -1
    year = year if year is None else year - (groups.get("ago") is not None)
    return Reading("DATE", f"{'XXXX' if year is None else year_value(year)}-{letter}{number}",
                   mod_of(groups.get("mod")))  # fmt: skip


def _same(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "the quarter", "the latest period", "the year-ago quarter": the period last told."""
    period = setting.period
    if groups.get("year"):
        year = year_of(groups["year"], setting)
        return Reading("DATE", f"{year}{period[4:]}", compared=True) if year and period else None
    if groups.get("ago"):
        value = shifted(period or setting.running, "Y", -1)
        if value is None and setting.published is not None:
            value = year_value(setting.published.year - 1)
        return Reading("DATE", value, compared=True) if value else None
    return Reading("DATE", period) if period else None


def _season(groups: dict[str, str], setting: Setting) -> Reading | None:
    name, which = table("season")[groups["season"]], groups.get("which") or ""
    mod = mod_of(groups.get("mod"))
    if groups.get("year"):
        year = year_of(groups["year"], setting)
    elif setting.published is None:
        year = None
    else:
        today = setting.published
        start, end = days_of(f"{today.year}-{name}") or (today, today)
        year = today.year
        if which == "last":
            year -= end >= today
        elif which == "next":
            year += start <= today
        elif (name == "WI" and today.month < _MARCH) or (start > today and setting.tense == "past"):
            year -= 1
    return Reading("DATE", f"{'XXXX' if year is None else year}-{name}", mod, ahead=which == "next")


def _year(groups: dict[str, str], _: Setting) -> Reading:
    return Reading("DATE", year_value(int(groups["year"])), mod_of(groups.get("mod")))


def _fiscal(groups: dict[str, str], setting: Setting) -> Reading | None:
    text = groups["year"]
    year = int(text) + 1900 if len(text) == len("89") else year_of(text, setting)
    return Reading("DATE", year_value(year)) if year else None


def _spelled(groups: dict[str, str], _: Setting) -> Reading | None:
    """Reads "nineteen ninety-six", "two thousand three"."""
    known = table("number")
    tens = int(known.get(groups.get("tens") or "", "0"))
    ones = int(known.get(groups.get("ones") or "", "0"))
    year = (2000 if groups["head"].startswith("two") else 1900) + tens + ones
    month = f"-{month_number(groups['month']):02}" if groups.get("month") else ""
    return Reading("DATE", f"{year}{month}")


def _decade(groups: dict[str, str], _: Setting) -> Reading | None:
    digits, word = groups.get("digits"), groups.get("word")
    head = f"19{table('decade')[word]}" if word else (digits or "")[:-1]
    head = f"19{head}" if len(head) == 1 else head
    return Reading("DATE", head, mod_of(groups.get("mod")))


def _century(groups: dict[str, str], _: Setting) -> Reading | None:
    word = groups["number"]
    number = int(word) if word.isdigit() else {"twenty-first": 21, "twentieth": 20,
        "nineteenth": 19, "eighteenth": 18}[word]  # fmt: skip
    return (
        Reading("DATE", f"{number - 1:02}", mod_of(groups.get("mod")))
        if number < _CENTURIES
        else None
    )


def _range(groups: dict[str, str], _: Setting) -> Reading | None:
    """Reads "1990-91", "2003-2005"."""
    first, last = int(groups["year"]), groups["until"]
    until = int(str(first)[: 4 - len(last)] + last)
    if not first < until <= first + 60:
        return None
    return Reading("DATE", str(first), days=(date(first, 1, 1), date(until, 12, 31)))


_WHICH = (
    r"(?:the (?:past|last|previous|preceding|prior|current|present|next|coming|following)"
    r"|this past|last|past|previous|this|next|coming|following|current)"
)
_HEADS = "nineteen|two thousand(?: and)?"
_TENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"  # noqa: E501
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_M = r"(?:(?P<mod>early|mid|late|the (?:end|beginning|start|middle) of)[ -](?:in )?)"
PERIODS: tuple[Rule, ...] = (
    rule(
        rf"(?:(?P<mod>earlier|later|early|late|mid)[ -])?(?P<which>{_WHICH}) (?:fiscal )?"
        rf"(?P<unit>week(?:end)?|month|quarter|year|decade|century)(?!s)",
        _unit,
    ),
    rule("the weekend", _weekend),
    rule(rf"the week of (?P<month>{MONTH}) (?P<day>\d\d?)(?:, (?P<year>{YEAR}))?", _week_of),
    rule("the (?P<which>full) (?P<unit>year)", _unit),
    rule("the (?:fiscal|financial) year", lambda _g, _s: Reading("DURATION", "P1Y")),
    rule(r"(?P<mod>(?:the )?(?:end|beginning|start|middle) of|earlier in|later in|early in|late in)"
         r" (?:the|this) (?P<unit>week|month|quarter|year|decade|century)"
         r"|(?:the )?year(?:'s)?[ -]end", _bound),
    rule(
        rf"{_M}?(?:the |its |(?P<before>{_YEAR_LIKE})(?:'s)? )?(?:the )?"
        r"(?:(?P<ago>year-ago|year-earlier) )?"
        rf"(?:fiscal[ -])?(?P<number>{ORDINAL})[ -](?P<half>quarter|half)(?!-)"
        rf"(?:,? (?:of )?(?:fiscal )?(?P<year>{_YEAR_LIKE}))?", _quarter),
    rule(rf"the (?P<before>{YEAR}) (?P<number>{ORDINAL}) (?P<half>quarter|half)", _quarter),
    rule(rf"Q(?P<q>[1-4])(?:[ /](?P<year>{YEAR}))?", _quarter),
    rule(r"the (?:latest |current |same |corresponding )?(?:quarter|period)"
         r"(?: (?P<ago>a year (?:ago|earlier)|last year))?"
         r"|(?:the )?(?P<back>year-ago|year-earlier)(?: (?:quarter|period))?|last year's quarter",
         lambda g, s: _same({**g, "ago": g.get("ago") or g.get("back") or ""}, s)),
    rule(rf"the (?P<year>{YEAR}) (?:quarter|period)", _same),
    rule(rf"{_M}?(?P<which>last|this past|this|next|the|that) (?:early |late )?"
        rf"(?P<season>{SEASON})"
         rf"(?:,? (?:of )?(?P<year>{_YEAR_LIKE}))?(?!-)", _season),
    rule(rf"(?:the )?(?P<season>{SEASON})(?:,? (?:of )?(?P<year>{YEAR}|last year|this year))",
         _season),
    rule(rf"(?:(?P<mod>{MOD})[ -])?(?:the year )?(?P<year>{YEAR})(?!\s+(?:percent|people|troops))",
         _year),
    rule(rf"(?:the )?(?:fiscal(?: year)?|FY|financial year)\s?'?(?P<year>{YEAR}|\d\d|last year)",
         _fiscal),
    rule(rf"(?:(?P<month>{MONTH}) )?(?P<head>nineteen) (?P<tens>{_TENS})(?:[ -](?P<ones>{_ONES}))?"
         rf"|the year (?P<thousand>two thousand)(?: (?:and )?(?:{_ONES}))?",
         lambda g, s: _spelled({**g, "head": g.get("head") or g["thousand"]}, s)),
    rule(r"(?:(?P<mod>early|mid|late)[ -])?(?:the )?(?:(?P<mod2>early|mid|late)[ -])?"
         r"(?:'?(?P<digits>(?<=')\d{2}|\d{4})'?s|nineteen-(?P<word>\w+ties))(?!\w)",
         lambda g, s: _decade({**g, "mod": g.get("mod") or g.get("mod2") or ""}, s)
         if g.get("word") or (g.get("digits") or "").endswith("0") else None),
    rule(r"(?:(?P<mod>early|mid|late) )?the (?:(?P<mod2>early|mid|late)[ -])?"
         r"(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
         lambda g, s: _decade({**g, "mod": g.get("mod") or g.get("mod2") or ""}, s)),
    rule(rf"(?:{_M})?(?:the )?(?:(?:early|mid|late)[ -])?(?P<number>\d\d?(?=th|st|nd|rd)"
        r"|twenty-first|twentieth|nineteenth"
         r"|eighteenth)(?:th|st|nd|rd)?[ -]century", _century),
    rule(rf"(?P<year>{YEAR})[-\u2013/](?P<until>\d\d|{YEAR})", _range),
)  # fmt: skip
