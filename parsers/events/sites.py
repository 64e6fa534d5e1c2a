"""Named buildings, roads and villages that no table knows, as stretches of words."""

from collections.abc import Sequence

from parsers.events.records import PlacePrecision
from parsers.language import Sentence
from parsers.places.cues import ASKED, INNER, NO_PLACE, asked_after, asked_before, is_name
from parsers.places.toponyms import Toponym

Site = tuple[int, int, PlacePrecision]
"""First and last token (inclusive) and what stands there."""
_LONGEST = 8
_JOINTS = ("-", "'s", "'")
_PREPOSITIONS = frozenset(("in", "at", "near", "outside", "around", "inside", "from", "to", "into",
                           "on", "of", "towards", "toward", "through"))  # fmt: skip


def find_sites(sentence: Sentence, toponyms: Sequence[Toponym]) -> list[Site]:
    """Sites and unknown places from left to right, without overlap.

    A site is a run of capitalised words that holds a word for a building or road ("Al Awda
    Hospital"); an unknown place is a run that the tagger calls a place, or that a word for its kind
    follows ("Zzyrvk district"), where a preposition leads to it.
    """
    found: list[Site] = []
    known = {i for t in toponyms if t.use != "inside" for i in range(t.first, t.end + 1)}
    position = 0
    while position < len(sentence.tokens):
        site = _at(sentence, position, known)
        if site is not None:
            found.append(site)
        position = position + 1 if site is None else site[1] + 1
    return found


def _at(sentence: Sentence, first: int, known: set[int]) -> Site | None:
    tokens = sentence.tokens
    begins = is_name(tokens[first]) or tokens[first].text[0].isdigit()
    if not begins or tokens[first].low in NO_PLACE or (first and is_name(tokens[first - 1])):
        return None
    last = _run(sentence, first)
    words = [t.low for t in tokens[first : last + 1]]
    buildings = [i for i, w in enumerate(words) if ASKED.get(w) == "building"]
    if buildings and last > first:
        return first, last, "building"
    if not is_name(tokens[first]) or any(i in known for i in range(first, last + 1)):
        return None
    asked, end = asked_after(tokens, last)
    asked = asked or asked_before(tokens, first)
    led = first > 0 and tokens[first - 1].low in _PREPOSITIONS
    place = all(t.name == "LOC" for t in tokens[first : last + 1])
    if asked is not None and (led or place):
        return first, end, asked
    if led and place and tokens[first - 1].low != "of":
        return first, last, "settlement"
    return None


def _run(sentence: Sentence, first: int) -> int:
    """The last word of a run of capitalised words, a lower-case "of" or "de" between allowed."""
    tokens = sentence.tokens
    last = first
    for index in range(first + 1, min(first + _LONGEST, len(tokens))):
        token = tokens[index]
        if is_name(token):
            last = index
            continue
        joint = token.low in INNER or token.text in _JOINTS
        if not joint or (token.low in ("and", "the", *_JOINTS[1:]) and index - last > 1):
            break
    return last
