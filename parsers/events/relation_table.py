"""The tables of what one party does to another.

`relations.tsv` says which words name which act, `frames.tsv` which words change the act that they
govern ("agreed to", "began to", "suspended").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from parsers.events.pattern_search import longest
from parsers.events.patterns import Pattern, compile_patterns
from parsers.events.records import EventType
from parsers.language import Sentence
from parsers.lexicon.tables import rows

Operator = Literal["agree", "intend", "refuse", "say", "think", "light", "stop"]


@dataclass(frozen=True, slots=True)
class Act:
    """What a line of `relations.tsv` stands for."""

    type: EventType
    mode: str | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class RelationTable:
    """Patterns of acts and of frames by the stems of their first words."""

    acts: Mapping[str, tuple[Pattern[Act], ...]]
    frames: Mapping[str, tuple[Pattern[Operator], ...]]

    def act(self, sentence: Sentence, index: int) -> tuple[int, Act] | None:
        """The act that the word at `index` names and how many words the pattern has."""
        found = longest(self.acts, sentence, index)
        return (found.length, found.meaning) if found else None

    def frame(self, sentence: Sentence, index: int) -> tuple[int, Operator] | None:
        """The operator that the word at `index` stands for and how many words it has."""
        found = longest(self.frames, sentence, index)
        return (found.length, found.meaning) if found else None


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
