"""Hours of the day, and words for now, once, soon and how often."""

from parsers.times.days import DAYS
from parsers.times.patterns import Rule, rule
from parsers.times.records import Reading, Setting
from parsers.times.values import days_of
from parsers.times.words import WEEKDAY, any_of, table

_NOON, _MIDNIGHT = 12, 24
_HOUR = 60


def _clock(groups: dict[str, str], setting: Setting) -> Reading | None:
    """Reads "10:35 a.m.", "5 p.m. EST, Nov. 6", "noon Thursday", "2130 GMT"."""
    day = _day(groups.get("day") or groups.get("front") or "", setting)
    word = groups.get("word")
    if word:
        time = "12:00" if word in ("noon", "midday") else "24:00"
        return Reading("TIME", f"{day}T{time}")
    hour, minute = int(groups["hour"]), groups.get("minute") or "00"
    half = (groups.get("half") or "").replace(".", "").replace(" ", "")
    half = half or {"in the morning": "am", "in the afternoon": "pm", "in the evening": "pm",
                    "at night": "pm"}.get(groups.get("told") or "", "")  # fmt: skip
    if half == "pm" and hour < _NOON:
        hour += _NOON
    elif half == "am" and hour == _NOON:
        hour = 0
    if hour > _MIDNIGHT or int(minute) >= _HOUR:
        return None
    return Reading("TIME", f"{day}T{hour:02}:{minute}")


def _day(text: str, setting: Setting) -> str:
    """The day that stands beside the hour, else the last day told, else that of publication."""
    text = " ".join(text.split())
    for day_rule in DAYS:
        match = day_rule.pattern.fullmatch(text) if text else None
        if match:
            groups = {k: v.lower() for k, v in match.groupdict().items() if v}
            found = day_rule.resolve(groups, setting)
            return found.value[:10] if found else "XXXX-XX-XX"
    days = days_of(setting.running)
    if days and days[0] == days[1]:
        return str(days[0])
    return str(setting.published) if setting.published else "XXXX-XX-XX"


def _vague(groups: dict[str, str], _: Setting) -> Reading | None:
    return Reading("DATE", table("vague")[groups["vague"]].split()[0])


def _often(groups: dict[str, str], _: Setting) -> Reading | None:
    return Reading("SET", table("often")[groups["often"]])


_ZONE = r"(?: (?:[ECMP][SD]T|GMT|UTC|BST|CET|local time|\((?:\d{4} )?(?:GMT|UTC|[ECMP][SD]T)\)))?"
_BESIDE = (
    rf"(?:,? (?:on )?(?P<day>{WEEKDAY}|yesterday|today|tomorrow|[a-z]+\.? \d\d?(?:, \d{{4}})?))?"
)
_HALF = r"(?P<half>[ap]\.?\s?m\.?)"
CLOCK: tuple[Rule, ...] = (
    rule(rf"(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?\s?{_HALF}{_ZONE}{_BESIDE}", _clock),
    rule(rf"(?P<hour>\d\d?):(?P<minute>\d\d){_ZONE}{_BESIDE}", _clock),
    rule(r"(?P<hour>[012]\d)(?P<minute>[0-5]\d) (?:GMT|UTC|hours)", _clock),
    rule(r"(?P<hour>\d\d?)(?: o'clock)? (?P<told>in the (?:morning|afternoon|evening)|at night)",
         _clock),
    rule(rf"(?P<word>noon|midday|midnight){_ZONE}{_BESIDE}", _clock),
    rule(rf"(?P<vague>{any_of(table('vague'))})", _vague),
    rule(rf"(?P<often>{any_of(table('often'))})", _often),
)  # fmt: skip
