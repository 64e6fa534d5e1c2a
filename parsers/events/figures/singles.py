"""Victims told without a number: "a general was killed", "the gunman shot his wife dead"."""

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.events.figures.frames import is_passive, kinds_of, words
from parsers.events.figures.phrases import is_person
from parsers.events.figures.readings import has_no_object
from parsers.events.records import ClaimKind
from parsers.language.tokens import Sentence, Token

_TOLD: frozenset[ClaimKind] = frozenset(
    ("killed", "wounded", "captured", "missing", "intercepted", "launched", "destroyed")
)
_ONLY_BESIDE: frozenset[ClaimKind] = frozenset(("destroyed",))
"""Kinds of which one alone is not told as a figure ("a house was destroyed")."""
_ARMS: frozenset[ClaimKind] = frozenset(("intercepted", "launched"))
_PRONOUNS = frozenset(("he", "she", "him", "her"))
_SELF = frozenset(("himself", "herself", "themselves"))
_RELATIVE = frozenset(("who", "whom", "that"))
_UNSURE = frozenset(("would", "could", "may", "might", "can", "will", "should", "must", "not",
                     "n't", "never", "if", "to", "nearly", "almost"))  # fmt: skip
_ENDINGS = ("er", "or", "ist", "man", "woman", "ant", "ian")
_BACK = frozenset(("the", "this", "that", "these", "those"))
_JOINS = frozenset(("and", "or", "&", "plus", "as"))
_PARTS_REACH = 12
_ONE = frozenset(("a", "an", "another", "one"))
_FIXED = frozenset(("a", "an", "the", "another", "one", "his", "her", "their", "its", "this"))


@dataclass(frozen=True, slots=True)
class Single:
    """Victims `first` to `last` of whom `count` are counted by naming them.

    `sign` is the verb or noun that says what happened; `counted` are heads beside them in the row
    that have a figure of their own; `back` says that all were told before ("the man", "him").
    """

    kind: ClaimKind
    count: int
    first: int
    last: int
    sign: int
    counted: tuple[int, ...]
    back: bool = False


def read_singles(sentence: Sentence, counted: frozenset[int]) -> Iterator[Single]:
    """The victims of every word that counts people, where each is one person or has a figure.

    `counted` are the heads of phrases that have a figure; rows of those alone are left out.
    """
    for index, token in enumerate(sentence.tokens):
        if token.verbal or token.nominal:
            yield from _of_sign(sentence, index, counted)


def _of_sign(sentence: Sentence, sign: int, counted: frozenset[int]) -> Iterator[Single]:
    for kind, roots in _victims(sentence, sign):
        row = sorted({person for root in roots for person in (root, *_row(sentence, root))})
        groups = _persons(sentence, row)
        named = [g for g in groups if counted.isdisjoint(g) and not _inside(sentence, row[0], g[0])]
        if named and all(any(_is_one(sentence, i, kind) for i in group) for group in named):
            beside = tuple(i for group in groups for i in group if i in counted)
            if kind in _ONLY_BESIDE and not beside:
                continue
            first = min(_start(sentence, person) for person in row)
            last = max(_end(sentence, person) for person in row)
            back = not beside and all(_points_back(sentence, i) for group in named for i in group)
            yield Single(kind, len(named), first, last, sign, beside, back)


def _persons(sentence: Sentence, row: list[int]) -> list[list[int]]:
    """The members of a row, one list each: a title and its name are one; ages are left out."""
    groups: list[list[int]] = []
    more = len(row) > 1  # then a place is no member but where it was: "in Aden, two houses"
    joined = any(token.low in _JOINS for token in sentence.tokens[row[0] : row[-1]])
    for index in row:
        token = sentence.tokens[index]
        if token.low in _SELF or token.low in _RELATIVE or (token.name == "LOC" and more):
            continue
        between = sentence.tokens[groups[-1][-1] + 1 : index] if groups else ()
        if groups and (not joined or all(_inside_name(token) for token in between)):
            groups[-1].append(index)
        elif not (token.tag == "CD" and groups and len(between) == 1):
            groups.append([index])
    return groups


def _inside(sentence: Sentence, start: int, index: int) -> bool:
    """Whether a member of a row is named as part of those before: "including a woman"."""
    near = sentence.tokens[max(start, index - _PARTS_REACH) : index]
    return any(token.low in ("including", "among", "included") for token in near)


def _points_back(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.low in _PRONOUNS or token.low == "his":
        return True
    return any(sentence.tokens[c].low in _BACK for c in sentence.children(index, "det"))


def _inside_name(token: Token) -> bool:
    return token.word and token.low not in ("and", "or", "as", "with")


def _victims(sentence: Sentence, sign: int) -> Iterator[tuple[ClaimKind, list[int]]]:
    """The kinds of a word with those to whom it happens."""
    token = sentence.tokens[sign]
    if token.nominal:
        kinds = kinds_of(sentence, sign, "of")
        roots = [
            child for child in sentence.children(sign, "nmod", "nmod:poss")
            if sentence.tokens[child].dep == "nmod:poss" or _has_case(sentence, child, "of")
        ]  # fmt: skip
    elif not token.verbal or _is_unsure(sentence, sign):
        return
    elif is_passive(sentence, sign):
        kinds = kinds_of(sentence, sign, "object") or kinds_of(sentence, sign, "passive")
        roots = list(sentence.children(sign, "nsubj"))
        if not roots and sign and has_no_object(sentence, sign):
            roots = _phrase_before(sentence, sign)
        if token.dep in ("acl", "acl:relcl") and (
            not roots or sentence.tokens[roots[0]].low in _RELATIVE
        ):
            roots = [_described(sentence, token.head)]
    else:
        kinds = kinds_of(sentence, sign, "object")
        roots = list(sentence.children(sign, "obj", "iobj"))
        alone = kinds and not roots and token.tag == "VBD" and sign > 0
        if alone and sentence.child(sign, "nsubj") is None and has_no_object(sentence, sign):
            roots = _phrase_before(sentence, sign)
        if not kinds:
            kinds = tuple(k for k in kinds_of(sentence, sign, "subject") if k not in _ARMS)
            roots = list(sentence.children(sign, "nsubj"))
    yield from ((kind, roots) for kind in kinds[:1] if kind in _TOLD and roots)


def _described(sentence: Sentence, head: int) -> int:
    """Whom a relative clause describes: "two men from Lyon who were shot" are no place."""
    token = sentence.tokens[head]
    of_place = (
        token.tag == "NNP" and token.name != "PER" and token.dep == "nmod" and token.head >= 0
    )
    return token.head if of_place else head


def _phrase_before(sentence: Sentence, sign: int) -> list[int]:
    """The noun right before a participle: "two were killed and an officer wounded"."""
    return [sign - 1] if sentence.tokens[sign - 1].nominal else []


def _row(sentence: Sentence, root: int) -> list[int]:
    """Those named beside the first: "Ann Lee, Bo Mor and a driver"."""
    found: list[int] = []
    for child in sentence.children(root, "conj"):
        found.extend((child, *_row(sentence, child)))
    return found


def _is_unsure(sentence: Sentence, verb: int) -> bool:
    lows = {sentence.tokens[c].low for c in sentence.children(verb, "aux", "mark", "advmod")}
    return not lows.isdisjoint(_UNSURE)


def _has_case(sentence: Sentence, index: int, case: str) -> bool:
    return any(sentence.tokens[c].low == case for c in sentence.children(index, "case"))


def _is_one(sentence: Sentence, index: int, kind: ClaimKind) -> bool:
    """Whether a phrase is one person ("a farmer", "his wife", "him", a name) or one weapon."""
    token = sentence.tokens[index]
    if kind in _ARMS or kind == "destroyed":
        return _is_one_thing(sentence, index, kind)
    if token.low in _PRONOUNS or (token.dep == "nmod:poss" and token.low == "his"):
        return True
    group = not words("collective").isdisjoint((token.low, token.lemma))
    if group or sentence.child(index, "nummod") is not None:
        return False
    if token.tag == "NNP":
        parts = (index, *sentence.children(index, "flat", "compound", "appos"))
        named = any(sentence.tokens[part].name == "PER" for part in parts)
        return named or is_person(token.low)
    if token.tag != "NN" or token.name in ("LOC", "ORG") or token.lemma in words("things"):
        return False
    fixed = any(sentence.tokens[c].low in _FIXED for c in sentence.children(index, "det"))
    fixed = fixed or sentence.child(index, "nmod:poss") is not None
    return fixed and (is_person(token.lemma) or token.low.endswith(_ENDINGS))


def _is_one_thing(sentence: Sentence, index: int, kind: ClaimKind) -> bool:
    token = sentence.tokens[index]
    if token.tag != "NN" or not any(
        sentence.tokens[c].low in _ONE for c in sentence.children(index, "det")
    ):
        return False
    return token.lemma in words("weapons") if kind in _ARMS else not is_person(token.lemma)


def _start(sentence: Sentence, index: int) -> int:
    return min((index, *sentence.children(index, "det", "amod", "compound", "nmod:poss", "nummod")))


def _end(sentence: Sentence, index: int) -> int:
    return max((index, *sentence.children(index, "flat")))
