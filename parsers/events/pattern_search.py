"""Where the patterns of `patterns.py` stand in a sentence.

Unlike the triggers of articles they are read with the tree: after a gap a word may stand anywhere
in the clause of the pattern's first word.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from parsers.events.patterns import M, Pattern, Step, like_a_verb
from parsers.language import Sentence
from parsers.language.lemmas import lemma_of

_SIDES = ("nsubj", "obj", "obl", "nmod", "appos")
"""Relations of those who take part in an act; before a noun they may stand as its modifiers."""
_ACTORS = ("nsubj", "obl:agent", "nmod:poss", "nmod:agent")
_MODIFIERS = ("compound", "amod")
_SKIPPED = 2
"""How many adverbs may stand between two words of a pattern: "backed quickly down"."""
_CLAUSES = ("advcl", "parataxis", "acl", "ccomp")
"""Relations whose words belong to another clause than the head's."""
_FAR = 9
"""From here on a word of the pattern is too far off to be the nearest reading: tree steps."""


@dataclass(frozen=True)
class _Head:
    """The word that a pattern begins with, and where its other words may stand."""

    sentence: Sentence
    index: int

    def within(self, step: Step) -> Iterable[int]:
        """Where a word after a gap may stand: in the clause; a verb also as its purpose."""
        count = len(self.sentence.tokens)
        if step.anywhere:
            return (place for place in range(count) if place != self.index)
        after = range(self.index + 1, min(count, self.index + 1 + step.reach))
        if step.place == ">":
            return self.acted or after
        if step.place == "<":
            return self.acting or range(max(0, self.index - step.reach), self.index)
        return (*self.clause, *after, *(self.purposes if step.kind == "v" else ()))

    @cached_property
    def clause(self) -> tuple[int, ...]:
        """The words that depend on it without leaving its clause, in reading order.

        A participle that hangs on a noun ("sanctions imposed on") has the noun in its clause, and
        so has a verb that was taken for its adjective.
        """
        sentence, index = self.sentence, self.index
        below = [
            place
            for place in sentence.subtree(index, *_CLAUSES)
            if place != index and not _crosses(sentence, place, index)
        ]
        token = sentence.tokens[index]
        hangs = token.dep.startswith("acl") or (token.dep in _MODIFIERS and like_a_verb(token))
        return (*below, token.head) if hangs and token.head != index else tuple(below)

    @cached_property
    def purposes(self) -> tuple[int, ...]:
        """The heads of the clauses below it and below its objects."""
        found = list(self.sentence.children(self.index, "advcl", "ccomp", "acl"))
        for child in self.sentence.children(self.index, "obj", "obl"):
            found += self.sentence.children(child, "acl", "advcl")
        return tuple(found)

    @cached_property
    def acted(self) -> tuple[int, ...]:
        """The words of what is acted on."""
        return self._beside(acting=False)

    @cached_property
    def acting(self) -> tuple[int, ...]:
        """The words of those who act."""
        return self._beside(acting=True)

    def _beside(self, *, acting: bool) -> tuple[int, ...]:
        sentence = self.sentence
        sides = _SIDES if sentence.tokens[self.index].verbal else (*_SIDES, *_MODIFIERS)
        found: list[int] = []
        for child in sentence.dependents[self.index]:
            dep = sentence.tokens[child].dep.partition(":")[0]
            if dep in sides and _acts(sentence, child) == acting:
                found += sentence.subtree(child, *_CLAUSES)
        return tuple(found)


def matches(
    table: Mapping[str, tuple[Pattern[M], ...]], sentence: Sentence, index: int
) -> Iterator[Pattern[M]]:
    """The patterns whose first word is the word at `index`."""
    return (pattern for _, pattern in _matches(table, sentence, index))


def longest(
    table: Mapping[str, tuple[Pattern[M], ...]], sentence: Sentence, index: int
) -> Pattern[M] | None:
    """The longest pattern at a word, and of those the one whose words stand nearest."""
    best: tuple[tuple[int, int], Pattern[M]] | None = None
    for far, pattern in _matches(table, sentence, index):
        rank = (pattern.length, -far)
        if best is None or rank > best[0]:
            best = rank, pattern
    return best[1] if best else None


def _matches(
    table: Mapping[str, tuple[Pattern[M], ...]], sentence: Sentence, index: int
) -> Iterator[tuple[int, Pattern[M]]]:
    token = sentence.tokens[index]
    head = _Head(sentence, index)
    stems = dict.fromkeys(
        (token.low, token.lemma, lemma_of(token.low, "VBD"), lemma_of(token.low, "NNS"))
    )
    for stem in stems:
        for pattern in table.get(stem, ()):
            far = _match(pattern.steps, head)
            if far is not None:
                yield far, pattern


def _match(steps: tuple[Step, ...], head: _Head) -> int | None:
    """How far the pattern's words lie apart where it stands, else None."""
    sentence, index = head.sentence, head.index
    if not steps[0].is_at(sentence, index):
        return None
    here, far = index, 0
    for step in steps[1:]:
        places = head.within(step) if step.gap else _next(sentence, here, index)
        found = [place for place in places if step.is_at(sentence, place)]
        if not found:
            return None
        here = min(found, key=lambda place: (_depth(sentence, place, index), abs(place - index)))
        far += _depth(sentence, here, index)
    return far


def _acts(sentence: Sentence, index: int) -> bool:
    """Whether a word beside a verb or noun is who acts."""
    case = {sentence.tokens[i].low for i in sentence.children(index, "case")}
    return sentence.tokens[index].dep in _ACTORS or "by" in case


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
