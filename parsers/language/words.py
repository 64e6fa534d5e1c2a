"""Words and marks of English text: spaCy's rules, the same for texts and for our tables."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import spacy
from spacy.tokenizer import Tokenizer

from parsers.language.tokens import Span, Token

_HALVES = re.compile("[\ud800-\udfff]")
_RUN = re.compile(r"\S{200}(?=\S)")
Words = tuple[Token, ...]


@cache
def _tokenizer() -> Tokenizer:
    return spacy.blank("en").tokenizer


def words_of(text: str, span: Span | None = None) -> Words:
    """The words and marks of a text, or of a stretch of it, without tags.

    Apostrophes and hyphens divide: "army's" is two words, "car-bomb" three. White space is none.
    """
    start, end = span or (0, len(text))
    # Half of a surrogate pair is no character: spaCy cannot hold it, and it means nothing.
    whole = _HALVES.sub("\N{REPLACEMENT CHARACTER}", text[start:end])
    return tuple(
        Token(t.text, plain(t.text), start + at + t.idx, start + at + t.idx + len(t.text))
        for at, piece in _pieces(whole)
        for t in _tokenizer()(piece)
        if not t.is_space
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in one piece, but for runs without a blank that no language has.

    spaCy takes the square of their length: they are cut.
    """
    cuts = [0, *(match.end() for match in _RUN.finditer(text)), len(text)]
    yield from ((one, text[one:two]) for one, two in pairwise(cuts))


def plain(word: str) -> str:
    """Lower case, with plain apostrophes."""
    return word.lower().replace("\u2019", "'")
