"""Where the sentences of a text begin and end.

A rule-based splitter for English news: it knows abbreviations, initials and quotes, and splits
"attack.Four people" too, because many texts come with lost line breaks.
"""

import re

from parsers.language.tokens import Span
from parsers.lexicon.tables import word_set

_ABBREVIATIONS = word_set("sentences.abbreviations")
_BREAK = re.compile(
    r"""(?P<stop>[.!?\u2026]+["'\u201d\u2019)\]]*)(?P<gap>\s+|(?=["\u201c]?[A-Z][a-z]|\u201c))"""
    r"""|(?P<line>\s*\n\s*)"""
)
_OPENER = re.compile(r"(?:The|A|An|In|On|He|She|It|But)\s")
_LAST_WORD = re.compile(r"[\w.]+$")


def sentence_spans(text: str) -> list[Span]:
    """The sentences in reading order; spans do not overlap and hold no outer white space."""
    return [span for span in _spans(text) if text[span[0] : span[1]].strip()]


def _spans(text: str) -> list[Span]:
    spans = []
    start = 0
    for match in _BREAK.finditer(text):
        ends = _new_block(text, match) if match["line"] is not None else _ends(text, match)
        if not ends:
            continue
        end = match.start() if match["line"] is not None else match.end("stop")
        spans.append(_trim(text, start, end))
        start = match.end()
    spans.append(_trim(text, start, len(text)))
    return spans


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _new_block(text: str, match: re.Match[str]) -> bool:
    """A blank line ends a sentence; a single break does not where the next line goes on."""
    return match["line"].count("\n") > 1 or not text[match.end() : match.end() + 1].islower()


def _ends(text: str, match: re.Match[str]) -> bool:
    if (match["gap"] or "").count("\n") > 1:
        return True
    stop = match["stop"]
    following = text[match.end() : match.end() + 2].lstrip("\"'\u201c\u2018([")
    if following[:1].islower() or following[:1] in (",", ";"):
        return False
    if stop != ".":
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    last = word.group().lower() if word else ""
    if not match["gap"] and "." in last:
        return False
    initial = len(last) == 1 and last.isalpha() and text[match.start() - 1].isupper()
    if last in _ABBREVIATIONS or initial:
        # "U.S. The": an abbreviation may end a sentence too, before a word that begins one.
        return "." in last and bool(_OPENER.match(text, match.end()))
    return True
