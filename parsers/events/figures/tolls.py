"""Running tolls: "the death toll rose to 43", "the number of injured stands at 12"."""

from parsers.events.figures.frames import kinds_of
from parsers.events.figures.readings import Reading
from parsers.events.numbers import Quantity
from parsers.language.tokens import Sentence

_REACH = 18
_LEADS = frozenset(("to", "at", "is", "was", "of", "reached", "reaches", "reaching", "exceeded",
                    "passed", "topped", "hit", "surpassed", "past", "above", "beyond",
                    "hits", "tops", "nears", "surpasses",
                    "exceeds", "passes", "climbs", "rises"))  # fmt: skip
_TOTALS = frozenset(("number", "total", "tally", "count", "figure"))
_SPAN = 7
"""Words after "the number of" in which those counted are named."""


def read_toll(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """The toll that a figure is the new state of, or None."""
    tokens = sentence.tokens
    lead = tokens[quantity.first - 1].low if quantity.first else ""
    if lead == "from" and quantity.high != quantity.low:
        lead = "to"
    if lead in _LEADS:
        for index in range(quantity.first - 1, max(-1, quantity.first - 1 - _REACH), -1):
            if tokens[index].low in (";", ":"):
                break
            found = _toll_at(sentence, index, quantity.first)
            if found is not None:
                return found
    after = quantity.last + 2
    if lead == "to" and after < len(tokens) and tokens[after].lemma in _TOTALS:
        return _toll_at(sentence, after, len(tokens))
    return None


def _toll_at(sentence: Sentence, index: int, end: int) -> Reading | None:
    tokens = sentence.tokens
    if tokens[index].lemma == "toll":
        words = {token.lemma for token in tokens[max(0, index - 2) : index]}
        return Reading(("wounded",) if "injury" in words else ("killed",), index, "toll")
    if tokens[index].lemma == "crowd":
        return Reading(("participants",), index, "toll")
    if tokens[index].lemma not in _TOTALS or tokens[index + 1].low != "of":
        return None
    for place in range(index + 2, min(end, index + 2 + _SPAN)):
        for frame in ("state", "noun", "object", "subject"):
            kinds = kinds_of(sentence, place, frame)
            if kinds and (frame in ("state", "noun") or tokens[place].tag in ("VBN", "VBD", "JJ")):
                return Reading(kinds, place, "toll")
    return None
