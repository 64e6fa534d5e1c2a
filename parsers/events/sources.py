"""Who says so of an occurrence: one source for the event, from the sentences that tell it."""

from dataclasses import replace

from parsers.events.attribution import side_of
from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.records import Attribution, Participant
from parsers.events.scenes import Scene

_FIRST, _NEAR = 3, 3
"""Tellings in which a source is looked for, and sentences that they may be apart."""
_NAME = 2
"""Capitalised words from which a source counts as named."""


def read_attribution(
    event: Event,
    scenes: tuple[Scene, ...],
    actors: tuple[Participant, ...],
    recipients: tuple[Participant, ...],
) -> Attribution | None:
    """The source of the first tellings, a named one before "officials"; its side by its country.

    A telling without a source of its own that stands between two sentences of one speaker is told
    by that speaker.
    """
    start = event.lead.scene.sentence.number
    near = [d for d in event.drafts[:_FIRST] if d.scene.sentence.number - start <= _NEAR]
    told = [draft.scene for draft in near if draft.scene.attribution is not None]
    scene = min(told, key=_anonymous, default=None) or _speaking(event.lead, scenes)
    if scene is None or scene.attribution is None:
        return None
    side = side_of(
        scene.attribution, scene.nations, scene.sentence,
        frozenset(a.country for a in actors if a.country),
        frozenset(r.country for r in recipients if r.country),
    )  # fmt: skip
    return replace(scene.attribution, side=side)


def _anonymous(scene: Scene) -> bool:
    """Whether the source has no name: "officials" stands behind "Jane Doe"."""
    words = scene.attribution.text.split() if scene.attribution else []
    return sum(word[0].isupper() for word in words) < _NAME


def _speaking(draft: Draft, scenes: tuple[Scene, ...]) -> Scene | None:
    """The sentence after, where it goes on with the speaker of the one before."""
    place = next((i for i, s in enumerate(scenes) if s is draft.scene), None)
    if place is None or place + 1 >= len(scenes):
        return None
    before = scenes[place - 1].attribution if place else None
    after = scenes[place + 1].attribution
    if after is None:
        return None
    same = before is not None and before.text == after.text
    return scenes[place + 1] if same or place <= 1 else None
