"""What a figure counts by the words beside it, where the tree does not say."""

from parsers.events.figures.frames import is_passive, kinds_of
from parsers.events.figures.readings import Reading
from parsers.language.tokens import Sentence

_INSERTION = 24
"""Words of an insertion between a figure and its verb."""
_BEFORE = 3
"""Words looked at before a figure."""
_BREAKS = frozenset(("while", "but", "when", "after", "before", "that", "although", "where", "who",
                     ";", ":", "(", ")", "\u2014", "\u2013"))  # fmt: skip
_STOPS = frozenset((",", ".", "and", "by", "as", "with", "in", "of"))


def read_nearby(
    sentence: Sentence, first: int, last: int, following: int | None, reach: int
) -> Reading | None:
    """The verb before the figure, else what is said after it, at most `reach` words on.

    `following` is the first token of the next figure.
    """
    return (
        read_before(sentence, first)
        or _after(sentence, last, following, reach)
        or _past_parts(sentence, last)
    )


def _past_parts(sentence: Sentence, last: int) -> Reading | None:
    """What is said behind an insertion: "nine people, including two boys, were killed"."""
    tokens = sentence.tokens
    start = last + 1
    while start < len(tokens) and tokens[start].low in (",", "\u2014", "\u2013", "-"):
        start += 1
    if start >= len(tokens) or tokens[start].low not in ("including", "among", "mostly"):
        return None
    for index in range(start, min(len(tokens), start + _INSERTION)):
        if tokens[index].low in (";", ":", "who", "when", "after", "while"):
            return None
        if tokens[index].tag in ("VBN", "VBD"):
            passive = _said_passively(sentence, index)
            kinds = kinds_of(sentence, index, "object" if passive else "subject")
            if kinds:
                return Reading(kinds, index)
    return None


def read_before(sentence: Sentence, first: int, reach: int = _BEFORE) -> Reading | None:
    """The verb at most `reach` words before a figure that is its object: "killed at least 25"."""
    tokens = sentence.tokens
    while first > 1 and tokens[first - 1].tag == "RP":
        first -= 1
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        if tokens[index].low in _STOPS or tokens[index].low in _BREAKS:
            return None
        beside = reach == 1 and tokens[max(0, index - 1)].low not in _BE
        if (tokens[index].verbal or tokens[index].low.endswith("ed")) and (
            beside or not _said_passively(sentence, index)
        ):
            kinds = kinds_of(sentence, index, "object")
            if kinds:
                return Reading(kinds, index)
    return None


def _after(sentence: Sentence, last: int, following: int | None, reach: int) -> Reading | None:
    tokens = sentence.tokens
    for index in range(last + 1, min(len(tokens), last + 1 + reach)):
        token = tokens[index]
        if token.low in _BREAKS:
            return None
        if following is not None and index >= following and tokens[following - 1].low != "and":
            return None
        kinds = kinds_of(sentence, index, "state") if token.tag[:2] in ("JJ", "VB") else ()
        if not kinds and token.verbal:
            frame = "object" if _said_passively(sentence, index) else "subject"
            kinds = kinds_of(sentence, index, frame)
        if kinds:
            return Reading(kinds, index)
        if token.verbal and token.tag in ("VBD", "VBZ", "VBP") and token.low not in _BE:
            return None
    return None


_BE = frozenset(("was", "were", "is", "are", "been", "be", "being", "had", "have", "has"))


def _said_passively(sentence: Sentence, index: int) -> bool:
    around = {token.low for token in sentence.tokens[max(0, index - 3) : index]}
    return not around.isdisjoint(_BE - {"had", "have", "has"}) or is_passive(sentence, index)
