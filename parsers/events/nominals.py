"""Who did it and to whom by the tree: the heads of the phrases beside a noun of action."""

from functools import cache

from parsers.events.arguments import (
    Arguments,
    acts,
    agents_of_passive,
    beside,
    case_of,
    is_passive,
    nearby,
    noun_from,
    objects,
    spread,
    surface,
)
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import listed, rows, word_set

_DEEP = 6
"""Steps from noun to verb that are followed."""
ONTO = word_set("arguments.onto")
"""Prepositions that lead to what an act is aimed at."""
_WITH = frozenset(("with", "between", "among", "involving"))
_THROUGH = frozenset(("through", "into"))
_BY = frozenset(("by",))
_OF = frozenset(("of",))
_LIGHT = word_set("arguments.light")
_UNDERGO = word_set("arguments.undergo")
_HARM = word_set("arguments.harm")
_INVOLVED = word_set("arguments.involved")
_ACCUSING = frozenset(("blame", "accuse", "suspect", "implicate", "charge"))
_SERIES = word_set("arguments.series")


@cache
def _frames() -> dict[str, tuple[str, str]]:
    """What the possessor and the "of" of a noun of action are: agent or patient."""
    return {w: (row[0], row[1]) for row in rows("frames") for w in listed(row[2])}


def frame_of(sentence: Sentence, noun: int) -> tuple[str, str]:
    """What the possessor of a noun of action is, and what stands after its "of"."""
    token = sentence.tokens[noun]
    return _frames().get(token.lemma) or _frames().get(token.low) or ("agent", "patient")


def nominal(sentence: Sentence, noun: int, depth: int = 0) -> Arguments:
    """Agents and patients of a noun of action: by its possessor, prepositions and verb."""
    owner, of = frame_of(sentence, noun)
    possessor = sentence.child(noun, "nmod:poss")
    mine = spread(sentence, possessor) if possessor is not None else ()
    genitive = beside(sentence, noun, _OF)
    agents = beside(sentence, noun, _BY) or _bearers(sentence, noun)
    patients = beside(sentence, noun, ONTO)
    if owner == "patient":
        patients = patients or mine
    else:
        agents = agents or mine
    if of == "agent":
        agents = agents or genitive
    elif of == "patient":
        patients = genitive or patients
    if not patients:
        patients = _shared(sentence, noun)
    return Arguments(agents, patients) | _carried(sentence, noun, depth)


def _shared(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """Reads "killings and arrests of activists": the "of" of the other noun is this one's too."""
    token = sentence.tokens[noun]
    others = [token.head] if token.dep == "conj" else list(sentence.children(noun, "conj"))
    for other in others:
        if sentence.tokens[other].nominal and frame_of(sentence, other)[1] == "patient":
            return beside(sentence, other, _OF)
    return ()


def _bearers(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """Reads "killings perpetrated by militants", "a protest organised by unions"."""
    for child in sentence.children(noun, "acl"):
        found = agents_of_passive(sentence, child)
        if found and sentence.tokens[child].lemma in _LIGHT:
            return found
    after = noun + 1
    if after < len(sentence.tokens) and sentence.tokens[after].lemma in _LIGHT:
        return nearby(sentence, after, _BY, 4)
    return ()


def _carried(sentence: Sentence, noun: int, depth: int) -> Arguments:
    """Reads "carried out an attack on", "came under attack", "an attack was carried out by"."""
    token = sentence.tokens[noun]
    verb, dep = token.head, token.dep
    if verb == noun or depth > _DEEP:
        return Arguments()
    if sentence.tokens[verb].lemma in _INVOLVED and dep.startswith(("obl", "nmod")):
        return Arguments(_involved(sentence, verb), ())
    if not sentence.tokens[verb].verbal:
        if dep == "compound":
            return _carried(sentence, verb, depth + 1)  # "sent a patrol vessel"
        series = dep.startswith("nmod") and sentence.tokens[verb].low in _SERIES
        return _carried(sentence, verb, depth + 1) if series or dep == "conj" else Arguments()
    return _lightly(sentence, verb, dep, depth)


def _lightly(sentence: Sentence, verb: int, dep: str, depth: int) -> Arguments:
    """What a verb that carries a noun of action gives it, by the relation between them."""
    lemma = sentence.tokens[verb].lemma
    if dep in ("obj", "obl") and lemma in _UNDERGO:
        return Arguments((), surface(sentence, verb))
    if dep == "nsubj" and lemma in _HARM:
        return Arguments((), objects(sentence, verb) or beside(sentence, verb, _THROUGH))
    if dep == "obl" and _takes_part(sentence, verb):
        return Arguments(surface(sentence, verb, depth + 1), ())
    if lemma in _LIGHT and dep == "obj":
        return Arguments(surface(sentence, verb, depth + 1), beside(sentence, verb, ONTO))
    if lemma in _LIGHT and dep == "nsubj:pass":
        return Arguments(agents_of_passive(sentence, verb), beside(sentence, verb, ONTO))
    return Arguments()


def _takes_part(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is the "took" of "took part in an exercise", or says the same."""
    made = sentence.child(verb, "obj")
    part = made is not None and sentence.tokens[made].low == "part"
    return sentence.tokens[verb].lemma == "participate" or part


def _involved(sentence: Sentence, word: int) -> tuple[int, ...]:
    """Reads "a man responsible for the blast", "suspects in the attack", "was behind the raid"."""
    token = sentence.tokens[word]
    if token.nominal:
        subject = sentence.child(word, "nsubj")
        return spread(sentence, subject if subject is not None else word)
    if token.dep in ("amod", "acl", "acl:relcl") and sentence.tokens[token.head].nominal:
        return spread(sentence, token.head)
    if token.lemma in _ACCUSING and not is_passive(sentence, word):
        return objects(sentence, word)
    return surface(sentence, word)


def modifiers(sentence: Sentence, noun: int) -> tuple[tuple[int, ...], bool]:
    """The words before a noun that may name a side, and whether they are its patients.

    Of "police raid" the police act; of "the Smith arrest" Smith is arrested.
    """
    owner, _ = frame_of(sentence, noun)
    found = [c for c in sentence.children(noun, "compound", "amod", "nmod") if c < noun]
    return tuple(reversed(found)), owner == "patient"


def companions(sentence: Sentence, hit: Hit, head: int) -> tuple[int, ...]:
    """The other side of a meeting, a deal, a clash: what stands after "with" or "between"."""
    found = _both_between(sentence, beside_hit(sentence, hit, head, _WITH))
    token = sentence.tokens[head]
    if not found and token.dep.startswith(("obj", "obl", "nsubj")) and token.head != head:
        found = beside(sentence, token.head, _WITH)
    return found or nearby(sentence, hit.last, _WITH)


def _both_between(sentence: Sentence, found: tuple[int, ...]) -> tuple[int, ...]:
    """Both ends of "between X and Y", where the tree gives the first alone."""
    if len(found) != 1 or case_of(sentence, found[0]) != "between":
        return found
    tokens = sentence.tokens
    following = found[0] + 1
    if following < len(tokens) and tokens[following].low == "and":
        return found + noun_from(sentence, following + 1)
    return found


def beside_hit(sentence: Sentence, hit: Hit, head: int, cases: frozenset[str]) -> tuple[int, ...]:
    """What stands after a preposition below any word of a trigger: "held talks with X"."""
    for index in (head, *range(hit.first, hit.last + 1)):
        found = tuple(i for i in beside(sentence, index, cases) if not hit.first <= i <= hit.last)
        if found:
            return found
    return ()


def attending(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """Who does something at a meeting: "the minister said during talks", "for a summit"."""
    tokens, index = sentence.tokens, noun
    for _ in range(_DEEP):
        if acts(sentence, index) or tokens[index].head == index:
            break
        if tokens[index].dep.startswith(("nsubj", "appos", "conj")):
            return ()
        if index != noun and tokens[index].name and case_of(sentence, index) != "in":
            return (index,)
        index = tokens[index].head
    return surface(sentence, index) if index != noun and acts(sentence, index) else ()


def answering(sentence: Sentence) -> tuple[int, ...]:
    """Who claims an attack or is blamed for one: "X claimed responsibility", "blamed X"."""
    for index, token in enumerate(sentence.tokens):
        if token.low == "responsibility" and sentence.tokens[token.head].lemma in _CLAIMS:
            words = {sentence.tokens[c].low for c in sentence.dependents[token.head]}
            if words.isdisjoint(("not", "n't", "no", "nobody", "one", "never")):
                return surface(sentence, token.head)
        if token.verbal and token.lemma == "blame":
            onto = beside(sentence, index, frozenset(("on",)))
            return onto or objects(sentence, index)
        if token.low in _SUSPECTS:
            named = _named_after(sentence, index)
            if named:
                return named
    return ()


def _named_after(sentence: Sentence, index: int) -> tuple[int, ...]:
    """The name of "the gunman, Jan Doe" and "suspect Jan Doe"."""
    tokens = sentence.tokens
    for place in range(index + 1, min(len(tokens), index + 3)):
        if tokens[place].name == "PER" and tokens[place].begins:
            return (place,)
        if tokens[place].text not in (",", "\u2013", "\u2014", "-"):
            break
    return ()


_SUSPECTS = frozenset(("killer", "attacker", "gunman", "bomber", "suspect", "shooter",
                       "assailant", "perpetrator", "mastermind", "murderer"))  # fmt: skip
_CLAIMS = frozenset(("claim", "take", "accept", "admit"))
