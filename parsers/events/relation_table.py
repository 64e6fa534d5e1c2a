"""The tables of what one party does to another: patterns of words, compiled, and where they stand.

`relations.tsv` says which words name which act, `frames.tsv` which words change the act that they
govern ("agreed to", "began to", "suspended"). Unlike the triggers of articles they are read with
the tree: the words of a pattern may stand anywhere in the clause of its first word.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from parsers.events.records import EventType
from parsers.language import Sentence
from parsers.language.lemmas import lemma_of
from parsers.lexicon.tables import listed, rows

Operator = Literal["agree", "intend", "refuse", "say", "light", "stop"]
Kind = Literal["v", "n", ""]
_SKIPPED = 2
"""How many adverbs may stand between two words of a pattern: "backed quickly down"."""
_CLAUSES = ("advcl", "parataxis", "acl", "ccomp")
"""Relations whose words belong to another clause than the head's."""
_FAR = 9
"""From here on a word of the pattern is too far off to be the nearest reading: tree steps."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern: any of `stems`, as a verb, a noun or as written."""

    stems: frozenset[str]
    kind: Kind
    gap: bool

    def is_at(self, sentence: Sentence, index: int) -> bool:
        """Whether the word at `index` is this step."""
        token = sentence.tokens[index]
        if self.kind == "v":
            bent = token.tag in ("JJ", "NN", "NNP", "VBZ", "NNS") and token.low.endswith(
                ("ed", "ing")
            )
            if not (token.verbal or bent):
                return False
            lemma = token.lemma if token.verbal else lemma_of(token.low, "VBD")
            return lemma in self.stems
        if self.kind == "n":
            return not token.verbal and not self.stems.isdisjoint(
                (token.low, token.lemma, lemma_of(token.low, "NNS"))
            )
        return token.low in self.stems or token.lemma in self.stems


@dataclass(frozen=True, slots=True)
class Act:
    """What a line of `relations.tsv` stands for."""

    type: EventType
    mode: str | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern with what it stands for: an act, or an operator on one."""

    steps: tuple[Step, ...]
    meaning: Act | Operator


@dataclass(frozen=True, slots=True)
class RelationTable:
    """Patterns of acts and of frames by the stems of their first words."""

    acts: Mapping[str, tuple[Pattern, ...]]
    frames: Mapping[str, tuple[Pattern, ...]]

    def act(self, sentence: Sentence, index: int) -> tuple[int, Act] | None:
        """The act that the word at `index` names and how many words the pattern has."""
        found = _best(self.acts, sentence, index)
        return (found[0], cast("Act", found[1].meaning)) if found else None

    def frame(self, sentence: Sentence, index: int) -> tuple[int, Operator] | None:
        """The operator that the word at `index` stands for and how many words it has."""
        found = _best(self.frames, sentence, index)
        return (found[0], cast("Operator", found[1].meaning)) if found else None


@cache
def packaged_relations() -> RelationTable:
    """The packaged tables, compiled."""
    acts, frames = defaultdict[str, list[Pattern]](list), defaultdict[str, list[Pattern]](list)
    for patterns, kind, mode, cameo, _ in rows("relations"):
        meaning = Act(cast("EventType", kind), mode or None, cameo or None)
        _add(acts, patterns, meaning)
    for patterns, operator, _ in rows("frames"):
        _add(frames, patterns, cast("Operator", operator))
    return RelationTable(
        {stem: tuple(found) for stem, found in acts.items()},
        {stem: tuple(found) for stem, found in frames.items()},
    )


def _add(table: dict[str, list[Pattern]], patterns: str, meaning: Act | Operator) -> None:
    for text in listed(patterns):
        pattern = Pattern(_steps(text), meaning)
        for stem in pattern.steps[0].stems:
            table[stem].append(pattern)


def _steps(text: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    gap = False
    for word in text.split():
        if word == "~":
            gap = True
            continue
        stems, _, kind = word.partition("/")
        steps.append(Step(frozenset(stems.split("|")), cast("Kind", kind), gap))
        gap = False
    return tuple(steps)


def _best(
    table: Mapping[str, tuple[Pattern, ...]], sentence: Sentence, index: int
) -> tuple[int, Pattern] | None:
    token = sentence.tokens[index]
    stems = dict.fromkeys(
        (token.low, token.lemma, lemma_of(token.low, "VBD"), lemma_of(token.low, "NNS"))
    )
    best: tuple[tuple[int, int], Pattern] | None = None
    for stem in stems:
        for pattern in table.get(stem, ()):
            far = _match(pattern.steps, sentence, index)
            if far is None:
                continue
            rank = (len(pattern.steps), -far)
            if best is None or rank > best[0]:
                best = rank, pattern
    return (best[0][0], best[1]) if best else None


def _match(steps: tuple[Step, ...], sentence: Sentence, index: int) -> int | None:
    """How far the pattern's words lie apart where it stands at `index`, else None."""
    if not steps[0].is_at(sentence, index):
        return None
    here, far = index, 0
    for step in steps[1:]:
        places = _within(sentence, index, step) if step.gap else _next(sentence, here, index)
        found = [place for place in places if step.is_at(sentence, place)]
        if not found:
            return None
        here = min(found, key=lambda place: (_depth(sentence, place, index), abs(place - index)))
        far += _depth(sentence, here, index)
    return far


def _within(sentence: Sentence, index: int, step: Step) -> list[int]:
    """Where a word after a gap may stand: in the clause; a verb also as its purpose or content."""
    places = clause_of(sentence, index)
    if step.kind == "v":
        places += list(sentence.children(index, "advcl", "ccomp", "acl"))
        for child in sentence.children(index, "obj", "obl"):
            places += list(sentence.children(child, "acl", "advcl"))
    return places


def _next(sentence: Sentence, here: int, head: int) -> Iterator[int]:
    """Where the next word of a pattern may stand: right after, or as the verb's particle."""
    tokens = sentence.tokens
    place = here + 1
    skipped = 0
    while place < len(tokens) and skipped <= _SKIPPED:
        yield place
        if tokens[place].tag != "RB":
            break
        place += 1
        skipped += 1
    if here == head:
        yield from sentence.children(head, "compound:prt")


def clause_of(sentence: Sentence, index: int) -> list[int]:
    """The words that depend on a word without leaving its clause, in reading order.

    A participle that hangs on a noun ("sanctions imposed on") has the noun in its clause, and so
    has a verb that was taken for its adjective.
    """
    below = [place for place in sentence.subtree(index, *_CLAUSES) if place != index]
    below = [place for place in below if not _crosses(sentence, place, index)]
    token = sentence.tokens[index]
    if token.head == index:
        return below
    if token.dep.startswith("acl") or (token.verbal and token.dep in ("amod", "compound")):
        below.append(token.head)
    return below


def _crosses(sentence: Sentence, place: int, top: int) -> bool:
    """Whether another verb joined by "and" lies between."""
    if (
        sentence.tokens[place].dep == "conj"
        and sentence.tokens[place].verbal
        and (sentence.tokens[top].verbal)
    ):
        return True
    for above in sentence.ancestors(place):
        if above == top:
            return False
        if sentence.tokens[above].dep == "conj" and sentence.tokens[above].verbal:
            return True
    return False


def _depth(sentence: Sentence, place: int, top: int) -> int:
    for steps, above in enumerate(sentence.ancestors(place), 1):
        if above == top:
            return steps
    return _FAR
