"""The two sides of a trigger: what the tree gives, read by the type of event."""

from parsers.events.arguments import Arguments, acts, beside, head_of, is_passive, nearby, verbal
from parsers.events.nominals import attending, beside_hit, companions, nominal
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

TWO_SIDED = frozenset(("CONSULT", "AGREE", "COOPERATE"))
"""Types whose two sides do the same."""
_NOBODY = frozenset(("ACCIDENT", "DISASTER"))
_BEFALLS = word_set("sides.befalls")
_AIMED = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST"))
_AT = frozenset(("on", "against"))
_RECEIVING = word_set("sides.receiving")
_LOSING = frozenset(("lose", "suffer", "sustain"))
"""Verbs whose subject is hit: "the army lost two tanks"."""
_DRIVING = frozenset(("drive", "force", "push"))
"""Verbs whose object is who retreats."""
_WATCHING = frozenset(("shadow", "surround", "encircle", "escort", "guard", "track"))
"""Verbs of moving forces whose object is whom they watch, not the forces."""
_SWAPPING = frozenset(("exchange", "swap"))
"""Verbs whose subjects, where there are two, give to one another."""
_FROM = frozenset(("from", "by"))
_TOWARDS = {
    "AID": frozenset(("to", "for", "toward", "towards")),
    "CONSULT": frozenset(("to", "with")),
    "SANCTION": frozenset(("with", "on", "against", "from")),
    "MOBILIZE": frozenset(("over", "on", "against")),
    "PROTEST": frozenset(("against", "at", "outside", "to")),
    "COERCE": frozenset(("on", "against", "at")),
    "ASSAULT": frozenset(("on", "at", "against", "into", "under")),
}
"""Prepositions that lead to the other side where the verb has no object of its own."""


def sides_of(sentence: Sentence, hit: Hit) -> Arguments:
    """The heads of those who acted and of those it was done to."""
    kind, head = hit.trigger.type, head_of(sentence, hit.first, hit.last)
    used = acts(sentence, head)
    whole = verbal(sentence, head) if used else nominal(sentence, head)
    found = whole.outside(hit.first, hit.last)
    # "officers met", "air defences shot down": the subject of a verb may be part of the trigger.
    inner = whole.agents if used and not found.agents else ()
    inner = tuple(index for index in inner if hit.first <= index <= hit.last)
    if kind in TWO_SIDED or hit.trigger.mode == "clash":
        agents = found.agents or inner
        if not agents and not used and kind == "CONSULT":
            agents = attending(sentence, head)
        others = companions(sentence, hit, head)
        if not others and not agents:
            return Arguments((), found.patients)
        return _both_sides(agents, others or found.patients or _towards(sentence, hit, head))
    if kind == "ASSAULT" and used and sentence.tokens[head].lemma in _LOSING:
        return Arguments((), found.patients)
    if kind in _NOBODY or _befalls(sentence, hit, head, found):
        return Arguments((), found.patients or found.agents)
    sides = _one_sided(sentence, hit, head, found)
    # "released 48 prisoners" is one trigger: its object is in it where nobody stands beside it.
    if kind == "MOBILIZE":
        return sides | Arguments(inner or whole.patients, ())
    return sides | Arguments(inner, whole.patients)


def _one_sided(sentence: Sentence, hit: Hit, head: int, found: Arguments) -> Arguments:
    """Who acts and whom it meets, where the type says which phrase is which."""
    kind, lemma = hit.trigger.type, sentence.tokens[head].lemma
    if kind == "MOBILIZE" and lemma in _WATCHING:
        return found
    if kind == "MOBILIZE":
        return Arguments(found.agents or found.patients, _towards(sentence, hit, head))
    if kind == "AID" and lemma in _RECEIVING:
        giver = beside(sentence, head, _FROM) or nearby(sentence, hit.last, _FROM)
        return Arguments(giver, found.agents)
    if kind == "RETREAT" and lemma in _SWAPPING and len(found.agents) > 1:
        return Arguments(found.agents[:1], found.agents[1:])
    if kind == "RETREAT" and lemma in _DRIVING and found.patients:
        return Arguments(found.patients, found.agents)
    patients = found.patients
    moved = kind == "AID" and acts(sentence, head) and is_passive(sentence, head)
    if (kind in ("AID", "PROTEST") and not moved) or not patients:
        patients = _towards(sentence, hit, head) or patients
    return Arguments(found.agents, patients)


def _comes_under(sentence: Sentence, hit: Hit) -> bool:
    """Whether a trigger is "came under fire", whose subject is shot at."""
    tokens = sentence.tokens
    return tokens[hit.first].lemma == "come" and tokens[hit.first + 1].low == "under"


def _befalls(sentence: Sentence, hit: Hit, head: int, found: Arguments) -> bool:
    """Whether the verb tells what befell its subject: "three people died"."""
    befalls = sentence.tokens[head].lemma in _BEFALLS or _comes_under(sentence, hit)
    return acts(sentence, head) and befalls and not found.patients


def _towards(sentence: Sentence, hit: Hit, head: int) -> tuple[int, ...]:
    cases = _TOWARDS.get(hit.trigger.type, frozenset())
    found = beside_hit(sentence, hit, head, cases)
    above = sentence.tokens[head].head
    if not found and sentence.tokens[head].dep == "obj" and above != head:
        found = beside(sentence, above, cases)
    if not found and hit.trigger.type in _AIMED:
        found = nearby(sentence, hit.last, _AT)
    return found


def _both_sides(agents: tuple[int, ...], others: tuple[int, ...]) -> Arguments:
    """The sides of a meeting, a deal or a clash; "talks with X" tells of the other side only."""
    if not agents and len(others) > 1:
        return Arguments(others[:1], others[1:])
    if not others:
        return Arguments(agents[:1], agents[1:])
    return Arguments(agents, others)


def is_nominal(sentence: Sentence, hit: Hit) -> bool:
    """Whether a trigger is used as a noun: "the attack", "their attacks on"."""
    return not acts(sentence, head_of(sentence, hit.first, hit.last))
