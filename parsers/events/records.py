"""The records of events: what one article tells of one occurrence.

Offsets count characters of the article's text, end exclusive. What the text does not give is
None, with a reason code where a reason is known; nothing is invented and there is no default type.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Span = tuple[int, int]

EventType = Literal[
    "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION",
    "AID", "RETREAT", "COOPERATE",
    "CONSULT", "AGREE", "SUPPORT", "CONCEDE",
    "ACCUSE", "REJECT", "REQUEST", "THREATEN",
    "ACCIDENT", "DISASTER",
]  # fmt: skip
Modality = Literal["occurred", "denied", "planned", "possible"]
ClaimKind = Literal[
    "killed", "wounded", "missing", "captured", "displaced",
    "participants", "launched", "intercepted", "destroyed", "other",
]  # fmt: skip
PlaceRole = Literal["at", "from", "to"]
PlacePrecision = Literal["building", "settlement", "district", "region", "country"]
TimePrecision = Literal["hour", "part_of_day", "day", "week", "month", "season", "year", "span"]
Side = Literal["own", "opponent", "third"]
Tier = Literal["A", "B"]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who did it or to whom it was done; `country` is ISO 3166-1 alpha-3."""

    text: str
    span: Span
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the event; `country` is the sovereign, `controlled_by` whoever else holds it.

    Coordinates are WGS 84 degrees. `relation` is "in", "near", or distance and bearing as written.
    `reason` says why there are no coordinates (`place_not_in_gazetteer`).
    """

    role: PlaceRole
    text: str
    span: Span
    relation: str | None = "in"
    name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    controlled_by: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision | None = None
    gazetteer_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class EventTime:
    """When: calendar days at the place, both ends included; None where not resolved."""

    text: str | None
    span: Span | None
    start: date | None
    end: date | None
    precision: TimePrecision | None = None
    part_of_day: str | None = None
    anchor: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that the article gives for the event.

    `low` and `high` bound it (`high` None: open), `best` is the figure as said. `part_of` is the
    index, in the same mention's claims, of the sum that this figure is part of. `who` is
    civilian, military, police, militant, attacker, child or unspecified.
    """

    kind: ClaimKind
    low: int
    best: int | None
    high: int | None
    text: str
    span: Span
    who: str = "unspecified"
    unit: str | None = None
    side: Side | None = None
    country: str | None = None
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the text with the class they stand for (a weapon, a target object)."""

    text: str
    span: Span
    klass: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so."""

    text: str
    span: Span
    side: Side | None = None
    verb: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One event as one article tells it.

    `ordinal` tells several events of one trigger apart. `evidence` are whole sentences, the
    clearest first; `sentence` is the number of the first of them, from 0. `reasons` are the codes
    for fields that are None (`no_place_in_text`, `date_unresolved`, ...).
    """

    type: EventType
    mode: str | None
    trigger: Span
    sentence: int
    evidence: tuple[Span, ...]
    ordinal: int = 0
    acled_event: str | None = None
    acled_sub_event: str | None = None
    cameo: str | None = None
    quad_class: int | None = None
    intensity: float | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    time: EventTime | None = None
    claims: tuple[Claim, ...] = ()
    weapon: Named | None = None
    target_object: Named | None = None
    modality: Modality = "occurred"
    background: bool = False
    summary: bool = False
    attribution: Attribution | None = None
    confidence: float = 0.5
    tier: Tier = "B"
    reasons: tuple[str, ...] = ()
    extractor_version: str = ""
