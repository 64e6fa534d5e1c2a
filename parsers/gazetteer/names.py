"""How names of places are compared: folded to lower-case letters without marks."""

import re
import unicodedata

_APOSTROPHES = re.compile("['\u2019\u2018\u02bb\u02bc`\u00b4]")
_SEPARATORS = re.compile(r"[\s\-\u2013\u2014.]+")


def fold(name: str) -> str:
    """The name without case, accents, apostrophes and hyphens: "Khān Yūnis" is "khan yunis"."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", plain)).strip().casefold()
