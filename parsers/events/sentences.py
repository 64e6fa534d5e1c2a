"""Sentences and words of a text, with offsets.

A rule-based splitter for English news: it knows abbreviations, initials and quotes, and splits
"attack.Four people" too, because many texts come with lost line breaks.
"""

import re
from dataclasses import dataclass

from parsers.events.records import Span
from parsers.lexicon.tables import word_set

_ABBREVIATIONS = word_set("sentences.abbreviations")
_BREAK = re.compile(
    r"""(?P<stop>[.!?\u2026]+["'\u201d\u2019)\]]*)(?P<gap>\s+|(?=["\u201c]?[A-Z][a-z]|["\u201c]))"""
    r"""|(?P<line>\s*\n\s*)"""
)
_OPENER = re.compile(r"(?:The|A|An|In|On|He|She|It|But)\s")
_LAST_WORD = re.compile(r"[\w.]+$")
_TOKEN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Gov|Sen|Rep|Rev|St|Adm|Brig|Prof|Jr|Supt|Det)\.(?=\s)"
    r"|\b[A-Z]\.(?=\s[A-Z])"
    r"|"
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"  # U.S. a.m.
    r"|\d+(?:[.,:]\d+)*"
    r"|['\u2019]s\b"
    r"|[^\W\d_]+(?:(?:[-\u2010\u2011]|['\u2019](?!s\b))\w+)*"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: `text[start:end]`; `low` is its lower-case form with plain apostrophes."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it holds a letter or digit."""
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article: `number` counts from 0."""

    number: int
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        """Offsets in the article's text."""
        return self.start, self.end

    def text_of(self, text: str, first: int, last: int) -> tuple[str, Span]:
        """The words from token `first` to token `last` (inclusive) with their offsets."""
        span = self.tokens[first].start, self.tokens[last].end
        return text[span[0] : span[1]], span


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """All sentences in reading order; spans do not overlap and hold no outer white space."""
    spans = [span for span in _spans(text) if text[span[0] : span[1]].strip()]
    return tuple(
        Sentence(number, start, end, tokenise(text, start, end))
        for number, (start, end) in enumerate(spans)
    )


def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words and marks of a stretch of the text."""
    return tuple(
        Token(m.group(), m.group().lower().replace("\u2019", "'"), m.start(), m.end())
        for m in _TOKEN.finditer(text, start, end)
    )


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
