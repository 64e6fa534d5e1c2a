"""Figures of zero: "no casualties", "nobody was hurt", "no one died"."""

from collections.abc import Iterator

from parsers.events.figures.frames import is_passive, kinds_of, words
from parsers.events.figures.readings import Reading
from parsers.events.records import ClaimKind
from parsers.language.tokens import Sentence

_NO = frozenset(("no", "without"))
_HURT = frozenset(("hurt", "harm"))
_BOTH: tuple[ClaimKind, ...] = ("killed", "wounded")
_REACH = 4


def read_zeros(sentence: Sentence) -> Iterator[tuple[int, int, Reading]]:
    """First token, last token and kinds of every figure of zero."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.low in _NO:
            noun = _denied_noun(sentence, index)
            if noun is not None:
                yield index, noun, Reading(_kinds_of_noun(sentence, noun), noun)
        one = token.low == "one" and index > 0 and tokens[index - 1].low == "no"
        if one or token.low in words("zero_subjects"):
            verb = _verb_after(sentence, index)
            if verb is not None:
                yield (index - 1 if one else index), verb[0], Reading(verb[1], verb[0])


def _denied_noun(sentence: Sentence, index: int) -> int | None:
    """The "casualties" of "no reported casualties", "no reports of casualties"."""
    tokens = sentence.tokens
    for noun in range(index + 1, min(len(tokens), index + 1 + _REACH)):
        low = tokens[noun].low
        if tokens[noun].lemma in words("zero_nouns"):
            return noun
        if low in words("zero_skips") or not (low.isalpha() or low == "-"):
            return None
    return None


def _kinds_of_noun(sentence: Sentence, noun: int) -> tuple[ClaimKind, ...]:
    """Casualties are dead and wounded; "deaths or injuries" are both too."""
    tokens = sentence.tokens
    kinds: list[ClaimKind] = []
    for index in range(noun, min(len(tokens), noun + 4)):
        lemma = tokens[index].lemma
        if lemma in ("casualty", "victim"):
            return _BOTH
        if lemma in words("zero_nouns"):
            kinds.append("killed" if lemma in ("death", "fatality", "dead") else "wounded")
        elif tokens[index].low not in ("or", "and", ",", "nor"):
            break
    return tuple(dict.fromkeys(kinds))


def _verb_after(sentence: Sentence, index: int) -> tuple[int, tuple[ClaimKind, ...]] | None:
    tokens = sentence.tokens
    for verb in range(index + 1, min(len(tokens), index + 2 + _REACH)):
        if tokens[verb].low in (",", ".", "but", "who"):
            return None
        frame = "object" if is_passive(sentence, verb) else "subject"
        kinds = kinds_of(sentence, verb, frame) or kinds_of(sentence, verb, "state")
        kinds = tuple(kind for kind in kinds if kind in _BOTH)
        if kinds:
            lemmas = {token.lemma for token in tokens[verb : verb + 3]}
            wide = not lemmas.isdisjoint(_HURT)
            return verb, _BOTH if wide else kinds
    return None
