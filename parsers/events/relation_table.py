"""The tables of what one party does to another: patterns of words, compiled, and where they stand.

`relations.tsv` says which words name which act, `frames.tsv` which words change the act that they
govern ("agreed to", "began to", "suspended"). Unlike the triggers of articles they are read with
the tree: the words of a pattern may stand anywhere in the clause of its first word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, Literal, TypeVar, cast

from parsers.events.records import EventType
from parsers.language import Sentence
from parsers.language.lemmas import lemma_of
from parsers.lexicon.tables import listed, rows, word_set

Operator = Literal["agree", "intend", "refuse", "say", "light", "stop"]
M = TypeVar("M")
Kind = Literal["v", "n", ""]
Place = Literal[">", "<", ""]
"""On which side of the head a word stands: ">" among what is acted on, "<" among who acts."""
_SIDES = ("nsubj", "obj", "obl", "nmod", "appos")
"""Relations of those who take part in an act; before a noun they may stand as its modifiers."""
_MISTAKEN = ("JJ", "NN", "NNP", "NNS")
"""Tags that forms of verbs get by mistake: "shot", "wounded"."""
_ACTORS = ("nsubj", "obl:agent", "nmod:poss", "nmod:agent")
_SKIPPED = 2
"""How many adverbs may stand between two words of a pattern: "backed quickly down"."""
_CLAUSES = ("advcl", "parataxis", "acl", "ccomp")
"""Relations whose words belong to another clause than the head's."""
_FAR = 9
"""From here on a word of the pattern is too far off to be the nearest reading: tree steps."""


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
            if token.verbal:
                return token.lemma in self.stems
            lemma = lemma_of(token.low, "VBD")
            bent = lemma != token.low and not token.low.endswith("s")
            return token.tag in _MISTAKEN and bent and lemma in self.stems
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
class Pattern(Generic[M]):
    """A compiled pattern with what it stands for: an act, or an operator on one."""

    steps: tuple[Step, ...]
    meaning: M
    length: int


@dataclass(frozen=True, slots=True)
class RelationTable:
    """Patterns of acts and of frames by the stems of their first words."""

    acts: Mapping[str, tuple[Pattern[Act], ...]]
    frames: Mapping[str, tuple[Pattern[Operator], ...]]

    def act(self, sentence: Sentence, index: int) -> tuple[int, Act] | None:
        """The act that the word at `index` names and how many words the pattern has."""
        found = _best(self.acts, sentence, index)
        return (found[0], found[1].meaning) if found else None

    def frame(self, sentence: Sentence, index: int) -> tuple[int, Operator] | None:
        """The operator that the word at `index` stands for and how many words it has."""
        found = _best(self.frames, sentence, index)
        return (found[0], found[1].meaning) if found else None


@cache
def packaged_relations() -> RelationTable:
    """The packaged tables, compiled."""
    return RelationTable(
        compile_patterns(
            (patterns, Act(cast("EventType", kind), mode or None, cameo or None))
            for patterns, kind, mode, cameo, _ in rows("relations")
        ),
        compile_patterns(
            (patterns, cast("Operator", operator)) for patterns, operator, _ in rows("frames")
        ),
    )


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


def matches(
    table: Mapping[str, tuple[Pattern[M], ...]], sentence: Sentence, index: int
) -> Iterator[Pattern[M]]:
    """The patterns whose first word is the word at `index`."""
    return (pattern for _, pattern in _matches(table, sentence, index))


def _matches(
    table: Mapping[str, tuple[Pattern[M], ...]], sentence: Sentence, index: int
) -> Iterator[tuple[int, Pattern[M]]]:
    token = sentence.tokens[index]
    stems = dict.fromkeys(
        (token.low, token.lemma, lemma_of(token.low, "VBD"), lemma_of(token.low, "NNS"))
    )
    for stem in stems:
        for pattern in table.get(stem, ()):
            far = _match(pattern.steps, sentence, index)
            if far is not None:
                yield far, pattern


def _best(
    table: Mapping[str, tuple[Pattern[M], ...]], sentence: Sentence, index: int
) -> tuple[int, Pattern[M]] | None:
    """The longest pattern at a word, and of those the one whose words stand nearest."""
    best: tuple[tuple[int, int], Pattern[M]] | None = None
    for far, pattern in _matches(table, sentence, index):
        rank = (pattern.length, -far)
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


def _within(sentence: Sentence, index: int, step: Step) -> Iterable[int]:
    """Where a word after a gap may stand: in the clause; a verb also as its purpose or content."""
    count = len(sentence.tokens)
    if step.anywhere:
        return [place for place in range(count) if place != index]
    after = range(index + 1, min(count, index + 1 + step.reach))
    if step.place:
        before = range(max(0, index - step.reach), index)
        return _beside(sentence, index, step.place) or (after if step.place == ">" else before)
    places = [*clause_of(sentence, index), *after]
    if step.kind == "v":
        places += list(sentence.children(index, "advcl", "ccomp", "acl"))
        for child in sentence.children(index, "obj", "obl"):
            places += list(sentence.children(child, "acl", "advcl"))
    return places


def _beside(sentence: Sentence, index: int, place: Place) -> list[int]:
    """The words of those who act ("<") or of what is acted on (">") beside a verb or noun."""
    found: list[int] = []
    for child in sentence.dependents[index]:
        dep = sentence.tokens[child].dep.partition(":")[0]
        sides = _SIDES if sentence.tokens[index].verbal else (*_SIDES, "compound", "amod")
        if dep in sides and _acts(sentence, child) == (place == "<"):
            found += sentence.subtree(child, *_CLAUSES)
    return found


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
