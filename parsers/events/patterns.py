"""Patterns of words over the tree, compiled: `pattern_search.py` finds where they stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, cast

from parsers.language import Sentence, Token
from parsers.language.lemmas import lemma_of
from parsers.lexicon.tables import listed, word_set

M = TypeVar("M")
Kind = Literal["v", "n", ""]
Place = Literal[">", "<", ""]
"""On which side of the head a word stands: ">" among what is acted on, "<" among who acts."""
_MISTAKEN = ("JJ", "NN", "NNP", "NNS")
"""Tags that forms of verbs get by mistake: "shot", "wounded"."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern: any of `stems`, as a verb, a noun or as written.

    After a gap it is looked for in the clause, and in so many words beside the head as `reach`
    says; `anywhere` means in the whole sentence.
    """

    stems: frozenset[str]
    kind: Kind
    gap: bool
    place: Place = ""
    reach: int = 0
    anywhere: bool = False

    def is_at(self, sentence: Sentence, index: int) -> bool:
        """Whether the word at `index` is this step."""
        token = sentence.tokens[index]
        if self.kind == "v":
            lemma = token.lemma if token.verbal else lemma_of(token.low, "VBD")
            return lemma in self.stems and like_a_verb(token)
        if self.kind == "n":
            return not token.verbal and not self.stems.isdisjoint(
                (token.low, token.lemma, lemma_of(token.low, "NNS"))
            )
        return token.low in self.stems or token.lemma in self.stems


def like_a_verb(token: Token) -> bool:
    """Whether a word is a verb, or may be one that was tagged as a noun or an adjective.

    Bent forms are ("shot", "wounded"); one in -s only where a plural is hardly a noun's modifier
    ("lifts blockade").
    """
    if token.verbal:
        return True
    bent = lemma_of(token.low, "VBD") != token.low
    return token.tag in _MISTAKEN and bent and (token.low[-1] != "s" or token.dep == "compound")


@dataclass(frozen=True, slots=True)
class Pattern(Generic[M]):
    """A compiled pattern with what it stands for: an act, or an operator on one."""

    steps: tuple[Step, ...]
    meaning: M
    length: int


def compile_patterns(
    lines: Iterable[tuple[str, M]], reach: int = 0
) -> Mapping[str, tuple[Pattern[M], ...]]:
    """Patterns (several a line, separated by ";") by the stems of their first words.

    `reach`: within how many words of the head a word after a gap may stand without the tree.
    """
    table = defaultdict[str, list[Pattern[M]]](list)
    for patterns, meaning in lines:
        for text in listed(patterns):
            pattern = Pattern(_steps(text, reach), meaning, len(text.replace("~", "").split()))
            for stem in pattern.steps[0].stems:
                table[stem].append(pattern)
    return {stem: tuple(found) for stem, found in table.items()}


def _steps(text: str, reach: int) -> tuple[Step, ...]:
    steps: list[Step] = []
    gap = anywhere = False
    for word in _words(text):
        if word in ("~", "~~"):
            gap, anywhere = True, word == "~~"
            continue
        place = word[0] if word[0] in "<>" else ""
        stems, _, kind = word.removeprefix(place).partition("/")
        steps.append(
            Step(
                stems=_stems(stems),
                kind=cast("Kind", kind),
                gap=gap or bool(place),
                place=cast("Place", place),
                reach=reach,
                anywhere=anywhere,
            )
        )
        gap = anywhere = False
    return tuple(steps)


def _words(text: str) -> Iterator[str]:
    """The words of a pattern; a hyphen is a word of its own, as in sentences."""
    for word in text.split():
        if "-" in word and "|" not in word:
            yield from word.replace("-", " - ").split()
        else:
            yield word


def _stems(text: str) -> frozenset[str]:
    """The words of a step; "@name" stands for the list sub_events.name of `grammar.tsv`."""
    found: set[str] = set()
    for stem in text.split("|"):
        found |= word_set(f"sub_events.{stem[1:]}") if stem.startswith("@") else {stem}
    return frozenset(found)
