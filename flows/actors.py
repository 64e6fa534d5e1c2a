"""The user's own groups and organisations: `actors.tsv` of the home folder.

Columns, divided by tabs, as in the packaged `groups.tsv`: kind (armed group, organisation), PLOVER
sector, ISO 3166-1 alpha-3 of the country or empty, names divided by ";" (the first is shown), and
a Wikidata id or nothing. Lines that begin with "#" are notes. A name here wins over a packaged one.
"""

from dataclasses import replace
from pathlib import Path

from parsers.actors.describer import read_groups
from parsers.errors import ConfigError
from parsers.events import Resources

ACTORS_NAME = "actors.tsv"
"""File of the home folder with one group a line."""
_NAMES = 4
"""Columns that a line must have."""


def with_own_actors(home: Path, resources: Resources) -> Resources:
    """The resources with the groups of the home folder, or as they are where it has none.

    ConfigError, with the number of the line, where one cannot be read.
    """
    path = home / ACTORS_NAME
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return resources
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    lines = [
        _line(path, number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    describer = replace(resources.describer, groups=read_groups(lines))
    return replace(resources, describer=describer)


def _line(path: Path, number: int, line: str) -> tuple[str, ...]:
    cells = tuple(cell.strip() for cell in line.split("\t"))
    if len(cells) < _NAMES or not cells[0] or not cells[3].strip("; "):
        raise ConfigError(
            f"{path}, line {number}: kind, sector, country and names must stand there, "
            "divided by tabs"
        )
    return cells
