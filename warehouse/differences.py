"""What changed between two states of one article: fields, sentences, figures. Pure."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.archive.records import Json

MOST_SENTENCES = 40
"""Sentences of each side that `details` shows; the counts are of all."""

# After closing punctuation and at line ends; good enough to compare a text with itself.
_SENTENCE_END = re.compile(
    r"(?<=[.!?\u2026])\s+|(?<=[.!?\u2026][\"'\u201d\u2019\u00bb)\]])\s+"
    r"|(?<=[\u3002\uff01\uff1f])|\n+"
)
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")


@dataclass(frozen=True, slots=True)
class State:
    """What is compared of a version: named fields and the text."""

    fields: Mapping[str, Json]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """The difference.

    A sentence that only moved is no difference; one that was edited is both removed and added.
    Figures are those of changed sentences that the other side lacks.
    """

    fields: tuple[str, ...]
    sentences_added: tuple[str, ...]
    sentences_removed: tuple[str, ...]
    figures_added: tuple[str, ...]
    figures_removed: tuple[str, ...]
    details: Mapping[str, Json]


def compare(before: State, after: State) -> Change:
    """What changed from `before` to `after`; "text" is one of the fields."""
    changed = [name for name in after.fields if before.fields.get(name) != after.fields[name]]
    added, removed = _both_ways(sentences(before.text), sentences(after.text))
    details: dict[str, Json] = {
        name: {"before": before.fields.get(name), "after": after.fields[name]} for name in changed
    }
    if before.text != after.text:
        changed.append("text")
        details["text"] = {
            "added": list(added[:MOST_SENTENCES]),
            "removed": list(removed[:MOST_SENTENCES]),
        }
    more, less = _both_ways(_figures(removed), _figures(added))
    return Change(tuple(changed), added, removed, more, less, details)


def sentences(text: str) -> list[str]:
    """The sentences of a text with their white space evened out."""
    pieces = (" ".join(piece.split()) for piece in _SENTENCE_END.split(text))
    return [piece for piece in pieces if piece]


def _figures(changed: tuple[str, ...]) -> list[str]:
    return [figure for sentence in changed for figure in _FIGURE.findall(sentence)]


def _both_ways(before: list[str], after: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What only `after` has and what only `before` has, each in its order."""
    return _only_in(after, Counter(before)), _only_in(before, Counter(after))


def _only_in(items: list[str], others: Counter[str]) -> tuple[str, ...]:
    left = []
    for item in items:
        if others[item] > 0:
            others[item] -= 1
        else:
            left.append(item)
    return tuple(left)
