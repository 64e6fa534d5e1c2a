"""Bytes and facts in, frozen records out: the doors of the pure half of the house.

`parse_article`, `extract_events` and `Article` are loaded when they are first asked for: a program
that only needs an error or an id does not pay for the page parser and the gazetteer.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.article import parse_article
    from parsers.events import extract_events
    from parsers.records import Article

__all__ = ["Article", "extract_events", "parse_article"]

_ROOMS = {
    "Article": "parsers.records",
    "extract_events": "parsers.events",
    "parse_article": "parsers.article",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'parsers' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
