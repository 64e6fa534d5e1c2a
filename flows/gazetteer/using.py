"""The home folder's own gazetteer beside the packaged one."""

import mmap
from dataclasses import replace
from pathlib import Path

from parsers.errors import ConfigError
from parsers.events import Resources
from parsers.gazetteer.index import Index

INDEX_NAME = "gazetteer.index"
"""File of the home folder that `sitrep gazetteer import` writes."""


def with_own_gazetteer(home: Path, resources: Resources) -> Resources:
    """The resources with the home folder's index, if it has one; it is mapped read-only, not read.

    ConfigError where the file is no index of this version.
    """
    path = home / INDEX_NAME
    try:
        with path.open("rb") as file:
            index = Index(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        return resources
    except (OSError, ValueError) as error:
        raise ConfigError(_remedy(path)) from error
    if not index.intact:
        raise ConfigError(_remedy(path))
    return replace(resources, gazetteer=replace(resources.gazetteer, more=index))


def _remedy(path: Path) -> str:
    return (
        f"{path} is no gazetteer index of this version: import the dump again, or delete the file"
    )
