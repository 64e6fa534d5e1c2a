"""Figures of sentences that name no event: "Nobody was hurt." is told of the event before it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsers.events.claims import KINDS, claims_of
from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.records import ClaimKind
from parsers.events.scenes import Scene

_REACH = 3
"""Sentences from an event to a figure that is still told of it."""
_KINDS: frozenset[ClaimKind] = frozenset(
    ("killed", "wounded", "missing", "displaced", "destroyed", "participants", "captured")
)
_OWN: frozenset[ClaimKind] = frozenset(("participants", "captured"))
"""Kinds that tell of no harm: only of an event told in the sentence before."""


def find_strays(
    events: Sequence[Event], scenes: Sequence[Scene]
) -> Mapping[int, tuple[Draft, ...]]:
    """By the number of the event, the sentences without a trigger whose figures are its own.

    A figure goes to the last event told before it that such a figure can count and that has none
    of its kind yet. What is planned or denied has no toll.
    """
    busy = {draft.scene.sentence.number for event in events for draft in event.drafts}
    found: dict[int, list[Draft]] = defaultdict(list)
    known = [{claim.kind for claim in claims_of(event)} for event in events]
    for scene in scenes:
        if scene.hits or scene.sentence.number in busy:
            continue
        for figure in scene.figures:
            kind = figure.claim.kind
            number = _owner(events, scene.sentence.number, kind)
            if number is None or figure.part or kind in known[number]:
                continue
            lead = events[number].lead
            found[number].append(replace(lead, scene=scene, figures=(figure,), hits=()))
        for number, drafts in found.items():
            known[number] |= {figure.claim.kind for draft in drafts for figure in draft.figures}
    return {number: tuple(drafts) for number, drafts in found.items()}


def _owner(events: Sequence[Event], here: int, kind: ClaimKind) -> int | None:
    """The event told last before a sentence, where a figure of the kind can be its own.

    Of several events of one sentence it is the first's.
    """
    if kind not in _KINDS:
        return None
    best: tuple[int, int] | None = None
    for number, event in enumerate(events):
        if event.lead.modality != "occurred" or kind not in KINDS.get(event.type, ()):
            continue
        before = [d.scene.sentence.number for d in event.drafts if d.scene.sentence.number < here]
        if event.type == "COERCE" and kind not in _OWN:
            continue  # who flees does so from the fighting, not from the arrest
        if event.type == "ACCIDENT" and kind == "displaced":
            continue  # who runs from a crash is home in the evening
        reach = 1 if kind in _OWN else _REACH
        if not before or here - before[-1] > reach:
            continue
        found = before[-1], -number
        best = found if best is None else max(best, found)
    return -best[1] if best is not None else None
