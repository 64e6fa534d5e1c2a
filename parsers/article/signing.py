# ruff: noqa: RUF001 - words in their own alphabets
"""The word "By" in the languages of the press, at the beginning of a line."""

import re

from parsers.article import byline_words as words

_LONGEST = 60
_MOST_TIMES = 4
_WORD = re.compile(r"[^\s:：/]+")
_BEHIND_BY = re.compile(r"\s*[:：/]\s*|\s+")
_WITH_PHOTOS = re.compile(rf"{words.WITH_PHOTOS}(?=\s*[:：]|\s+\S)", re.IGNORECASE)
_TIGHT_BY = re.compile(
    rf"(?:{'|'.join(sorted(words.BY_TIGHT, key=len, reverse=True))})(?:\s*[:：／/|＝=・]\s*|\s+)"
)
_GLUED = re.compile(r"^(?:By|by|BY|Von|Par|Por)(?=[A-ZÀ-Þ][a-zß-ÿ]|by\s)")


def is_by(line: str) -> bool:
    """Whether a line is nothing but "By"."""
    bare = line.rstrip(" :：").lower()
    return bare in _BARE


def begins_like_by(word: str) -> bool:
    """Whether a word is the first of what may stand for "By"."""
    return word.lower() in _BY_PHRASES


def without_by(text: str) -> str | None:
    """The text after "By" in any language; None where it does not begin so."""
    rest = text.strip()
    for _ in range(_MOST_TIMES):
        glued = _GLUED.match(rest)
        end = glued.end() if glued else _end_of_by(rest)
        if not end:
            break
        rest = rest[end:].lstrip()
    return rest if len(rest) < len(text.strip()) else None


def _end_of_by(text: str) -> int:
    """Where what follows "By" begins; 0 where the text does not begin with it."""
    word = _WORD.match(text)
    if word is None:
        return 0
    phrases = _BY_PHRASES.get(word[0].lower())
    if phrases is None:
        tight = _TIGHT_BY.match(text) if text[0] >= "\u3040" else None
        return tight.end() if tight else 0
    both = _WITH_PHOTOS.match(text)
    start = text[:_LONGEST].lower()
    for phrase in phrases:
        length = both.end() if both else len(phrase.rstrip(":"))
        if both or start.startswith(phrase.rstrip(":")):
            behind = _BEHIND_BY.match(text, length)
            if behind and (not phrase.endswith(":") or behind[0].strip()):
                return behind.end()
    return 0


def _phrases() -> dict[str, tuple[str, ...]]:
    """The words for "By" under the first word of each, longest first."""
    table: dict[str, list[str]] = {}
    for phrase in sorted(words.BY, key=len, reverse=True):
        table.setdefault(phrase.split(" ", 1)[0].rstrip(":"), []).append(phrase)
    return {word: tuple(phrases) for word, phrases in table.items()}


_BY_PHRASES = _phrases()
_BARE = frozenset(phrase for phrase in (*words.BY, *words.BY_TIGHT) if not phrase.endswith(":"))
