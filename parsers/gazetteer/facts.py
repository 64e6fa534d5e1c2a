"""Small tables written by hand: countries, seas, rivers and other areas, words for regions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from parsers.gazetteer.entries import Entry
from parsers.gazetteer.names import fold

SHORT = 4
"""Letters up to which a name must be written as in the table: "US" is not "us"."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Places by folded name; `exact` holds the short names with their capitals and stops.

    `adjectives` ("Crimean", "Texan") give the place or the region's ISO 3166-2 code;
    `regions` gives the code for the short forms of region names ("Fla."), `codes` the alpha-3 code
    of a country for its alpha-2 code.
    """

    places: Mapping[str, tuple[Entry, ...]]
    countries: Mapping[str, Entry]
    adjectives: Mapping[str, Entry | str]
    regions: Mapping[str, str]
    exact: frozenset[str]
    codes: Mapping[str, str] = field(default_factory=dict)


def read_facts() -> Facts:
    """The packaged tables countries.tsv, areas.tsv and regions.tsv."""
    countries = {row[0]: _country(row) for row in _rows("countries")}
    places: dict[str, tuple[Entry, ...]] = {}
    adjectives: dict[str, Entry | str] = {}
    exact: set[str] = set()
    named: list[tuple[tuple[str, ...], Entry]] = [((e.name,), e) for e in countries.values()]
    for row in _rows("areas"):
        area = _area(row)
        named.append((_listed(row[0]), area))
        adjectives |= dict.fromkeys(_listed(row[5]), area)
    for names, entry in named:
        exact.update(name for name in names if len(name) <= SHORT or "." in name)
        for key in map(fold, names):
            places[key] = (*places.get(key, ()), entry)
    regions: dict[str, str] = {}
    for code, short, people in _rows("regions"):
        regions |= dict.fromkeys(_listed(short), code)
        adjectives |= dict.fromkeys(_listed(people), code)
    codes = {row[6]: row[0] for row in _rows("countries")}
    return Facts(places, countries, adjectives, regions, frozenset(exact), codes)


def _country(row: list[str]) -> Entry:
    return Entry("country", f"country:{row[0]}", row[1], row[0], float(row[2]), float(row[3]),
                 int(row[4]))  # fmt: skip


def _area(row: list[str]) -> Entry:
    name = _listed(row[0])[0]
    key = fold(name).replace(" ", "-")
    return Entry(row[1], f"area:{key}", name, row[2], float(row[3]), float(row[4]), 0)  # type: ignore[arg-type]


def _rows(table: str) -> Iterator[list[str]]:
    text = files("parsers.gazetteer").joinpath(f"{table}.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))
