"""The words of time as the tables give them, and pieces of patterns made from them."""

import re
from functools import cache

from parsers.lexicon.tables import listed, rows


@cache
def table(kind: str) -> dict[str, str]:
    """The words of one kind of `times.tsv` with their values."""
    return {word: row[2] for row in rows("times") if row[0] == kind for word in listed(row[1])}


@cache
def holidays() -> dict[str, str]:
    """Names of holidays with the rules for their days."""
    straight = {word: row[1] for row in rows("holidays") for word in listed(row[0])}
    return straight | {word.replace("'", "\u2019"): rule for word, rule in straight.items()}


def any_of(words: "dict[str, str]") -> str:
    """A pattern for any of the words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered) + ")"


WEEKDAY = any_of(table("weekday"))
_SHORT = {word: number for word, number in table("month").items() if len(word) <= len("sept")}
MONTH = rf"(?:{any_of(_SHORT)}\.|{any_of(table('month'))})"
UNIT = any_of(table("unit"))
PART = any_of(table("part"))
SEASON = any_of(table("season"))
ABOUT = any_of(table("about"))
MOD = any_of(table("mod"))
ORDINAL = any_of(table("ordinal"))
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
NUMBER = (
    rf"(?:(?:{_TENS})[ -](?:{_ONES})|\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?:\s?1/2)?"
    rf"|half an?|{any_of(table('number'))})"
)
YEAR = r"(?:1[5-9]\d\d|20\d\d)"


def number_of(text: str) -> str:
    """A number in digits, or "X" for an indefinite one ("several")."""
    text = " ".join(text.replace("-", " ").replace(",", "").split())
    known = table("number")
    if text in known:
        return known[text]
    if text.startswith("half"):
        return "0.5"
    if text.endswith("1/2"):
        return f"{text.removesuffix('1/2').strip() or 0}.5"
    if " " in text:
        ten, one = text.split(" ", 1)
        return str(int(known[ten]) + int(known[one]))
    return text


def day_number(text: str) -> int:
    """1 (Monday) to 7 of a weekday's name."""
    return int(table("weekday")[text.removesuffix("s") if text not in table("weekday") else text])


def month_number(text: str) -> int:
    """1 to 12 of a month's name."""
    return int(table("month")[text.rstrip(".")])


def mod_of(text: str | None) -> str:
    """The TIMEX3 modifier that words before a date or a length of time set."""
    word = (text or "").strip().rstrip("-")
    return table("mod").get(word) or table("about").get(word) or ""
