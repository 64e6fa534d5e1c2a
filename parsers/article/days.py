# ruff: noqa: RUF001 - dates as written in many alphabets
"""The days written in a text: every form of date that newspapers use, with where it stands."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from parsers.article.calendars import ERAS, common_year, era_year, from_other, other_month
from parsers.article.months import month_number

DIGITS = str.maketrans(
    {
        zero + value: str(value)
        for zero in (
            0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50,
            0xED0, 0xF20, 0x1040, 0x17E0, 0xFF10,
        )
        for value in range(10)
    }
)  # fmt: skip
"""Digits of seventeen scripts to ours, one for one."""

# A time of day may stand right behind it, where an element ended: "20195:12 AM".
_NO_MORE = r"(?!\d(?!\d?:\d\d))"
_YEAR = rf"(?P<year>1[89]\d\d|2[0-6]\d\d){_NO_MORE}"
_WORD = r"(?P<name>[^\W\d_][^\s\d,:;/()|«»•·–—-]{1,19})"
# Names of two words, and Thai ones with a full stop inside.
_PAIR = re.compile(
    r"(كانون|تشرين|ربيع|جمادى|ذو|ذي|ربیع|جمادی|ذی) (?=[^\W\d])|(?<=[ก-ฮเ])\.(?=[ก-ฮ])"
)
# "12 مارس/ آذار 2024": the same month twice.
_TWICE = re.compile(r"(?<=[^\W\d_])(?:\s?/\s?|\s?\()(?P<more>[^\W\d_]+\)?)(?=\s+\d{4})")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=\D|$)")
_COMPACT_CLOCK = re.compile(
    r"^(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=T?[0-2]\d[0-5]\d)"
)
_YEAR_FIRST = re.compile(
    r"(?<![\d./])(?P<year>\d{4})(?:\s?(?P<mark>[/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<day>\d{1,2})| (?P<spaced_month>[01]\d) (?P<spaced_day>[0-3]\d)(?= |$))(?![\d/])"
)
_NUMBERS = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<two>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>\d{4}|\d\d)(?![\d./-])"
)
_DAY_NAME = re.compile(
    r"(?<![\w:.])(?P<day>\d{1,2})(?:st\b|nd\b|rd\b|th\b|er\b|re\b|º|ª|\.|η|-го|-е|-ва|वीं)?,?[\s/-]*"
    rf"(?:(?:de|of|di|da|ta['’]?)\s+)?(?:[ld]['’])?{_WORD}\.?,?(?:[\s-]+(?:del?|พ\.ศ\.|ปี|года?|sanasi)\b)?[\s/-]*"
    rf"(?:(?P<year>1[2-9]\d\d|2[0-6]\d\d){_NO_MORE}|['’]?(?P<short>\d\d)(?![\d:.h%]|,? \d{{4}}))"
)
_NAME_DAY = re.compile(
    rf"(?<![^\W\d]){_WORD}\.?[\s-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th|an|a)?\b\.?,?[\s-]+(?:(?:at|of|de)\s+)?"
    rf"{_YEAR}"
)
_UNIX = re.compile(
    rf"(?<!\w){_WORD}\s+(?P<day>\d{{1,2}})\s+(?P<clock>\d\d:\d\d(?::\d\d)?(?:\s[A-Z]{{2,4}}|\s[+-]\d{{4}})?)\s"
    rf"{_YEAR}"
)
_YEAR_NAME_DAY = re.compile(
    rf"(?<!\d){_YEAR}\.?(?: ?m\.|e?ko)?[\s/-]+{_WORD}\.?[\s/-]+(?P<day>\d{{1,2}})(?![\d:])"
)
_YEAR_DAY_NAME = re.compile(
    rf"(?<!\d){_YEAR}\.?[\s-]?(?:gada|жылғы|жылдын|жылы|йил|yil|елның|ел)\s+"
    rf"(?P<day>\d{{1,2}})\.?[\s-]?{_WORD}"
)
_EAST = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?(?:年|년|оны?)\s?(?P<month>\d{1,2})\s?(?:月|월|(?:-?р|дугаар|дүгээр)?"
    r"\s?сарын)\s?(?P<day>\d{1,2})\s?[日号號일]?"
)
_ERA = re.compile(
    rf"(?P<era>{'|'.join(ERAS)})\s?(?P<year>元|\d{{1,3}})\s?年\s?(?P<month>\d{{1,2}})\s?月"
    r"\s?(?P<day>\d{1,2})\s?日"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s+[Tt]h[aá]ng\s+(?P<month>\d{1,2}),?\s+(?:[Nn][aă]m\s+)?(?P<year>\d{4})"
)
_KHMER = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s*ខែ\s*{_WORD}\s*ឆ្នាំ\s*{_YEAR}")
_HAN = re.compile(r"[〇零一二三四五六七八九十]{1,4}(?=[年月日])")
_HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TEN = "十"
_PERSIAN = re.compile(r"[۰-۹]")
# What every date has: four digits, 年, or a day, a month and two digits.
_MAYBE = re.compile(
    r"\d{4}|年|\d[./]\s?\d\d?[./]\s?\d\d|\d\.?[\s-][^\d\s]{3,12}[\s-]['’]?\d\d(?!\d)"
)
_FIGURE = re.compile(r"[0-9]")
_SHORT_CENTURY = 70
_SHORT_SURE = 0.6
_OPEN_SURE = 0.8
_LOCAL_YEARS = range(1300, 1500)


class Order(NamedTuple):
    """How a page writes its dates: month before day, and the language of its words."""

    month_first: bool = False
    language: str | None = None


class Day(NamedTuple):
    """A day, where it stands in the text, how sure it is; `other` is the other reading of 4/5."""

    day: date
    span: tuple[int, int]
    sure: float = 1.0
    other: date | None = None
    clock: str = ""


def days_in(text: str, order: Order = Order()) -> list[Day]:  # noqa: B008 - immutable
    """All days in a text, in its order; forms that overlap an earlier found one are left out."""
    if not _MAYBE.search(text):
        return []
    plain = _prepare(text)
    found: list[Day] = []
    for pattern, read in _forms(plain):
        for match in pattern.finditer(plain):
            day = read(match, order, text)
            if day is not None and not any(_overlap(day.span, one.span) for one in found):
                found.append(day)
    return sorted(found, key=lambda day: day.span) if len(found) > 1 else found


def has_digit(text: str) -> bool:
    """Whether a figure of any script stands in a text; a search is faster than to ask each."""
    if _FIGURE.search(text):
        return True
    return not text.isascii() and any(map(str.isdigit, text))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _prepare(text: str) -> str:
    """Digits as ours, names of months in one word; every character stays in its place."""
    if text.isascii():
        return text
    plain = text.translate(DIGITS)
    plain = _PAIR.sub(lambda match: match[0].replace(" ", "_").replace(".", "_"), plain)
    plain = _TWICE.sub(lambda match: " " * len(match[0]), plain)
    return _HAN.sub(_from_han, plain) if "年" in plain else plain


def _from_han(match: re.Match[str]) -> str:
    """二〇二四 to 2024 and 十二 to 12, as long as it fits in its place."""
    signs = match[0]
    if _TEN in signs:
        tens, _, ones = signs.partition(_TEN)
        number = str(_HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0))
    else:
        number = "".join(str(_HAN_DIGITS[sign]) for sign in signs)
    return number.rjust(len(signs)) if len(number) <= len(signs) else signs


_Read = Callable[[re.Match[str], Order, str], Day | None]


def _forms(text: str) -> Iterator[tuple[re.Pattern[str], _Read]]:
    """The forms that a text may hold at all, the surest first."""
    if "-" in text:
        yield _ISO, _numeric
    if not text.isascii():
        if "年" in text or "년" in text or "сарын" in text:
            yield _ERA, _of_era
            yield _EAST, _numeric
        if "háng" in text or "hang" in text:
            yield _VIETNAMESE, _numeric
        if "ខែ" in text:
            yield _KHMER, _named
    yield _COMPACT_CLOCK, _numeric
    yield _YEAR_FIRST, _numeric
    yield _NUMBERS, _open
    yield _NAME_DAY, _named
    yield _DAY_NAME, _named
    yield _YEAR_NAME_DAY, _named
    yield _YEAR_DAY_NAME, _named
    if ":" in text:
        yield _UNIX, _named
    yield _COMPACT, _numeric


def _numeric(match: re.Match[str], order: Order, text: str) -> Day | None:
    parts = match.groupdict()
    year, month = int(parts["year"]), int(parts["month"] or parts["spaced_month"])
    day = int(parts["day"] or parts["spaced_day"])
    if year in _LOCAL_YEARS:
        found = from_other("solar", year, month, day) if _iranian(text, order) else None
    else:
        found = day_of(common_year(year), month, day)
    return Day(found, match.span()) if found else None


def iso_day(text: str) -> Day | None:
    """The day that a text begins with in the form of ISO 8601; a short way for most dates."""
    match = _ISO.match(text)
    found = day_of(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    return Day(found, match.span()) if match and found else None


def _iranian(text: str, order: Order) -> bool:
    return (order.language or "")[:2] in ("fa", "ps", "tg") or bool(_PERSIAN.search(text))


def _of_era(match: re.Match[str], _order: Order, _text: str) -> Day | None:
    year = era_year(match["era"], match["year"])
    found = day_of(year, int(match["month"]), int(match["day"]))
    return Day(found, match.span()) if found else None


def _named(match: re.Match[str], order: Order, _text: str) -> Day | None:
    parts = match.groupdict()
    name, day = parts["name"], int(parts["day"])
    year = int(parts["year"]) if parts["year"] else _century(int(parts["short"]))
    sure = 1.0 if parts["year"] else _SHORT_SURE
    month = month_number(name, order.language)
    if month is None:
        other = other_month(name)
        found = from_other(other[0], year, other[1], day) if other else None
    else:
        year = common_year(year if parts["year"] or not _thai(name) else year + 500)
        found = day_of(year, month, day)
    if found is None:
        return None
    return Day(found, match.span(), sure, clock=parts.get("clock") or "")


def _thai(name: str) -> bool:
    return "\u0e00" <= name[0] <= "\u0e7f"


def _open(match: re.Match[str], order: Order, text: str) -> Day | None:
    """Day and month in numbers: which is which follows the page where both can be."""
    one, two, written = int(match["one"]), int(match["two"]), match["year"]
    short = len(written) == 2  # noqa: PLR2004 - two digits
    if short and _is_number_of_else(text, match):
        return None
    year = _century(int(written)) if short else common_year(int(written))
    if year in _LOCAL_YEARS:
        found = from_other("solar", year, two, one) if _iranian(text, order) else None
        return Day(found, match.span()) if found else None
    first, second = day_of(year, one, two), day_of(year, two, one)
    american = order.month_first and match["mark"] != "."
    found, other = (first, second) if american else (second, first)
    found, other = found or other, other if found else None
    if found is None:
        return None
    sure = _SHORT_SURE if short else 1.0
    if other is not None and other != found:
        return Day(found, match.span(), sure * _OPEN_SURE, other)
    return Day(found, match.span(), sure)


def _is_number_of_else(text: str, match: re.Match[str]) -> bool:
    """Whether three short numbers are of a version, a price, a score: "1.2.10", "$1/2/10"."""
    pointed = match["mark"] == "." and len(match["one"] + match["two"]) < 4  # noqa: PLR2004
    if match["mark"] == "-" or pointed:
        return True
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return before.isalpha() or after.isalpha() or before in ("$", "€", "£", "#")


def _century(year: int) -> int:
    return year + (2000 if year < _SHORT_CENTURY else 1900)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, where there is one."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
