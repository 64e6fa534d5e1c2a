"""Who took part in an occurrence: what its sentences give for both sides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parsers.actors.describer import ACTING
from parsers.actors.noun_phrases import phrase_at
from parsers.events.arguments import acts, head_of, modifiers, nominal
from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.records import Participant
from parsers.events.resources import Resources
from parsers.events.sides import sides_of
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

_PRONOUNS = word_set("participants.pronouns")
_MOST = 3
"""Participants kept a side."""
_BEARERS = frozenset(("person", "people"))
"""Kinds that make a trigger name its doer: "gunmen", "protesters"."""
_FORCES = word_set("participants.forces")
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
            actors, recipients = reader.read(hit)
            _note(roll.actors, actors)
            _note(roll.recipients, recipients)
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

    @property
    def sentence(self) -> Sentence:
        return self.draft.scene.sentence

    def read(self, hit: Hit) -> tuple[list[Participant], list[Participant]]:
        """Those who acted and those it was done to, as one trigger tells it."""
        sides = sides_of(self.sentence, hit)
        head = head_of(self.sentence, hit.first, hit.last)
        actors = list(self._actors(sides.agents))
        recipients = list(self._recipients(sides.patients))
        if not acts(self.sentence, head):
            doer = self._participant(head)
            if doer is not None and doer.kind in _BEARERS:
                return [doer], recipients
            before, undergone = self._before(head)
            if undergone:
                recipients = recipients or before
            else:
                actors = actors or before
                recipients = recipients or self._struck(head)
        return actors, recipients

    def _actors(self, heads: tuple[int, ...]) -> Iterator[Participant]:
        """Those who can act; a weapon or an attack acts for its owner."""
        for head in heads:
            found = self._participant(head)
            if found is not None and found.kind in ACTING:
                yield found
            elif found is not None:
                yield from self._owners(head)

    def _recipients(self, heads: tuple[int, ...]) -> Iterator[Participant]:
        """Those it was done to; things and places can be."""
        for head in heads:
            found = self._participant(head)
            if found is not None:
                yield found

    def _owners(self, head: int) -> Iterator[Participant]:
        """Whose missile or attack it is: "a Russian missile", "the rebels' shells"."""
        for owner in nominal(self.sentence, head).agents[:1]:
            found = self._participant(owner)
            if found is not None and found.kind in ACTING:
                yield found
                return
        before, undergone = self._before(head)
        if before and not undergone:
            yield before[0]

    def _before(self, head: int) -> tuple[list[Participant], bool]:
        """Who stands before a noun of action or a weapon: "police raid", "Russian missile"."""
        heads, undergone = modifiers(self.sentence, head)
        found = []
        for index in heads:
            who = self._modifier(index)
            if who is not None:
                found.append(who)
        return found, undergone

    def _modifier(self, index: int) -> Participant | None:
        scene, token = self.draft.scene, self.sentence.tokens[index]
        told = self.resources.describer.describe(
            self.sentence, (index, index), index, scene.nations
        )
        nation = next((n for n in scene.nations if n.first <= index <= n.last), None)
        group = self.resources.describer.group_at(self.sentence, index)
        if group is not None:
            first, last, told = group
        elif nation is not None and (nation.value.how == "adjective" or token.text.isupper()):
            first, last = nation.first, nation.last
        elif nation is None and told.kind in ACTING and token.dep.startswith("compound"):
            first = last = index
        else:
            return None
        said, span = self.sentence.text_of(self.text, first, last)
        return Participant(said, span, told.name, told.kind or "state", told.country, told.sector)

    def _struck(self, head: int) -> list[Participant]:
        """What stands before a noun of action and cannot act: "church bombings"."""
        for index in modifiers(self.sentence, head)[0]:
            token = self.sentence.tokens[index]
            place = token.name == "LOC" or self.resources.targets.find((token,))
            if place and token.dep.startswith("compound"):
                said, span = self.sentence.text_of(self.text, index, index)
                return [Participant(said, span, kind="place")]
        return []

    def _participant(self, head: int) -> Participant | None:
        """Whoever a head word stands for, by the best name in the text; None for nobody."""
        scene = self.draft.scene
        token = self.sentence.tokens[head]
        owner = self.sentence.child(head, "nmod:poss")
        if owner is not None and token.low in _FORCES and self.sentence.tokens[owner].tag == "PRP$":
            head = owner
        who = scene.cast.find(self.sentence, head)
        if who is not None:
            said, span = who.sentence.text_of(self.text, *who.chunk)
            told = who.told
        elif token.tag in ("PRP", "PRP$") or token.low in _PRONOUNS:
            return None
        else:
            chunk = phrase_at(self.sentence, head)
            said, span = self.sentence.text_of(self.text, *chunk)
            told = self.resources.describer.describe(self.sentence, chunk, head, scene.nations)
        return Participant(said, span, told.name, told.kind, told.country, told.sector)
