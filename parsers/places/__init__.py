"""Names of places in an article: found, told from people and offices, and resolved together."""

from parsers.places.reading import read_toponyms
from parsers.places.toponyms import Toponym

__all__ = ["Toponym", "read_toponyms"]
