"""Lines that a site repeats in its articles: how they are written, and which blocks they are.

They stand as plain paragraphs within the text, so that nothing on one page tells them from it. A
block is one of them when its whole text is, or begins with a line that ends in an asterisk; white
space and case do not count.
"""

import re
from functools import lru_cache

MOST_LINES = 100
LONGEST_LINE = 300
SHORTEST_LINE = 12

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def folded(text: str) -> str:
    """The text as lines are compared: single spaces, without case."""
    return " ".join(text.split()).casefold()


def line_fault(line: str) -> str | None:
    """What is wrong with a line, or None."""
    if len(line) > LONGEST_LINE:
        return (
            f"{line[:60]!r}: a line has at most {LONGEST_LINE} characters; "
            "write the beginning and * behind it"
        )
    told = folded(line).removesuffix("*").rstrip()
    # A character of Chinese says as much as three letters.
    if len(told) + 2 * len(_IDEOGRAPHS.findall(told)) < SHORTEST_LINE:
        return (
            f"{line!r} is too short: less than {SHORTEST_LINE} letters could be a line of an "
            "article; write the whole paragraph"
        )
    return None


def is_dropped(text: str, lines: tuple[str, ...]) -> bool:
    """Whether a block with this text is one of the lines."""
    whole, beginnings = _compared(lines)
    told = folded(text)
    return told in whole or told.startswith(beginnings)


@lru_cache(maxsize=256)
def _compared(lines: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The lines as they are compared: whole ones, and beginnings."""
    told = [folded(line) for line in lines]
    whole = frozenset(line for line in told if not line.endswith("*"))
    return whole, tuple(line[:-1].rstrip() for line in told if line.endswith("*"))
