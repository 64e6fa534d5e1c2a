"""Stretches of words that the gazetteer or the table of countries knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.actors.nations import Nation
from parsers.gazetteer import Entry, Gazetteer
from parsers.language import Sentence
from parsers.lexicon.phrases import Phrase
from parsers.places.cues import INNER, LONGEST, NO_PLACE, begins_name, is_name
from parsers.places.toponyms import Use

WIDE = frozenset(("country", "continent", "area", "sea", "strait", "island", "peninsula",
                  "mountains", "desert", "lake", "river", "building"))  # fmt: skip
"""Kinds of place of which the tables name only the well-known."""
_SHORT = 4
_PLURALS = frozenset(("NNS", "NNPS"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of words that some table knows."""

    first: int
    last: int
    use: Use
    entries: tuple[Entry, ...]


def find_hits(
    text: str, sentence: Sentence, nations: list[Phrase[Nation]], gazetteer: Gazetteer
) -> Iterator[Hit]:
    """The stretches from left to right, without overlap: the longest at each word."""
    tokens = sentence.tokens
    named = {nation.first: nation for nation in nations}
    position = 0
    while position < len(tokens):
        hit = _hit_at(text, sentence, position, named.get(position), gazetteer)
        if hit is not None:
            yield hit
        position = position + 1 if hit is None else hit.last + 1


def _hit_at(
    text: str,
    sentence: Sentence,
    first: int,
    nation: Phrase[Nation] | None,
    gazetteer: Gazetteer,
) -> Hit | None:
    tokens = sentence.tokens
    found = _looked_up(text, sentence, first, gazetteer)
    if nation is None or (found is not None and found.last > nation.last):
        return found
    country = gazetteer.country(nation.value.country)
    own = () if country is None else (country,)
    if nation.value.how == "name":
        others = found.entries if found is not None and found.last == nation.last else ()
        entries = (*own, *(e for e in others if e not in own))
        small = [e for e in others if e.kind in ("region", "area") and e.id.startswith("area:")]
        return Hit(first, nation.last, "name", (*small, *entries) if small else entries)
    if nation.value.how == "adjective":
        region = gazetteer.adjective(tokens[first].text)
        use: Use = "people" if tokens[nation.last].tag in _PLURALS else "adjective"
        return Hit(first, nation.last, use, (region,) if region else own)
    if found is None:
        return None
    here = [e for e in found.entries if e.country == nation.value.country]
    return Hit(first, found.last, "seat", (*here, *(e for e in found.entries if e not in here)))


def _looked_up(text: str, sentence: Sentence, first: int, gazetteer: Gazetteer) -> Hit | None:
    """The longest name of the gazetteer that begins at a word."""
    tokens = sentence.tokens
    token = tokens[first]
    if not begins_name(tokens, first):
        return None
    for last in range(min(first + LONGEST, len(tokens)) - 1, first - 1, -1):
        if not is_name(tokens[last]):
            continue
        inside = tokens[first + 1 : last]
        if not all(is_name(t) or t.low in INNER or t.text in ("-", ".", "'") for t in inside):
            continue
        name = text[token.start : tokens[last].end]
        entries = gazetteer.find(name)
        region = gazetteer.adjective(name)
        if region is not None:
            use: Use = "people" if tokens[last].tag in _PLURALS else "adjective"
            return Hit(first, last, use, (region,))
        if last == first:
            entries = _believable(sentence, first, entries)
        if entries:
            whole = _with_comma(text, sentence, first, last, gazetteer)
            return whole or Hit(first, last, "name", entries)
    return None


def _with_comma(
    text: str, sentence: Sentence, first: int, last: int, gazetteer: Gazetteer
) -> Hit | None:
    """A name that has a comma inside: "Washington, D.C."."""
    tokens = sentence.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return None
    name = text[tokens[first].start : tokens[last + 2].end]
    known = name in gazetteer.facts.regions
    return Hit(first, last + 2, "name", gazetteer.find(name)) if known else None


def _believable(sentence: Sentence, index: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """No settlement is meant by "AP", by "The", or by a region's short form without its place."""
    token = sentence.tokens[index]
    if token.low in NO_PLACE:
        return ()
    if len(token.text) <= _SHORT and token.text.isupper():
        dateline = index == 0 and len(token.text) == _SHORT
        after_comma = index > 1 and sentence.tokens[index - 1].text == ","
        entries = tuple(
            e for e in entries
            if dateline or e.kind in WIDE or e.id.startswith("area:")
            or (after_comma and e.kind == "region")
        )  # fmt: skip
    return entries
