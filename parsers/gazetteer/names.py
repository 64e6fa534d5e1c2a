"""How names of places are compared: folded to lower-case letters without marks."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("['\u2019\u2018\u02bb\u02bc`\u00b4]")
_SEPARATORS = re.compile(r"[\s\-\u2013\u2014.]+")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The name without case, accents, apostrophes and hyphens: "Khān Yūnis" is "khan yunis"."""
    if not name.isascii():
        spelt = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in spelt if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", name)).strip().casefold()
