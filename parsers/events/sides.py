"""The two sides of a trigger: what the tree gives, read by the type of event."""

from parsers.events.arguments import (
    Arguments,
    acts,
    arguments_of,
    beside,
    companions,
    head_of,
)
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

_TWO_SIDED = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_NOBODY = frozenset(("ACCIDENT", "DISASTER"))
_BEFALLS = word_set("sides.befalls")
_TOWARDS = {
    "AID": frozenset(("to", "for", "in")),
    "CONSULT": frozenset(("to", "with")),
    "SANCTION": frozenset(("with", "on", "against", "from")),
    "RETREAT": frozenset(("from",)),
    "MOBILIZE": frozenset(("to", "over", "on", "into", "against")),
    "PROTEST": frozenset(("against", "at", "outside")),
    "COERCE": frozenset(("on", "against", "to", "at")),
    "ASSAULT": frozenset(("on", "at", "against", "into", "near")),
}
"""Prepositions that lead to the other side where the verb has no object of its own."""


def sides_of(sentence: Sentence, hit: Hit) -> Arguments:
    """The heads of those who acted and of those it was done to."""
    kind, head = hit.trigger.type, head_of(sentence, hit.first, hit.last)
    found = arguments_of(sentence, hit)
    if kind in _TWO_SIDED or hit.trigger.mode == "clash":
        return _both_sides(found, companions(sentence, hit), _towards(sentence, head, kind))
    if kind in _NOBODY or _befalls(sentence, head, found):
        return Arguments((), found.patients or found.agents)
    if kind == "MOBILIZE":
        agents = found.agents or found.patients
        return Arguments(agents, _towards(sentence, head, kind))
    patients = found.patients
    if kind in ("AID", "PROTEST") or not patients:
        patients = _towards(sentence, head, kind) or patients
    return Arguments(found.agents, patients)


def _befalls(sentence: Sentence, head: int, found: Arguments) -> bool:
    """Whether the verb tells what befell its subject: "three people died"."""
    token = sentence.tokens[head]
    return acts(sentence, head) and token.lemma in _BEFALLS and not found.patients


def _towards(sentence: Sentence, head: int, kind: str) -> tuple[int, ...]:
    cases = _TOWARDS.get(kind, frozenset())
    found = beside(sentence, head, cases)
    above = sentence.tokens[head].head
    if not found and sentence.tokens[head].dep == "obj" and above != head:
        return beside(sentence, above, cases)
    return found


def _both_sides(found: Arguments, others: tuple[int, ...], towards: tuple[int, ...]) -> Arguments:
    """The sides of a meeting, a deal or a clash, in the order in which they are named."""
    agents, others = found.agents, others or found.patients or towards
    if not agents:
        agents, others = others[:1], others[1:]
    if not others:
        agents, others = agents[:1], agents[1:]
    return Arguments(agents, others)


def is_nominal(sentence: Sentence, hit: Hit) -> bool:
    """Whether a trigger is used as a noun: "the attack", "their attacks on"."""
    return not acts(sentence, head_of(sentence, hit.first, hit.last))
