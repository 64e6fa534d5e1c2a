"""From an occurrence to its mention: every field read, with offsets and reasons."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from parsers.events.attribution import side_of
from parsers.events.codes import codes_of
from parsers.events.counts import Figure
from parsers.events.drafts import HARM, Draft
from parsers.events.flags import is_background, is_summary
from parsers.events.merge import Event
from parsers.events.participants import Sides, sides_of
from parsers.events.noun_phrases import Chunk
from parsers.events.phrases import PhraseTable
from parsers.events.places import PlaceFound
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
from parsers.events.resources import Resources
from parsers.events.scenes import Scene
from parsers.events.times import TimeFound

_GRAIN = {"building": 0, "settlement": 1, "district": 2, "region": 3, "country": 4}
_NEARBY = 3
"""Sentences back in which a place is still that of what follows."""
_ARMED = frozenset(("ASSAULT", "MOBILIZE"))
_ROLES = {"at": 0, "to": 1, "from": 2}
_GAINS = ("capture", "retake", "recapture", "overrun", "liberate", "take/v control", "advance",
          "took control", "gain/v control", "occupy", "seize")  # fmt: skip
_KINDS: dict[str, frozenset[str]] = {
    "ASSAULT": frozenset(
        "killed wounded missing captured displaced launched intercepted destroyed participants".split()
    ),
    "COERCE": frozenset(("captured", "displaced", "destroyed")),
    "MOBILIZE": frozenset(("launched", "participants")),
    "PROTEST": frozenset(("participants", "killed", "wounded")),
    "ACCIDENT": frozenset("killed wounded missing destroyed displaced".split()),
    "DISASTER": frozenset("killed wounded missing destroyed displaced".split()),
    "AID": frozenset(("displaced",)),
    "RETREAT": frozenset(("displaced",)),
}


def write_mention(
    text: str,
    event: Event,
    scenes: tuple[Scene, ...],
    published: date | None,
    resources: Resources,
) -> Mention:
    """The mention of one occurrence; `scenes` are all sentences of the article."""
    lead = event.lead
    actors, recipients = _participants(text, event, resources)
    places = _places(event) or _places_around(event, scenes)
    time = _time(event, published)
    claims = _claims(event)
    codes = codes_of(
        event.type,
        event.mode,
        actors[0].sector if actors else None,
        recipients[0].sector if recipients else None,
        gains=lead.main.trigger.pattern.startswith(_GAINS) and _takes_ground(places, recipients),
    )
    tokens = lead.scene.sentence.tokens
    return Mention(
        type=event.type,
        mode=event.mode,
        trigger=(tokens[lead.main.first].start, tokens[lead.main.last].end),
        sentence=lead.scene.sentence.number,
        evidence=_evidence(event),
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
        weapon=_named(text, event, resources.weapons) if event.type in _ARMED else None,
        target_object=_named(text, event, resources.targets) if event.type in HARM else None,
        modality=lead.modality,
        background=is_background(event, time, published),
        summary=is_summary(event, claims),
        attribution=_attribution(event, actors, recipients),
        confidence=_confidence(event, claims, places, time),
        reasons=tuple(_reasons(places, time)),
    )


def _evidence(event: Event) -> tuple[Span, ...]:
    """Whole sentences, the first telling first, then in reading order; each once."""
    return tuple(dict.fromkeys(draft.scene.sentence.span for draft in event.drafts))


def _participants(
    text: str, event: Event, resources: Resources
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    actors: list[Participant] = []
    recipients: list[Participant] = []
    for draft in event.drafts:
        for hit in sorted(draft.hits, key=lambda h: h is not draft.main):
            sides = sides_of(draft.scene.sentence, hit)
            _note(
                text,
                draft,
                _without_weapons(draft, sides, resources),
                resources,
                actors,
                recipients,
            )
    if event.type in ("ACCIDENT", "DISASTER"):
        actors.clear()
    taken = {actor.text.casefold() for actor in actors[:1]}
    return tuple(actors[:3]), tuple(r for r in recipients if r.text.casefold() not in taken)[:3]


def _note(
    text: str,
    draft: Draft,
    sides: Sides,
    resources: Resources,
    actors: list[Participant],
    recipients: list[Participant],
) -> None:
    scene = draft.scene
    for chunk, into in ((sides.actor, actors), (sides.recipient, recipients)):
        found = resources.describer.describe(text, scene.sentence, scene.nations, chunk)
        if found is not None and all(found.text.casefold() != p.text.casefold() for p in into):
            into.append(found)


def _without_weapons(draft: Draft, sides: Sides, resources: Resources) -> Sides:
    """A weapon acts for somebody: of "a Russian missile" the actor is "Russian"."""
    chunk = sides.actor
    if chunk is None:
        return sides
    tokens = draft.scene.sentence.tokens
    held = resources.weapons.find(tokens[chunk[0] : chunk[1] + 1]) and not _people(
        draft, chunk, resources
    )
    plain = resources.describer.names_actor(draft.scene.sentence, draft.scene.nations, chunk)
    owner = next((n for n in draft.scene.nations if chunk[0] <= n.first <= chunk[1]), None)
    if held or not plain:
        return Sides((owner.first, owner.last) if owner else None, sides.recipient)
    return sides


def _people(draft: Draft, chunk: Chunk, resources: Resources) -> bool:
    """Whether a phrase with a weapon in it names its bearer: "a man armed with two handguns"."""
    tokens = draft.scene.sentence.tokens[chunk[0] : chunk[1] + 1]
    found = resources.describer.sectors.find(tokens)
    return bool(found) and found[0].first < 3


def _places(event: Event) -> tuple[Place, ...]:
    found: list[tuple[tuple[int, ...], Place]] = []
    for order, draft in enumerate(event.drafts):
        for place in draft.scene.places:
            if draft.first <= place.first <= draft.last:
                found.append((_salience(order, draft, place), place.place))
    places = [place for _, place in sorted(found, key=lambda entry: entry[0])]
    return tuple({p.name or p.text: p for p in reversed(places)}.values())[::-1]


def _places_around(event: Event, scenes: tuple[Scene, ...]) -> tuple[Place, ...]:
    """The place of the sentences just before, or of the dateline, where the event names none."""
    number = event.lead.scene.sentence.number
    near = [s for s in scenes if 0 < number - s.sentence.number <= _NEARBY]
    for scene in [*reversed(near), *scenes[:1]]:
        fine = [p.place for p in scene.places if p.cued and p.place.role == "at"]
        if fine:
            best = min(fine, key=lambda place: _GRAIN[place.precision or "country"])
            return (replace(best, reason=best.reason or "place_from_context"),)
    return ()


def _salience(order: int, draft: Draft, place: PlaceFound) -> tuple[int, ...]:
    """Said with a preposition first, then by role, by grain, then near the trigger."""
    distance = abs(place.first - draft.main.last)
    grain = _GRAIN[place.place.precision or "country"]
    coarse = 1 if grain == _GRAIN["country"] else 0
    return (not place.cued, _ROLES[place.place.role], coarse, order, grain > 1, distance)


def _time(event: Event, published: date | None) -> EventTime | None:
    for draft in event.drafts:
        inside = [t for t in draft.scene.times if _within(draft, t)]
        if inside:
            at = draft.scene.sentence.tokens[draft.main.first].start
            nearest = min(
                inside,
                key=lambda t: (t.time.start is None, _said_with(draft, t), abs(t.start - at)),
            )
            return _ahead(nearest, draft, published)
    return None


def _within(draft: Draft, time: TimeFound) -> bool:
    tokens = draft.scene.sentence.tokens
    return tokens[draft.first].start <= time.start < tokens[draft.last].end


def _said_with(draft: Draft, time: TimeFound) -> bool:
    """Whether a time belongs to a verb of saying: "said on Thursday"."""
    attribution = draft.scene.attribution
    tokens = draft.scene.sentence.tokens
    before = [t.low for t in tokens if t.end <= time.start][-2:]
    saying = {"said", "says", "announced", "reported", "told", "confirmed"}
    return attribution is not None and not saying.isdisjoint(before)


def _ahead(found: TimeFound, draft: Draft, published: date | None) -> EventTime:
    """ "Will meet on Friday" is the next Friday, not the last one."""
    time = found.time
    if draft.modality != "planned" and published and time.start and time.end:
        if found.future and time.start > published and time.text and not _YEAR.search(time.text):
            return _year_before(time)
    if draft.modality != "planned" or not time.start or not time.end or published is None:
        return time
    if time.precision in ("day", "part_of_day") and time.end < published:
        week = timedelta(days=7)
        if (published - time.end) < week:
            return replace(time, start=time.start + week, end=time.end + week)
    return time


_YEAR = re.compile(r"(?:19|20)\d\d")


def _year_before(time: EventTime) -> EventTime:
    """A day told as past that would lie ahead: the one a year before."""
    if not time.start or not time.end or (time.start.month, time.start.day) == (2, 29):
        return time
    start, end = time.start.replace(year=time.start.year - 1), time.end
    return replace(
        time,
        start=start,
        end=end.replace(year=end.year - 1, day=min(end.day, 28) if end.month == 2 else end.day),
    )


def _claims(event: Event) -> tuple[Claim, ...]:
    """The figures of all sentences, each once; parts know the sum they are part of."""
    allowed = _KINDS.get(event.type, frozenset())
    claims: list[Claim] = []
    for draft in event.drafts:
        for figure in draft.figures:
            claim = _linked(figure, claims)
            if claim.kind in allowed and all(not _repeats(claim, known) for known in claims):
                claims.append(claim)
    return tuple(claims)


def _linked(figure: Figure, claims: list[Claim]) -> Claim:
    if not figure.part:
        return figure.claim
    same = [i for i, c in enumerate(claims) if c.kind == figure.claim.kind and c.part_of is None]
    return replace(figure.claim, part_of=same[-1]) if same else figure.claim


def _repeats(claim: Claim, known: Claim) -> bool:
    same = (claim.kind, claim.low, claim.high) == (known.kind, known.low, known.high)
    return same and (claim.part_of is None) == (known.part_of is None)


def _named(text: str, event: Event, table: PhraseTable[str]) -> Named | None:
    """The longest entry of a table, in the first sentence that holds one."""
    for draft in event.drafts:
        found = [
            p for p in table.find(draft.scene.sentence.tokens)
            if draft.first <= p.first <= draft.last
            and (p.value != "vehicle" or event.mode == "vehicle")
        ]  # fmt: skip
        if found:
            best = max(found, key=lambda phrase: phrase.last - phrase.first)
            said, span = draft.scene.sentence.text_of(text, best.first, best.last)
            return Named(said, span, best.value)
    return None


def _attribution(
    event: Event, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> Attribution | None:
    named = [draft for draft in event.drafts if draft.scene.attribution is not None]
    for draft in sorted(named, key=_anonymous):
        found = draft.scene.attribution
        if found is not None:
            side = side_of(
                found, draft.scene.nations, draft.scene.sentence,
                frozenset(a.country for a in actors if a.country),
                frozenset(r.country for r in recipients if r.country),
            )  # fmt: skip
            return replace(found, side=side)
    return None


def _anonymous(draft: Draft) -> bool:
    """Whether the source has no name: "officials" stands behind "Jane Doe"."""
    words = draft.scene.attribution.text.split() if draft.scene.attribution else []
    return sum(word[0].isupper() for word in words) < 2


def _takes_ground(places: tuple[Place, ...], recipients: tuple[Participant, ...]) -> bool:
    return bool(places) and not any(r.kind in ("people", "person") for r in recipients)


def _confidence(
    event: Event, claims: tuple[Claim, ...], places: tuple[Place, ...], time: EventTime | None
) -> float:
    """A rough figure by how much the text gives; it is not calibrated."""
    score = 0.35 + 0.1 * bool(claims) + 0.1 * bool(places) + 0.1 * (time is not None)
    score += 0.1 * (len(event.drafts) > 1)
    score += 0.1 * any(h.trigger.role == "act" for d in event.drafts for h in d.hits)
    return round(min(score, 0.9), 2)


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
