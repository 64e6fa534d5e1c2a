"""Noun phrases beside a verb, by words alone: what stands before it and what follows it."""

from parsers.language.tokens import Token
from parsers.lexicon.tables import word_set

Chunk = tuple[int, int]
"""First and last token, both included."""

_AUXILIARIES = word_set("noun_phrases.auxiliaries")
_CLAUSE_WORDS = word_set("noun_phrases.clause_words")
_PREPOSITIONS = word_set("noun_phrases.prepositions")
_STOP_AFTER = _PREPOSITIONS | word_set("noun_phrases.stop_after")
_MARKS = frozenset(',;:()[]\u2014\u2013\u2026"\u201c\u201d.!?')
_TIMES = word_set("noun_phrases.times")
_PAST = word_set("noun_phrases.past")
_NAME_WORDS = range(2, 5)
_LIMIT = 12


def before_verb(tokens: tuple[Token, ...], verb: int) -> Chunk | None:
    """The noun phrase before a verb: its subject as a rule."""
    end = verb - 1
    while end >= 0 and (tokens[end].low in _AUXILIARIES or tokens[end].low.endswith("ly")):
        end -= 1
    if end >= 1 and tokens[end].low in ("who", "which", "that"):
        end = end - 2 if tokens[end - 1].text == "," else end - 1
    elif end >= 0 and tokens[end].text == ",":
        name = _apposed_name(tokens, end)
        if name is not None:
            return name
        end = _before_apposition(tokens, end)
    if end >= 0 and tokens[end].low == "and":
        return _shared_subject(tokens, end)
    start = end
    while start >= 0 and end - start < _LIMIT and not _ends_left(tokens[start]):
        start -= 1
    return _tidy(tokens, start + 1, end)


def _shared_subject(tokens: tuple[Token, ...], conjunction: int) -> Chunk | None:
    """Reads "The army surrounded the hospital and arrested": the subject of the first verb."""
    start = conjunction - 1
    while start >= 0 and not _ends_left(tokens[start]):
        start -= 1
    for index in range(start + 2, conjunction):
        if tokens[index].low.endswith("ed") or tokens[index].low in _PAST:
            return before_verb(tokens, index)
    return None


def _apposed_name(tokens: tuple[Token, ...], comma: int) -> Chunk | None:
    """Reads "The minister, Jane Doe, said": the name between the commas."""
    first = comma
    while first and tokens[first - 1].capital and tokens[first - 1].word:
        first -= 1
    named = comma - first in _NAME_WORDS and first and tokens[first - 1].text == ","
    return (first, comma - 1) if named else None


def _before_apposition(tokens: tuple[Token, ...], comma: int) -> int:
    """Reads "X, head of Y, said": the word before the first of the two commas."""
    for index in range(comma - 1, max(-1, comma - 2 * _LIMIT), -1):
        if tokens[index].text == ",":
            return index - 1
    return comma - 1


def _ends_left(token: Token) -> bool:
    return token.text in _MARKS or (token.low in _CLAUSE_WORDS and token.low != "and")


def after_verb(tokens: tuple[Token, ...], verb: int) -> Chunk | None:
    """The noun phrase after a verb or after a preposition: its object as a rule."""
    start = verb + 1
    end = start - 1
    for index in range(start, min(len(tokens), start + _LIMIT)):
        token = tokens[index]
        if token.text in _MARKS or token.low in _TIMES:
            break
        if token.low == "and" and _joins(tokens, index):
            end = index
            continue
        if token.low in _STOP_AFTER:
            break
        end = index
    return _tidy(tokens, start, end)


def _joins(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an "and" joins two noun phrases, not two clauses."""
    if index + 1 >= len(tokens):
        return False
    after = tokens[index + 1]
    return after.word and not after.low.endswith(("ed", "ing")) and after.low not in _STOP_AFTER


def _tidy(tokens: tuple[Token, ...], first: int, last: int) -> Chunk | None:
    """The phrase without what belongs to no name at its ends; None where nothing is left."""
    while first <= last and _idle_start(tokens, first):
        first = _skip_start(tokens, first, last)
    while last >= first and (not tokens[last].word or tokens[last].low in _AUXILIARIES | {"and"}):
        last -= 1
    chunk = _head_part(tokens, first, last)
    return chunk if chunk[0] <= chunk[1] else None


def _idle_start(tokens: tuple[Token, ...], first: int) -> bool:
    token = tokens[first]
    return not token.word or token.low in _PREPOSITIONS | _CLAUSE_WORDS | _AUXILIARIES | _TIMES


def _skip_start(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Past a leading "In April 2012" or "On Monday": to the word after it."""
    index = first + 1
    if tokens[first].low in _PREPOSITIONS:
        while index <= last and tokens[index].text[0].isdigit():
            index += 1
    return index


def _head_part(tokens: tuple[Token, ...], first: int, last: int) -> Chunk:
    """The phrase up to its first preposition other than "of"; "A man with a gun" is "A man"."""
    for index in range(first + 1, last + 1):
        if tokens[index].low in _PREPOSITIONS:
            return first, index - 1
    return first, last


def after_word(
    tokens: tuple[Token, ...], start: int, words: frozenset[str], reach: int
) -> Chunk | None:
    """The noun phrase after the first of `words` within `reach` words of a trigger."""
    for index in range(start + 1, min(len(tokens) - 1, start + 1 + reach)):
        if tokens[index].text in ";.":
            return None
        if tokens[index].low in words:
            return after_verb(tokens, index)
    return None
