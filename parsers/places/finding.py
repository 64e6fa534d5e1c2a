"""Where names of places stand in a sentence, and how each is used; nothing is resolved here."""

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.events.nations import Nation
from parsers.events.phrases import Phrase
from parsers.gazetteer import Entry, Gazetteer
from parsers.language import Sentence
from parsers.places.cues import (
    GEO,
    INNER,
    LONGEST,
    NO_PLACE,
    asked_after,
    asked_before,
    is_name,
    is_title,
    preposition_before,
)
from parsers.places.toponyms import Toponym, Use

_KNOWN = 100_000
"""Inhabitants from which a settlement is believed without a sign beside it."""
_FAMOUS = 1_000_000
"""Inhabitants from which it is believed even where the tagger sees a person or an office."""
_SHORT = 4
_WIDE = frozenset(("country", "continent", "area", "sea", "strait", "island", "peninsula",
                   "mountains", "desert", "lake", "river", "building"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole article says about words: last names of people, and words in lower case."""

    people: frozenset[str]
    lower: frozenset[str]


def know(sentences: tuple[Sentence, ...]) -> Known:
    """Last names of people named in full anywhere, and all words that stand in lower case."""
    people: set[str] = set()
    lower: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            if not token.capital:
                lower.add(token.text)
            inside = token.name == "PER" and not token.begins
            ends = index + 1 == len(tokens) or tokens[index + 1].name != "PER"
            if inside and ends and index and tokens[index - 1].name == "PER":
                people.add(token.low)
    return Known(frozenset(people), frozenset(lower))


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of words that some table knows."""

    first: int
    last: int
    use: Use
    entries: tuple[Entry, ...]


def find_names(
    text: str, sentence: Sentence, nations: list[Phrase[Nation]], gazetteer: Gazetteer, known: Known
) -> list[Toponym]:
    """The names of places of a sentence from left to right, without overlap."""
    hits = list(_hits(text, sentence, nations, gazetteer))
    places = frozenset(i for hit in hits for i in range(hit.first, hit.last + 1))
    found = []
    for hit in hits:
        toponym = _judge(text, sentence, hit, places, known)
        if toponym is not None:
            found.append(toponym)
    return found


def _hits(
    text: str, sentence: Sentence, nations: list[Phrase[Nation]], gazetteer: Gazetteer
) -> Iterator[Hit]:
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
        return Hit(first, nation.last, "adjective", (region,) if region else own)
    return found and Hit(first, found.last, "seat", found.entries)


def _looked_up(text: str, sentence: Sentence, first: int, gazetteer: Gazetteer) -> Hit | None:
    """The longest name of the gazetteer that begins at a word."""
    tokens = sentence.tokens
    token = tokens[first]
    article = token.low in ("al", "el") and first + 2 < len(tokens) and tokens[first + 2].capital
    if not is_name(token) and not article:
        return None
    for last in range(min(first + LONGEST, len(tokens)) - 1, first - 1, -1):
        if not is_name(tokens[last]):
            continue
        inside = tokens[first + 1 : last]
        if not all(is_name(t) or t.low in INNER or t.text in ("-", ".", "'") for t in inside):
            continue
        name = text[token.start : tokens[last].end]
        entries = gazetteer.find(name)
        if last == first:
            region = gazetteer.adjective(name)
            if region is not None:
                return Hit(first, last, "adjective", (region,))
            entries = _believable(sentence, first, entries)
        if entries:
            return Hit(first, last, "name", entries)
    return None


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
            if dateline or e.kind in _WIDE or e.id.startswith("area:")
            or (after_comma and e.kind == "region")
        )  # fmt: skip
    return entries


def _judge(
    text: str, sentence: Sentence, hit: Hit, places: frozenset[int], known: Known
) -> Toponym | None:
    """The hit as a toponym, or None where it is a person, an office or a plain word."""
    tokens = sentence.tokens
    preposition = preposition_before(tokens, hit.first, places)
    asked, end = asked_after(tokens, hit.last)
    asked = asked or asked_before(tokens, hit.first)
    comma = hit.first > 1 and tokens[hit.first - 1].text == "," and hit.first - 2 in places
    cued = preposition is not None or asked is not None
    use = hit.use
    if use in ("name", "seat"):
        if _is_person(sentence, hit, known, cued=cued):
            return None
        if _is_inside(sentence, hit, places):
            use = "inside"
        if not _is_believed(sentence, hit, known, cued=cued or comma, inside=use == "inside"):
            return None
    name = text[tokens[hit.first].start : tokens[hit.last].end]
    return Toponym(
        sentence.number, hit.first, hit.last, end if use == "name" else hit.last, name, use,
        hit.entries, cued=cued, asked=asked,
    )  # fmt: skip


def _is_person(sentence: Sentence, hit: Hit, known: Known, *, cued: bool) -> bool:
    """Whether the words are, or belong to, a person's name."""
    tokens = sentence.tokens
    first, last = hit.first, hit.last
    person = all(t.name == "PER" for t in tokens[first : last + 1])
    wide = any(e.kind in _WIDE for e in hit.entries)
    if is_title(tokens, first) and not wide:
        return True
    before = first > 0 and tokens[first - 1].name == "PER" and not tokens[first].begins
    after = last + 1 < len(tokens) and tokens[last + 1].name == "PER"
    if person and (before or (after and not tokens[last + 1].begins)):
        return True
    single = first == last and tokens[first].low in known.people
    if single and not wide and not (cued and tokens[first].name == "LOC"):
        return True
    famous = wide or any(e.population >= _FAMOUS for e in hit.entries)
    return person and not cued and not famous


def _is_inside(sentence: Sentence, hit: Hit, places: frozenset[int]) -> bool:
    """Whether the words are part of a longer name that is no place: "Bank of England"."""
    tokens = sentence.tokens
    first, last = hit.first, hit.last
    location = all(t.name == "LOC" for t in tokens[first : last + 1])
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    goes_on = after is not None and is_name(after) and last + 1 not in places
    if after is not None and goes_on and after.low not in GEO and not (location and after.begins):
        return True
    if first < 2:  # noqa: PLR2004 - the first word of a sentence is written large anyway
        return False
    before = tokens[first - 1]
    if before.low in ("of", "for") and is_name(tokens[first - 2]):
        return tokens[first - 2].low not in GEO and first - 2 not in places and first - 2 > 0
    named = is_name(before) and first - 1 not in places and before.low not in GEO
    return named and not (location and tokens[first].begins)


def _is_believed(sentence: Sentence, hit: Hit, known: Known, *, cued: bool, inside: bool) -> bool:
    tokens = sentence.tokens
    words = tokens[hit.first : hit.last + 1]
    wide = any(e.kind in _WIDE or e.id.startswith("area:") for e in hit.entries)
    large = wide or any(e.population >= _KNOWN or e.kind == "region" for e in hit.entries)
    plain = len(words) == 1 and (
        words[0].low in known.lower or not words[0].tag.startswith("NNP")
    )  # fmt: skip
    location = any(t.name == "LOC" for t in words)
    if plain and not location and not wide:
        return False
    if inside:
        return large and not plain
    return large or location or (cued and not plain)
