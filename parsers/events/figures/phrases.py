"""The noun phrase that a figure counts: its head, its end, who they are."""

from dataclasses import dataclass
from functools import cache

from parsers.events.figures.frames import words
from parsers.events.numbers import Quantity
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import listed, rows

_REACH = 8
"""Words between a figure and the noun it counts: "six French Air Force Mirage 2000 jets"."""
_INNER = frozenset(("JJ", "HYPH", "VBN", "VBG", "CD", "DT"))
_OF = frozenset(("of", "among"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last`; `head` is its head in the tree, `noun` the noun counted or None."""

    first: int
    last: int
    head: int
    noun: int | None


def phrase_of(sentence: Sentence, quantity: Quantity) -> Phrase:
    """The phrase of a figure: "at least 25 people" of 25, "hundreds of students" of hundreds."""
    tokens = sentence.tokens
    number = _outer(sentence, quantity)
    head = number
    above = tokens[number].head
    if (
        tokens[number].dep in ("nummod", "compound", "amod", "advmod", "det", "nmod:unmarked")
        and 0 < above - number <= _REACH
        and above > quantity.last
        and _counts(sentence, above)
        and not any(token.tag == "CD" for token in tokens[quantity.last + 2 : above])
    ):
        head = above
    noun = head if head > quantity.last and tokens[head].nominal else None
    if noun is None:
        noun = _following(sentence, quantity, head)
    last = max(quantity.last, head, noun if noun is not None else head)
    last = last if last - quantity.last <= _REACH else quantity.last
    return Phrase(quantity.first, last, head, noun)


def _counts(sentence: Sentence, index: int) -> bool:
    """Whether a word can be what a figure counts: a noun, or "dead" and "injured" as nouns."""
    token = sentence.tokens[index]
    return token.nominal or token.tag in ("JJ", "CD", "VBN") or token.low == "others"


def _outer(sentence: Sentence, quantity: Quantity) -> int:
    """The token of a figure that hangs on something outside it."""
    inside = range(quantity.first, quantity.last + 1)
    number = quantity.last
    order: list[int] = [number, *inside]
    for index in order:
        if sentence.tokens[index].head not in inside and sentence.tokens[index].tag == "CD":
            return index
    for index in order:
        token = sentence.tokens[index]
        if token.tag not in ("IN", "DT") and (token.head not in inside or token.head == index):
            return index
    return number


def _following(sentence: Sentence, quantity: Quantity, head: int) -> int | None:
    """The noun after "of" or straight after the figure where the tree does not give it."""
    tokens = sentence.tokens
    for child in sentence.children(head, "nmod"):
        case = sentence.child(child, "case")
        if child > quantity.last and case is not None and tokens[case].low in _OF:
            return child
    noun = None
    for index in range(quantity.last + 1, min(len(tokens), quantity.last + 5)):
        if tokens[index].nominal:
            noun = index
        elif noun is not None or not (tokens[index].tag in _INNER or tokens[index].low == "of"):
            break
    return noun


def who_of(sentence: Sentence, first: int, last: int) -> str:
    """Who is counted, by the last telling word of a phrase (a later class of `who.tsv` wins)."""
    lemmas = {token.lemma for token in sentence.tokens[first : last + 1]}
    lemmas |= {token.low for token in sentence.tokens[first : last + 1]}
    found = "unspecified"
    for who, wanted in _who():
        if not wanted.isdisjoint(lemmas):
            found = who
    return found


def is_person(lemma: str) -> bool:
    """Whether a noun names a human being, by the words of `who.tsv`."""
    return any(lemma in wanted for _, wanted in _who())


def is_thing(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the phrase counts what no toll of people counts."""
    return phrase.noun is not None and sentence.tokens[phrase.noun].lemma in words("things")


@cache
def _who() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((who, frozenset(listed(entry))) for who, entry in rows("who"))
