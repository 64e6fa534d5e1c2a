"""How sure a mention is: the share of such mentions that were right on annotated articles.

The features and their weights (`weights/confidence.tsv`) are fitted on articles that the other
weights were not fitted on (by cross-validation), so that the figure is a probability: of mentions
with 0.9, nine in ten are an event of the article with the right type.
"""

from bisect import bisect
from collections.abc import Iterator
from math import exp

from parsers.events.merge import Event
from parsers.events.records import Claim, EventTime, Participant, Place, Tier
from parsers.events.telling import is_told
from parsers.events.weighing import weigh

TIER_A = 0.80
"""Confidence from which a mention belongs to tier A; chosen on the developed articles: nine in ten
of it are right and it holds four in ten of the gold."""
_ODDS = (-0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
"""Log odds that bound the steps by which "told" counts."""
_DOUBTS = (-3.0, -2.0, -1.0, -0.5)
"""Log odds of being no new occurrence that bound the steps by which "doubt" counts."""
_FINE = frozenset(("building", "settlement", "district", "region"))


def confidence_features(
    event: Event,
    *,
    actors: tuple[Participant, ...],
    recipients: tuple[Participant, ...],
    places: tuple[Place, ...],
    time: EventTime | None,
    claims: tuple[Claim, ...],
) -> Iterator[str]:
    """The features of a mention by name."""
    step = bisect(_ODDS, is_told(event.drafts))
    yield from (f"told>{number}" for number in range(1, step))
    yield from (f"doubt>{number}" for number in range(1, bisect(_DOUBTS, event.doubt) + 1))
    yield f"type={event.type}"
    hits = [hit for draft in event.drafts for hit in draft.hits]
    found = {
        "alone": event.alone,
        "several tellings": len({draft.scene.sentence.number for draft in event.drafts}) > 1,
        "several triggers": len({hit.trigger.pattern for hit in hits}) > 1,
        "act": any(hit.trigger.role == "act" for hit in hits),
        "actor": bool(actors),
        "known actor": any(one.country or one.sector for one in actors),
        "recipient": bool(recipients),
        "place": any(one.precision in _FINE for one in places),
        "own place": any(one.reason is None for one in places),
        "time": time is not None and time.start is not None,
        "toll": any(one.kind in ("killed", "wounded") for one in claims),
        "figures": bool(claims),
        "mode": event.mode not in (None, "unknown"),
        "occurred": event.lead.modality == "occurred",
        "definite": event.lead.definite,
        "top": event.lead.scene.sentence.number <= 1,
        "mixed": len({hit.trigger.type for hit in event.lead.scene.hits}) > 1,
    }
    yield from (name for name, holds in found.items() if holds)


def confidence_of(features: Iterator[str]) -> tuple[float, Tier]:
    """The probability that the mention is right, to two places, and the tier that follows."""
    sure = 1 / (1 + exp(-weigh(features, "confidence")))
    return round(sure, 2), "A" if sure >= TIER_A else "B"
