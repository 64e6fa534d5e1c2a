"""Several sentences about one occurrence: what belongs together within one article."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from parsers.events.drafts import HARM, Draft
from parsers.events.places import PlaceFound
from parsers.events.records import EventType

_OPEN, _TOLD = 20, 6
"""Occurrences and tellings compared: a live blog of a thousand posts must not cost their square."""
_SAME = 2
"""Points from which two tellings count as one occurrence."""
_CLOSE, _FAR = 2, 5
"""Sentences between two tellings."""
_ARMED = frozenset(("intercept",))
_BROAD = frozenset((None, "unknown", "explosives", "destroy", "firearms", "clash"))
_LOOSE = frozenset(("explosion/n", "blast/n", "explode/v"))
_SINGULAR_TYPES = frozenset(("PROTEST", "DISASTER", "ACCIDENT"))
_FINE = frozenset(("building", "settlement", "district", "region"))


@dataclass(slots=True)
class Event:
    """One occurrence as the article tells it: the drafts that tell it, the clearest first."""

    type: EventType
    mode: str | None
    drafts: list[Draft] = field(default_factory=list)

    @property
    def compared(self) -> list[Draft]:
        """The first and the last tellings: what a new one is compared with."""
        return self.drafts if len(self.drafts) <= _TOLD else [*self.drafts[:3], *self.drafts[-3:]]

    @property
    def lead(self) -> Draft:
        """The draft that tells it first."""
        return self.drafts[0]


def merge(drafts: Iterable[Draft]) -> list[Event]:
    """The occurrences of an article, in the order in which it first tells them.

    Each telling joins the most alike of the last occurrences, or begins a new one.
    """
    events: list[Event] = []
    for draft in drafts:
        open_from = max(0, len(events) - _OPEN)
        recent = enumerate(events[open_from:], start=open_from)
        scored = [(_likeness(event, draft), number) for number, event in recent]
        best, number = max(scored, default=(0, -1))
        if number >= 0 and best >= _SAME:
            _add(events[number], draft)
        else:
            events.append(Event(draft.type, draft.mode, [draft]))
    return events


def _add(event: Event, draft: Draft) -> None:
    event.drafts.append(draft)
    if (event.type == "ACCIDENT" and draft.type == "ASSAULT" and not draft.toll_only) or (
        event.lead.toll_only and not draft.toll_only and draft.type in HARM
    ):
        event.type, event.mode = draft.type, draft.mode
    elif event.type == draft.type and event.mode in (None, "unknown") and draft.mode:
        event.mode = draft.mode


def _likeness(event: Event, draft: Draft) -> float:
    """How surely a draft tells of an event: points for what they share, minus what differs."""
    if not _types_agree(event, draft):
        return -9
    score = 0.0
    distance = draft.scene.sentence.number - event.drafts[-1].scene.sentence.number
    if distance == 0:
        return (
            -9 if draft.scene.sentence.paragraph == event.lead.scene.sentence.paragraph and not draft.toll_only else 0
        )
    score += 1.5 if distance <= _CLOSE else 0.5 if distance <= _FAR else -0.5
    score += 1.5 if draft.definite else 0
    score += 1 if draft.toll_only else 0
    score -= 2 if draft.fresh else 0
    score += 1 if draft.type in _SINGULAR_TYPES else 0
    score += 0.5 if _adds_nothing(draft) else 0
    score += _modes(event, draft) + _places(event, draft) + _dates(event, draft)
    return score + _counts(event, draft) + _words(event, draft)


def _types_agree(event: Event, draft: Draft) -> bool:
    if event.type == draft.type:
        settled = {event.lead.modality == "planned", draft.modality == "planned"}
        return len(settled) == 1 or draft.definite
    if draft.toll_only or event.lead.toll_only:
        return event.type in HARM and draft.type in HARM
    loose = {event.type, draft.type} == {"ASSAULT", "ACCIDENT"}
    return loose and (_is_loose(draft) or _is_loose(event.lead))


def _is_loose(draft: Draft) -> bool:
    """A blast whose cause the sentence does not tell may be an attack or an accident."""
    return draft.type == "ACCIDENT" and draft.main.trigger.pattern in _LOOSE


def _modes(event: Event, draft: Draft) -> float:
    one, two = event.mode, draft.mode
    if one == two:
        return 0.5 if one not in (None, "unknown") else 0
    if (one in _ARMED) != (two in _ARMED):
        return -4
    if one in _BROAD or two in _BROAD or event.type != draft.type:
        return 0
    return -1


def _places(event: Event, draft: Draft) -> float:
    mine, theirs = _fine(draft), [p for d in event.compared for p in _fine(d)]
    if not mine or not theirs:
        return 0
    names = {_name(p) for p in theirs}
    if any(_name(p) in names for p in mine):
        return 1
    countries = {p.place.country for p in theirs}
    if all(p.place.country and p.place.country not in countries for p in mine):
        return -3
    grains = {p.place.precision for p in theirs} & {p.place.precision for p in mine}
    return -2 if grains else -0.5


def _fine(draft: Draft) -> list[PlaceFound]:
    return [p for p in draft.scene.places if p.cued and p.place.precision in _FINE
            and draft.first <= p.first <= draft.last]  # fmt: skip


def _name(place: PlaceFound) -> str:
    return (place.place.name or place.place.text).casefold()


def _dates(event: Event, draft: Draft) -> float:
    mine = [t.time for t in draft.scene.times if t.time.start and t.time.end]
    theirs = [t.time for d in event.compared for t in d.scene.times if t.time.start and t.time.end]
    if not mine or not theirs:
        return 0
    meets = any(
        a.start <= b.end and b.start <= a.end
        for a in mine
        for b in theirs
        if a.start and a.end and b.start and b.end
    )
    return 0.5 if meets else -2


def _counts(event: Event, draft: Draft) -> float:
    mine = _toll(draft)
    theirs: dict[str, int] = {}
    for other in event.compared:
        theirs |= _toll(other)
    shared = [kind for kind in mine if kind in theirs]
    if not shared:
        return 0
    if any(mine[kind] == theirs[kind] for kind in shared):
        return 1.5
    return -1.5 if "killed" in shared or "captured" in shared else -0.5


def _toll(draft: Draft) -> dict[str, int]:
    toll: dict[str, int] = {}
    for figure in draft.figures:
        if not figure.part:
            toll[figure.claim.kind] = max(toll.get(figure.claim.kind, 0), figure.claim.low)
    return toll


def _words(event: Event, draft: Draft) -> float:
    patterns = {h.trigger.pattern.split("/")[0] for d in event.compared for h in d.hits}
    mine = {h.trigger.pattern.split("/")[0] for h in draft.hits}
    return 0.5 if patterns & mine else 0


def _adds_nothing(draft: Draft) -> bool:
    return not draft.figures and not _fine(draft) and not draft.scene.times
