"""Who did it and to whom by the tree: the heads of the phrases beside a verb."""

from collections.abc import Callable
from dataclasses import dataclass

from parsers.actors.noun_phrases import antecedent, conjuncts, dateline_end
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

_DEEP = 6
"""Steps from verb to verb that a subject may be shared over."""
_REACH = 7
"""Words from a verb within which a noun is taken for its object where the tree gives none."""
_OWN_SUBJECT = word_set("arguments.own_subject")
_HARMING = word_set("arguments.harming")
_FRONTED = frozenset(("in", "at", "on", "after", "during", "near", "from", "since"))
_PARTICLES = frozenset(("off", "down", "up", "out"))
_SHARES = frozenset(("of", "out"))
_CAUSING = word_set("arguments.causing")
_REDUCED = word_set("arguments.reduced")
_SAYING = word_set("arguments.saying")
_TRANSITIVE = word_set("arguments.transitive")
_TIMES = word_set("arguments.times") | word_set("numbers.units")


@dataclass(frozen=True, slots=True)
class Arguments:
    """Heads of the phrases that name who did it and to whom, the surest first."""

    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()

    def __or__(self, other: "Arguments") -> "Arguments":
        return Arguments(self.agents or other.agents, self.patients or other.patients)

    def outside(self, first: int, last: int) -> "Arguments":
        """Without the words of a trigger: the "fire" of "opened fire" is no object of it."""
        kept = [
            tuple(head for head in heads if not first <= head <= last)
            for heads in (self.agents, self.patients)
        ]
        return Arguments(*kept)


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of a stretch that the others hang on."""
    tokens = sentence.tokens
    for index in range(first, last + 1):
        if not first <= tokens[index].head <= last or tokens[index].head == index:
            return index
    return first


def acts(sentence: Sentence, index: int) -> bool:
    """Whether a word is used as a verb: by its tag, or by the subject or object it has."""
    token = sentence.tokens[index]
    if token.verbal:
        return not (token.tag == "VBG" and sentence.child(index, "det") is not None)
    if sentence.child(index, "cop", "det", "nmod:poss", "case") is not None:
        return False
    return sentence.child(index, "nsubj", "obj") is not None


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether what is done is done to the subject, or to the noun that a participle stands by."""
    token = sentence.tokens[verb]
    deps = {sentence.tokens[child].dep for child in sentence.dependents[verb]}
    if deps & {"nsubj:pass", "aux:pass", "csubj:pass"}:
        return True
    if token.tag not in ("VBN", "VBD") or "obj" in deps:
        return False
    if "nsubj" in deps:
        # Headlines leave out the verb: "Two soldiers killed in attack".
        after = sentence.tokens[verb + 1] if verb + 1 < len(sentence.tokens) else None
        bare = after is None or not after.word or after.tag == "IN"
        return bare and token.lemma in _HARMING and "aux" not in deps
    if token.dep in ("acl", "amod") or (token.dep == "advcl" and token.tag == "VBN"):
        return True
    if token.dep == "conj" and "aux" not in deps and sentence.tokens[token.head].verbal:
        return is_passive(sentence, token.head)
    return token.tag == "VBN" and token.lemma in _HARMING and "aux" not in deps


def verbal(sentence: Sentence, verb: int) -> Arguments:
    """Agents and patients of a verb, by its voice."""
    if is_passive(sentence, verb):
        return Arguments(agents_of_passive(sentence, verb), surface(sentence, verb))
    return Arguments(surface(sentence, verb), objects(sentence, verb))


def surface(sentence: Sentence, verb: int, depth: int = 0) -> tuple[int, ...]:
    """The grammatical subject of a verb, its own or the one that it shares."""
    carriers = (verb, *sentence.children(verb, "aux"))
    own = [c for v in carriers for c in sentence.children(v, "nsubj") if _is_subject(sentence, c)]
    own = own or _bound_to(sentence, verb)
    if own:
        return spread(sentence, antecedent(sentence, own[0]))
    token = sentence.tokens[verb]
    if token.lemma in _REDUCED and verb and sentence.tokens[verb - 1].nominal:
        return spread(sentence, verb - 1)  # "a man believed to be responsible"
    shared = _SHARED.get(token.dep.partition(":")[0])
    found = shared(sentence, verb, token.head, depth + 1) if shared and depth <= _DEEP else ()
    return found or (_noun_before(sentence, verb) if not depth else ())


def _is_subject(sentence: Sentence, index: int) -> bool:
    """Whether a subject is one of the sentence: not of its outer frame, nor its dateline.

    "In the fight, two men were killed": a noun after a preposition is no subject.
    """
    # "On Monday afternoon police": the preposition is the day's.
    timed = any(is_time(sentence, c) for c in sentence.children(index, "compound"))
    fronted = case_of(sentence, index) in _FRONTED and not timed
    outer = sentence.tokens[index].dep == "nsubj:outer" or fronted
    return not outer and index >= dateline_end(sentence)


def _bound_to(sentence: Sentence, verb: int) -> list[int]:
    """Reads "the president is to meet", "is due to travel": the frame's subject is the verb's."""
    if sentence.tokens[verb].tag != "VB" or sentence.child(verb, "cop") is None:
        return []
    marks = {sentence.tokens[child].low for child in sentence.children(verb, "mark")}
    return list(sentence.children(verb, "nsubj:outer")) if "to" in marks else []


def _noun_before(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The noun that stands before a verb whose subject the tree does not give."""
    tokens = sentence.tokens
    finite = tokens[verb].tag in ("VBD", "VBZ", "VBP") or sentence.child(verb, "aux") is not None
    if not finite or tokens[verb].dep in ("acl", "amod"):
        return ()
    for index in range(verb - 1, max(dateline_end(sentence) - 1, verb - _REACH), -1):
        token = tokens[index]
        if token.tag == "VBN" and token.dep == "acl":
            continue  # "a man armed with two rifles"
        if (token.verbal and token.pos != "AUX") or token.text in ",;:" or token.tag == "WP":
            return ()
        name_part = token.dep.startswith(("compound", "flat")) and token.head > index
        if (token.nominal or token.tag == "CD") and not name_part and not case_of(sentence, index):
            return (index,)
    return ()


def _of_noun(sentence: Sentence, verb: int, above: int, depth: int) -> tuple[int, ...]:
    """Reads "gunmen attacking", "wounded soldiers", "an attempt to kill"."""
    token = sentence.tokens[verb]
    if token.dep == "acl" and token.tag == "VB":
        return _planner(sentence, above, depth)
    return spread(sentence, above) if sentence.tokens[above].nominal else ()


def _planner(sentence: Sentence, noun: int, depth: int) -> tuple[int, ...]:
    """Whose plan, attempt or order it is: its possessor, or the subject of its verb."""
    owner = sentence.child(noun, "nmod:poss")
    if owner is not None:
        return spread(sentence, owner)
    token = sentence.tokens[noun]
    carried = token.dep == "obj" and sentence.tokens[token.head].verbal
    return surface(sentence, token.head, depth + 1) if carried else ()


def _of_first(sentence: Sentence, verb: int, above: int, depth: int) -> tuple[int, ...]:
    """Reads "They surrounded the house and arrested": the subject of the first verb."""
    if sentence.tokens[above].lemma in _SAYING and sentence.tokens[verb].lemma not in _SAYING:
        return ()
    return surface(sentence, above, depth)


def _controlled(sentence: Sentence, verb: int, above: int, depth: int) -> tuple[int, ...]:
    """Reads "ordered troops to attack": the troops; "threatened them to attack": the subject."""
    del verb
    other = sentence.child(above, "obj", "iobj")
    if other is not None and sentence.tokens[above].lemma not in _OWN_SUBJECT:
        return spread(sentence, other)
    return surface(sentence, above, depth)


def _subject_of_main(sentence: Sentence, verb: int, above: int, depth: int) -> tuple[int, ...]:
    """Reads ", killing two": who did what the main clause tells; "after killing": its subject."""
    made = sentence.child(above, "obj")
    if sentence.tokens[verb].tag == "VB" and sentence.tokens[above].lemma in _CAUSING and made:
        return spread(sentence, made)  # "prompted the governor to declare"
    bare = sentence.child(verb, "mark") is None and sentence.tokens[verb].tag == "VBG"
    if bare and acts(sentence, above) and is_passive(sentence, above):
        return agents_of_passive(sentence, above)
    if bare and sentence.tokens[above].lemma in _SAYING:
        return ()
    return surface(sentence, above, depth)


_SHARED: dict[str, Callable[[Sentence, int, int, int], tuple[int, ...]]] = {
    "acl": _of_noun,
    "amod": _of_noun,
    "conj": _of_first,
    "xcomp": _controlled,
    "advcl": _subject_of_main,
}
"""Whose subject a verb without its own shares, by the relation it stands in."""


def spread(sentence: Sentence, head: int) -> tuple[int, ...]:
    """A head with those that "and" puts beside it."""
    return tuple(conjuncts(sentence, _settled(sentence, head)))


def _settled(sentence: Sentence, head: int) -> int:
    """The noun that is meant: the protesters of "counter-protesters", the name after a title."""
    tokens = sentence.tokens
    after = tokens[head + 1] if head + 1 < len(tokens) else None
    if after and after.name == "PER" and after.begins and not tokens[head].name:
        return head + 1
    while head + 2 < len(tokens) and tokens[head + 1].text == "-" and tokens[head + 2].nominal:
        head += 2
    return head


def agents_of_passive(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """What follows "by" after a passive verb."""
    for child in sentence.children(verb, "obl"):
        if case_of(sentence, child) == "by" and not is_time(sentence, child):
            return spread(sentence, child)
    before_by = next((t for t in sentence.tokens[verb + 1 :] if t.low == "by"), None)
    index = sentence.tokens.index(before_by) - 1 if before_by is not None else verb
    if index > verb and sentence.tokens[index].tag == "VBN":
        return ()  # "were freed after talks led by elders"
    return nearby(sentence, verb, frozenset(("by",)), 2 * _REACH)


def objects(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The direct object of an active verb, its own, its antecedent's or the one it shares."""
    found = sentence.child(verb, "obj")
    if found is not None:
        return spread(sentence, antecedent(sentence, found))
    token = sentence.tokens[verb]
    for child in sentence.children(verb, "obl"):
        # "cordoned off the scene": the particle taken for a preposition.
        case = sentence.child(child, "case")
        if case == verb + 1 and sentence.tokens[case].low in _PARTICLES:
            return spread(sentence, child)
    if token.dep == "acl:relcl":
        subject = sentence.child(verb, "nsubj")
        gap = subject is not None and antecedent(sentence, subject) == subject
        return spread(sentence, token.head) if gap else ()
    if token.dep == "conj" and sentence.tokens[token.head].verbal:
        later = sentence.child(token.head, "obj")
        if later is not None and later > verb:
            return spread(sentence, later)
    return _noun_after(sentence, verb) if token.lemma in _TRANSITIVE else ()


def _noun_after(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The noun that follows a verb which must have an object, where the tree gives it none."""
    tokens = sentence.tokens
    for index in range(verb + 1, min(len(tokens), verb + _REACH)):
        token = tokens[index]
        if token.tag == "IN" and tokens[index - 1].tag in ("CD", "IN") and token.low in _SHARES:
            continue  # "17 of 21 drones", "29 out of 30"
        if index == verb + 1 and token.low in _PARTICLES:
            continue
        if token.verbal or token.text in ",;:" or (token.tag == "IN" and token.low != "least"):
            return ()
        if token.nominal and not token.dep.startswith("compound"):
            return () if is_time(sentence, index) else spread(sentence, index)
    return ()


def beside(sentence: Sentence, head: int, cases: frozenset[str]) -> tuple[int, ...]:
    """What stands after one of some prepositions below a word: "fired on X", "attack against X"."""
    below = [c for c in sentence.children(head, "obl", "nmod") if c > head]
    # "attacks by rebels on villages": the second phrase may hang on the first.
    deeper = [
        c for b in below if case_of(sentence, b) != "of" for c in sentence.children(b, "nmod")
    ]
    for child in (*below, *deeper):
        if case_of(sentence, child) in cases and not is_time(sentence, child):
            return spread(sentence, antecedent(sentence, child))
    return ()


def nearby(
    sentence: Sentence, last: int, cases: frozenset[str], reach: int = _REACH
) -> tuple[int, ...]:
    """The noun after the first of some prepositions behind a word, where the tree errs.

    Nothing is looked for beyond a mark or a finite verb.
    """
    tokens = sentence.tokens
    for index in range(last + 1, min(len(tokens) - 1, last + 1 + reach)):
        if tokens[index].text in ",;:.()" or tokens[index].tag in ("VBD", "VBZ", "VBP", "MD"):
            return ()
        if tokens[index].low in cases:
            return noun_from(sentence, index + 1)
    return ()


def noun_from(sentence: Sentence, start: int) -> tuple[int, ...]:
    """The head of the noun phrase that begins at a word."""
    tokens = sentence.tokens
    for index in range(start, min(len(tokens), start + _REACH)):
        token = tokens[index]
        if not token.word or token.verbal or token.tag == "IN":
            return ()
        inner = token.dep.startswith(("compound", "flat", "nmod:poss")) and token.head > index
        if (token.nominal or token.tag == "PRP") and not inner:
            return () if is_time(sentence, index) else spread(sentence, index)
    return ()


def case_of(sentence: Sentence, index: int) -> str:
    """The preposition of a noun in lower case, empty without one."""
    child = sentence.child(index, "case")
    return sentence.tokens[child].low if child is not None else ""


def is_time(sentence: Sentence, index: int) -> bool:
    """Whether a noun tells when, or is a bare figure: "on Monday", "in 2015"."""
    token = sentence.tokens[index]
    return token.low in _TIMES or token.text.isdigit()
