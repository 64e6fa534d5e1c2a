"""Words and marks of English text: spaCy's rules, the same for texts and for our tables."""

import re
from functools import cache

import spacy
from spacy.tokenizer import Tokenizer

from parsers.language.tokens import Span, Token

_HALVES = re.compile("[\ud800-\udfff]")
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
        Token(t.text, plain(t.text), start + t.idx, start + t.idx + len(t.text))
        for t in _tokenizer()(whole)
        if not t.is_space
    )


def plain(word: str) -> str:
    """Lower case, with plain apostrophes."""
    return word.lower().replace("\u2019", "'")
