"""Words around a place: the prepositions and kinds of place that lead to a name."""

from parsers.events.records import PlacePrecision, PlaceRole
from parsers.language.tokens import Token
from parsers.lexicon.tables import word_set

_REGIONS = ("province", "region", "state", "governorate", "oblast", "department", "prefecture",
            "republic")  # fmt: skip
_DISTRICTS = ("district", "county", "parish", "municipality", "neighbourhood", "neighborhood",
              "suburb", "borough", "ward", "valley", "peninsula")  # fmt: skip
REGION_WORDS: dict[str, PlacePrecision] = {
    **dict.fromkeys(_REGIONS, "region"),
    **dict.fromkeys(_DISTRICTS, "district"),
}
_SETTLEMENT_WORDS = frozenset(
    ("city", "town", "village", "capital", "port", "settlement", "hamlet")
)
_IN = word_set("places.in")
_FROM = frozenset(("from",))
_TO = frozenset(("to", "into", "toward", "towards"))
_NEAR = frozenset(("near", "outside", "around", "off"))
SKIP = word_set("places.skip")
INNER = word_set("places.inner")
NO_PLACE = word_set("places.no_place")
_TITLES = word_set("places.titles")
BESIDE = 5
"""Words between a place and what belongs to it; words of the longest name."""


def joins_before(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether the word before makes this one part of a person's or an office's name."""
    before = tokens[position - 1]
    title = before.low.rstrip(".")
    if title in _TITLES and before.low not in ("said", "says", "and"):
        return before.capital or before.low not in ("chief", "mayor", "leader")
    if before.text == "." and position > 1:
        return tokens[position - 2].low in _TITLES or len(tokens[position - 2].text) == 1
    name = before.capital and before.word and position > 1 and not before.text.isupper()
    return name and (before.low not in NO_PLACE or before.low in SKIP)


def run_end(tokens: tuple[Token, ...], first: int) -> int:
    """The last word of a run of capitalised words, as "Rio de Janeiro" has three."""
    last = first
    index = first + 1
    while index < len(tokens) and index - first <= BESIDE:
        token = tokens[index]
        if token.capital and token.word:
            last = index
        elif (
            token.low not in INNER
            or index + 1 >= len(tokens)
            or not tokens[index + 1].capital
            or token.low in ("and", "the")
        ):
            break
        index += 1
    return last


def cue_at(
    tokens: tuple[Token, ...], first: int, named: frozenset[int]
) -> tuple[PlaceRole, str | None, bool, PlacePrecision | None]:
    """Role and relation by the preposition before a place, and the kind of place said there."""
    kind: PlacePrecision | None = None
    index = first - 1
    while index >= 0 and (tokens[index].low in SKIP or tokens[index].low == "'s" or index in named):
        low = tokens[index].low
        if low in REGION_WORDS and kind is None:
            kind = REGION_WORDS[low]
        elif low in _SETTLEMENT_WORDS and kind is None:
            kind = "settlement"
        index -= 1
    before = tokens[index].low if index >= 0 else ""
    if before == "," and index > 0 and tokens[index - 1].capital:
        return "at", "in", True, kind
    if before == "and" and index > 0 and tokens[index - 1].capital:
        return "at", "in", first - index > 1 or kind is not None, kind
    if before in _FROM:
        return "from", None, True, kind
    if before in _TO:
        return "to", None, True, kind
    relation = "near" if before in _NEAR else "in"
    return "at", relation, before in _IN or kind is not None, kind
