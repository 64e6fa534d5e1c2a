"""Which characters of a text each field of an event was read from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.events.records import Mention, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that event `number` (from 1) was read from, and as what."""

    span: Span
    number: int
    field: str


def marks_of(mentions: Sequence[Mention]) -> list[Mark]:
    """The marks of all events, in reading order; sentences are not among them."""
    found = {mark for n, mention in enumerate(mentions, 1) for mark in _marks(n, mention)}
    return sorted(found, key=lambda mark: (mark.span, mark.number, mark.field))


def _marks(number: int, mention: Mention) -> Iterator[Mark]:
    yield Mark(mention.trigger, number, "trigger")
    for field, read in (
        ("actor", mention.actors), ("recipient", mention.recipients), ("place", mention.places),
        ("figure", mention.claims),
    ):  # fmt: skip
        yield from (Mark(one.span, number, field) for one in read)
    for field, one in (
        ("time", mention.time), ("weapon", mention.weapon), ("target", mention.target_object),
        ("source", mention.attribution),
    ):  # fmt: skip
        if one is not None and one.span is not None:
            yield Mark(one.span, number, field)


def pieces(length: int, marks: Sequence[Mark]) -> Iterator[tuple[Span, tuple[Mark, ...]]]:
    """The text cut wherever a mark begins or ends: each piece with the marks that cover it.

    Pieces join without gap from 0 to `length`; marks that reach beyond the text are cut.
    """
    edges = sorted({0, length, *(min(edge, length) for mark in marks for edge in mark.span)})
    for start, end in pairwise(edges):
        covering = tuple(m for m in marks if m.span[0] <= start and end <= m.span[1])
        yield (start, end), covering
