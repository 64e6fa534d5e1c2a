"""Lines of a GeoNames dump (https://download.geonames.org/export/dump/readme.txt).

A line has 19 tab-separated columns: geonameid, name, asciiname, alternatenames (separated by
commas), latitude, longitude, feature class, feature code, country code, cc2, admin1 to admin4 code,
population, elevation, dem, timezone, modification date.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from parsers.gazetteer.entries import Entry, Kind
from parsers.gazetteer.names import fold

Problem = Literal["columns", "number", "degrees", "name", "country"]
"""Why a line is no place: not 19 columns, an id or figure that is no number, degrees out of
range, no name, a country code that is none."""

COLUMNS = 19
_KINDS: dict[str, Kind] = {
    "ADM1": "region", "ADM2": "district", "ADM3": "district", "ADM4": "district",
    "STM": "river", "STMS": "river", "CNL": "river", "LK": "lake", "LKS": "lake", "RSV": "lake",
    "SEA": "sea", "GULF": "sea", "BAY": "sea", "OCN": "sea", "STRT": "strait", "CHN": "strait",
    "ISL": "island", "ISLS": "island", "PEN": "peninsula", "MT": "mountain", "MTS": "mountains",
    "PK": "mountain", "VAL": "valley", "PASS": "valley", "DSRT": "desert", "RGN": "area",
    "AIRP": "building", "AIRB": "building", "AIRF": "building", "INSM": "building",
    "MILB": "building", "NUCL": "building", "PS": "building", "PSN": "building", "DAM": "building",
    "PRN": "building", "HSP": "building", "BDG": "building", "PRT": "building", "OILR": "building",
}  # fmt: skip
"""GeoNames feature codes that are kept beside all populated places (class P)."""
_GONE = frozenset(("PPLH", "PPLQ", "PPLW"))
"""Populated places that are no more: historical, abandoned, destroyed."""
_LATIN = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f'\u2019 .-]{3,60}")


@dataclass(frozen=True, slots=True)
class DumpPlace:
    """A place of the dump with its folded names; `admin1` is GeoNames' own code ("UA.17")."""

    entry: Entry
    keys: tuple[str, ...]
    admin1: str


def read_line(line: str, countries: Mapping[str, str]) -> DumpPlace | Problem | None:
    """A place, why the line is none, or None for a feature that the gazetteer does not keep.

    `countries` gives alpha-3 codes for alpha-2 codes.
    """
    cells = line.rstrip("\r\n").split("\t")
    problem = _problem(cells, countries)
    if problem is not None:
        return problem
    kind = "settlement" if cells[6] == "P" and cells[7] not in _GONE else _KINDS.get(cells[7])
    if kind is None:
        return None
    code = f"{cells[8]}.{cells[10]}" if cells[8] and cells[10] not in ("", "00") else ""
    entry = Entry(
        kind, f"geonames:{int(cells[0])}", " ".join(cells[1].split()),
        countries.get(cells[8], ""), float(cells[4]), float(cells[5]),
        max(0, int(cells[14] or 0)), code,
    )  # fmt: skip
    return DumpPlace(entry, _keys(cells), code)


def _problem(cells: list[str], countries: Mapping[str, str]) -> Problem | None:
    if len(cells) != COLUMNS:
        return "columns"
    try:
        int(cells[0]), int(cells[14] or 0)
        latitude, longitude = float(cells[4]), float(cells[5])
    except ValueError:
        return "number"
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - degrees
        return "degrees"
    if not cells[1].strip() or not _keys(cells):
        return "name"
    return "country" if cells[8] and cells[8] not in countries else None


def _keys(cells: list[str]) -> tuple[str, ...]:
    others = (n for n in cells[3].split(",") if _LATIN.fullmatch(n))
    found = dict.fromkeys(map(fold, (cells[1], cells[2], *others)))
    return tuple(key for key in found if len(key) > 1 and not key.isdigit())
