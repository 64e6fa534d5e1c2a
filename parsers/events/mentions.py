"""From an occurrence to its mention: every field read, with offsets and reasons."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from parsers.events.claims import claims_of
from parsers.events.codes import Setting, codes_of
from parsers.events.confidence import confidence_features, confidence_of
from parsers.events.drafts import HARM, Draft
from parsers.events.flags import is_background, is_summary
from parsers.events.merge import Event
from parsers.events.participants import read_participants
from parsers.events.records import (
    EventTime,
    Mention,
    Participant,
    Place,
    Span,
)
from parsers.events.resources import Resources
from parsers.events.scenes import Scene
from parsers.events.sources import read_attribution
from parsers.events.weapons import read_target, read_weapon
from parsers.events.when import read_time
from parsers.events.where import read_places

_ARMED = frozenset(("ASSAULT", "MOBILIZE"))
_GAINS = ("capture", "retake", "recapture", "overrun", "liberate", "take/v control", "advance",
          "took control", "gain/v control", "occupy", "seize", "take/v ~", "taken ~",
          "regain/v control", "took the city", "take/v the city")  # fmt: skip
_GROUND = ("retake", "recapture", "overrun")


def write_mention(
    text: str,
    event: Event,
    scenes: tuple[Scene, ...],
    published: date | None,
    resources: Resources,
    *,
    strays: tuple[Draft, ...] = (),
) -> Mention:
    """The mention of one occurrence; `scenes` are all sentences of the article.

    `strays` are sentences that tell of it by their figures alone.
    """
    lead = event.lead
    actors, recipients = read_participants(text, event, scenes, resources, published)
    places = read_places(text, event, scenes, resources)
    time = read_time(event, published, scenes)
    claims = claims_of(event, strays)
    weapon = read_weapon(text, event, resources.weapons) if event.type in _ARMED else None
    setting = Setting(
        actors=actors,
        recipients=recipients,
        weapon=weapon.klass if weapon else None,
        words=lead.scene.words(),
        around=frozenset().union(*(draft.scene.words() for draft in event.drafts)),
        gains=_takes_ground(lead.main.trigger.pattern, places, recipients),
        harm=any(claim.kind in ("killed", "wounded") and claim.low for claim in claims),
    )
    codes = codes_of(event.type, event.mode, setting)
    tokens = lead.scene.sentence.tokens
    confidence, tier = confidence_of(
        confidence_features(
            event,
            actors=actors,
            recipients=recipients,
            places=places,
            time=time,
            claims=claims,
        )
    )
    return Mention(
        type=event.type,
        mode=event.mode,
        trigger=(tokens[lead.main.first].start, tokens[lead.main.last].end),
        sentence=lead.scene.sentence.number,
        evidence=_evidence((*event.drafts, *strays)),
        acled_event=codes.acled_event,
        acled_sub_event=codes.acled_sub_event,
        cameo=codes.cameo,
        quad_class=codes.quad_class,
        intensity=codes.intensity,
        actors=actors,
        recipients=recipients,
        places=places,
        time=time,
        claims=claims,
        weapon=weapon,
        target_object=read_target(text, event, resources.targets) if event.type in HARM else None,
        modality=lead.modality,
        background=is_background(event, time, published, scenes),
        summary=is_summary(event, claims),
        attribution=read_attribution(event, scenes, actors, recipients),
        confidence=confidence,
        tier=tier,
        reasons=tuple(_reasons(places, time)),
    )


def _evidence(drafts: tuple[Draft, ...]) -> tuple[Span, ...]:
    """Whole sentences, the first telling first, then in reading order; each once."""
    return tuple(dict.fromkeys(draft.scene.sentence.span for draft in drafts))


def _takes_ground(
    pattern: str, places: tuple[Place, ...], recipients: tuple[Participant, ...]
) -> bool:
    """Whether ground changed hands: a place is named, or the verb can take nothing else."""
    ground = pattern.startswith(_GROUND) or (bool(places) and pattern.startswith(_GAINS))
    return ground and not any(r.kind in ("people", "person") for r in recipients)


def _reasons(places: Iterable[Place], time: EventTime | None) -> list[str]:
    places = list(places)
    reasons = Counter(place.reason for place in places if place.reason)
    if not places:
        reasons["no_place_in_text"] += 1
    if time is None:
        reasons["no_date_in_text"] += 1
    elif time.reason:
        reasons[time.reason] += 1
    return sorted(reasons)
