"""Several sentences about one occurrence: what belongs together within one article."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf

from parsers.events.drafts import HARM, Draft
from parsers.events.facts import Facts, facts_of
from parsers.events.records import EventType
from parsers.events.sameness import Told, is_loose, same_features
from parsers.events.tallies import goes_on, is_sum
from parsers.events.weighing import weigh

_OPEN, _TOLD = 20, 6
"""Occurrences and tellings compared: a live blog of a thousand posts must not cost their square."""


@dataclass(slots=True)
class Event:
    """One occurrence as the article tells it: the drafts that tell it, the clearest first.

    `doubt` is the highest log odds, below 0, that it is one told before after all; `alone` says
    that the article tells of no other of its type.
    """

    type: EventType
    mode: str | None
    drafts: list[Draft] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    doubt: float = -inf
    alone: bool = False

    @property
    def lead(self) -> Draft:
        """The draft that tells it first."""
        return self.drafts[0]

    def told(self, *, latest: bool) -> Told:
        """What a new telling is compared with: the first and the last tellings."""
        few = self.facts if len(self.facts) <= _TOLD else [*self.facts[:3], *self.facts[-3:]]
        return Told(self.type, self.mode, self.lead, self.drafts[-1], few, latest)


def merge(drafts: Iterable[Draft]) -> list[Event]:
    """The occurrences of an article, in the order in which it first tells them.

    Each telling joins the most alike of the last occurrences, or begins a new one.
    """
    events: list[Event] = []
    for draft in drafts:
        facts = facts_of(draft)
        number = goes_on([(event.type, event.drafts[-1]) for event in events[-_OPEN:]], draft)
        if number is not None:
            _add(events[-_OPEN:][number], draft, facts)
            continue
        best = max(_likely(events, draft, facts), key=lambda pair: pair[0], default=(-inf, -1))
        if best[0] >= 0:
            _add(events[best[1]], draft, facts)
        else:
            events.append(Event(draft.type, draft.mode, [draft], [facts], doubt=best[0]))
    told = Counter(event.type for event in events)
    for event in events:
        event.alone = told[event.type] == 1
    return events


def _likely(events: list[Event], draft: Draft, facts: Facts) -> Iterator[tuple[float, int]]:
    """(log odds, number) of the occurrences that a draft may tell of, the latest first."""
    latest = True
    for number in range(len(events) - 1, max(-1, len(events) - 1 - _OPEN), -1):
        event = events[number]
        apart = _beside(event, draft) or is_sum(draft) != is_sum(event.lead)
        if _types_agree(event, draft) and not apart:
            yield weigh(same_features(event.told(latest=latest), draft, facts), "sameness"), number
        latest = latest and not _types_agree(event, draft)


def _beside(event: Event, draft: Draft) -> bool:
    """Whether a sentence tells both: what it tells of one occurrence is one draft already."""
    return draft.scene.sentence.number == event.drafts[-1].scene.sentence.number


def _types_agree(event: Event, draft: Draft) -> bool:
    if event.type == draft.type:
        settled = {event.lead.modality == "planned", draft.modality == "planned"}
        return len(settled) == 1 or draft.definite
    if draft.toll_only or event.lead.toll_only:
        return event.type in HARM and draft.type in HARM
    loose = {event.type, draft.type} == {"ASSAULT", "ACCIDENT"}
    return loose and (is_loose(draft) or is_loose(event.lead))


def _add(event: Event, draft: Draft, facts: Facts) -> None:
    event.drafts.append(draft)
    event.facts.append(facts)
    if (event.type == "ACCIDENT" and draft.type == "ASSAULT" and not draft.toll_only) or (
        event.lead.toll_only and not draft.toll_only and draft.type in HARM
    ):
        event.type, event.mode = draft.type, draft.mode
    elif event.type == draft.type and event.mode in (None, "unknown") and draft.mode:
        event.mode = draft.mode
