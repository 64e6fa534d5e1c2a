"""Who did it and to whom by the tree: the heads of the phrases beside a trigger."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from parsers.actors.noun_phrases import antecedent, conjuncts, dateline_end
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import listed, rows, word_set

_DEEP = 6
"""Steps from verb to verb that a subject may be shared over."""
_ONTO = word_set("arguments.onto")
_WITH = frozenset(("with", "between", "among"))
_LIGHT = word_set("arguments.light")
_UNDERGO = word_set("arguments.undergo")
_OWN_SUBJECT = frozenset(("promise", "threaten", "vow", "use", "agree", "refuse", "try"))


@dataclass(frozen=True, slots=True)
class Arguments:
    """Heads of the phrases that name who did it and to whom, the surest first."""

    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()

    def __or__(self, other: "Arguments") -> "Arguments":
        return Arguments(self.agents or other.agents, self.patients or other.patients)


@cache
def _frames() -> dict[str, tuple[str, str]]:
    """What the possessor and the "of" of a noun of action are: agent or patient."""
    return {w: (row[0], row[1]) for row in rows("frames") for w in listed(row[2])}


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of a stretch that the others hang on."""
    tokens = sentence.tokens
    for index in range(first, last + 1):
        if not first <= tokens[index].head <= last or tokens[index].head == index:
            return index
    return first


def arguments_of(sentence: Sentence, hit: Hit) -> Arguments:
    """The agents and patients of a trigger, by its voice and by what carries it."""
    head = head_of(sentence, hit.first, hit.last)
    found = _verbal(sentence, head) if acts(sentence, head) else nominal(sentence, head)
    return Arguments(_outside(found.agents, hit), _outside(found.patients, hit))


def _outside(heads: tuple[int, ...], hit: Hit) -> tuple[int, ...]:
    """Without the words of the trigger itself: the "fire" of "opened fire" is no object."""
    return tuple(head for head in heads if not hit.first <= head <= hit.last)


def acts(sentence: Sentence, index: int) -> bool:
    """Whether a word is used as a verb: by its tag, or by the subject or object it has."""
    token = sentence.tokens[index]
    if token.verbal:
        return not (token.tag == "VBG" and sentence.child(index, "det") is not None)
    return sentence.child(index, "nsubj", "obj") is not None and not _copular(sentence, index)


def _copular(sentence: Sentence, index: int) -> bool:
    return sentence.child(index, "cop") is not None


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether what is done is done to the subject, or to the noun that a participle stands by."""
    token = sentence.tokens[verb]
    for child in sentence.dependents[verb]:
        dep = sentence.tokens[child].dep
        if dep in ("nsubj:pass", "aux:pass", "csubj:pass"):
            return True
    if token.tag not in ("VBN", "VBD") or sentence.child(verb, "obj", "nsubj") is not None:
        return False
    if token.dep in ("acl", "amod"):
        return True
    if token.dep == "advcl" and token.tag == "VBN" and sentence.child(verb, "aux") is None:
        return True
    if token.dep == "conj" and sentence.child(verb, "aux") is None:
        above = token.head
        return sentence.tokens[above].verbal and is_passive(sentence, above)
    return False


def _verbal(sentence: Sentence, verb: int) -> Arguments:
    if is_passive(sentence, verb):
        return Arguments(_agents_of_passive(sentence, verb), _surface(sentence, verb))
    return Arguments(_surface(sentence, verb), _objects(sentence, verb))


def _surface(sentence: Sentence, verb: int, depth: int = 0) -> tuple[int, ...]:
    """The grammatical subject of a verb, its own or the one that it shares."""
    own = [c for c in sentence.children(verb, "nsubj") if _is_subject(sentence, c)]
    if own:
        return _spread(sentence, antecedent(sentence, own[0]))
    token = sentence.tokens[verb]
    shared = _SHARED.get(token.dep.partition(":")[0])
    return shared(sentence, verb, token.head, depth + 1) if shared and depth <= _DEEP else ()


def _is_subject(sentence: Sentence, index: int) -> bool:
    """Whether a subject is one of the sentence: not of its outer frame, nor its dateline."""
    return sentence.tokens[index].dep != "nsubj:outer" and index >= dateline_end(sentence)


def _of_noun(sentence: Sentence, verb: int, above: int, depth: int) -> tuple[int, ...]:
    """Reads "gunmen attacking", "wounded soldiers", "an attempt to kill"."""
    token = sentence.tokens[verb]
    if token.dep == "acl" and token.tag == "VB":
        return nominal(sentence, above, depth).agents
    return _spread(sentence, above) if sentence.tokens[above].nominal else ()


def _of_first(sentence: Sentence, verb: int, above: int, depth: int) -> tuple[int, ...]:
    """Reads "They surrounded the house and arrested": the subject of the first verb."""
    del verb
    return _surface(sentence, above, depth)


def _controlled(sentence: Sentence, verb: int, above: int, depth: int) -> tuple[int, ...]:
    """Reads "ordered troops to attack": the troops; "threatened them to attack": the subject."""
    del verb
    other = sentence.child(above, "obj", "iobj")
    if other is not None and sentence.tokens[above].lemma not in _OWN_SUBJECT:
        return _spread(sentence, other)
    return _surface(sentence, above, depth)


def _subject_of_main(sentence: Sentence, verb: int, above: int, depth: int) -> tuple[int, ...]:
    """Reads ", killing two": who did what the main clause tells; "after killing": its subject."""
    bare = sentence.child(verb, "mark") is None and sentence.tokens[verb].tag == "VBG"
    if bare and acts(sentence, above) and is_passive(sentence, above):
        return _agents_of_passive(sentence, above)
    return _surface(sentence, above, depth)


_SHARED: dict[str, Callable[[Sentence, int, int, int], tuple[int, ...]]] = {
    "acl": _of_noun,
    "amod": _of_noun,
    "conj": _of_first,
    "xcomp": _controlled,
    "advcl": _subject_of_main,
}
"""Whose subject a verb without its own shares, by the relation it stands in."""


def _spread(sentence: Sentence, head: int) -> tuple[int, ...]:
    return tuple(conjuncts(sentence, head))


def _agents_of_passive(sentence: Sentence, verb: int) -> tuple[int, ...]:
    for child in sentence.children(verb, "obl"):
        if _case(sentence, child) == "by" and not _is_time(sentence, child):
            return _spread(sentence, child)
    return ()


def _objects(sentence: Sentence, verb: int) -> tuple[int, ...]:
    found = sentence.child(verb, "obj")
    if found is not None:
        return _spread(sentence, antecedent(sentence, found))
    token = sentence.tokens[verb]
    if token.dep == "acl:relcl" and sentence.child(verb, "nsubj") is not None:
        subject = sentence.child(verb, "nsubj")
        if subject is not None and antecedent(sentence, subject) == subject:
            return _spread(sentence, token.head)
    if token.dep == "conj" and sentence.tokens[token.head].verbal:
        later = sentence.child(token.head, "obj")
        if later is not None and later > verb:
            return _spread(sentence, later)
    return ()


def beside(sentence: Sentence, head: int, cases: frozenset[str]) -> tuple[int, ...]:
    """What stands after one of some prepositions below a word: "fired on X", "attack against X"."""
    for child in sentence.children(head, "obl", "nmod"):
        if child > head and _case(sentence, child) in cases and not _is_time(sentence, child):
            return _spread(sentence, antecedent(sentence, child))
    return ()


def modifiers(sentence: Sentence, noun: int) -> tuple[tuple[int, ...], bool]:
    """The words before a noun that may name a side, and whether they are its patients.

    Of "police raid" the police act; of "the Smith arrest" Smith is arrested.
    """
    owner, _ = frame_of(sentence, noun)
    found = [c for c in sentence.children(noun, "compound", "amod", "nmod") if c < noun]
    return tuple(reversed(found)), owner == "patient"


def frame_of(sentence: Sentence, noun: int) -> tuple[str, str]:
    """What the possessor of a noun of action is, and what stands after its "of"."""
    token = sentence.tokens[noun]
    return _frames().get(token.lemma) or _frames().get(token.low) or ("agent", "patient")


def _case(sentence: Sentence, index: int) -> str:
    child = sentence.child(index, "case")
    return sentence.tokens[child].low if child is not None else ""


_TIMES = word_set("noun_phrases.times") | word_set("numbers.units")


def _is_time(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.low in _TIMES or token.text.isdigit()


def nominal(sentence: Sentence, noun: int, depth: int = 0) -> Arguments:
    """Agents and patients of a noun of action: by its possessor, prepositions and light verb."""
    owner, of = frame_of(sentence, noun)
    agents = beside(sentence, noun, frozenset(("by",)))
    patients: tuple[int, ...] = beside(sentence, noun, _ONTO)
    genitive = beside(sentence, noun, frozenset(("of",)))
    possessor = sentence.child(noun, "nmod:poss")
    mine = _spread(sentence, possessor) if possessor is not None else ()
    if owner == "patient":
        patients = patients or mine
    else:
        agents = agents or mine
    if of == "agent":
        agents = agents or genitive
    elif of == "patient":
        patients = genitive or patients
    carried = _carried(sentence, noun, depth)
    return Arguments(agents, patients) | carried


def _carried(sentence: Sentence, noun: int, depth: int) -> Arguments:
    """Reads "carried out an attack on", "came under attack", "an attack was carried out by"."""
    token = sentence.tokens[noun]
    verb, dep = token.head, token.dep
    if verb == noun or depth > _DEEP:
        return Arguments()
    if not sentence.tokens[verb].verbal:
        series = dep.startswith("nmod") and sentence.tokens[verb].low in _SERIES
        return _carried(sentence, verb, depth + 1) if series or dep == "conj" else Arguments()
    return _lightly(sentence, verb, dep, depth)


def _lightly(sentence: Sentence, verb: int, dep: str, depth: int) -> Arguments:
    """What a verb that carries a noun of action gives it, by the relation between them."""
    lemma = sentence.tokens[verb].lemma
    if dep in ("obj", "obl") and lemma in _UNDERGO:
        return Arguments((), _surface(sentence, verb))
    if lemma in _LIGHT and dep == "obj":
        return Arguments(_surface(sentence, verb, depth + 1), beside(sentence, verb, _ONTO))
    if lemma in _LIGHT and dep == "nsubj:pass":
        return Arguments(_agents_of_passive(sentence, verb), beside(sentence, verb, _ONTO))
    return Arguments()


_SERIES = frozenset(("series", "string", "spate", "wave", "number", "round", "barrage", "dozens"))


def companions(sentence: Sentence, hit: Hit) -> tuple[int, ...]:
    """The other side of a meeting, a deal, a clash: what stands after "with" or "between"."""
    head = head_of(sentence, hit.first, hit.last)
    found = beside(sentence, head, _WITH)
    token = sentence.tokens[head]
    if not found and token.dep in ("obj", "obl", "nsubj:pass") and token.head != head:
        found = beside(sentence, token.head, _WITH)
    return found


def targets(sentence: Sentence, hit: Hit) -> tuple[int, ...]:
    """What an act without an object is aimed at: "opened fire on", "protest against"."""
    return beside(sentence, head_of(sentence, hit.first, hit.last), _ONTO)
