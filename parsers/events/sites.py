"""Named buildings, roads and villages that no table knows, as stretches of words."""

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.events.records import PlacePrecision
from parsers.language import Sentence
from parsers.places.cues import (
    ASKED,
    INNER,
    NO_PLACE,
    asked_after,
    asked_before,
    begins_name,
    is_name,
    is_plural_kind,
    preposition_before,
    starts_plainly,
)
from parsers.places.toponyms import Toponym

Site = tuple[int, int, PlacePrecision]
"""First and last token (inclusive) and what stands there."""
_LONGEST = 8
_JOINTS = ("-", "'s", "'")
_RUN_TOGETHER = re.compile("[a-z](?:The|In|A|On|He|It)$")
"""A name whose line break was lost: "SyriaThe"."""
_INITIALS = 5
"""Letters of what is rather an office's name than a place's: "CCTV"."""
_LEADING = frozenset(("university", "camp", "fort", "base", "hospital", "church", "cathedral",
                      "mosque", "palace", "theatre", "theater", "academy", "college", "highway",
                      "interstate", "museum", "embassy", "rue", "calle", "avenida", "hotel",
                      "checkpoint", "route", "basilica"))  # fmt: skip
"""Words for buildings and roads that a name may begin with."""
_LANDS = frozenset(("suburb", "district", "hill", "hills", "mountain", "mountains", "gorge",
                    "springs", "river", "valley", "island", "islands", "forest", "peninsula",
                    "heights", "desert", "lake", "bay", "pass", "governorate", "province", "county",
                    "parish", "municipality", "neighbourhood", "neighborhood", "quarter",
                    "oilfield", "canyon", "beach", "creek"))  # fmt: skip
_LAND_FIRST = frozenset(("mount", "mt", "lake", "wadi", "jabal", "jebel", "tal", "tell", "cape",
                         "camp", "ain", "deir", "kafr", "khirbet"))  # fmt: skip
"""Words that end or begin the name of a piece of land or of a village."""
_NUMBERED = frozenset(("highway", "interstate", "route", "checkpoint", "road"))
_LOWER = 4
"""Words behind a run within which a word for a building without a capital stands."""
_ROADS = frozenset(("street", "avenue", "road", "place", "lane", "drive", "boulevard", "court",
                    "st", "ave", "blvd", "rd", "dr", "way", "highway", "square"))  # fmt: skip


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
        site = _at(sentence, position, known) or _next_in_list(sentence, position, known, found)
        if site is not None:
            found.append(site)
        position = position + 1 if site is None else site[1] + 1
    return found


def _next_in_list(
    sentence: Sentence, first: int, known: set[int], found: Sequence[Site]
) -> Site | None:
    """The next of several places of a kind: "the towns of Abra, Khan Dour and Telem"."""
    tokens = sentence.tokens
    if not found or first in known or not begins_name(tokens, first):
        return None
    start, end, kind = found[-1]
    between = tokens[end + 1 : first]
    joined = bool(between) and all(t.low in (",", "and", "or") for t in between)
    several = start > 1 and tokens[start - 1].low == "of" and is_plural_kind(tokens[start - 2])
    later = len(found) > 1 and found[-2][1] < start and tokens[start - 1].low in (",", "and")
    if not joined or kind == "building" or not (several or later):
        return None
    return first, _before_and(sentence, first, _run(sentence, first)), kind


def _before_and(sentence: Sentence, first: int, last: int) -> int:
    """The last word of the first of two names that "and" joins."""
    joint = (i for i in range(first, last) if sentence.tokens[i].low == "and")
    return next(joint, last + 1) - 1


def _at(sentence: Sentence, first: int, known: set[int]) -> Site | None:
    tokens = sentence.tokens
    numbered = tokens[first].text[0].isdigit()
    begins = begins_name(tokens, first) and not (first and is_name(tokens[first - 1]))
    if not (begins or numbered) or tokens[first].low in NO_PLACE:
        return None
    last = _run(sentence, first)
    if first == 0 and last > 0 and starts_plainly(tokens[0]):
        first = 1
    if last == first and numbered:
        return None
    building = _building_end(sentence, first, last)
    if building is not None:
        return first, building, "building"
    last = _before_and(sentence, first, last)
    if numbered or any(i in known for i in range(first, last + 1)):
        return None
    return _unknown(sentence, first, last, frozenset(known))


def _unknown(sentence: Sentence, first: int, last: int, known: frozenset[int]) -> Site | None:
    """A run that is no known name: a place where the words around it say so."""
    tokens = sentence.tokens
    if last > first and (tokens[last].low in _LANDS or tokens[first].low in _LAND_FIRST):
        return first, last, "district"
    before = asked_before(tokens, first)
    if before is not None and tokens[first - 1].low in ("of", "called", "named"):
        return first, last, before
    asked, end = asked_after(tokens, last)
    asked = asked or before
    led = preposition_before(tokens, first, known) is not None
    place = all(t.name == "LOC" for t in tokens[first : last + 1])
    if asked is not None and (led or place):
        return first, end, asked
    short = all(t.text.isupper() and len(t.text) <= _INITIALS for t in tokens[first : last + 1])
    run_together = any(_RUN_TOGETHER.search(t.text) for t in tokens[first : last + 1])
    if led and place and not short and not run_together:
        return first, last, "settlement"
    return None


def _building_end(sentence: Sentence, first: int, last: int) -> int | None:
    """The last word of a building's or road's name, or None where the run is none.

    "Al Awda Hospital", "2134 Caldwell Place", "Highway 10", "Bellecour metro station".
    """
    tokens = sentence.tokens
    words = [token.low for token in tokens[first : last + 1]]
    if tokens[first].text[0].isdigit():
        return last if words[-1] in _ROADS and last > first else None
    if last > first and (words[0] in _LEADING or _is_building(words[-1]) or "base" in words):
        return last
    if last > first and any(_is_building(w) and v == "of" for w, v in pairwise(words)):
        return last
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    if behind is not None and words[-1] in _NUMBERED and behind.text.isdigit():
        return last + 1
    if all(token.tag.startswith("JJ") for token in tokens[first : last + 1]):
        return None
    return _lower_end(sentence, last)


def _lower_end(sentence: Sentence, last: int) -> int | None:
    """The word for a building that follows a name without a capital: "Bellecour metro station"."""
    tokens = sentence.tokens
    for index in range(last + 1, min(last + _LOWER, len(tokens))):
        token = tokens[index]
        if token.capital or not token.word or not (token.nominal or token.tag.startswith("JJ")):
            return None
        goes_on = index + 1 < len(tokens) and tokens[index + 1].nominal
        if _is_building(token.low) and not goes_on:
            return index
    return None


def _is_building(word: str) -> bool:
    return ASKED.get(word) == "building" or ASKED.get(word.removesuffix("s")) == "building"


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
