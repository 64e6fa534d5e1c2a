"""Who took part in an occurrence: what its sentences give for both sides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parsers.actors.describer import ACTING
from parsers.actors.noun_phrases import phrase_at
from parsers.events.arguments import nominal
from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.records import Participant
from parsers.events.resources import Resources
from parsers.events.sides import sides_of
from parsers.lexicon.tables import word_set

_PRONOUNS = word_set("participants.pronouns")
_MOST = 3
"""Participants kept a side."""
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
        reader = _Reader(text, draft, resources)
        for hit in sorted(draft.hits, key=lambda h: h is not draft.main):
            sides = sides_of(draft.scene.sentence, hit)
            _note(roll.actors, reader.actors(sides.agents))
            _note(roll.recipients, reader.recipients(sides.patients))
    actors = [] if event.type in _NOBODY else roll.actors
    taken = {actor.text.casefold() for actor in actors[:1]}
    others = [r for r in roll.recipients if r.text.casefold() not in taken]
    return tuple(actors[:_MOST]), tuple(others[:_MOST])


def _note(into: list[Participant], found: Iterable[Participant]) -> None:
    for one in found:
        if all(one.text.casefold() != known.text.casefold() for known in into):
            into.append(one)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns heads of phrases of one sentence into participants."""

    text: str
    draft: Draft
    resources: Resources

    def actors(self, heads: tuple[int, ...]) -> Iterator[Participant]:
        """Those who can act; a weapon or an attack acts for its owner."""
        for head in heads:
            found = self._participant(head)
            if found is not None and found.kind in ACTING:
                yield found
            else:
                yield from self._owners(head)

    def recipients(self, heads: tuple[int, ...]) -> Iterator[Participant]:
        """Those it was done to; things and places can be."""
        for head in heads:
            found = self._participant(head)
            if found is not None:
                yield found

    def _owners(self, head: int) -> Iterator[Participant]:
        """Whose missile or attack it is: "a Russian missile", "the rebels' shells"."""
        sentence = self.draft.scene.sentence
        for owner in nominal(sentence, head).agents[:1]:
            found = self._participant(owner)
            if found is not None and found.kind in ACTING:
                yield found
                return
        first, last = phrase_at(sentence, head)
        for nation in self.draft.scene.nations:
            if first <= nation.first <= last:
                said, span = sentence.text_of(self.text, nation.first, nation.last)
                yield Participant(said, span, name=nation.value.name, kind="state",
                                  country=nation.value.country)  # fmt: skip
                return

    def _participant(self, head: int) -> Participant | None:
        scene = self.draft.scene
        chunk = phrase_at(scene.sentence, head)
        words = scene.sentence.tokens[chunk[0] : chunk[1] + 1]
        if all(token.low in _PRONOUNS or not token.word for token in words):
            return None
        told = self.resources.describer.describe(scene.sentence, chunk, head, scene.nations)
        said, span = scene.sentence.text_of(self.text, *chunk)
        return Participant(said, span, told.name, told.kind, told.country, told.sector)
