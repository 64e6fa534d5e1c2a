"""Words and sentences as the rest of the house sees them: frozen, with offsets, without a library.

Tags are those of the Penn Treebank, relations those of Universal Dependencies 2 (with subtypes:
`nsubj:pass`, `obl:agent`, `acl:relcl`). A sentence that was only split has words but no tags.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

Span = tuple[int, int]
"""Start and end of characters in the article's text, end exclusive."""

_UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM", "IN": "ADP",
    "DT": "DET", "PDT": "DET", "WDT": "DET", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "AFX": "ADJ",
    "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "ADV", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "EX": "PRON", "CC": "CCONJ", "TO": "PART", "POS": "PART",
    "RP": "ADP", "UH": "INTJ", "MD": "AUX", "$": "SYM", "#": "SYM",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: `text` stands at characters `start` to `end` of the article.

    `low` is its lower-case form with plain apostrophes; `lemma` its base form; `head` the index of
    the word it depends on (its own for the root), `dep` the relation. `name` is PER, ORG or LOC
    inside a name, else empty; `begins` says that a name begins here.
    """

    text: str
    low: str
    start: int
    end: int
    tag: str = ""
    lemma: str = ""
    head: int = -1
    dep: str = ""
    name: str = ""
    begins: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum()

    @property
    def pos(self) -> str:
        """The universal part of speech; an auxiliary or copula is AUX."""
        if self.tag.startswith("VB"):
            return "AUX" if self.dep in ("aux", "aux:pass", "cop") else "VERB"
        return _UPOS.get(self.tag, "PUNCT" if not self.word else "X")

    @property
    def verbal(self) -> bool:
        """Whether it is a form of a verb."""
        return self.tag.startswith("VB")

    @property
    def nominal(self) -> bool:
        """Whether it is a common or proper noun."""
        return self.tag.startswith("NN")


@dataclass(frozen=True)
class Sentence:
    """A sentence of the article: `number` counts from 0, `paragraph` too."""

    number: int
    start: int
    end: int
    tokens: tuple[Token, ...] = field(repr=False)
    paragraph: int = 0

    @property
    def span(self) -> Span:
        """Offsets in the article's text."""
        return self.start, self.end

    @property
    def parsed(self) -> bool:
        """Whether the words carry tags and relations."""
        return bool(self.tokens) and self.tokens[0].head >= 0

    def text_of(self, text: str, first: int, last: int) -> tuple[str, Span]:
        """The words from token `first` to token `last` (inclusive) with their offsets."""
        span = self.tokens[first].start, self.tokens[last].end
        return text[span[0] : span[1]], span

    @cached_property
    def dependents(self) -> tuple[tuple[int, ...], ...]:
        """For every token, the tokens that depend on it directly, from left to right."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head not in (index, -1):
                found[token.head].append(index)
        return tuple(map(tuple, found))

    def children(self, index: int, *deps: str) -> Iterator[int]:
        """The dependents of a token that stand in one of the relations (all without any).

        A relation given without subtype ("nsubj") also finds its subtypes ("nsubj:pass").
        """
        for child in self.dependents[index]:
            dep = self.tokens[child].dep
            if not deps or dep in deps or dep.partition(":")[0] in deps:
                yield child

    def child(self, index: int, *deps: str) -> int | None:
        """The first dependent in one of the relations, or None."""
        return next(self.children(index, *deps), None)

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a token, the nearest first."""
        seen = {index}
        while (index := self.tokens[index].head) not in seen and index >= 0:
            seen.add(index)
            yield index

    def subtree(self, index: int, *without: str) -> list[int]:
        """A token and everything below it, in reading order.

        Branches that hang on in one of the relations of `without` are left out.
        """
        found, open_ = [], [index]
        while open_:
            here = open_.pop()
            found.append(here)
            for child in self.dependents[here]:
                dep = self.tokens[child].dep
                if dep not in without and dep.partition(":")[0] not in without:
                    open_.append(child)
        return sorted(found)

    def path(self, one: int, two: int) -> tuple[list[int], list[int]] | None:
        """The way from one token up to the lowest common head, and down from there to another.

        Both lists begin at the given tokens and leave the common head out of the second. None
        where the sentence has no parse.
        """
        ups = [one, *self.ancestors(one)]
        downs = [two]
        for head in [two, *self.ancestors(two)]:
            if head in ups:
                return ups[: ups.index(head) + 1], downs[:-1] if downs[-1] == head else downs
            downs.append(head) if head != two else None
        return None
