"""Capitals given back to a text that is written in capitals only, as agency wires were.

A text is read better in its usual case: the first word of a sentence and names begin with a
capital, acronyms keep theirs, all else is lower case. A word is a name unless the dictionary of
common words or our own list of function words holds it; a common word inside a name ("Rio Negro",
"Shining Path") is one by the tables of groups. Offsets stay as they are.
"""

import re
from collections.abc import Iterable

from parsers.attacks.words import words_for
from parsers.language.known import is_common
from parsers.lexicon.tables import listed, rows

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouy]")
_SENTENCE_END = re.compile(
    r"(?:(?<!\b[A-Z])[.!?][\"')\]]*\s+[\"'(]?|\n\s*[\"'(]?|--\s*|[.!?\n-]\s*\[|^[\"'(\[\s]*"
    r"|(?:TEXT|RECORDING|REPORT|EXCERPTS?)\]\s*[\"'(]?)$"
)
_LONGEST_ACRONYM = 5
_SHORT = 20
"""Letters up to which a text is a heading or a name and is left alone."""
_SHARE = 0.1
"""Share of small letters up to which a text counts as written in capitals."""
_FUNCTION = words_for("truecase.common")
_NAMES = words_for("truecase.names")
_GIVEN = words_for("truecase.given")
"""Given names: a word after one is a name, though it may be a common word elsewhere."""
_SAINTS = frozenset(("san", "santa", "santo", "puerto", "ciudad", "villa"))
_INNER = frozenset(("de", "del", "la", "las", "los", "y", "da", "do", "dos", "of", "the"))


def is_upper_case(text: str) -> bool:
    """Whether a text of some length is written in capitals only."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > _SHORT and sum(map(str.islower, letters)) < _SHARE * len(letters)


def restore_case(text: str) -> str:
    """The text in usual case, character for character; other texts come back unchanged."""
    if not is_upper_case(text):
        return text
    chars = list(text)
    names = _multiword_names(text)
    given = named = False
    for match in _WORD.finditer(text):
        low = _lower(match.group())
        if given and text[match.start() - 1] == " " and _may_follow(low):
            names.add(match.start())
        given = low in _GIVEN and not named
        named = low in _SAINTS or (_is_name(low) and low not in _GIVEN)
        if not _acronym(low, text, match):
            first = match.start() in names or _is_name(low) or _begins(text, match)
            low = low[0].upper() + low[1:] if first else low
            chars[match.start() : match.end()] = low
    return "".join(chars)


def _may_follow(low: str) -> bool:
    """Whether a word after a given name may be a family name: no verb, no function word."""
    return low not in _FUNCTION and low not in _INNER and low != "said" and not low.endswith("ed")


def _lower(word: str) -> str:
    """Lower case of the same length ("İ" would grow)."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in word)


def _is_name(low: str) -> bool:
    if low in _NAMES:
        return True
    return len(low) > 1 and low not in _FUNCTION and low not in _INNER and not is_common(low)


def _acronym(low: str, text: str, match: re.Match[str]) -> bool:
    """Abbreviations such as "U.S.", "FMLN", "[FARC]": always in capitals."""
    if "." in low:
        return len(low.replace(".", "")) * 2 - 1 == len(low)
    if low in _FUNCTION or len(low) > _LONGEST_ACRONYM or is_common(low):
        return False
    if len(low) == 1:
        return low != "a"
    if low in _acronyms() or not _VOWEL.search(low):
        return True
    before, after = text[: match.start()][-1:], text[match.end() :][:2]
    return (
        len(low) > 1
        and low not in _NAMES
        and ((before in "[(" and after[:1] in ("]", ")")) or after == " [")
        and low not in _INNER
    )


_KNOWN: dict[str, frozenset[str]] = {}


def _acronyms() -> frozenset[str]:
    if "acronyms" not in _KNOWN:
        names = [name for row in rows("groups") for name in listed(row[3])]
        _KNOWN["acronyms"] = frozenset(name.lower() for name in names if name.isupper())
    return _KNOWN["acronyms"]


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether a word opens a sentence, or is the month of "3 MAY"."""
    if match.group() == "MAY" and text[: match.start()][-2:-1].isdigit():
        return True
    return _opens(text, match.start())


def _opens(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, start - 14) : start]))


def _multiword_names(text: str) -> set[int]:
    """Where the capitalised words of known names of several words begin."""
    found: set[int] = set()
    for pattern in _patterns():
        for match in pattern.finditer(text):
            for word in _WORD.finditer(match.group()):
                if _lower(word.group()) not in _INNER:
                    found.add(match.start() + word.start())
    return found


def _patterns() -> Iterable[re.Pattern[str]]:
    if "names" not in _KNOWN:
        names = [name for row in rows("groups") for name in listed(row[3])]
        names += [name for row in rows("countries") for name in listed(row[1])]
        _KNOWN["names"] = frozenset(name.upper() for name in names if " " in name)
    joined = "|".join(sorted(map(re.escape, _KNOWN["names"]), key=lambda name: (-len(name), name)))
    return [re.compile(rf"\b(?:{joined})\b")] if joined else []
