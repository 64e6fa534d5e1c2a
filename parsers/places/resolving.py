"""Which place a name means, decided over the whole article.

Every reading of a name has a prior (how likely the world's news mean it) and gains by what the
article says: the kind asked for beside it, the place it is said to lie in, the countries the
article names, and the regions and neighbours of the places already resolved. One name has one
meaning in an article unless a container says otherwise.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from parsers.gazetteer import Entry, fold
from parsers.places.toponyms import Toponym

_PRIORS = {
    "continent": 9.0, "area": 8.0, "sea": 7.5, "region": 5.5, "district": 3.6,
    "building": 7.0, "settlement": 0.0,
}  # fmt: skip
_OTHER_PRIOR = 7.0
_STATE = 2.0
"""What a country gains over a city of as many people."""
_PLACED = 6.0
"""Worth of lying in the place that the text says; the loss where another reading does."""
_ASKED = 3.0
"""Worth of being of the kind that the words beside ask for."""
_COUNTRY = 2.5
"""Worth of lying in the only country that an article names."""
_REGION = 1.0
_NEAR = 0.7
_NEAR_KM = 200.0
_NEAR_DEGREES = 2.0
"""Of latitude: nothing farther apart is near."""
_CAPITAL = 2.0
"""What a capital gains: it stands for its government."""
_ALIAS = 1.0
"""Loss of a place that has the name only as another spelling."""
_STRANGE = 2.0
"""The same where the article speaks of other countries only."""
_ALIKE = 1.5
"""Worth of being of the same kind as the neighbours in a list."""
_HOLDS = 2.0
"""Worth of holding what the text says lies in it."""
_SMALLEST = 5.0
"""Prior of a first-level region of which the table knows few inhabitants."""
_WHOLE = 0.2
"""What a region gains: more people live in it than in its settlements of the table."""
_SEAT = 0.5
"""Loss of a region to the city whose name it bears: "in Kandahar" is in the city."""
_SEAT_FROM = 50_000
_DOUBT = 4.0
"""Score below which a reading is not believed: a village of which nothing in the text speaks."""
_ROUNDS = 4


@dataclass
class _Setting:
    """What the article has said so far, and which of it each name has said itself."""

    countries: Counter[str]
    regions: Counter[str] = field(default_factory=Counter)
    places: dict[str, Entry] = field(default_factory=dict)
    own: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def share(self, name: str, code: str, of: Counter[str]) -> float:
        """The share of a country or region in what the other names have said."""
        own = self.own.get(name, Counter())
        total = sum(of.values()) - sum(n for key, n in own.items() if key in of)
        return max(0, of[code] - own[code]) / total if total > 0 else 0.0

    def near(self, name: str, entry: Entry) -> bool:
        """Whether a settlement lies near one that another name means."""
        return any(
            key != name
            and abs(place.latitude - entry.latitude) < _NEAR_DEGREES
            and entry.kilometres(place) < _NEAR_KM
            for key, place in self.places.items()
        )


def resolve(found: list[Toponym], context: Counter[str]) -> tuple[Toponym, ...]:
    """The names with the places that they mean; `context` counts countries named elsewhere."""
    setting = _Setting(Counter(context))
    chosen: list[Entry | None] = [None] * len(found)
    for _ in range(_ROUNDS):
        senses = _senses(found, chosen, setting)
        chosen = [senses[_sense_key(found, chosen, index)] for index in range(len(found))]
        setting = _set(found, chosen, context)
    return tuple(replace(t, entry=e) for t, e in zip(found, chosen, strict=True))


def _sense_key(
    found: list[Toponym], chosen: list[Entry | None], index: int
) -> tuple[str, str, str]:
    """Names that mean the same place: the same words, use of kind, and container."""
    toponym = found[index]
    container = None if toponym.within is None else chosen[toponym.within]
    asked = toponym.asked if toponym.asked in ("region", "district") else ""
    inside = container.id if container is not None and container.kind != "country" else ""
    return fold(toponym.name), asked, inside


def _senses(
    found: list[Toponym], chosen: list[Entry | None], setting: _Setting
) -> dict[tuple[str, str, str], Entry | None]:
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index in range(len(found)):
        groups[_sense_key(found, chosen, index)].append(index)
    senses: dict[tuple[str, str, str], Entry | None] = {}
    for key, members in groups.items():
        scores: dict[str, float] = defaultdict(float)
        entries: dict[str, Entry] = {}
        for index in members:
            for entry in found[index].entries:
                entries[entry.id] = entry
                container = found[index].within
                held = None if container is None else chosen[container]
                scores[entry.id] += _score(entry, found[index], held, setting)
                scores[entry.id] += _beside(entry, index, found, chosen)
        best = max(entries.values(), key=lambda e: (scores[e.id], e.population), default=None)
        trusted = best is not None and scores[best.id] / len(members) >= _DOUBT
        senses[key] = best if trusted else None
    return senses


def _score(entry: Entry, toponym: Toponym, held: Entry | None, setting: _Setting) -> float:
    score = prior(entry)
    if entry.kind in ("region", "district") and not entry.id.startswith("area:"):
        seat = max((prior(e) for e in toponym.entries if _is_seat(e, entry)), default=score)
        score = min(score, seat - _SEAT)
    if toponym.use == "seat" and entry.kind == "settlement" and entry is toponym.entries[0]:
        score += _CAPITAL
    if entry.kind == "settlement" and not fold(entry.name).startswith(fold(toponym.name)):
        share = setting.share(fold(toponym.name), entry.country, setting.countries)
        score -= _ALIAS if share > 0 or not setting.countries else _STRANGE
    if toponym.asked is not None and toponym.asked != "building":
        score += _fits(entry, toponym)
    if held is not None and held.id != entry.id:
        score += _PLACED if lies_in(entry, held) else -_PLACED
    name = fold(toponym.name)
    if entry.country:
        share = setting.share(name, entry.country, setting.countries)
        score += _COUNTRY * math.sqrt(share)
    if entry.region:
        share = setting.share(name, entry.region, setting.regions)
        score += _REGION * math.sqrt(share)
    if entry.kind == "settlement" and setting.near(name, entry):
        score += _NEAR
    return score


def _beside(entry: Entry, index: int, found: list[Toponym], chosen: list[Entry | None]) -> float:
    """What the neighbours in a list, and what lies inside, say for a reading."""
    neighbours = [e for i in found[index].listed if (e := chosen[i]) is not None]
    score = 0.0
    if neighbours:
        score += _ALIKE * sum(e.kind == entry.kind for e in neighbours) / len(neighbours)
    inner = [t for t in found[max(0, index - 1) : index + 2] if t.within == index]
    if entry.kind != "settlement" and inner:
        score += _HOLDS * any(
            lies_in(e, entry) and e.id != entry.id for t in inner for e in t.entries
        )
    return score


def _is_seat(entry: Entry, region: Entry) -> bool:
    """Whether a settlement bears the name of the region that it lies in."""
    inside = entry.region == region.region and entry.population >= _SEAT_FROM
    return entry.kind == "settlement" and inside and bool(region.region)


def _fits(entry: Entry, toponym: Toponym) -> float:
    asked = toponym.asked
    if asked == "settlement":
        return _ASKED if entry.kind == "settlement" else -_ASKED
    if asked in ("region", "district"):
        if entry.kind == asked:
            return _ASKED
        regional = entry.kind in ("region", "district") or entry.id.startswith("area:")
        return _ASKED / 2 if regional else -_ASKED / 2
    return _ASKED if entry.kind == asked else 0.0


def prior(entry: Entry) -> float:
    """How likely a name means this place when nothing else is known, on a scale of log 10."""
    inhabitants = math.log10(entry.population + 10)
    if entry.kind == "settlement":
        return inhabitants
    if entry.kind == "country":
        return inhabitants + _STATE
    if entry.kind == "region" and not entry.id.startswith("area:"):
        return max(_SMALLEST, inhabitants) + _WHOLE
    if entry.kind == "district":
        return _PRIORS["district"]
    return _PRIORS.get(entry.kind, _OTHER_PRIOR) if entry.kind != "region" else _OTHER_PRIOR


def lies_in(entry: Entry, container: Entry) -> bool:
    """Whether a place is said to lie in another."""
    if container.kind == "country":
        return entry.country == container.country
    if container.region and container.kind == "region":
        return entry.region == container.region
    return entry.country == container.country if container.country else True


def _set(found: list[Toponym], chosen: list[Entry | None], context: Counter[str]) -> _Setting:
    setting = _Setting(Counter(context))
    for toponym, entry in zip(found, chosen, strict=True):
        if entry is None or (toponym.use == "adjective" and "-" in toponym.name):
            continue  # "Russian-occupied" does not say that the place is in Russia
        own = setting.own[fold(toponym.name)]
        if entry.country:
            setting.countries[entry.country] += 1
            own[entry.country] += 1
        if entry.region:
            setting.regions[entry.region] += 1
            own[entry.region] += 1
        if entry.kind == "settlement":
            setting.places.setdefault(fold(toponym.name), entry)
    return setting
