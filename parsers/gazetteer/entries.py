"""A place as the gazetteer knows it."""

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "settlement", "region", "district", "country", "continent", "area", "sea", "strait", "lake",
    "river", "island", "peninsula", "mountain", "mountains", "valley", "desert", "building",
]  # fmt: skip
_EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: `id` is `geonames:...`, `iso3166-2:...`, `country:...` or `area:...`.

    Degrees are WGS 84 and name the middle. `country` is ISO 3166-1 alpha-3, empty where several
    share the place. `region` is the ISO 3166-2 code of the first-level region it lies in, where
    known. `population` is 0 where nobody counted.
    """

    kind: Kind
    id: str
    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    region: str = ""

    def kilometres(self, other: "Entry") -> float:
        """The distance between two middles on the sphere."""
        here, there = math.radians(self.latitude), math.radians(other.latitude)
        east = math.radians(self.longitude - other.longitude)
        arc = math.sin((here - there) / 2) ** 2
        arc += math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
        return 2 * _EARTH * math.asin(min(1.0, math.sqrt(arc)))
