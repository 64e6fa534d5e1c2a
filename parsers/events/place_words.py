"""The preposition that leads to a place: the role and the relation that it gives."""

from dataclasses import dataclass

from parsers.events.records import PlaceRole
from parsers.language import Sentence
from parsers.places.cues import BEARINGS, preposition_before

_TO = frozenset(("to", "into", "toward", "towards"))
_NEAR = frozenset(("near", "outside", "around", "off"))
_UNITS = frozenset(("km", "kilometers", "kilometres", "kilometer", "miles", "mile", "kms"))


@dataclass(frozen=True, slots=True)
class Lead:
    """Role and relation of a place; `cued` says that a preposition leads to it."""

    role: PlaceRole
    relation: str | None
    cued: bool


def lead_to(text: str, sentence: Sentence, first: int, places: frozenset[int]) -> Lead:
    """How the words before token `first` lead to it; `places` are the tokens that name places."""
    tokens = sentence.tokens
    bearing = _bearing(text, sentence, first)
    if bearing is not None:
        return Lead("at", bearing, cued=True)
    index = preposition_before(tokens, first, places)
    low = tokens[index].low if index is not None else ""
    if index is None:
        return Lead("at", "in", cued=_listed(sentence, first, places))
    if low == "from":
        return Lead("from", None, cued=True)
    if low in _TO:
        return Lead("to", None, cued=True)
    return Lead("at", "near" if low in _NEAR else "in", cued=True)


def _bearing(text: str, sentence: Sentence, first: int) -> str | None:
    """The words as written of "20 km north of" or "west of"."""
    tokens = sentence.tokens
    of = first - 1
    while of > 0 and tokens[of].low in ("the", "city", "town", "capital"):
        of -= 1
    turned = of > 0 and tokens[of].low in ("of", "from") and tokens[of - 1].low in BEARINGS
    away = of > 1 and tokens[of].low == "from" and tokens[of - 1].low in _UNITS
    if not turned and not away:
        return None
    start = of - 1
    if start > 0 and tokens[start - 1].low in ("to", "the") and start > 1:
        start -= 1
    if start > 0 and tokens[start - 1].low in _UNITS:
        start -= 1
    if start > 0 and tokens[start].low in _UNITS and tokens[start - 1].text[0].isalnum():
        start -= 1
    return text[tokens[start].start : tokens[of].end]


def _listed(sentence: Sentence, first: int, places: frozenset[int]) -> bool:
    """Whether a place stands in a list that a preposition leads to: "in Mosul and Raqqa"."""
    tokens = sentence.tokens
    index = first - 1
    if index < 1 or tokens[index].low not in ("and", "or", ","):
        return False
    while index >= 0 and (index in places or tokens[index].low in ("and", "or", ",", "the")):
        index -= 1
    return index + 1 < first and preposition_before(tokens, index + 1, places) is not None
