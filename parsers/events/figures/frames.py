"""The table of words by which figures count, and the forms in which the tree shows them."""

from collections.abc import Iterator
from functools import cache
from typing import cast

from parsers.events.records import ClaimKind
from parsers.language.lemmas import lemma_of
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import listed, rows

_PARTNERS = ("compound:prt", "advmod", "xcomp", "amod", "obj", "obl", "obl:unmarked", "acl")
"""Where the second word of an entry may stand: "shoot down", "lose life", "take to hospital"."""
_REACH = 6
"""Words after a verb in which its second word may stand: "drove 600 people from their homes"."""
_ENDS = frozenset((",", ".", ":", "CC", "VBD", "VBZ", "VBP", "WDT", "WP", "WRB"))


@cache
def _frames() -> dict[tuple[str, str], tuple[ClaimKind, ...]]:
    table: dict[tuple[str, str], tuple[ClaimKind, ...]] = {}
    for kind, words, frame in rows("kinds"):
        for word in listed(words):
            key = frame, word
            table[key] = (*table.get(key, ()), cast("ClaimKind", kind))
    return table


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("figures")}


def words(name: str) -> frozenset[str]:
    """A class of lemmas of `figures.tsv`."""
    return _classes()[name]


@cache
def second_words() -> frozenset[str]:
    """The second words of all entries of two words."""
    return frozenset(word.split()[1] for _, word in _frames() if " " in word)


def kinds_of(sentence: Sentence, index: int, frame: str) -> tuple[ClaimKind, ...]:
    """The kinds that a word stands for in a frame, the most specific entry first."""
    found: list[ClaimKind] = []
    for key in keys_of(sentence, index):
        found.extend(k for k in _frames().get((frame, key), ()) if k not in found)
    return tuple(found)


def keys_of(sentence: Sentence, index: int) -> Iterator[str]:
    """The entries a word may stand under: with its particle or object first, then alone."""
    token = sentence.tokens[index]
    lemma = "be" if token.low in _BE else token.lemma
    if token.tag == "JJ":
        lemma = lemma_of(token.low, "VBN")
    wanted = second_words()
    for child in sentence.children(index, *_PARTNERS):
        partner = sentence.tokens[child].lemma
        if partner in wanted:
            yield f"{lemma} {partner}"
    for after in sentence.tokens[index + 1 : index + 2 + _REACH]:
        if after.tag in _ENDS:
            break
        if after.low in wanted or after.lemma in wanted:
            yield f"{lemma} {after.lemma if after.lemma in wanted else after.low}"
    yield lemma
    if lemma != token.lemma:
        yield token.lemma
    if token.tag == "VBG" and token.low != token.lemma:
        yield token.low


_RELATIVE = frozenset(("who", "which", "that"))
_BE = frozenset(("be", "is", "are", "was", "were", "been", "being"))


def is_passive(sentence: Sentence, index: int) -> bool:
    """Whether a verb is a participle with a form of "be" or "get", or one that stands alone."""
    token = sentence.tokens[index]
    if token.tag not in ("VBN", "VBD", "JJ"):
        return False
    if sentence.child(index, "aux:pass", "nsubj:pass") is not None:
        return True
    if token.tag == "JJ":
        return sentence.child(index, "cop") is not None
    if sentence.child(index, "obj") is not None:
        return False
    subjects = [c for c in sentence.dependents[index] if sentence.tokens[c].dep == "nsubj"]
    if any(sentence.tokens[c].low not in _RELATIVE for c in subjects):
        return False
    return token.tag == "VBN" and sentence.child(index, "aux") is None
