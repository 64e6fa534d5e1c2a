"""Who does it and to whom, read from the tree: the head words beside a trigger.

Where `participants` gives phrases with names and countries, this gives the bare head words of
every agent and patient, for layers that count people or ask what somebody is. It reads text
without capitals as well: nothing here looks at names.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

_RELATIVE = frozenset(("WDT", "WP"))
_SHARED = frozenset(("conj", "xcomp", "advcl", "acl", "parataxis"))
_LIGHT = word_set("roles.light")
_BECOMES_CAUSE = frozenset(("in", "by", "during", "to", "from", "after"))
_UNDERGOES = ("die/v", "drown/v", "perish/v", "succumb/v")
_COMPARED = 5
"""Words from a verb to its object in "killed more than five rebels", where "than" misled."""
_DEEPEST = 4
"""Verbs above one whose subject may be its own: "He returned and tried to help arrest them"."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Head tokens of those who do it and of those to whom it is done, in reading order.

    `passive` says that the words put the patient first: "were held", "those held".
    """

    agents: tuple[int, ...]
    patients: tuple[int, ...]
    passive: bool = False


def roles_of(sentence: Sentence, hit: Hit) -> Roles:
    """The agents and patients of a trigger; both empty where the sentence has no parse."""
    if not sentence.parsed:
        return Roles((), ())
    verb = _verb(sentence, hit)
    if verb is None:
        return _of_noun(sentence, hit)
    if hit.trigger.pattern.startswith(_UNDERGOES):
        return Roles(_causes(sentence, verb), _subjects(sentence, verb))
    if _passive(sentence, verb):
        agents = [*sentence.children(verb, "obl:agent"), *_obliques(sentence, verb, "by")]
        return Roles(_joined(sentence, agents), _subjects(sentence, verb), passive=True)
    objects = [i for i in sentence.children(verb, "obj", "iobj") if i > hit.last or i < hit.first]
    if not objects:
        objects = _head_objects(sentence, verb, hit)
    if not objects and sentence.tokens[verb].tag in ("VBD", "VBN") and _is_headline(sentence):
        return Roles((), _subjects(sentence, verb), passive=True)
    return Roles(_subjects(sentence, verb), _joined(sentence, objects))


def head_of(sentence: Sentence, hit: Hit) -> int:
    """The token of a trigger that stands highest in the tree."""
    inside = range(hit.first, hit.last + 1)
    return next((i for i in inside if sentence.tokens[i].head not in inside), hit.first)


def _verb(sentence: Sentence, hit: Hit) -> int | None:
    """The verb of a trigger; None where it is used as a noun or as an adjective."""
    if hit.trigger.role == "noun":
        return None
    tokens = sentence.tokens
    for index in range(hit.first, hit.last + 1):
        if tokens[index].verbal and tokens[index].dep not in ("amod", "compound"):
            return index
    return None


def _passive(sentence: Sentence, verb: int) -> bool:
    token = sentence.tokens[verb]
    if token.tag not in ("VBN", "VBD"):
        return False
    if sentence.child(verb, "aux:pass", "nsubj:pass") is not None:
        return True
    if token.dep == "acl" and token.tag == "VBN":
        return sentence.child(verb, "obj") is None
    if token.dep == "conj" and sentence.child(verb, "nsubj", "obj", "aux") is None:
        return _passive(sentence, token.head)
    return False


def _subjects(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """Who the verb is said of, its own subject or the one it shares with the verb above it."""
    index = verb
    for _ in range(_DEEPEST):
        token = sentence.tokens[index]
        own = [i for i in sentence.children(index, "nsubj") if i != verb]
        if own and sentence.tokens[own[0]].tag in _RELATIVE:
            return _joined(sentence, [token.head])
        if own:
            return _joined(sentence, own)
        if token.dep == "acl":
            beside = token.tag == "VBN" and sentence.tokens[index - 1].nominal
            return _joined(sentence, [index - 1 if beside else token.head])
        controlled = sentence.child(token.head, "obj") if token.dep == "xcomp" else None
        if controlled is not None and controlled < index:
            return _joined(sentence, [controlled])
        if token.dep not in _SHARED or not sentence.tokens[token.head].verbal:
            break
        index = token.head
    return ()


def _is_headline(sentence: Sentence) -> bool:
    """Whether a sentence ends without a mark: "Three Rebels Killed in Hills" is a passive."""
    return sentence.tokens[-1].word


def _head_objects(sentence: Sentence, verb: int, hit: Hit) -> list[int]:
    """Where the parser hung the object on a word of the trigger: "opened fire on the crowd"."""
    inside = range(hit.first, hit.last + 1)
    more = [i for i in _obliques(sentence, verb, "than") if i - hit.last <= _COMPARED]
    on = more or [
        i for j in inside for i in _obliques(sentence, j, "on", "at", "against") if i > hit.last
    ]
    return on or [
        i for i in sentence.children(verb, "nmod", "dep", "ccomp", "xcomp")
        if i == hit.last + 1 and sentence.tokens[i].nominal
    ]  # fmt: skip


def _obliques(sentence: Sentence, index: int, *cases: str) -> list[int]:
    """The nouns that hang on a word by one of the prepositions.

    The preposition is the first word of their phrase even where the parser hung it too deep.
    """
    return [
        child for child in sentence.children(index, "obl", "nmod")
        if any(sentence.tokens[c].low in cases for c in sentence.children(child, "case"))
        or sentence.tokens[sentence.subtree(child)[0]].low in cases
    ]  # fmt: skip


def _causes(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """Who stands behind a death: "died at the hands of", "killed by"."""
    return _joined(sentence, _obliques(sentence, verb, "by"))


def _of_noun(sentence: Sentence, hit: Hit) -> Roles:
    """The parties of an event named by a noun: "police firing", "the arrest of two men"."""
    head = head_of(sentence, hit)
    while sentence.tokens[head].dep == "compound" and sentence.tokens[head].head != head:
        head = sentence.tokens[head].head
    agents = _obliques(sentence, head, "by")
    agents += [i for i in sentence.children(head, "nmod:poss", "compound", "amod")
               if i < hit.first and not agents]  # fmt: skip
    patients = _obliques(sentence, head, "of", "on", "against", "at")
    token = sentence.tokens[head]
    carrier = sentence.tokens[token.head]
    if not agents and token.dep in ("obj", "obl") and carrier.lemma in _LIGHT:
        agents = list(_subjects(sentence, token.head))
    return Roles(_joined(sentence, agents), _joined(sentence, patients))


def cause_of(sentence: Sentence, index: int) -> tuple[int, ...]:
    """The nouns that a word names as its occasion: "killed in police firing" gives "firing"."""
    return tuple(_obliques(sentence, index, *sorted(_BECOMES_CAUSE)))


def _joined(sentence: Sentence, heads: list[int]) -> tuple[int, ...]:
    """The heads with everything that "and" joins to them."""
    found: list[int] = []
    for head in heads:
        found.extend(i for i in _with_conjuncts(sentence, head) if i not in found)
    return tuple(sorted(found))


def _with_conjuncts(sentence: Sentence, head: int) -> Iterator[int]:
    yield head
    for child in sentence.children(head, "conj"):
        if not sentence.tokens[child].verbal:
            yield from _with_conjuncts(sentence, child)
