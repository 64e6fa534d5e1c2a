"""Which figures an occurrence keeps: each once, of kinds that fit, parts tied to their sums."""

from dataclasses import replace

from parsers.events.counts import Figure
from parsers.events.drafts import Draft
from parsers.events.figures.frames import words
from parsers.events.merge import Event
from parsers.events.records import Claim, Side

_TOLL = frozenset(("killed", "wounded", "missing", "destroyed", "displaced"))
KINDS: dict[str, frozenset[str]] = {
    "ASSAULT": _TOLL | {"captured", "launched", "intercepted", "participants"},
    "COERCE": frozenset(("captured", "displaced", "destroyed")),
    "MOBILIZE": frozenset(("launched", "participants", "other")),
    "PROTEST": frozenset(("participants", "killed", "wounded")),
    "ACCIDENT": _TOLL | {"other"},
    "DISASTER": _TOLL,
    "AID": frozenset(("wounded", "displaced", "other")),
    "COOPERATE": frozenset(("participants", "other")),
    "SANCTION": frozenset(("other",)),
    "RETREAT": frozenset(("displaced", "other")),
}
"""The kinds of figures that an event of a type can have."""
_STATIC = frozenset(("have", "be", "keep", "maintain", "command", "number"))
"""Verbs that tell how many troops there are, not that any are moved."""
_NEAR = 2
"""Words after a noun in which "with" may name those who take part."""


def claims_of(event: Event, strays: tuple[Draft, ...] = ()) -> tuple[Claim, ...]:
    """The figures of all sentences, each once; parts know the sum they are part of.

    `strays` are sentences that tell of the event by their figures alone.
    """
    allowed = KINDS.get(event.type, frozenset())
    claims: list[Claim] = []
    for draft in (*event.drafts, *strays):
        for figure in draft.figures:
            claim = _of_whom(_linked(_moved(figure, draft), claims), figure, draft)
            if (
                claim.kind in allowed
                and _belongs(draft, figure)
                and not _is_told(figure, draft, claims)
            ):
                claims.append(claim)
    return tuple(claims)


def _moved(figure: Figure, draft: Draft) -> Figure:
    """Troops that a deployment moves take part in it; those merely there are counted apart.

    So do those with whom it is held: "an exercise with 300 marines".
    """
    if draft.type != "MOBILIZE" or figure.claim.kind != "other" or figure.head < 0:
        return figure
    tokens = draft.scene.sentence.tokens
    verb = tokens[figure.head].head
    acts = any(hit.first <= verb <= hit.last for hit in draft.hits)
    acts = acts and tokens[verb].lemma not in _STATIC
    drills = any(
        hit.nominal and "with" in {t.low for t in tokens[hit.last + 1 : figure.first][:_NEAR]}
        for hit in draft.hits
    )
    if not (acts or drills) or figure.claim.unit not in words("armed"):
        return figure
    return replace(figure, claim=replace(figure.claim, kind="participants"))


def _of_whom(claim: Claim, figure: Figure, draft: Draft) -> Claim:
    """The claim with the country of those counted, and on which side of the source they stand.

    The country is one that the counted phrase names ("two Iraqi officers"); the source's is one
    that its own phrase names. Who counts dead of another country in an attack counts opponents.
    """
    counted = [
        n.value.country for n in draft.scene.nations if figure.first <= n.first <= figure.last
    ]
    if not counted:
        return claim
    source = draft.scene.attribution
    tokens = draft.scene.sentence.tokens
    said_by = {
        n.value.country
        for n in draft.scene.nations
        if source is not None and source.span[0] <= tokens[n.first].start < source.span[1]
    }
    side: Side | None = None
    if said_by:
        own = counted[0] in said_by
        side = "own" if own else "opponent" if draft.type == "ASSAULT" else "third"
    return replace(claim, country=counted[0], side=side)


def _is_told(figure: Figure, draft: Draft, claims: list[Claim]) -> bool:
    """Whether a figure only says again what is counted: the same value, or "the man" again.

    Two equal figures of one sentence count different things ("two jets and two drones").
    """
    start, end = draft.scene.sentence.span
    before = [c for c in claims if c.kind == figure.claim.kind and not start <= c.span[0] < end]
    if figure.back and before:
        return True
    return any(_repeats(figure, claim) for claim in before)


def _belongs(draft: Draft, figure: Figure) -> bool:
    """Whether a figure counts by a word that is not another event's in the same sentence."""
    own = any(hit.first <= figure.sign <= hit.last for hit in draft.hits)
    others = any(hit.first <= figure.sign <= hit.last for hit in draft.scene.hits)
    return own or not others


def _linked(figure: Figure, claims: list[Claim]) -> Claim:
    if not figure.part:
        return figure.claim
    same = [i for i, c in enumerate(claims) if c.kind == figure.claim.kind and c.part_of is None]
    return replace(figure.claim, part_of=same[-1]) if same else figure.claim


def _repeats(figure: Figure, known: Claim) -> bool:
    same = (figure.claim.low, figure.claim.high) == (known.low, known.high)
    part = figure.part == (known.part_of is not None)
    return same and part and not _are_two(figure.claim, known)


def _are_two(one: Claim, two: Claim) -> bool:
    """Whether two single persons have names that share no word."""
    names = [
        {w for w in c.text.split() if w[0].isupper()} for c in (one, two) if c.low == c.high == 1
    ]
    return len(names) == len((one, two)) and all(names) and names[0].isdisjoint(names[1])
