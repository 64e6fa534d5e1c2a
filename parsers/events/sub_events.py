"""The ACLED sub-event type of a snippet: the heaviest thing that it tells of.

For text that has no other fields. Each sentence is searched for the patterns of `sub_events.tsv`;
of several types the heavier wins, a later sentence counting less. Territory, weapons and the two
sides decide as in ACLED's codebook: a bomb before a fight, two armed sides a clash, civilians an
attack.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parsers.events.pattern_search import matches
from parsers.events.patterns import Pattern, compile_patterns
from parsers.language import Sentence
from parsers.lexicon.tables import rows

_LATER = 0.35
"""How much lighter a thing told one sentence later counts."""
_DEEPER = 0.2
"""How much lighter a word counts with each step down from the root of the sentence."""
_DEEPEST = 1.0
_NEAR = 8
"""How many words from its head a word of a pattern may stand where the tree does not join them."""
_LONG = 0.15
"""How much heavier each further word of a pattern makes it: the fuller pattern is surer."""


@dataclass(frozen=True, slots=True)
class SubEvent:
    """An ACLED sub-event type with its weight among others."""

    label: str
    weight: float


def sub_event_of(sentences: Sequence[Sentence]) -> str | None:
    """The ACLED sub-event type of a snippet, None where none of its words names one."""
    best: tuple[float, str] | None = None
    for number, sentence in enumerate(sentences):
        for weight, label in _told(sentence):
            here = weight - _LATER * number
            if best is None or here > best[0]:
                best = here, label
    return best[1] if best else None


def _told(sentence: Sentence) -> Iterator[tuple[float, str]]:
    """What a sentence tells of, with weights."""
    if not sentence.parsed:
        return
    for index in range(len(sentence.tokens)):
        deep = min(_DEEPEST, _DEEPER * sum(1 for _ in sentence.ancestors(index)))
        for pattern in matches(_table(), sentence, index):
            more = _LONG * (pattern.length - 1)
            yield pattern.meaning.weight + more - deep, pattern.meaning.label


@cache
def _table() -> Mapping[str, tuple[Pattern[SubEvent], ...]]:
    return compile_patterns(
        (
            (patterns, SubEvent(label, float(weight)))
            for patterns, label, weight, _ in rows("sub_events")
        ),
        _NEAR,
    )
