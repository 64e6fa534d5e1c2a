"""From mentions to the rows of mentions, participants, mention_places and claims. Pure."""

from collections.abc import Sequence

from parsers.events.records import (
    Attribution,
    Claim,
    EventTime,
    Mention,
    Named,
    Participant,
    Place,
    Span,
)
from parsers.ids import stable_id
from warehouse.rows import Row, as_json

Tables = dict[str, list[Row]]

MOST = 2**63 - 1
"""The largest figure that a column holds; an article that says more is a joke and is cut."""


def mention_rows(
    mentions: Sequence[Mention], text: str, version_id: int, article_id: int, source: str
) -> Tables:
    """The rows of a version's mentions; offsets point into `text`."""
    tables: Tables = {"mentions": [], "participants": [], "mention_places": [], "claims": []}
    for mention in mentions:
        mention_id = mention_id_of(version_id, mention)
        owner: Row = {"mention_id": mention_id, "version_id": version_id}
        about: Row = {**owner, "article_id": article_id, "source": source}
        tables["mentions"].append(about | _mention_row(mention, text))
        for part, people in (("actor", mention.actors), ("recipient", mention.recipients)):
            tables["participants"] += [
                owner | _participant_row(mention_id, part, position, who)
                for position, who in enumerate(people)
            ]
        tables["mention_places"] += [
            owner | _place_row(mention_id, position, place)
            for position, place in enumerate(mention.places)
        ]
        tables["claims"] += [
            owner | _claim_row(mention_id, position, claim)
            for position, claim in enumerate(mention.claims)
        ]
    return tables


def mention_id_of(version_id: int, mention: Mention) -> int:
    """The id of a mention; a mention that is typed anew keeps it."""
    return stable_id(version_id, *mention.trigger, mention.ordinal)


def _mention_row(mention: Mention, text: str) -> Row:
    return {
        "type": mention.type,
        "mode": mention.mode,
        "acled_event": mention.acled_event,
        "acled_sub_event": mention.acled_sub_event,
        "cameo": mention.cameo,
        "quad_class": mention.quad_class,
        "intensity": mention.intensity,
        "modality": mention.modality,
        "background": mention.background,
        "summary": mention.summary,
        "confidence": mention.confidence,
        "tier": mention.tier,
        "ordinal": mention.ordinal,
        "trigger_text": text[slice(*mention.trigger)],
        "trigger_start": mention.trigger[0],
        "trigger_end": mention.trigger[1],
        "sentence": mention.sentence,
        "evidence_text": " […] ".join(text[slice(*span)] for span in mention.evidence) or None,
        "evidence": as_json([list(span) for span in mention.evidence]),
        **_time_columns(mention.time),
        **_named_columns("weapon", mention.weapon),
        **_named_columns("target", mention.target_object),
        **_attribution_columns(mention.attribution),
        "reasons": list(mention.reasons),
        "extractor_version": mention.extractor_version,
    }


def _time_columns(time: EventTime | None) -> Row:
    start, end = _span(time.span if time else None)
    return {
        "date_start": time.start if time else None,
        "date_end": time.end if time else None,
        "date_precision": time.precision if time else None,
        "part_of_day": time.part_of_day if time else None,
        "date_text": time.text if time else None,
        "date_text_start": start,
        "date_text_end": end,
        "date_anchor": time.anchor if time else None,
        "date_reason": time.reason if time else None,
    }


def _named_columns(name: str, named: Named | None) -> Row:
    start, end = _span(named.span if named else None)
    return {
        name: named.klass if named else None,
        f"{name}_text": named.text if named else None,
        f"{name}_start": start,
        f"{name}_end": end,
    }


def _attribution_columns(said: Attribution | None) -> Row:
    start, end = _span(said.span if said else None)
    return {
        "attribution_text": said.text if said else None,
        "attribution_start": start,
        "attribution_end": end,
        "attribution_side": said.side if said else None,
        "attribution_verb": said.verb if said else None,
    }


def _participant_row(mention_id: int, part: str, position: int, who: Participant) -> Row:
    return {
        "participant_id": stable_id(mention_id, part, position),
        "part": part,
        "position": position,
        "text": who.text,
        "text_start": who.span[0],
        "text_end": who.span[1],
        "name": who.name,
        "kind": who.kind,
        "country": who.country,
        "sector": who.sector,
        "role": who.role,
        "wikidata": who.wikidata,
    }


def _place_row(mention_id: int, position: int, place: Place) -> Row:
    return {
        "place_id": stable_id(mention_id, "place", position),
        "position": position,
        "role": place.role,
        "relation": place.relation,
        "text": place.text,
        "text_start": place.span[0],
        "text_end": place.span[1],
        "name": place.name,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "controlled_by": place.controlled_by,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
        "gazetteer_id": place.gazetteer_id,
        "reason": place.reason,
    }


def _claim_row(mention_id: int, position: int, claim: Claim) -> Row:
    whole = None if claim.part_of is None else stable_id(mention_id, "claim", claim.part_of)
    return {
        "claim_id": stable_id(mention_id, "claim", position),
        "position": position,
        "kind": claim.kind,
        "low": min(claim.low, MOST),
        "best": None if claim.best is None else min(claim.best, MOST),
        "high": None if claim.high is None else min(claim.high, MOST),
        "unit": claim.unit,
        "who": claim.who,
        "side": claim.side,
        "country": claim.country,
        "part_of_claim_id": whole,
        "text": claim.text,
        "text_start": claim.span[0],
        "text_end": claim.span[1],
    }


def _span(span: Span | None) -> tuple[int | None, int | None]:
    return span if span is not None else (None, None)
