"""The dateline that opens a story: where and when it was filed, not where and when it happened."""

from parsers.language.tokens import Sentence, Token
from parsers.lexicon.tables import word_set

_REACH = 60
"""Words from the start in which a dateline ends; letterheads may stand before it."""
_SHORT = 12
"""Words of a dateline without brackets, and between brackets."""
_DASHES = frozenset(("-", "--", "\u2013", "\u2014"))
_MONTHS = word_set("dateline.months")


def dateline_of(sentence: Sentence) -> int:
    """How many words at the start of a sentence are a dateline; 0 where there is none.

    "CAIRO, Egypt (May 2, 2014) - Two men" has ten with the dash, "GENEVA (Reuters) - The" five,
    "LAGOS \u2014 The" two.
    """
    tokens = sentence.tokens[:_REACH]
    return _bracketed(tokens) or _dashed(tokens)


def _bracketed(tokens: tuple[Token, ...]) -> int:
    """Reads "CAIRO, Egypt (May 2, 2014) -", a letterhead before it or not."""
    for index, token in enumerate(tokens):
        if token.text != "(" or not index or not _filed(tokens[index - 1].text):
            continue
        close = next((i for i in range(index, len(tokens)) if tokens[i].text == ")"), None)
        if close is not None and close - index <= _SHORT:
            inside = {t.low.rstrip(".") for t in tokens[index:close]}
            dash = close + 1 < len(tokens) and tokens[close + 1].text in _DASHES
            if dash or not inside.isdisjoint(_MONTHS):
                return close + 1 + dash
    return 0


def _dashed(tokens: tuple[Token, ...]) -> int:
    """Reads "LAGOS \u2014": capitals from the start up to the first dash."""
    for index, token in enumerate(tokens[: _SHORT + 1]):
        if token.text in _DASHES and index and tokens[0].text.isupper():
            before = tokens[:index]
            if all(_filed(t.text) or not t.word for t in before):
                return index + 1
    return 0


def _filed(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
