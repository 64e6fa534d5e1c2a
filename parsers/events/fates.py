"""What befell people in a sentence: who was killed, captured or wounded, how many, by whom.

A figure of `counts` is a number beside a word; a fate starts from the verb and takes everybody
to whom it was done, with or without a number: "captured a leader and two of his men" is one and
two, "insurgents were killed" is two at least.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import cast

from parsers.events.dateline import dateline_of
from parsers.events.numbers import Quantity, find_quantities
from parsers.events.people import Fate, People, is_person, read_people
from parsers.events.sides import sides_of
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import listed, rows, word_set

_SEEKS = word_set("fates.seeks")
_BACK = frozenset(("previously", "formerly", "once"))
_ALSO = frozenset(("also", "further"))
_NO = frozenset(("no", "none", "nobody", "not", "n't", "never", "neither"))
_WISHED = frozenset(("for", "to", "avoid", "prevent", "order", "ordered", "demanding"))
_SEVERAL = frozenset(("separate", "various", "multiple", "several", "different"))
_OCCASIONS = word_set("fates.occasions")


@cache
def _fates() -> dict[str, Fate]:
    return {
        pattern: cast("Fate", fate)
        for fate, patterns in rows("fates")
        for pattern in listed(patterns)
    }


def fate_of(hit: Hit) -> Fate | None:
    """What a trigger says of its patients, or None."""
    return "captured" if hit.trigger.mode == "arrest" else _fates().get(hit.trigger.pattern)


def fates_of(sentence: Sentence, hits: tuple[Hit, ...]) -> tuple[People, ...]:
    """Everybody of whom the sentence tells as a fact that they were killed, captured, wounded."""
    if not sentence.parsed:
        return ()
    quantities = find_quantities(sentence.tokens)
    filed = dateline_of(sentence)
    found: list[People] = []
    for hit in hits:
        fate = fate_of(hit)
        if fate is None or not is_fact(sentence, hit):
            continue
        roles = sides_of(sentence, hit)
        agents = tuple(sentence.tokens[i].low for i in roles.agents)
        more = any(sentence.tokens[i].low in _ALSO for i in sentence.children(hit.first, "advmod"))
        for head, part in _patients(sentence, hit, roles.patients):
            sure = part or head in roles.patients[:1]
            if head < filed or not is_person(sentence, head, first=sure):
                continue
            people = read_people(
                sentence, fate, head, quantities, part=part, agents=agents, more=more
            )
            if people is not None and all(people.token != known.token for known in found):
                found.append(_named_after(people, found))
    if _sums(sentence):
        found = [replace(people, summary=True) for people in found]
    found.extend(_sought(sentence, hits, quantities))
    return tuple(sorted(found, key=lambda people: people.token))


def _named_after(people: People, found: list[People]) -> People:
    """Gives "another" the noun of those before it in the sentence: "a smuggler and another"."""
    if people.noun != "another" or not found:
        return people
    return replace(people, noun=found[-1].noun, who=found[-1].who, rank=found[-1].rank)


def _sums(sentence: Sentence) -> bool:
    """Reads "during separate operations" and "in several raids": more than one occurrence."""
    words = [token.low for token in sentence.tokens]
    return any(
        word in _SEVERAL and not _OCCASIONS.isdisjoint(words[index + 1 : index + 4])
        for index, word in enumerate(words)
    )


def _sought(
    sentence: Sentence, hits: tuple[Hit, ...], quantities: list[Quantity]
) -> Iterator[People]:
    """Whom somebody is after: "in search of a leader", "targeting a cell", "to arrest two men"."""
    tokens = sentence.tokens
    heads: list[int] = []
    for index, token in enumerate(tokens):
        if token.lemma in _SEEKS:
            heads += [i for i in sentence.children(index, "obj", "obl", "nmod") if i > index]
    for hit in hits:
        if fate_of(hit) in ("killed", "captured") and not is_fact(sentence, hit):
            heads += [i for i in sides_of(sentence, hit).patients if i > hit.first]
    heads += [j for i in heads for j in sentence.children(i, "conj") if tokens[j].nominal]
    for head in dict.fromkeys(heads):
        people = read_people(sentence, "sought", head, quantities, part=False, agents=())
        if people is not None and (people.rank or people.who == "militant"):
            yield people


def is_fact(sentence: Sentence, hit: Hit) -> bool:
    """Whether a deed is told as done: no modal, no infinitive, no "had" or "previously"."""
    verb = next((i for i in range(hit.first, hit.last + 1) if sentence.tokens[i].verbal), None)
    if verb is None:
        return _no_aim(sentence, hit)
    around = [sentence.tokens[i] for i in sentence.children(verb, "aux", "mark", "advmod")]
    head = sentence.tokens[verb]
    before = _BACK if head.dep == "ccomp" else _BACK | {"had"}
    if any(t.tag in ("MD", "TO") or t.low in _NO | before or t.low == "if" for t in around):
        return False
    if head.dep == "conj" and sentence.child(verb, "nsubj") is None and head.tag == "VB":
        return is_fact(sentence, Hit(hit.trigger, head.head, head.head))
    return True


def _no_aim(sentence: Sentence, hit: Hit) -> bool:
    """Whether a deed told by a noun is no aim or wish: not "for the arrest of"."""
    before = [token.low for token in sentence.tokens[max(0, hit.first - 3) : hit.first]]
    return _NO.isdisjoint(before) and _WISHED.isdisjoint(before)


def _patients(sentence: Sentence, hit: Hit, heads: tuple[int, ...]) -> Iterator[tuple[int, bool]]:
    """The heads of all patients; True for those that a sum before them holds."""
    tokens = sentence.tokens
    heads = tuple(sorted({i for head in heads for i in _joined(sentence, head)}))
    for head in heads:
        twice = tokens[head].dep == "conj" and tokens[head].tag == "NN"
        if not twice or sentence.child(head, "det", "nummod", "nmod:poss", "amod") is not None:
            yield head, False
        beside = [t.tag for t in tokens[head + 1 : head + 3]] == ["CC", "CD"]
        if beside and tokens[head + 2].dep != "nummod" and head + 2 not in heads:
            yield head + 2, False
    verb = hit.first
    for base in (verb, *heads):
        for child in sentence.children(base, "obl", "nmod", "acl", "advcl", "conj"):
            if child in heads:
                continue
            cases = [sentence.tokens[i].low for i in sentence.children(child, "case", "cc")]
            before = [t.low for t in sentence.tokens[max(0, child - 8) : child]]
            if "including" in cases or sentence.tokens[child].low == "including":
                part = _first_noun(sentence, child)
                if part is not None:
                    yield part, True
            elif "with" in cases and ("along" in before or "together" in before):
                yield child, False


def _joined(sentence: Sentence, head: int) -> Iterator[int]:
    """A head with everything that "and" joins to it."""
    yield head
    for child in sentence.children(head, "conj"):
        if not sentence.tokens[child].verbal:
            yield from _joined(sentence, child)


def _first_noun(sentence: Sentence, index: int) -> int | None:
    """The noun itself, or the object of an "including" read as a verb."""
    if sentence.tokens[index].low != "including":
        return index
    return sentence.child(index, "obj", "obl", "nmod")
