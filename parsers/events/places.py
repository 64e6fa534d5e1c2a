"""Where: the places of every sentence, as an event may have them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.actors.nations import Nation
from parsers.events.place_words import Lead, lead_to
from parsers.events.records import Place, PlacePrecision
from parsers.events.sites import find_sites
from parsers.gazetteer import Entry, Gazetteer
from parsers.language import Sentence
from parsers.lexicon.phrases import Phrase
from parsers.places import Toponym, read_toponyms

_PRECISION: dict[str, PlacePrecision] = {
    "settlement": "settlement", "country": "country", "building": "building",
    "district": "district", "valley": "district", "mountain": "district", "island": "district",
}  # fmt: skip
_UNKNOWN = "place_not_in_gazetteer"
_HELD = re.compile(r"(?:occupied|annexed|controlled|held|seized)$")
_MOST = 0.6
"""Share of an article's places that must lie in a country for the unknown ones to lie there."""
_BEHIND = 3
"""Words after a building within which the place that it lies in begins."""
_LAND = frozenset(("coast", "territory", "soil", "waters", "airspace", "mainland", "border"))
"""Words that make an adjective the name of a place: "Ukrainian territory"."""
_BEARINGS = frozenset(("north", "south", "east", "west", "northern", "southern", "eastern",
                       "western", "central", "downtown", "northeastern", "northwestern",
                       "southeastern", "southwestern"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place with the tokens it stands at; `cued` says that a preposition leads to it."""

    place: Place
    first: int
    last: int
    cued: bool


def places_of(
    text: str,
    sentences: Sequence[Sentence],
    nations: Sequence[list[Phrase[Nation]]],
    context: Counter[str],
    gazetteer: Gazetteer,
) -> list[tuple[PlaceFound, ...]]:
    """The places of every sentence, from left to right; what is not known keeps a reason.

    `nations` are the countries that each sentence names, `context` counts those of the article.
    """
    toponyms = read_toponyms(text, tuple(sentences), list(nations), context, gazetteer)
    by_sentence: dict[int, list[Toponym]] = {}
    for toponym in toponyms:
        by_sentence.setdefault(toponym.sentence, []).append(toponym)
    read = []
    for sentence, named in zip(sentences, nations, strict=True):
        reader = _Reader(text, sentence, named, toponyms, gazetteer)
        read.append(reader.read(by_sentence.get(sentence.number, [])))
    return _in_their_country(read)


def _in_their_country(read: list[tuple[PlaceFound, ...]]) -> list[tuple[PlaceFound, ...]]:
    """Gives places that no table knows the country of the known places around them.

    That of their sentence where it names one only, else the one that most places of the article
    lie in; none where no country has most of them.
    """
    said = Counter(p.place.country for found in read for p in found if p.place.country)
    most, times = said.most_common(1)[0] if said else (None, 0)
    usual = most if times >= _MOST * said.total() else None
    return [
        tuple(
            replace(p, place=replace(p.place, country=_only_country(found) or usual))
            if p.place.country is None and p.place.reason == _UNKNOWN
            else p
            for p in found
        )
        for found in read
    ]


def _only_country(found: tuple[PlaceFound, ...]) -> str | None:
    countries = {p.place.country for p in found if p.place.country}
    return min(countries) if len(countries) == 1 else None


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    sentence: Sentence
    nations: list[Phrase[Nation]]
    toponyms: tuple[Toponym, ...]
    gazetteer: Gazetteer

    def read(self, own: list[Toponym]) -> tuple[PlaceFound, ...]:
        """The places of the sentence."""
        taken = frozenset(i for t in own for i in range(t.first, t.end + 1))
        whole = {(t.first, t.end) for t in own if t.entry is not None and t.use != "inside"}
        sites = [s for s in find_sites(self.sentence, own) if s[:2] not in whole]
        inner = {i for first, last, _ in sites for i in range(first, last + 1)}
        found = [self._place(t, taken) for t in own if t.first not in inner]
        found += [self._site(first, last, kind, own, taken) for first, last, kind in sites]
        places = sorted((p for p in found if p is not None), key=lambda p: p.first)
        return tuple(self._held(places))

    def _place(self, toponym: Toponym, taken: frozenset[int]) -> PlaceFound | None:
        tokens = self.sentence.tokens
        entry = toponym.entry
        after = tokens[toponym.last + 1].low if toponym.last + 1 < len(tokens) else ""
        end = toponym.end
        if toponym.use in ("inside", "people") or (entry is None and not toponym.cued):
            return None
        if toponym.use == "adjective":
            if after not in _LAND or entry is None:
                return None
            end = toponym.last + 1
        lead = lead_to(self.text, self.sentence, toponym.first, taken)
        if after == "'s" and toponym.last + 2 < len(tokens) and self._holds(toponym):
            return None
        first = toponym.first
        if first > 0 and tokens[first - 1].low in _BEARINGS:
            first -= 1
        said, span = self.sentence.text_of(self.text, first, end)
        place = self._described(toponym, entry, Place(lead.role, said, span, lead.relation))
        cued = (lead.cued or toponym.asked is not None) and after != "'s"
        return PlaceFound(place, first, end, cued or self._comma(toponym))

    def _described(self, toponym: Toponym, entry: Entry | None, place: Place) -> Place:
        held = None if toponym.within is None else self.toponyms[toponym.within].entry
        if entry is None:
            asked = toponym.asked or "settlement"
            region = held.region if held else ""
            return replace(
                place, country=(held.country or None) if held else None, precision=asked,
                admin1=self._region(region), reason=_UNKNOWN,
            )  # fmt: skip
        return replace(
            place,
            name=entry.name,
            admin1=entry.name if entry.kind == "region" else self._region(entry.region),
            admin2=entry.name if entry.kind == "district" else None,
            country=entry.country or None,
            latitude=None if entry.kind == "country" else entry.latitude,
            longitude=None if entry.kind == "country" else entry.longitude,
            precision=_PRECISION.get(entry.kind, "region"),
            gazetteer_id=entry.id,
        )

    def _region(self, code: str) -> str | None:
        """The name of a first-level region by its code."""
        found = self.gazetteer.find(code) if code else ()
        return next((e.name for e in found if e.region == code and e.kind == "region"), None)

    def _holds(self, toponym: Toponym) -> bool:
        """Whether a place inside it follows: "Russia's southern Kursk region"."""
        return any(
            t.sentence == toponym.sentence and t.within is not None
            and self.toponyms[t.within] is toponym and t.first > toponym.last
            for t in self.toponyms
        )  # fmt: skip

    def _comma(self, toponym: Toponym) -> bool:
        tokens = self.sentence.tokens
        before = tokens[toponym.first - 1].text if toponym.first else ""
        return before == "," and toponym.first > 1 and tokens[toponym.first - 2].capital

    def _site(
        self,
        first: int,
        last: int,
        kind: PlacePrecision,
        own: list[Toponym],
        taken: frozenset[int],
    ) -> PlaceFound | None:
        """A named building, street or unknown village; it lies where the place behind it does."""
        lead: Lead = lead_to(self.text, self.sentence, first, taken)
        said, span = self.sentence.text_of(self.text, first, last)
        tokens = self.sentence.tokens
        beside = [
            t.entry for t in own
            if t.entry is not None and (first <= t.first <= last or (
                0 < t.first - last <= _BEHIND and tokens[last + 1].low in (",", "in", "of")))
        ]  # fmt: skip
        around = beside[-1] if beside else None
        place = Place(
            lead.role, said, span, lead.relation,
            country=(around.country or None) if around else None,
            admin1=self._region(around.region) if around else None, precision=kind,
            reason=_UNKNOWN,
        )  # fmt: skip
        return PlaceFound(place, first, last, lead.cued or kind != "building")

    def _held(self, found: list[PlaceFound]) -> list[PlaceFound]:
        """Marks places that the text calls occupied with who holds them, where it says so."""
        tokens = self.sentence.tokens
        held: dict[str, str] = {}
        for place in found:
            words = [token.low for token in tokens[max(0, place.first - 2) : place.first]]
            country = place.place.country
            if country and any(_HELD.search(word) for word in words):
                holders = [
                    n.value.country for n in self.nations
                    if n.last + 1 < len(tokens) and n.value.country != country
                    and ("-" in (tokens[n.first + 1].text, tokens[n.last + 1].text))
                ]  # fmt: skip
                if holders:
                    held[country] = holders[0]
        return [
            replace(p, place=replace(p.place, controlled_by=held[p.place.country or ""]))
            if p.place.country in held and p.place.precision != "country"
            else p
            for p in found
        ]
