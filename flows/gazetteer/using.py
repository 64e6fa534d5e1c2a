"""The packaged tables, with the home folder's own gazetteer and actors where there are any."""

import mmap
from dataclasses import replace
from pathlib import Path

from flows.actors import with_own_actors
from parsers.errors import ConfigError
from parsers.events import Resources, packaged_resources
from parsers.gazetteer.index import Index

INDEX_NAME = "gazetteer.index"
"""File of the home folder that `sitrep gazetteer import` writes."""


def home_resources(home: Path) -> Resources:
    """Everything that the extractor looks up. The index is mapped read-only, not read.

    ConfigError where the file is no index of this version.
    """
    packaged = with_own_actors(home, packaged_resources())
    path = home / INDEX_NAME
    try:
        with path.open("rb") as file:
            index = Index(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        return packaged
    except (OSError, ValueError) as error:
        raise ConfigError(_remedy(path)) from error
    if not index.intact:
        raise ConfigError(_remedy(path))
    return replace(packaged, gazetteer=replace(packaged.gazetteer, more=index))


def _remedy(path: Path) -> str:
    return (
        f"{path} is no gazetteer index of this version: import the dump again, or delete the file"
    )
