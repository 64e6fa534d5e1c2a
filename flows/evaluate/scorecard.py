"""The scorecard: how many annotated events are found, with which fields, and how sure tier A is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from flows.evaluate.annotations import Annotated, Event
from flows.evaluate.fields import NAMES, field_right, figures
from flows.evaluate.matching import match

FIELDS = (*NAMES, "date", "acled", "modality", "background", "summary")
"""Fields that are scored on matched events."""
_Z = 1.96
"""Standard deviations of a 95 % interval."""


@dataclass(slots=True)
class Share:
    """Right, predicted and annotated ones."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted ones that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated ones that are found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.predicted + self.gold
        return 2 * self.right / both if both else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the precision (Wilson's score interval)."""
        if not self.predicted:
            return 0.0, 1.0
        n, p = self.predicted, self.precision
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(slots=True)
class Scorecard:
    """The figures of a set of articles.

    `typed` counts events found with the right type, `detected` with any, `counts` figures over all
    events, `tier_a` the events of tier A (right when the type is), `fields` (right, compared).
    """

    articles: int = 0
    typed: Share = field(default_factory=Share)
    detected: Share = field(default_factory=Share)
    counts: Share = field(default_factory=Share)
    tier_a: Share = field(default_factory=Share)
    types: dict[str, Share] = field(default_factory=dict)
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    false_alarms: int = 0
    empty: int = 0


def score(pairs: Iterable[tuple[Annotated, Sequence[Event]]], types: frozenset[str]) -> Scorecard:
    """The scorecard of articles with the events predicted for them.

    Only events of `types` are scored, on both sides: annotations need not cover all types.
    `false_alarms` counts predictions in the `empty` articles, those without any annotated event.
    """
    card = Scorecard()
    for article, predicted in pairs:
        wanted = [event for event in article.events if event["type"] in types]
        given = [event for event in predicted if event["type"] in types]
        _add(card, wanted, given)
    return card


def _add(card: Scorecard, gold: list[Event], predicted: list[Event]) -> None:
    typed, loose = match(gold, predicted, typed=True), match(gold, predicted, typed=False)
    card.articles += 1
    if not gold:
        card.empty += 1
        card.false_alarms += len(predicted)
    for share, right in ((card.typed, typed), (card.detected, loose)):
        _count(share, len(right), len(predicted), len(gold))
    sure = [j for j, event in enumerate(predicted) if event.get("tier") == "A"]
    _count(card.tier_a, len(set(sure) & set(typed.values())), len(sure), len(gold))
    _add_types(card, gold, predicted, [gold[i]["type"] for i in typed])
    _add_counts(card, gold, predicted, loose)
    for i, j in loose.items():
        for name in FIELDS:
            holds = field_right(gold[i], predicted[j], name)
            if holds is not None:
                done, every = card.fields.get(name, (0, 0))
                card.fields[name] = (done + holds, every + 1)


def _count(share: Share, right: int, predicted: int, gold: int) -> None:
    share.right += right
    share.predicted += predicted
    share.gold += gold


def _add_types(
    card: Scorecard, gold: list[Event], predicted: list[Event], right: list[str]
) -> None:
    mine, theirs, found = (
        Counter(kinds)
        for kinds in ([e["type"] for e in gold], [e["type"] for e in predicted], right)
    )
    for kind in sorted(mine | theirs):
        _count(card.types.setdefault(kind, Share()), found[kind], theirs[kind], mine[kind])


def _add_counts(
    card: Scorecard, gold: list[Event], predicted: list[Event], loose: Mapping[int, int]
) -> None:
    """A missed event loses its figures, an invented one adds its own to the wrong ones."""
    for i, event in enumerate(gold):
        wanted = figures(event)
        given = figures(predicted[loose[i]]) if i in loose else {}
        right = sum(given.get(kind) == value for kind, value in wanted.items())
        _count(card.counts, right, 0, len(wanted))
    card.counts.predicted += sum(len(figures(event)) for event in predicted)
