"""Where: places of a sentence, looked up in the gazetteer against the countries of the text."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from parsers.events.nations import Nation
from parsers.events.phrases import Phrase
from parsers.events.place_cues import (
    BESIDE,
    INNER,
    NO_PLACE,
    REGION_WORDS,
    SKIP,
    cue_at,
    joins_before,
    run_end,
)
from parsers.events.records import Place, PlacePrecision, PlaceRole
from parsers.language.tokens import Sentence
from parsers.gazetteer import Entry, Gazetteer
from parsers.lexicon.tables import word_set

_BUILDINGS = word_set("places.buildings")
_BARE = 100_000
"""Inhabitants from which a name counts as a place without a preposition before it."""
_ALONE = 50_000
"""Inhabitants from which a settlement is believed without its country in the text."""
_HELD = re.compile(r"(?:occupied|annexed|controlled|held|seized)$")


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place with the tokens it stands at; `cued` says that a preposition leads to it."""

    place: Place
    first: int
    last: int
    cued: bool


def find_places(
    text: str,
    sentence: Sentence,
    nations: list[Phrase[Nation]],
    context: Counter[str],
    gazetteer: Gazetteer,
) -> list[PlaceFound]:
    """The places of a sentence, from left to right; what is not known stays with a reason."""
    named = frozenset(i for n in nations for i in range(n.first, n.last + 1))
    finder = _Finder(text, sentence, nations, context, gazetteer, named)
    found: list[PlaceFound] = []
    position = 0
    while position < len(sentence.tokens):
        place = finder.at(position)
        if place is not None:
            found.append(place)
        position = position + 1 if place is None else place.last + 1
    return _held_by(sentence, nations, found)


@dataclass(frozen=True, slots=True)
class _Finder:
    text: str
    sentence: Sentence
    nations: list[Phrase[Nation]]
    context: Counter[str]
    gazetteer: Gazetteer
    named: frozenset[int]
    """Tokens that name a country: they may stand between a preposition and a place."""

    def _cue(self, first: int) -> tuple[PlaceRole, str | None, bool, PlacePrecision | None]:
        return cue_at(self.sentence.tokens, first, self.named)

    def at(self, position: int) -> PlaceFound | None:
        tokens = self.sentence.tokens
        nation = next((n for n in self.nations if n.first == position), None)
        if nation is not None and nation.value.how != "seat":
            after = tokens[nation.last + 1].text if nation.last + 1 < len(tokens) else ""
            city = (
                self._named(position, nation.last + 1, nation.last + 1) if after == "City" else None
            )
            return city or self._country(nation)
        if nation is not None:
            return self._seat(nation)
        token = tokens[position]
        small = token.low.startswith(("al-", "el-")) and len(token.text) > BESIDE
        if not (token.capital or small) or token.low in NO_PLACE:
            return None
        if position and position - 1 not in self.named and joins_before(tokens, position):
            return None
        run = run_end(tokens, position)
        for last in range(run, position - 1, -1):
            found = self._named(position, last, run)
            if found is not None:
                return found
        return self._unknown(position, run)

    def _seat(self, nation: Phrase[Nation]) -> PlaceFound | None:
        """A capital is a place too; the White House is none unless somebody is there."""
        run = run_end(self.sentence.tokens, nation.first)
        found = self._named(nation.first, nation.last, run)
        beside = self._near_country(nation.first, nation.last)
        known = (beside or nation.value.country,)
        return found if found and found.place.country in known else None

    def _country(self, nation: Phrase[Nation]) -> PlaceFound | None:
        tokens = self.sentence.tokens
        after = tokens[nation.last + 1].low if nation.last + 1 < len(tokens) else ""
        if nation.value.how == "adjective" or (after == "'s" and self._possessed(nation.last + 2)):
            return None
        role, relation, cued, _ = self._cue(nation.first)
        said, span = self.sentence.text_of(self.text, nation.first, nation.last)
        place = Place(
            role, said, span, relation, nation.value.name, country=nation.value.country,
            precision="country",
        )  # fmt: skip
        return PlaceFound(place, nation.first, nation.last, cued and after != "'s")

    def _possessed(self, position: int) -> bool:
        """Whether a place follows: "Russia's southern Kursk region"."""
        tokens = self.sentence.tokens
        while position < len(tokens) and tokens[position].low in SKIP:
            position += 1
        return position < len(tokens) and tokens[position].capital

    def _named(self, first: int, last: int, run: int) -> PlaceFound | None:
        tokens = self.sentence.tokens
        name = self.text[tokens[first].start : tokens[last].end]
        entries = self.gazetteer.find(name)
        if not entries:
            return None
        role, relation, cued, kind = self._cue(first)
        suffix = tokens[last + 1].low if last + 1 < len(tokens) else ""
        wanted = REGION_WORDS.get(suffix) or kind
        last_said = last + 1 if suffix in REGION_WORDS else last
        cut = last < run and last_said == last and tokens[last + 1].low not in INNER
        if cut and (not cued or tokens[last + 1].low not in _BUILDINGS):
            return None
        entry = self._choose(entries, wanted, first, last, cued=cued)
        if entry is None:
            return None
        said, span = self.sentence.text_of(self.text, first, last_said)
        precision: PlacePrecision = "settlement" if entry.kind == "settlement" else "region"
        place = Place(
            role, said, span, relation, entry.name,
            admin1=entry.name if entry.kind == "region" else None,
            country=entry.country,
            latitude=entry.latitude, longitude=entry.longitude,
            precision=precision, gazetteer_id=entry.id,
        )  # fmt: skip
        return PlaceFound(place, first, last_said, cued or suffix in REGION_WORDS)

    def _choose(
        self, entries: tuple[Entry, ...], wanted: str | None, first: int, last: int, *, cued: bool
    ) -> Entry | None:
        near = self._near_country(first, last)
        best = max(entries, key=lambda entry: self._score(entry, wanted, near))
        if near is not None and best.country == near:
            return best
        known = self.context[best.country] > 0
        if wanted == "district" and best.kind == "settlement" and not known:
            return None
        if cued and (known or best.kind == "region" or best.population >= _ALONE):
            return best
        big = best.population >= _BARE or (best.kind == "region" and wanted is not None)
        return best if big and (known or best.population >= 10 * _BARE) and not cued else None

    def _score(self, entry: Entry, wanted: str | None, near: str | None) -> float:
        score = float(min(entry.population, 10**7) ** 0.2)
        if entry.kind == "region":
            score += 100 if wanted == "region" else 8
        elif wanted == "region":
            score -= 50
        score += min(self.context[entry.country], 10) * 2
        return score + (60 if entry.country == near else 0)

    def _near_country(self, first: int, last: int) -> str | None:
        """The country said beside a place: "Lumberton, Texas" no, "Tunis, Tunisia" yes."""
        for nation in self.nations:
            if 0 < nation.first - last <= BESIDE and nation.value.how == "name":
                between = self.sentence.tokens[last + 1 : nation.first]
                if all(t.low in SKIP or t.low in (",", "in") or t.capital for t in between):
                    return nation.value.country
            holder = "-" in self.sentence.tokens[nation.first].text
            if 0 < first - nation.last < BESIDE and nation.value.how != "seat" and not holder:
                between = self.sentence.tokens[nation.last + 1 : first]
                if all(t.low in SKIP or t.low == "'s" for t in between):
                    return nation.value.country
        return self._state_after(last)

    def _state_after(self, last: int) -> str | None:
        """The country of a region said after a comma: "Lumberton, Texas"."""
        tokens = self.sentence.tokens
        if last + 2 >= len(tokens) or tokens[last + 1].text != "," or not tokens[last + 2].capital:
            return None
        end = run_end(tokens, last + 2)
        name = self.text[tokens[last + 2].start : tokens[end].end]
        found = [e.country for e in self.gazetteer.find(name) if e.kind == "region"]
        return found[0] if found else None

    def _unknown(self, first: int, last: int) -> PlaceFound | None:
        """A place that no table knows: led to by a preposition, or with its kind beside it."""
        tokens = self.sentence.tokens
        role, relation, cued, kind = self._cue(first)
        suffix = tokens[last + 1].low if last + 1 < len(tokens) else ""
        building = tokens[last].low in _BUILDINGS and last > first
        wanted = REGION_WORDS.get(suffix) or REGION_WORDS.get(tokens[last].low) or kind
        if not (building and cued) and not (cued and wanted) and suffix not in REGION_WORDS:
            return None
        if suffix in REGION_WORDS:
            last += 1
        said, span = self.sentence.text_of(self.text, first, last)
        precision: PlacePrecision = "building" if building else wanted or "settlement"
        country = self._near_country(first, last)
        place = Place(
            role, said, span, relation, country=country, precision=precision,
            reason="place_not_in_gazetteer",
        )  # fmt: skip
        return PlaceFound(place, first, last, cued=True)


def _held_by(
    sentence: Sentence, nations: list[Phrase[Nation]], found: list[PlaceFound]
) -> list[PlaceFound]:
    """Marks places that the text calls occupied with who holds them, where it says so."""
    tokens = sentence.tokens
    held: dict[str, str] = {}
    for place in found:
        words = [token.low for token in tokens[max(0, place.first - 2) : place.first]]
        if any(_HELD.search(word) for word in words):
            holders = [n.value.country for n in nations if "-" in tokens[n.first].text]
            country = place.place.country
            if holders and country and holders[0] != country:
                held[country] = holders[0]
    return [
        replace(p, place=replace(p.place, controlled_by=held[p.place.country or ""]))
        if p.place.country in held and p.place.precision != "country"
        else p
        for p in found
    ]
