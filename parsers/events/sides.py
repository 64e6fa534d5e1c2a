"""Who took part in an occurrence: what its sentences give for both sides."""

from dataclasses import dataclass, field

from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.noun_phrases import Chunk
from parsers.events.participants import Sides, sides_of
from parsers.events.records import Participant
from parsers.events.resources import Resources

_MOST = 3
"""Participants kept a side, and words into a phrase within which its head stands."""
_NOBODY = frozenset(("ACCIDENT", "DISASTER"))


@dataclass(frozen=True, slots=True)
class _Roll:
    actors: list[Participant] = field(default_factory=list)
    recipients: list[Participant] = field(default_factory=list)


def read_participants(
    text: str, event: Event, resources: Resources
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients, the agent and patient of the clearest trigger first."""
    roll = _Roll()
    for draft in event.drafts:
        for hit in sorted(draft.hits, key=lambda h: h is not draft.main):
            sides = sides_of(draft.scene.sentence, hit)
            _note(text, draft, _without_weapons(draft, sides, resources), resources, roll)
    actors = [] if event.type in _NOBODY else roll.actors
    taken = {actor.text.casefold() for actor in actors[:1]}
    others = [r for r in roll.recipients if r.text.casefold() not in taken]
    return tuple(actors[:_MOST]), tuple(others[:_MOST])


def _note(text: str, draft: Draft, sides: Sides, resources: Resources, roll: _Roll) -> None:
    scene = draft.scene
    for chunk, into in ((sides.actor, roll.actors), (sides.recipient, roll.recipients)):
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
    return bool(found) and found[0].first < _MOST
