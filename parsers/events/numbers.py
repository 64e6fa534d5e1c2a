"""Figures in a sentence: "29 out of 30", "at least seven", "dozens", "2,300", "a dozen"."""

from dataclasses import dataclass, replace
from functools import cache

from parsers.language.tokens import Token
from parsers.lexicon.tables import cell, rows, word_set

_UNITS = word_set("numbers.units")
_BEFORE_NO_COUNT = word_set("numbers.before_no_count")
_TO = ("to", "or", "-", "\u2013")
_STREETS = frozenset(("st", "st.", "street", "avenue", "ave", "ave.", "road", "rd", "rd.", "drive",
                     "dr.", "lane", "boulevard", "blvd"))  # fmt: skip
_SCALES = frozenset(("hundred", "thousand", "million", "billion"))
_YEARS = range(1900, 2100)
_LARGEST = 10**12
_THOUSAND = 1000
_TEN, _TENS = 10, 20
_TOTAL_REACH = 6
"""Words from a total to its part: "of the 30 missiles, 29"."""
_OLDEST = 100
"""Years: a number from here on behind a comma is no age."""
_MONTHS = frozenset(("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
                     "dec"))  # fmt: skip
_NO_COUNT = frozenset(("no", "zero"))
"""Words before a number that is none: "no one"."""
_OPEN_BOUND, _CEILING, _ABOUT = "open", "ceiling", "about"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: tokens `first` to `last` with its modifier; `high` None means open.

    `total` is the 30 of "29 out of 30" or "29 of the 30".
    """

    low: int
    high: int | None
    best: int | None
    first: int
    last: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    exact: dict[str, int]
    scale: dict[str, int]
    vague: dict[str, tuple[int, int | None]]
    modifiers: dict[tuple[str, ...], str]


@cache
def _words() -> _Words:
    words = _Words({}, {}, {}, {})
    for row in rows("numbers"):
        kind = cell(row, 3)
        if kind == "exact":
            words.exact[row[0]] = int(row[1])
        elif kind == "scale":
            words.scale[row[0]] = int(row[1])
        elif kind == "vague":
            words.vague[row[0]] = int(row[1]), int(row[2]) if row[2] else None
        else:
            words.modifiers[tuple(row[0].split())] = row[1]
    return words


def find_quantities(tokens: tuple[Token, ...]) -> list[Quantity]:
    """Figures that count something; ages, dates, money, measures and shares are left out."""
    found: list[Quantity] = []
    position = 0
    while position < len(tokens):
        quantity = _quantity(tokens, position)
        if quantity is None:
            position += 1
            continue
        position = quantity.last + 1
        if not _measures(tokens, quantity):
            found.append(quantity)
    return _with_totals(tokens, found)


def _with_totals(tokens: tuple[Token, ...], found: list[Quantity]) -> list[Quantity]:
    """Reads "of the 30 missiles, 29 were ...": the first figure is the total of the second."""
    joined: list[Quantity] = []
    for quantity in found:
        whole = joined[-1] if joined else None
        if (
            whole is not None
            and tokens[quantity.first - 1].low == ","
            and quantity.first - whole.last <= _TOTAL_REACH
            and "of" in [t.low for t in tokens[max(0, whole.first - 2) : whole.first]]
            and whole.first <= 2  # noqa: PLR2004 - "Of the" begins the sentence
        ):
            joined[-1] = replace(quantity, total=whole.low)
        else:
            joined.append(quantity)
    return joined


def _quantity(tokens: tuple[Token, ...], position: int) -> Quantity | None:
    value = _vague(tokens, position) or _exact(tokens, position)
    if value is None or _is_no_count(tokens, position):
        return None
    low, high, last = value
    first, bound = _modifier(tokens, position)
    total, last = _out_of(tokens, last)
    if bound == _OPEN_BOUND:
        high = None
    best = low
    if bound == _CEILING:
        low = 0
    upper = _range_end(tokens, first, last)
    if upper is not None and low <= upper[0] and bound != _CEILING:
        high, last = upper
    return Quantity(low, high, best, first, last, total)


def _is_no_count(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether the words before make it no number: "no one", "F-16", "the Group of Seven"."""
    before = tokens[position - 1] if position else None
    if before is None:
        return False
    if before.low == "-":
        return position > 1 and tokens[position - 2].end == before.start
    group = before.low == "of" and position > 1 and tokens[position - 2].low == "group"
    return before.low in _NO_COUNT or (group and tokens[position].capital)


def _exact(tokens: tuple[Token, ...], position: int) -> tuple[int, int, int] | None:
    """A number in figures or words: its value twice and its last token."""
    words = _words()
    first = tokens[position].low
    if first in ("a", "an") and position + 1 < len(tokens):
        after = tokens[position + 1].low
        return (
            (words.scale[after], words.scale[after], position + 1) if after in words.scale else None
        )
    total, last = 0, None
    current = 0
    index = position
    half = _half(tokens, position)
    if half is not None:
        return half
    while index < len(tokens):
        if tokens[index].low == "-" and _joins(tokens, index, last):
            index += 1
            continue
        value = _small(tokens[index].low)
        if value is not None and (last is None or _fits_below(current, value, tokens[index])):
            current += value
        elif tokens[index].low in words.scale and last is not None:
            current = max(current, 1) * words.scale[tokens[index].low]
            total, current = (total + current, 0) if current >= _THOUSAND else (total, current)
        elif not (tokens[index].low == "and" and last is not None and tokens[last].low in _SCALES):
            break
        else:
            index += 1
            continue
        last = index
        index += 1
    value = total + current
    return None if last is None or value > _LARGEST else (value, value, last)


def _half(tokens: tuple[Token, ...], position: int) -> tuple[int, int, int] | None:
    """The six of "half a dozen", the 1,500,000 of "1.5 million"."""
    lows = [token.low for token in tokens[position : position + 3]]
    scale = _words().scale
    if lows[0] == "half" and len(lows) == len(("half", "a", "dozen")) and lows[2] in scale:
        value = scale[lows[2]] // 2
        return value, value, position + 2
    whole, point, part = lows[0].partition(".")
    decimal = point and whole.isascii() and whole.isdigit() and part.isascii() and part.isdigit()
    if decimal and len(lows) > 1 and lows[1] in scale and len(lows[0]) < len(str(_LARGEST)):
        value = round(float(lows[0]) * scale[lows[1]])
        return (value, value, position + 1) if value <= _LARGEST else None
    return None


def _joins(tokens: tuple[Token, ...], index: int, last: int | None) -> bool:
    """Whether a hyphen joins tens and units: "thirty-two"."""
    exact = _words().exact
    if last != index - 1 or index + 1 >= len(tokens) or tokens[last].low not in exact:
        return False
    tens, units = exact[tokens[last].low], exact.get(tokens[index + 1].low, 0)
    return tens >= _TENS and 0 < units < _TEN


def _fits_below(current: int, value: int, token: Token) -> bool:
    """Whether a number goes on another: 5 on 100, 2 on 30 (both said in words)."""
    return bool(current) and (
        current % 100 == 0
        or (
            current % _TEN == 0
            and current % 100 >= _TENS
            and value < _TEN
            and token.low in _words().exact
        )
    )


def _small(word: str) -> int | None:
    exact = _words().exact
    if word in exact:
        return exact[word]
    tens, dash, units = word.partition("-")
    if dash and tens in exact and units in exact:
        return exact[tens] + exact[units]
    plain = word.replace(",", "")
    if not plain.isascii() or not plain.isdigit() or len(plain) > len(str(_LARGEST)):
        return None
    return int(plain)


def _vague(tokens: tuple[Token, ...], position: int) -> tuple[int, int | None, int] | None:
    vague = _words().vague
    for length in (3, 1):
        phrase = " ".join(token.low for token in tokens[position : position + length])
        if phrase in vague and position + length <= len(tokens):
            low, high = vague[phrase]
            last = position + length - 1
            if low == vague["several"][0] and last + 1 < len(tokens):
                low, last = _multiplied(tokens, last, low)
            return low, high, last
    return None


def _multiplied(tokens: tuple[Token, ...], last: int, low: int) -> tuple[int, int]:
    """The number with its scale: "several hundred" is 200 and more."""
    vague = _words().vague
    plural = tokens[last + 1].low + "s"
    return (vague[plural][0], last + 1) if plural in vague else (low, last)


def _modifier(tokens: tuple[Token, ...], position: int) -> tuple[int, str | None]:
    """Where the phrase with its modifier begins, and the bound the modifier sets."""
    for length in (4, 3, 2, 1):
        if position - length < 0:
            continue
        phrase = tuple(token.low for token in tokens[position - length : position])
        bound = _words().modifiers.get(phrase)
        if bound is not None:
            return position - length, bound
    if position and tokens[position - 1].low == "a":
        return position - 1, None
    return position, None


def _out_of(tokens: tuple[Token, ...], last: int) -> tuple[int | None, int]:
    index = last + 1
    words = [token.low for token in tokens[index : index + 3]]
    if words[:2] == ["out", "of"]:
        index += 2
    elif words[:1] == ["of"]:
        index += 1
    else:
        return None, last
    if index < len(tokens) and tokens[index].low in ("the", "a", "some", "about"):
        index += 1
    value = _exact(tokens, index) if index < len(tokens) else None
    return (None, last) if value is None else (value[0], value[2])


def _range_end(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int] | None:
    """The 40 of "30 to 40", with its last token."""
    between = first > 0 and tokens[first - 1].low == "between" and tokens[last + 1 :]
    links = (*_TO, "and") if between else _TO
    if last + 2 >= len(tokens) or tokens[last + 1].low not in links:
        return None
    value = _exact(tokens, last + 2)
    return None if value is None else (value[0], value[2])


def _many(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """Whether a number that could be a year counts the plural noun after it: "2000 houses"."""
    after = tokens[quantity.last + 1 : quantity.last + 2]
    return any(t.tag == "NNS" or t.low in ("people", "civilians", "troops") for t in after)


def _measures(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """Whether the figure is an age, a date, money, a measure or a share."""
    after = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else ""
    before = tokens[quantity.first - 1].low.rstrip(".") if quantity.first else ""
    plain = tokens[quantity.last].text
    year = quantity.first == quantity.last and plain.isdigit() and int(plain) in _YEARS
    digits = plain[0].isdigit()
    street = [token.low for token in tokens[quantity.last + 2 : quantity.last + 4]]
    if digits and after[:1].isalpha() and not _STREETS.isdisjoint(street):
        return True
    age = before == "," and after in (",", ".") and digits and quantity.low < _OLDEST
    if after == "-" or (year and not _many(tokens, quantity)):
        return True
    pair = [token.low.rstrip(".") for token in tokens[max(0, quantity.first - 3) : quantity.first]]
    if len(pair) == len(("May", "23", "and")) and pair[2] in ("and", "-") and pair[1].isdigit():
        before = pair[0]
    dated = after.rstrip(".") in _MONTHS or before in _MONTHS
    return (
        after in _UNITS or (digits and (dated or before in _BEFORE_NO_COUNT)) or age or ":" in plain
    )
