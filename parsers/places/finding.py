"""Which of the known names of a sentence are names of places there; nothing is resolved here."""

from dataclasses import dataclass
from functools import cached_property

from parsers.actors.nations import Nation
from parsers.gazetteer import Gazetteer
from parsers.language import Sentence, Token
from parsers.language.known import is_common
from parsers.lexicon.phrases import Phrase
from parsers.places.cues import (
    DATES,
    GEO,
    IN,
    ROLES,
    TITLES,
    asked_after,
    asked_before,
    dateline_end,
    is_name,
    is_title,
    preposition_before,
)
from parsers.places.hits import WIDE, Hit, find_hits
from parsers.places.toponyms import Toponym

_KNOWN = 100_000
"""Inhabitants from which a settlement is believed without a sign beside it."""
_FAMOUS = 1_000_000
"""Inhabitants from which it is believed even where the tagger sees a person."""
_JOINTS = frozenset((",", "and", "or", "&"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole article says about words, in lower case.

    `people` are last names of people named in full, `places` names that the tagger calls places
    where a preposition leads to them, `lower` words that also stand without a capital.
    """

    people: frozenset[str]
    places: frozenset[str]
    lower: frozenset[str]


def know(sentences: tuple[Sentence, ...]) -> Known:
    """Reads the article once for what its words are."""
    people: set[str] = set()
    places: set[str] = set()
    lower: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            if not token.capital:
                lower.add(token.text)
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            ends = after is None or after.name != token.name or after.begins
            if token.name == "PER" and not token.begins and ends:
                people.add(token.low)
            led = token.begins and index > 0 and tokens[index - 1].low in IN
            if token.name == "LOC" and ends and led:
                places.add(token.low)
    return Known(frozenset(people), frozenset(places), frozenset(lower))


def find_names(
    text: str, sentence: Sentence, nations: list[Phrase[Nation]], gazetteer: Gazetteer, known: Known
) -> list[Toponym]:
    """The names of places of a sentence from left to right, without overlap."""
    hits = list(find_hits(text, sentence, nations, gazetteer))
    places = frozenset(i for hit in hits for i in range(hit.first, hit.last + 1))
    found: list[Toponym] = []
    for hit in hits:
        toponym = _Judge(text, sentence, hit, places, known, found[-1] if found else None).toponym()
        if toponym is not None:
            found.append(toponym)
    return found


@dataclass(frozen=True)
class _Judge:
    """Decides whether a hit is a place; `before` is the place found before it."""

    text: str
    sentence: Sentence
    hit: Hit
    places: frozenset[int]
    known: Known
    before: Toponym | None

    def toponym(self) -> Toponym | None:
        """The hit as a toponym, or None where it is a person, an office or a plain word."""
        hit, tokens = self.hit, self.sentence.tokens
        asked, end = asked_after(tokens, hit.last)
        if asked == "settlement" and not any(e.kind == "settlement" for e in hit.entries):
            asked, end = None, hit.last  # "a Nile Delta city"
        asked = asked or asked_before(tokens, hit.first)
        use = hit.use
        if use in ("name", "seat"):
            if self._is_person(cued=self._led or asked is not None):
                return None
            if self._is_inside:
                use = "inside"
            if not self._is_believed(cued=self._led or asked is not None or self._joined):
                return None
        name = self.text[tokens[hit.first].start : tokens[hit.last].end]
        if use not in ("name", "seat"):
            end = hit.last
        return Toponym(
            self.sentence.number, hit.first, hit.last, end, name, use, hit.entries,
            cued=self._led or asked is not None, asked=asked,
        )  # fmt: skip

    @cached_property
    def _words(self) -> tuple[Token, ...]:
        return self.sentence.tokens[self.hit.first : self.hit.last + 1]

    @cached_property
    def _next(self) -> Token | None:
        tokens = self.sentence.tokens
        return tokens[self.hit.last + 1] if self.hit.last + 1 < len(tokens) else None

    @cached_property
    def _led(self) -> bool:
        """Whether a preposition leads to it, or a story is filed from there."""
        tokens = self.sentence.tokens
        if preposition_before(tokens, self.hit.first, self.places) is not None:
            return True
        return self._filed

    @cached_property
    def _filed(self) -> bool:
        """Whether it stands in the dateline of a story."""
        return self.hit.last < dateline_end(self.sentence.tokens)

    @cached_property
    def _joined(self) -> bool:
        """Whether it stands behind another place: "Paris, Texas", "Mosul and Raqqa"."""
        if self.before is None:
            return False
        between = self.sentence.tokens[self.before.end + 1 : self.hit.first]
        return bool(between) and all(t.low in _JOINTS for t in between)

    @cached_property
    def _wide(self) -> bool:
        return any(e.kind in WIDE or e.id.startswith("area:") for e in self.hit.entries)

    @cached_property
    def _location(self) -> bool:
        return all(t.name == "LOC" for t in self._words)

    def _is_person(self, *, cued: bool) -> bool:
        """Whether the words are, or belong to, a person's name."""
        tokens = self.sentence.tokens
        words, after = self._words, self._next
        person = all(t.name == "PER" for t in words)
        if is_title(tokens, self.hit.first) and not self._wide:
            return True
        first = self.hit.first
        before = first > 0 and tokens[first - 1].name == "PER" and not words[0].begins
        goes_on = after is not None and after.name == "PER" and not after.begins
        role = after is not None and (after.low in ROLES or after.low.rstrip(".") in TITLES)
        if person and (before or (goes_on and not role)):
            return True
        last_name = len(words) == 1 and words[0].low in self.known.people
        if last_name and not self._wide and not (cued and words[0].name == "LOC"):
            return True
        seen = words[-1].low in self.known.places and words[-1].low not in self.known.people
        famous = self._wide or any(e.population >= _FAMOUS for e in self.hit.entries)
        return person and not (cued or famous or seen or role)

    @cached_property
    def _is_inside(self) -> bool:
        """Whether the words are part of a longer name that is no place: "Bank of England"."""
        tokens = self.sentence.tokens
        first, after = self.hit.first, self._next
        goes_on = after is not None and is_name(after) and not self._elsewhere(self.hit.last + 1)
        goes_on = goes_on and after is not None and after.low not in DATES
        apart = after is not None and (after.low in GEO or (self._location and after.begins))
        if goes_on and not apart:
            return True
        if first < 2:  # noqa: PLR2004 - the first word of a sentence is written large anyway
            return False
        before = tokens[first - 1]
        if before.low in ("of", "for") and is_name(tokens[first - 2]):
            office = tokens[first - 2]
            return office.low not in GEO and not self._elsewhere(first - 2) and first - 2 > 0
        named = is_name(before) and not self._elsewhere(first - 1) and before.low not in GEO
        return named and not (self._location and tokens[first].begins)

    def _elsewhere(self, index: int) -> bool:
        """Whether a word may be the name of another place, and is no word of the dictionary."""
        return index in self.places and not is_common(self.sentence.tokens[index].low)

    def _is_believed(self, *, cued: bool) -> bool:
        words = self._words
        entries = self.hit.entries
        large = self._wide or any(
            e.population >= _KNOWN or e.kind == "region" for e in entries
        )  # fmt: skip
        location = any(t.name == "LOC" for t in words)
        low = words[0].low
        tagged = words[0].tag.startswith("NNP") or (self.hit.first > 0 and not is_common(low))
        plain = len(words) == 1 and (low in self.known.lower or not tagged)
        common = len(words) == 1 and is_common(low) and not self._wide
        if self._filed:
            return True
        if plain and not location and not self._wide:
            return False
        if self._is_inside:
            kinds = {e.kind for e in entries} - {"sea", "building", "area"}
            return large and not plain and not common and bool(kinds)
        if common and not (location and cued):
            return large and location
        return large or location or (cued and not plain)
