"""What one telling of an event says, gathered once for the comparisons of `sameness.py`."""

from dataclasses import dataclass

from parsers.events.drafts import Draft
from parsers.events.places import PlaceFound
from parsers.events.records import EventTime
from parsers.events.time_links import is_own
from parsers.language.tokens import Sentence

_FINE = frozenset(("building", "settlement", "district", "region"))
_EMPTY = frozenset(("people", "person", "man", "woman", "one", "that", "who", "which", "it", "they",
                    "he", "she", "other", "more", "attack", "police"))  # fmt: skip
_POINTING = frozenset(("this", "that", "these", "those", "such"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "him", "her", "them"))
_KNOWN = _POINTING | {"the", "both"}
_SHORT = 3
"""Letters of words too short to tell texts apart."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Words, places, days and figures of one telling.

    `known` says that who did it or had it done is put as known ("the missile"), `pronoun` that a
    he, she, it or they did it or had it done to them. `form` is "verb", or how a noun is put:
    "the", "pointing" (this), "possessed", "a", "bare" or "bare plural".
    """

    form: str
    pronoun: bool
    known: bool
    places: tuple[PlaceFound, ...]
    place_names: frozenset[str]
    times: tuple[EventTime, ...]
    toll: dict[str, int]
    stems: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    names: frozenset[str]
    content: frozenset[str]


def facts_of(draft: Draft) -> Facts:
    """The facts of a draft."""
    sentence = draft.scene.sentence
    places = tuple(fine_places(draft))
    return Facts(
        form=form_of(draft),
        pronoun=_has_pronoun(draft),
        known=_has_known(draft),
        places=places,
        place_names=frozenset(place_name(p) for p in places),
        times=tuple(t.time for t in draft.scene.times if t.time.start and is_own(draft, t)),
        toll=toll_of(draft),
        stems=frozenset(h.trigger.pattern.split("/")[0] for h in draft.hits),
        agents=_heads(draft, ("nsubj", "obl:agent", "nmod:poss")),
        patients=_heads(draft, ("obj", "nsubj:pass")),
        names=frozenset(t.low for t in sentence.tokens if t.tag in ("NNP", "NNPS")),
        content=_content(sentence),
    )


def form_of(draft: Draft) -> str:
    """How the trigger is put: as a verb, or by the article of the noun."""
    sentence, anchor = draft.scene.sentence, draft.main.anchor
    token = sentence.tokens[anchor]
    if not token.nominal:
        return "verb"
    children = [sentence.tokens[i] for i in sentence.children(anchor)]
    lows = {child.low for child in children}
    if lows & _POINTING:
        return "pointing"
    if lows & {"the", "both"}:
        return "the"
    if any(child.dep == "nmod:poss" for child in children):
        return "possessed"
    if lows & {"a", "an", "another", "one"}:
        return "a"
    return "bare plural" if token.tag.endswith("S") else "bare"


def _has_pronoun(draft: Draft) -> bool:
    sentence = draft.scene.sentence
    return any(
        sentence.tokens[index].low in _PRONOUNS
        for hit in draft.hits
        for index in sentence.children(hit.anchor, "nsubj", "obj", "obl:agent")
    )


def _has_known(draft: Draft) -> bool:
    """Whether a common noun with "the" or "this" did it or had it done to it."""
    sentence = draft.scene.sentence
    return any(
        sentence.tokens[index].tag in ("NN", "NNS")
        and any(sentence.tokens[i].low in _KNOWN for i in sentence.children(index, "det"))
        for hit in draft.hits
        for index in sentence.children(hit.anchor, "nsubj", "obj", "obl:agent")
    )


def fine_places(draft: Draft) -> list[PlaceFound]:
    """The places of the draft's clause that are finer than a country and said as a place."""
    return [
        p for p in draft.scene.places
        if p.cued and p.place.precision in _FINE and draft.first <= p.first <= draft.last
    ]  # fmt: skip


def place_name(place: PlaceFound) -> str:
    """The name by which places are compared."""
    return (place.place.name or place.place.text).casefold()


def toll_of(draft: Draft) -> dict[str, int]:
    """The largest figure of each kind; a part stands behind its sum."""
    toll: dict[str, int] = {}
    for figure in draft.figures:
        if not figure.part:
            toll[figure.claim.kind] = max(toll.get(figure.claim.kind, 0), figure.claim.low)
    return toll


def _heads(draft: Draft, deps: tuple[str, ...]) -> frozenset[str]:
    sentence = draft.scene.sentence
    found = {
        sentence.tokens[index].lemma.lower()
        for hit in draft.hits
        for index in sentence.children(hit.anchor)
        if sentence.tokens[index].dep in deps
    }
    return frozenset(found - _EMPTY)


def _content(sentence: Sentence) -> frozenset[str]:
    return frozenset(
        t.lemma for t in sentence.tokens if t.tag[:2] in ("NN", "VB", "JJ") and len(t.low) > _SHORT
    )
