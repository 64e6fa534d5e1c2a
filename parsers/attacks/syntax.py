"""The tree around a verb or noun: prepositions, voice, subjects, coordination."""

from collections.abc import Iterator

from parsers.language import Sentence

_STEPS = 4
"""How far a subject is looked for over verbs that share it."""


def preposition(sentence: Sentence, noun: int) -> frozenset[str]:
    """The prepositions of a phrase: "in front of" gives all three words."""
    words = set()
    for child in sentence.children(noun, "case", "mark"):
        words.add(sentence.tokens[child].low)
        words.update(sentence.tokens[c].low for c in sentence.children(child, "fixed"))
    return frozenset(words)


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether a verb stands in the passive: with its auxiliary, or as a participle of a noun."""
    token = sentence.tokens[verb]
    if sentence.child(verb, "aux:pass", "nsubj:pass") is not None:
        return True
    if token.nominal:
        return sentence.child(verb, "cop") is not None
    if token.tag != "VBN" or sentence.child(verb, "obj") is not None:
        return False
    if token.dep == "conj":
        return sentence.child(verb, "nsubj") is None and is_passive(sentence, token.head)
    return token.dep in ("acl", "amod") or sentence.child(verb, "obl:agent") is not None


def subjects_of(sentence: Sentence, verb: int) -> list[int]:
    """The subject of a verb, its own or shared with the verb above; "who" is resolved."""
    tokens = sentence.tokens
    for _ in range(_STEPS):
        own = list(sentence.children(verb, "nsubj"))
        if own:
            return [_antecedent(sentence, verb, index) for index in own]
        dep, head = tokens[verb].dep, tokens[verb].head
        if head == verb or head < 0:
            return []
        if dep.startswith("acl") or dep == "amod":
            return [head]
        if not dep.startswith(("conj", "xcomp", "advcl", "ccomp", "parataxis")):
            return []
        if dep == "xcomp" and (shared := sentence.child(head, "obj")) is not None:
            return [shared]
        verb = head
    return []


def _antecedent(sentence: Sentence, verb: int, index: int) -> int:
    if sentence.tokens[index].low in ("who", "which", "that", "whom"):
        for head in (verb, *sentence.ancestors(verb)):
            if sentence.tokens[head].dep == "acl:relcl":
                return sentence.tokens[head].head
    return index


def spread(sentence: Sentence, heads: list[int] | tuple[int, ...]) -> Iterator[int]:
    """The heads with everything coordinated with them, each once."""
    seen: set[int] = set()
    queue = list(heads)
    while queue:
        index = queue.pop(0)
        if index in seen:
            continue
        seen.add(index)
        yield index
        queue.extend(
            child for child in sentence.children(index, "conj", "appos")
            if sentence.tokens[child].nominal
        )  # fmt: skip
