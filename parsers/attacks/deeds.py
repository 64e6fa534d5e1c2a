"""Deeds of violence in a sentence, and who stands to them in which role, read off the tree.

A finer net than the table of triggers, for reports of attacks: it asks for every phrase that names
who did it, whom or what it was done to and with what, not for the two sides of one event.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parsers.attacks.syntax import is_passive, preposition, spread, subjects_of
from parsers.attacks.words import words_for
from parsers.language import Sentence
from parsers.lexicon.tables import cell, listed, rows

_LIGHT = words_for("deeds.light")
"""Verbs that carry a deed told by a noun: "carried out the attack", "was the target of"."""
_GUILT = words_for("deeds.guilt")
"""Words that tie somebody to a deed: "responsible", "accused", "involved"."""
_SUFFER = words_for("deeds.suffer")
"""Verbs whose subject the deed is done to: "died in the attack"."""
_CLAIM = frozenset(("claim", "take", "assume", "admit", "accept"))
_LIFE = frozenset(("take", "claim", "cost", "end"))
_SAFE = frozenset(("unharmed", "unhurt", "unscathed", "uninjured"))
_THROWN = frozenset(("at", "against", "outside", "near", "inside", "under", "front", "into"))
_CHARGE = words_for("deeds.charge")
"""Verbs of the law whose object is said to have done the deed."""
_UNREAL = words_for("deeds.unreal")
"""Auxiliaries, adverbs and conjunctions of what did not happen or may not."""
_NOT_DONE = words_for("deeds.not_done")
"""Verbs whose object or infinitive is not done: "refrain from attacks"."""
_USE = frozenset(("use", "employ", "wield", "carry", "detonate", "explode", "fire"))
_ON = frozenset(("on", "against", "at", "upon", "targeting"))
_OF = frozenset(("of", "on", "against", "at", "upon"))
_WHERE = frozenset(
    ("at", "in", "near", "outside", "against", "on", "under", "inside", "into", "by", "beside",
     "toward", "front", "behind", "to", "upon", "over")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """A word that tells a deed: its kind, where it stands, whether it is a noun or names a doer."""

    kind: str
    index: int
    form: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The head words of the phrases beside a deed, in reading order."""

    agents: tuple[int, ...]
    patients: tuple[int, ...]
    means: tuple[int, ...]
    where: tuple[int, ...]


@cache
def _table() -> dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]]:
    table: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows("deeds"):
        for column, form in ((1, "verb"), (2, "noun"), (3, "doer")):
            for entry in listed(cell(row, column)):
                first, *rest = entry.split()
                table.setdefault((first, form), []).append((row[0], tuple(rest)))
    for found in table.values():
        found.sort(key=lambda entry: -len(entry[1]))
    return table


def find_deeds(sentence: Sentence) -> list[Deed]:
    """The deeds of a parsed sentence, from left to right."""
    found = []
    for index, token in enumerate(sentence.tokens):
        forms = ("verb",) if token.verbal else ("noun", "doer") if token.nominal else ()
        if token.lemma == "life" and sentence.tokens[token.head].lemma in _LIFE:
            found.append(Deed("kill", index, "noun"))
            continue
        if token.low == "shot" and _followed(sentence, index, ("dead", "to death")):
            found.append(Deed("kill", index, "verb"))
            continue
        if token.low in _SAFE:
            found.append(Deed("attack", index, "safe"))
            continue
        for form in forms:
            kind = _kind(sentence, index, form)
            if kind:
                found.append(Deed(kind, index, form))
                break
        else:
            if _tells_guilt(sentence, index):
                found.append(Deed("guilt", index, "guilt"))
    return found


def _followed(sentence: Sentence, index: int, phrases: tuple[str, ...]) -> bool:
    after = " ".join(t.low for t in sentence.tokens[index + 1 : index + 3])
    return after.startswith(phrases)


def _safe(sentence: Sentence, word: int) -> list[int]:
    """Who came away from an attack: "was unharmed", "escaped unhurt"."""
    own = subjects_of(sentence, word)
    return own or subjects_of(sentence, sentence.tokens[word].head)


def _tells_guilt(sentence: Sentence, index: int) -> bool:
    """Whether a word says who did something that is told elsewhere: "claimed credit for"."""
    token = sentence.tokens[index]
    if token.lemma in ("responsibility", "credit"):
        return sentence.tokens[token.head].lemma in _CLAIM
    return token.low == "responsible" or (
        token.verbal and token.lemma in ("blame", "accuse", "attribute", "suspect")
    )


def _kind(sentence: Sentence, index: int, form: str) -> str:
    token = sentence.tokens[index]
    for kind, rest in _table().get((token.lemma, form), ()):
        near = [t.low for t in sentence.tokens[index + 1 : index + 5]]
        if all(word in near for word in rest):
            return kind
    return ""


def is_deed(sentence: Sentence, index: int) -> bool:
    """Whether a word, whatever its form here, is one of violence: "the destroyed cars"."""
    token = sentence.tokens[index]
    return token.verbal and bool(_kind(sentence, index, "verb"))


def is_told(sentence: Sentence, deed: Deed) -> bool:
    """Whether a deed is told as done: not denied, not only possible, wished or called off."""
    tokens = sentence.tokens
    index = deed.index
    if deed.form == "noun":
        return tokens[tokens[index].head].lemma not in _NOT_DONE
    if deed.form != "verb":
        return True
    for child in sentence.children(index, "aux", "advmod", "mark"):
        if tokens[child].low in _UNREAL:
            return False
    to = any(tokens[c].low == "to" for c in sentence.children(index, "mark"))
    return not (to and tokens[tokens[index].head].lemma in _NOT_DONE)


def roles_of(sentence: Sentence, deed: Deed) -> Roles:
    """Who did it, to whom or what, with what and where, as head words."""
    if deed.form == "verb":
        return _of_verb(sentence, deed.index)
    if deed.form == "doer":
        victims = _of_noun(sentence, deed.index, frozenset(("of",)))
        return Roles((deed.index,), victims, (), ())
    if deed.form == "safe":
        return Roles((), tuple(spread(sentence, _safe(sentence, deed.index))), (), ())
    if deed.form == "guilt":
        return Roles(tuple(spread(sentence, list(_guilty(sentence, deed.index)))), (), (), ())
    return _of_event_noun(sentence, deed.index)


def _of_verb(sentence: Sentence, verb: int) -> Roles:
    tokens = sentence.tokens
    passive = is_passive(sentence, verb)
    agents: list[int] = []
    patients: list[int] = []
    means: list[int] = []
    where: list[int] = []
    for child in sentence.children(verb, "obl"):
        case = preposition(sentence, child)
        if "by" in case or tokens[child].dep == "obl:agent":
            agents.append(child)
        elif case & {"with", "using"}:
            means.append(child)
        elif case & _WHERE:
            where.append(child)
    for thing in sentence.children(verb, "obj", "iobj"):
        patients.append(thing)
        where.extend(
            child for child in sentence.children(thing, "nmod", "obl")
            if preposition(sentence, child) & _THROWN
        )  # fmt: skip
    for child in sentence.children(verb, "advcl", "xcomp"):
        if tokens[child].low in ("using", "wielding", "carrying"):
            means.extend(sentence.children(child, "obj"))
    if tokens[verb].dep == "amod" and verb and tokens[verb - 1].nominal:
        # "Men killed lawyer Almagro", read as if the lawyer were a killed one.
        agents.append(verb - 1)
        patients.append(tokens[verb].head)
    subjects = subjects_of(sentence, verb)
    if passive or tokens[verb].lemma in _SUFFER:
        patients = [*subjects, *patients]
    else:
        agents = [*subjects, *agents]
    means.extend(_used(sentence))
    return Roles(*(tuple(spread(sentence, heads)) for heads in (agents, patients, means, where)))


def _used(sentence: Sentence) -> Iterator[int]:
    """What a verb of use or a "with" in the sentence governs, wherever the tree hangs it."""
    for index, token in enumerate(sentence.tokens):
        if token.verbal and token.lemma in _USE:
            yield from sentence.children(index, "obj")
            if is_passive(sentence, index):
                yield from sentence.children(index, "nsubj")
        elif token.dep in ("obl", "nmod") and "with" in preposition(sentence, index):
            yield index


def _of_event_noun(sentence: Sentence, noun: int) -> Roles:
    agents = list(_of_noun(sentence, noun, frozenset(("by",))))
    on_people = _kind(sentence, noun, "noun") in ("kill", "abduct", "wound")
    patients = list(_of_noun(sentence, noun, _OF - {"at"} if on_people else _OF))
    means = list(_of_noun(sentence, noun, frozenset(("with",))))
    where = list(_of_noun(sentence, noun, frozenset(("in", "near", "outside"))))
    for child in sentence.children(noun, "nmod:poss"):
        (patients if on_people else agents).append(child)
    agents.extend(sentence.children(noun, "compound", "amod"))
    agents.extend(_carriers(sentence, noun, patients))
    return Roles(
        tuple(spread(sentence, agents)), tuple(spread(sentence, patients)),
        tuple(spread(sentence, means)), tuple(spread(sentence, where)),
    )  # fmt: skip


def _carriers(sentence: Sentence, noun: int, patients: list[int]) -> Iterator[int]:
    """Who carried the deed out, by the verb or adjective above or below the noun."""
    tokens = sentence.tokens
    for below in sentence.children(noun, "acl"):
        if tokens[below].lemma in _LIGHT:
            yield from _by(sentence, below)
    for _, head in zip(range(3), sentence.ancestors(noun), strict=False):
        token = tokens[head]
        if token.lemma in _LIGHT and token.verbal:
            if is_passive(sentence, head):
                yield from _by(sentence, head)
            else:
                yield from subjects_of(sentence, head)
            patients.extend(
                c for c in sentence.children(head, "obl") if preposition(sentence, c) & _ON
            )
            return
        if token.low in _GUILT or token.lemma in _GUILT:
            yield from _guilty(sentence, head)
            return


def _by(sentence: Sentence, verb: int) -> Iterator[int]:
    for child in sentence.children(verb, "obl"):
        if "by" in preposition(sentence, child) or sentence.tokens[child].dep == "obl:agent":
            yield child


def _guilty(sentence: Sentence, word: int) -> Iterator[int]:
    """Whom a word of guilt speaks of."""
    tokens = sentence.tokens
    if tokens[word].verbal and tokens[word].lemma in _CHARGE:
        passive = is_passive(sentence, word)
        yield from subjects_of(sentence, word) if passive else sentence.children(word, "obj")
    elif tokens[word].lemma == "attribute":
        for child in sentence.children(word, "obl"):
            if preposition(sentence, child) & {"to", "by"}:
                yield child
    elif tokens[word].lemma in ("responsibility", "credit"):
        head = tokens[word].head
        if tokens[head].lemma in _CLAIM:
            yield from subjects_of(sentence, head)
    elif tokens[tokens[word].head].lemma == "hold":
        held = tokens[word].head
        passive = is_passive(sentence, held)
        yield from subjects_of(sentence, held) if passive else sentence.children(held, "obj")
    elif tokens[word].dep in ("acl", "amod"):
        yield tokens[word].head
    else:
        yield from subjects_of(sentence, word)


def _of_noun(sentence: Sentence, noun: int, prepositions: frozenset[str]) -> tuple[int, ...]:
    found = [
        child for child in sentence.children(noun, "nmod", "obl")
        if preposition(sentence, child) & prepositions
    ]  # fmt: skip
    return tuple(spread(sentence, found))
