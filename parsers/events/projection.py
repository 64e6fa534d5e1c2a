"""A mention as the scorers and `sitrep parse` print it: plain values that JSON can hold."""

from typing import Any

from parsers.events.records import Claim, EventTime, Mention, Participant, Place
from parsers.records import Article


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
        "counts": [_count(claim) for claim in mention.claims],
        "modality": mention.modality,
        "attribution": mention.attribution.text if mention.attribution else None,
        "weapon": mention.weapon.text if mention.weapon else None,
        "background": mention.background,
        "summary": mention.summary,
        "incident": None,
        "confidence": mention.confidence,
        "tier": mention.tier,
    }


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
