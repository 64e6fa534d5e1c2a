"""Who took part in an occurrence: what its sentences give for both sides."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from parsers.events.merge import Event
from parsers.events.nominals import answering
from parsers.events.parties import PartyReader
from parsers.events.records import Participant
from parsers.events.resources import Resources
from parsers.events.scenes import Scene
from parsers.events.triggers import HARM_ONLY

_MOST = 3
"""Participants kept a side."""
_TELLINGS = 3
"""Tellings that are read: later ones speak of what came of it."""
_ANNOUNCED = frozenset(("MOBILIZE", "SANCTION", "AID", "COOPERATE", "AGREE"))
"""Types whose doer, where none is told, is the body that announces it."""
_ANSWERS = 12
"""Sentences after an attack within which somebody claims it or is blamed for it."""
_VICTIM, _FIGURE = 2, 3
"""Ranks of unnamed victims and of bare figures."""
_NOBODY = frozenset(("ACCIDENT", "DISASTER"))


@dataclass(slots=True)
class _Roll:
    """Those found so far, each with a rank: the lower, the better it names its side."""

    actors: list[tuple[int, Participant]] = field(default_factory=list)
    recipients: list[tuple[int, Participant]] = field(default_factory=list)


def read_participants(
    text: str,
    event: Event,
    scenes: tuple[Scene, ...],
    resources: Resources,
    day: date | None = None,
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients, the agent and patient of the clearest trigger first.

    `day` is the event's or, where that is not known, the article's: offices are those held then.
    """
    roll = _Roll()

    def read(scene: Scene) -> PartyReader:
        return PartyReader(text, scene, resources, day)

    for draft in event.drafts[:_TELLINGS]:
        reader = read(draft.scene)
        for hit in sorted(draft.hits, key=lambda h: h is not draft.main):
            actors, recipients = reader.read(hit)
            _note(roll.actors, actors, lambda _: 0)
            victims = _VICTIM if hit.trigger.role in HARM_ONLY else 0
            _note(roll.recipients, recipients, partial(_rank, other=victims))
    if not roll.actors:
        _note(roll.actors, _answerable(event, scenes, read), lambda _: 0)
    actors = [] if event.type in _NOBODY else _ranked(roll.actors)
    taken = {actor.text.casefold() for actor in actors[:1]}
    if event.type == "DISASTER":
        # Its dead are figures; whom it befell is told by name: a town, a province.
        roll.recipients = [(rank, one) for rank, one in roll.recipients if _named(one)]
    others = [r for r in _ranked(roll.recipients) if r.text.casefold() not in taken]
    return tuple(actors[:_MOST]), tuple(others[:_MOST])


def _note(
    into: list[tuple[int, Participant]],
    found: Iterable[Participant],
    rank: Callable[[Participant], int],
) -> None:
    for one in found:
        if all(one.text.casefold() != known.text.casefold() for _, known in into):
            into.append((rank(one), one))


def _ranked(found: list[tuple[int, Participant]]) -> list[Participant]:
    return [one for _, one in sorted(found, key=lambda item: item[0])]


def _rank(one: Participant, other: int) -> int:
    """Names before things struck, these before victims, bare figures last."""
    words = one.text.split()
    if not any(word[:1].isalpha() for word in words) or words[-1] in ("them", "whom"):
        return _FIGURE
    return 0 if _named(one) else other


def _named(one: Participant) -> bool:
    """Whether the words name somebody: a name, a known group, a country's people or forces."""
    return one.name is not None or one.text.split()[-1][:1].isupper()


def _answerable(
    event: Event, scenes: tuple[Scene, ...], read: Callable[[Scene], PartyReader]
) -> Iterator[Participant]:
    """Who answers for an event that no sentence of its own says the doer of."""
    if event.type == "COERCE" and event.mode in ("arrest", "raid"):
        yield from _police(event, read)
    if event.type in _ANNOUNCED:
        source = event.lead.scene.attribution
        found = read(event.lead.scene).at(source.span) if source else None
        body = found is not None and found.kind in ("organisation", "state")
        if found and body and found.sector != "MED" and _named(found):
            yield found
    if event.type == "ASSAULT" and event.mode not in ("clash", "intercept"):
        start = event.lead.scene.sentence.number
        for scene in scenes:
            if -1 <= scene.sentence.number - start <= _ANSWERS:
                yield from read(scene).actors(answering(scene.sentence))


def _police(event: Event, read: Callable[[Scene], PartyReader]) -> Iterator[Participant]:
    """The police who tell of an arrest made it."""
    for draft in event.drafts:
        source = draft.scene.attribution
        found = read(draft.scene).at(source.span) if source else None
        if found and (found.sector == "COP" or "police" in found.text.lower()):
            yield found
            return
