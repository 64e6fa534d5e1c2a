"""Names beside a deed by their place in the sentence: where the tree went astray in a long list."""

from collections.abc import Sequence

from parsers.attacks.deeds import Deed
from parsers.attacks.syntax import is_passive
from parsers.attacks.words import words_for
from parsers.language import Sentence

_STOPS = words_for("beside.stops")
"""Words that begin another part of the sentence."""
_AUXILIARIES = words_for("beside.auxiliaries")
_TO_WHOM = frozenset(("of", "against", "on"))
_ON_PEOPLE = frozenset(("kill", "wound", "abduct"))
_IS = frozenset(("are", "were", "is", "was", ":"))
_FAR = 120
_LIST = 3
"""Names from which a list beside the word for a deed is one of its victims."""

Run = tuple[int, int]


def names_beside(sentence: Sentence, deed: Deed, names: Sequence[Run]) -> list[Run]:
    """The names that follow "murder of" and "killing", or stand before "was killed"."""
    if deed.form == "noun":
        listed = _identified(sentence, names) if deed.kind in _ON_PEOPLE else []
        return _after_noun(sentence, deed, names) + (listed if len(listed) >= _LIST else [])
    if deed.form != "verb" or deed.kind not in _ON_PEOPLE:
        return []
    token = sentence.tokens[deed.index]
    listed = _identified(sentence, names)
    if token.dep != "amod" and token.tag != "VBG" and is_passive(sentence, deed.index):
        return _before_verb(sentence, deed.index, names) + listed
    return listed + _rightwards(sentence, deed.index + 1, names)


def _after_noun(sentence: Sentence, deed: Deed, names: Sequence[Run]) -> list[Run]:
    tokens = sentence.tokens
    owners = [
        run for run in names
        if run[1] + 2 == deed.index and tokens[run[1] + 1].tag == "POS" and deed.kind in _ON_PEOPLE
    ]  # fmt: skip
    after = deed.index + 1
    if after < len(tokens) and tokens[after].low in ("case", "trial", "attempt"):
        after += 1
    wanted = _TO_WHOM if deed.kind == "attack" else frozenset(("of",))
    told = after < len(tokens) and tokens[after].low in wanted
    if told and (deed.kind in _ON_PEOPLE or deed.kind == "attack"):
        return owners + _rightwards(sentence, after + 1, names)
    return owners


def _identified(sentence: Sentence, names: Sequence[Run]) -> list[Run]:
    """The names of a list: "those kidnapped are ...", "the dead were identified as ..."."""
    tokens = sentence.tokens
    for first, _ in names:
        before = [t.low for t in tokens[max(0, first - 4) : first]]
        if first and (tokens[first - 1].low in _IS or "identified" in before):
            return _rightwards(sentence, first, names)
    return []


def _rightwards(sentence: Sentence, start: int, names: Sequence[Run]) -> list[Run]:
    """The names from a word on, up to the next clause or circumstance."""
    tokens = sentence.tokens
    found: list[Run] = []
    for index in range(start, min(len(tokens), start + _FAR)):
        token = tokens[index]
        if token.low in _STOPS or token.tag in ("VBD", "VBZ", "VBP", "MD"):
            break
        found.extend(run for run in names if run[0] == index)
    return found


def _before_verb(sentence: Sentence, verb: int, names: Sequence[Run]) -> list[Run]:
    """The names before a passive verb, back to the verb or conjunction before them."""
    tokens = sentence.tokens
    index = verb - 1
    while index >= 0 and (
        tokens[index].low in _AUXILIARIES or tokens[index].pos in ("ADV", "PUNCT")
    ):
        index -= 1
    found: list[Run] = []
    while index >= 0:
        token = tokens[index]
        if token.low in _STOPS - {"in", "on", "of"} or token.tag in ("VBD", "VBZ", "VBP", "MD"):
            break
        found = [run for run in names if run[1] == index] + found
        index -= 1
    return found
