"""Taipei Times: the byline has no name that the general parser could know it by.

The name of the section is the first short line, and captions are headings in the text.
"""

import re
from datetime import date

from parsers.sites.rules import SiteRules

_DESK = re.compile(r"\s+/\s+.*|,\s+[A-Z ]+$")


def without_desk(text: str) -> str:
    """The names of "By A Name and B Name / Staff reporters" and of "AFP, MANILA"."""
    return _DESK.sub("", text)


RULES = (
    SiteRules(
        hosts=("taipeitimes.com",),
        valid_from=date(2024, 10, 1),
        body=(".archives",),
        drop=(".as", ".imgboxa"),
        authors=(".archives .name",),
        author_text=without_desk,
    ),
)
