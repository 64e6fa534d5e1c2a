"""People as a phrase names them: how many at least, of which side, who leads them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from parsers.events.numbers import Quantity
from parsers.language.tokens import Sentence, Token
from parsers.lexicon.tables import listed, rows, word_set

Fate = Literal["killed", "captured", "wounded", "sought"]
Rank = Literal["leader", "operative", ""]

_LEADERS = word_set("fates.leaders")
_OPERATIVES = word_set("fates.operatives")
_OTHERS = word_set("fates.others")
_GROUPS = word_set("fates.groups")
_DEFINITE = word_set("fates.definite")
_SINGULAR = word_set("fates.singular")
_GENERIC = word_set("fates.generic")
_NO_PEOPLE = word_set("fates.no_people")
_NO = frozenset(("no", "none", "nobody", "not", "n't", "never", "neither"))
_ORDINALS = frozenset(("second", "third", "fourth"))
_VAGUE = frozenset(("several", "numerous", "multiple"))
_BOTH = 2


@dataclass(frozen=True, slots=True)
class People:
    """Some of those to whom it was done, as one phrase names them.

    `low` is the least number that the phrase allows (two for a plural without number), `word` the
    word of number as written ("several", "two", "" without one). `who` is the class of
    `who.tsv`, `noun` the head noun's base form, `names` proper names in lower case. `definite`
    phrases point back ("the leader", "him"), `others` say that there were more. `rank` tells those
    who lead from those with a task of their own (a financier, a bomb maker) and the rest. `part`
    tells that a sum before it holds them ("including a boy").
    """

    fate: Fate
    low: int
    word: str
    noun: str
    who: str
    names: frozenset[str]
    definite: bool
    others: bool
    rank: Rank
    part: bool
    agents: tuple[str, ...]
    sentence: int
    token: int
    summary: bool = False
    """Whether the sentence sums over several operations."""
    ordinal: bool = False
    """Whether they are counted off: "a second rebel"."""

    @property
    def pronoun(self) -> bool:
        """Whether a pronoun stands for them."""
        return self.noun in _SINGULAR or self.noun in ("they", "them")


def is_person(sentence: Sentence, head: int, *, first: bool) -> bool:
    """Whether people are meant; whatever is joined to a first patient must say so itself."""
    token = sentence.tokens[head]
    if token.name == "LOC" or token.low in _NO_PEOPLE:
        return False
    if first or token.tag in ("CD", "PRP", "DT", "JJ") or token.name == "PER":
        return True
    near = [sentence.tokens[i] for i in (head, *sentence.children(head, "nmod", "appos"))]
    known = _LEADERS | _OPERATIVES | _GENERIC | _GROUPS | _OTHERS
    return _who(near) != "unspecified" or any(token.low in known for token in near)


def read_people(
    sentence: Sentence,
    fate: Fate,
    head: int,
    quantities: list[Quantity],
    *,
    part: bool,
    agents: tuple[str, ...],
    more: bool = False,
) -> People | None:
    """The people of the phrase at a head; None where it says that there were none.

    `part`: a sum before them holds them; `agents` did it; `more`: the verb says "also".
    """
    tokens = sentence.tokens
    noun = _counted_noun(sentence, head)
    phrase = _phrase(sentence, head)
    words = [tokens[i].low for i in phrase if i <= max(noun, head)]
    if not _NO.isdisjoint(words):
        return None
    low, word = _number(sentence, head, noun, quantities)
    named = [i for i in phrase if tokens[i].tag.startswith("NNP") and tokens[i].capital]
    described = [noun, *sentence.children(noun, "appos"), *_behind(sentence, noun)]
    heads = [tokens[i].low for i in described]
    return People(
        fate=fate, low=low, word=word,
        noun=tokens[noun].lemma or tokens[noun].low,
        who=_who(tokens[i] for i in phrase if i <= max(noun, head)),
        names=frozenset(tokens[i].low for i in named if tokens[i].name == "PER"),
        definite=words[0] in _DEFINITE,
        others=more or not _OTHERS.isdisjoint(words),
        rank=_rank(heads),
        part=part, agents=agents, sentence=sentence.number, token=head,
        ordinal=not _ORDINALS.isdisjoint(words),
    )  # fmt: skip


def _behind(sentence: Sentence, noun: int) -> Iterator[int]:
    """The nouns right behind a name that was taken for the head: "a Liberation Front leader"."""
    for index in range(noun + 1, min(len(sentence.tokens), noun + 5)):
        if not (sentence.tokens[index].nominal or sentence.tokens[index].low == "of"):
            return
        yield index


def _rank(heads: list[str]) -> Rank:
    if not _LEADERS.isdisjoint(heads):
        return "leader"
    return "" if _OPERATIVES.isdisjoint(heads) else "operative"


def _counted_noun(sentence: Sentence, head: int) -> int:
    """Who is counted: "associates" in "two of his associates" and in "a number of associates"."""
    token = sentence.tokens[head]
    if token.tag != "CD" and token.low not in _GROUPS and token.low != "several":
        return head
    inner = next(
        (i for i in sentence.children(head, "nmod", "obl") if i > head
         and any(sentence.tokens[c].low == "of" for c in sentence.children(i, "case"))),
        None,
    )  # fmt: skip
    return head if inner is None else inner


def _phrase(sentence: Sentence, head: int) -> list[int]:
    return sentence.subtree(head, "acl", "conj", "cc", "punct", "obl", "advcl", "parataxis")


def _number(
    sentence: Sentence, head: int, noun: int, quantities: list[Quantity]
) -> tuple[int, str]:
    """The least number and the word that says it."""
    tokens = sentence.tokens
    left = [i for i in _phrase(sentence, head) if i <= max(head, noun)]
    for quantity in quantities:
        if quantity.last in left and quantity.last <= noun:
            said = [tokens[i].low for i in range(quantity.first, quantity.last + 1)]
            more = "than" in said or "over" in said
            return quantity.low + more, " ".join(said)
    if head != noun or tokens[head].low in _GROUPS:
        return _BOTH, tokens[head].low
    vague = next(
        (tokens[i].low for i in left if tokens[i].low in ("several", "numerous", "multiple")), ""
    )
    if vague:
        return _BOTH, vague
    several = tokens[noun].tag in ("NNS", "NNPS") or tokens[noun].low in (
        "both", "they", "them", "people", "others", "those", "personnel", "individuals",
    )  # fmt: skip
    return (_BOTH, "") if several else (1, "")


@cache
def _classes() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((who, frozenset(listed(words))) for who, words in rows("who"))


def _who(tokens: Iterable[Token]) -> str:
    words = {word for token in tokens for word in (token.low, token.lemma)}
    found = "unspecified"
    for who, wanted in _classes():
        if not wanted.isdisjoint(words):
            found = who
    return found
