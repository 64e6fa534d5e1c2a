"""A mention as the scorers and `sitrep parse` print it: plain values that JSON can hold."""

from dataclasses import replace
from typing import Any

from parsers.events.records import Claim, EventTime, Mention, Participant, Place
from parsers.records import Article

_CLOSE = 1.5
"""Figures that differ by more are no versions of each other but count different things."""


def project(mention: Mention, article: Article) -> dict[str, Any]:
    """The mention with one actor, recipient and place each: the most salient of its lists.

    `incident` is None: resolution across articles is another room's work. Offsets count
    characters of `article.text`, in which the mention must have been found.
    """
    if mention.trigger[1] > len(article.text):
        raise ValueError("the mention does not belong to this article")
    return {
        "type": mention.type,
        "mode": mention.mode,
        "trigger": list(mention.trigger),
        "evidence": [list(span) for span in mention.evidence],
        "acled": mention.acled_sub_event,
        "actor": _who(mention.actors),
        "recipient": _who(mention.recipients),
        "place": _where(mention.places),
        "date": _when(mention.time),
        "counts": [_count(claim) for claim in _printed(mention)],
        "modality": mention.modality,
        "attribution": mention.attribution.text if mention.attribution else None,
        "weapon": mention.weapon.text if mention.weapon else None,
        "background": mention.background,
        "summary": mention.summary,
        "incident": None,
        "confidence": mention.confidence,
        "tier": mention.tier,
    }


def _printed(mention: Mention) -> tuple[Claim, ...]:
    """The claims with two versions of one figure put together: 22 and 24 killed are 22 to 24.

    Versions are exact figures of one kind and class of people, told in different sentences, that
    differ by less than half of the smaller one; a part and its sum are none. Open figures ("at
    least seven") stand before exact ones. The claims themselves are left as they are: each source
    keeps its figure.
    """
    claims: list[Claim] = []
    for claim in sorted(mention.claims, key=lambda claim: claim.high is not None):
        place = next(
            (i for i, known in enumerate(claims) if _versions(mention, known, claim)), None
        )
        if place is None:
            claims.append(claim)
            continue
        known = claims[place]
        low, high = min(known.low, claim.low), max(known.low, claim.low)
        claims[place] = replace(known, low=low, high=high)
    return tuple(claims)


def _versions(mention: Mention, one: Claim, two: Claim) -> bool:
    alike = (one.kind, one.who) == (two.kind, two.who) and one.part_of is two.part_of is None
    exact = one.low == one.high and two.low == two.high
    small, large = sorted((one.low, two.low))
    close = 1 < small < large < _CLOSE * small
    return (
        alike
        and exact
        and close
        and not any(
            start <= one.span[0] < end and start <= two.span[0] < end
            for start, end in mention.evidence
        )
    )


def _who(participants: tuple[Participant, ...]) -> dict[str, str | None] | None:
    if not participants:
        return None
    return {"text": participants[0].text, "country": participants[0].country}


def _where(places: tuple[Place, ...]) -> dict[str, str | None] | None:
    return {"text": places[0].text, "country": places[0].country} if places else None


def _when(time: EventTime | None) -> dict[str, str] | None:
    if time is None or time.start is None or time.end is None:
        return None
    return {"start": time.start.isoformat(), "end": time.end.isoformat()}


def _count(claim: Claim) -> dict[str, str | int | None]:
    return {"kind": claim.kind, "low": claim.low, "high": claim.high, "who": claim.who}
