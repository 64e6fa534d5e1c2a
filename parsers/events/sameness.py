"""Whether a telling belongs to an occurrence told before: what they share, where they differ.

The features are named; `weights/sameness.tsv` says what each is worth. Positive sums mean that the
telling belongs to the occurrence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.events.drafts import Draft
from parsers.events.facts import Facts
from parsers.events.records import EventType

_DISTANCES = ((1, "next"), (2, "near"), (5, "close"), (12, "apart"))
_BROAD = frozenset((None, "unknown", "explosives", "destroy", "firearms", "clash"))
_LOOSE = frozenset(("explosion/n", "blast/n", "explode/v"))
_CAMPAIGNS = frozenset(("invasion", "invade", "siege", "besiege", "air campaign"))
"""Triggers of what lasts and holds many attacks: no one attack is the same occurrence."""
_SINGULAR = frozenset(("PROTEST", "DISASTER", "ACCIDENT"))
"""Types of which an article seldom tells of two."""
_TOP = 4
"""Sentences that say once more what the headline and the first sentence say."""
_MANY, _FEW = 0.25, 0.1
"""Shares of common content words of the shorter sentence."""
_DEFINITE = frozenset(("the", "pointing", "possessed"))


@dataclass(frozen=True, slots=True)
class Told:
    """The occurrence as told so far: its type and mode, and the tellings to compare with."""

    type: EventType
    mode: str | None
    lead: Draft
    last: Draft
    facts: Sequence[Facts]
    latest: bool


def same_features(told: Told, draft: Draft, facts: Facts) -> Iterator[str]:
    """The features of a telling beside an occurrence told before it."""
    yield from _distance(told, draft)
    yield from _form(told, draft, facts)
    yield from _kind(told, draft, facts)
    yield from _places(told.facts, facts)
    yield from _times(told.facts, facts)
    yield from _figures(told.facts, facts)
    yield from _words(told.facts, facts)


def is_loose(draft: Draft) -> bool:
    """A blast whose cause the sentence does not tell may be an attack or an accident."""
    return draft.type == "ACCIDENT" and draft.main.trigger.pattern in _LOOSE


def _distance(told: Told, draft: Draft) -> Iterator[str]:
    here, last = draft.scene.sentence, told.last.scene.sentence
    steps = here.number - last.number
    yield next((f"at={name}" for most, name in _DISTANCES if steps <= most), "at=far")
    if here.paragraph == last.paragraph:
        yield "paragraph"
    if here.number <= _TOP:
        yield "top"
    if told.lead.scene.sentence.number <= 1:
        yield "headline"
    if told.latest:
        yield "latest"


def _form(told: Told, draft: Draft, facts: Facts) -> Iterator[str]:
    """How the telling is put: pointing back, as something new, or as an effect only."""
    flags = {
        "definite": facts.form in _DEFINITE,
        "pointing": facts.form not in _DEFINITE and draft.definite,
        "bare plural": facts.form == "bare plural",
        "a": facts.form == "a",
        "second verb": facts.form == "verb",
        "pronoun": facts.pronoun,
        "known": facts.known and facts.form == "verb",
        "fresh": draft.fresh,
        "toll": draft.toll_only,
        "lead toll": told.lead.toll_only,
        "adds nothing": not draft.figures and not facts.places and not draft.scene.times,
        "modality": draft.modality != told.lead.modality,
    }
    yield from (name for name, holds in flags.items() if holds)


def _kind(told: Told, draft: Draft, facts: Facts) -> Iterator[str]:
    yield f"type={draft.type}"
    if draft.type in _SINGULAR:
        yield "singular type"
    if told.type != draft.type:
        yield "loose"
    campaigns = {not _CAMPAIGNS.isdisjoint(f.stems) for f in (*told.facts, facts)}
    if len(campaigns) > 1:
        yield "scale differs"
    one, two = told.mode, draft.mode
    if one == two:
        if one not in (None, "unknown"):
            yield "mode=same"
    elif "intercept" in (one, two):
        yield "mode=intercept"
    elif one not in _BROAD and two not in _BROAD and told.type == draft.type:
        yield "mode=differs"


def _places(known: Sequence[Facts], facts: Facts) -> Iterator[str]:
    theirs = [place for one in known for place in one.places]
    if not facts.places or not theirs:
        return
    if any(facts.place_names & one.place_names for one in known):
        yield "place=same"
        return
    countries = {p.place.country for p in theirs}
    if all(p.place.country and p.place.country not in countries for p in facts.places):
        yield "place=abroad"
        return
    grains = {p.place.precision for p in theirs} & {p.place.precision for p in facts.places}
    yield "place=differs" if grains else "place=grain"


def _times(known: Sequence[Facts], facts: Facts) -> Iterator[str]:
    theirs = [time for one in known for time in one.times]
    if not facts.times or not theirs:
        return
    meets = any(
        a.start <= b.end and b.start <= a.end
        for a in facts.times for b in theirs
        if a.start and a.end and b.start and b.end
    )  # fmt: skip
    yield "date=same" if meets else "date=differs"


def _figures(known: Sequence[Facts], facts: Facts) -> Iterator[str]:
    theirs: dict[str, int] = {}
    for one in known:
        theirs |= one.toll
    shared = [kind for kind in facts.toll if kind in theirs]
    if any(facts.toll[kind] == theirs[kind] for kind in shared):
        yield "figures=same"
    elif shared:
        grave = "killed" in shared or "captured" in shared
        yield "figures=differ" if grave else "figures=little"


def _words(known: Sequence[Facts], facts: Facts) -> Iterator[str]:
    if any(facts.stems & one.stems for one in known):
        yield "trigger=same"
    agents = {name for one in known for name in one.agents}
    patients = {name for one in known for name in one.patients}
    for role, mine, theirs in (
        ("agent", facts.agents, agents), ("patient", facts.patients, patients)
    ):  # fmt: skip
        if mine and theirs:
            yield f"{role}={'same' if mine & theirs else 'differs'}"
    shared = max(len(facts.names & one.names) for one in known)
    if shared != 1:
        yield "names=several" if shared else "names=none"
    common = max(_common(facts.content, one.content) for one in known)
    if common > _MANY:
        yield "words=many"
    elif common < _FEW:
        yield "words=few"


def _common(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(1, min(len(one), len(two)))
