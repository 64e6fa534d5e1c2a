"""Where an occurrence was: the best of what its sentences give."""

from dataclasses import replace

from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.places import PlaceFound
from parsers.events.records import Place
from parsers.events.scenes import Scene

_GRAIN = {"building": 0, "settlement": 1, "district": 2, "region": 3, "country": 4}
_ROLES = {"at": 0, "to": 1, "from": 2}
_NEARBY = 3
"""Sentences back in which a place is still that of what follows."""


def read_places(event: Event, scenes: tuple[Scene, ...]) -> tuple[Place, ...]:
    """The places of an occurrence, the most salient first.

    Where its own sentences name none, the place of the sentences just before or of the dateline
    stands, with the reason `place_from_context`.
    """
    return _places(event) or _places_around(event, scenes)


def _places(event: Event) -> tuple[Place, ...]:
    found = [
        (_salience(order, draft, place), place.place)
        for order, draft in enumerate(event.drafts)
        for place in draft.scene.places
        if draft.first <= place.first <= draft.last
    ]
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
    """Said with a preposition first, then by role, grain, sentence and nearness."""
    distance = abs(place.first - draft.main.last)
    grain = _GRAIN[place.place.precision or "country"]
    coarse = 2 if grain == _GRAIN["country"] else 1 if grain == _GRAIN["region"] else 0
    return (not place.cued, _ROLES[place.place.role], coarse, order, distance)
