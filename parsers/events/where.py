"""Where an occurrence was: the likeliest of the names its article gives, or none.

The forest `weights/place_choice.npz` weighs the names of the event's own sentences and of those
around them (`place_options`, `place_story`); grown by `benchmarks.training.place_choice_fit` on
the project's own annotations. A meeting or a sanction often has no place, and a place is
given only where the odds for it are above zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from parsers.article.forest import packaged_forest
from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.place_options import (
    Names,
    Option,
    Telling,
    Told,
    article_names,
)
from parsers.events.place_runs import head_of
from parsers.events.place_story import told_options
from parsers.events.records import Place, PlaceRole
from parsers.events.resources import Resources
from parsers.events.scenes import Scene

_FROM, _TO = frozenset(("from",)), frozenset(("to", "into", "toward", "towards", "onto"))
_HALF = 0.5
_POLICY = frozenset(("AID", "AGREE", "CONSULT", "SANCTION"))
"""What may be planned for anywhere: the place of another event says nothing of it."""
_NEAR = frozenset(("near", "outside", "around", "off", "beside", "opposite", "by"))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """An article being read; two count as equal only where they have the same scenes."""

    text: str
    scenes: tuple[Scene, ...]
    resources: Resources

    def __hash__(self) -> int:
        return id(self.scenes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.scenes is self.scenes


@lru_cache(maxsize=2)
def _names(article: _Same) -> Names:
    """The names of the article being read: all its events ask for them."""
    return article_names(article.text, article.scenes, article.resources)


_BESIDE = 3
"""Words from a place to the country that it is said to be in: ", in"."""


def read_places(
    text: str, event: Event, scenes: tuple[Scene, ...], resources: Resources
) -> tuple[Place, ...]:
    """The places of an occurrence, the likeliest first; the others are linked to its own words.

    Where the likeliest stands in a sentence around it, it has the reason `place_from_context`.
    """
    found = told_options(told_of(event), _names(_Same(text, scenes, resources)))
    found = [option for option in found if _names_place(option)]
    odds = choice_odds(found)
    if not found or max(odds) <= 0:
        return ()
    best = _finest(found, odds)
    if not best.own and event.type in _POLICY and event.lead.modality == "planned":
        return ()
    rest = sorted((o for o in found if o.own and o.said.odds > 0), key=lambda o: -o.said.odds)
    places = [place_of(text, option) for option in (best, *rest)]
    return tuple({p.name or p.text: p for p in reversed(places)}.values())[::-1]


def _finest(found: Sequence[Option], odds: Sequence[float]) -> Option:
    """The likeliest; in place of a country, what the same sentence names inside it."""
    best = found[int(np.argmax(odds))]
    whole = best.said.found.place if best.said.found else None
    if whole is None or whole.precision != "country":
        return best
    inside = [
        (worth, number)
        for number, (option, worth) in enumerate(zip(found, odds, strict=True))
        if option.said.scene is best.said.scene and _lies_in(option, best)
    ]
    return found[max(inside)[1]] if inside else best


def _lies_in(option: Option, country: Option) -> bool:
    """Whether a name stands beside that of the country which it lies in: "Goma in Congo"."""
    here, whole = option.said.found, country.said.found
    if here is None or whole is None or here.place.precision == "country":
        return False
    beside = 0 < country.said.run.first - option.said.run.last <= _BESIDE
    return beside and here.place.country == whole.place.country


def _names_place(option: Option) -> bool:
    """Whether a name is known as a place, tagged as one or holds a word for a building."""
    known = option.said.known in ("settlement", "region", "country")
    tagged = option.answers["share_LOC"] >= _HALF or option.answers["kind_buildings"] > 0
    return option.said.found is not None or known or tagged


def choice_odds(found: Sequence[Option]) -> list[float]:
    """The log odds of each option to be the event's place."""
    forest = packaged_forest("place_choice", "parsers.events")
    if not found:
        return []
    rows = [[option.answers.get(name, 0.0) for name in forest.features] for option in found]
    return [float(odds) for odds in forest.scores(np.array(rows, np.float32))]


def told_of(event: Event) -> Told:
    """What an occurrence's place depends on."""
    tellings = tuple(
        Telling(draft.scene, _triggers(draft), draft.first, draft.last) for draft in event.drafts
    )
    return Told(event.type, event.mode, event.lead.modality == "planned", tellings)


def _triggers(draft: Draft) -> tuple[int, ...]:
    """The head words of a draft's triggers, the one that names the event first."""
    hits = [draft.main, *(hit for hit in draft.hits if hit is not draft.main)]
    heads = [head_of(draft.scene.sentence, hit.first, hit.last) for hit in hits]
    return tuple(dict.fromkeys(heads))


def place_of(text: str, option: Option) -> Place:
    """The record of a name: what find_places knows of it, or the words alone."""
    reason = None if option.own else "place_from_context"
    if option.said.found is not None:
        place = option.said.found.place
        return replace(place, reason=place.reason or reason)
    said, span = option.said.scene.sentence.text_of(
        text, option.said.run.first, option.said.run.last
    )
    lead = option.said.run.lead
    role: PlaceRole = "from" if lead in _FROM else "to" if lead in _TO else "at"
    relation = None if role != "at" else "near" if lead in _NEAR else "in"
    return Place(role, said, span, relation, reason=reason or "place_not_in_gazetteer")
