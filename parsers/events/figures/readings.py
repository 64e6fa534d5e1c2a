"""What a noun phrase is counted as, by its place in the tree: "seven people" under "killed"."""

from dataclasses import dataclass

from parsers.events.figures.frames import is_passive, kinds_of, words
from parsers.events.records import ClaimKind
from parsers.language.tokens import Sentence

_STEPS = 8
"""Heads climbed at most: a noun further from its verb than this is a mistake of the parse."""
_MODIFIERS = ("amod", "acl", "acl:relcl", "xcomp", "advcl")
_SIDEWAYS = frozenset(("conj", "appos", "nummod", "flat", "compound", "dep", "list", "det"))
_RAISING = words("raising")
"""Verbs that pass on what is said of their subject or object: "were feared dead"."""
_MASS = words("groups")
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                   "yesterday", "today", "overnight"))  # fmt: skip
_LEFT_REACH = 14
_LINKS = frozenset(("of", "the", "others", "more", "people", "persons", "critically", "seriously",
                    "badly", "severely", "confirmed", "left", "presumed", "feared"))  # fmt: skip
_LOOSE: frozenset[ClaimKind] = frozenset(("participants", "captured", "displaced"))
"""Kinds of nouns that only say who they are: "four protesters died" counts the dead."""
_OPENS = frozenset(("at", "more", "over", "about", "around", "nearly", "some", "up"))
"""Words after a verb that may begin its object."""
_FIGHTS = frozenset(("clash", "fight", "battle", "skirmish"))
_AFTER = frozenset(("IN", ",", ".", "CC", "WRB", "RB", "VBG", ":", "''", "VBD",
                    "VBZ", "VBP", "MD"))  # fmt: skip
"""Tags of what follows a participle that has no object: "six people killed in a raid"."""
_PASSIVE = ("object", "passive", "state", "troops", "subject")
_SAID = frozenset(("JJ", "NN", "NNS", "VBN", "VBD", "VBG"))
_PART_CASES = frozenset(("including", "among", "amongst"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The kinds a phrase counts as, and the word that says so; no kinds where it counts nothing."""

    kinds: tuple[ClaimKind, ...]
    sign: int
    frame: str = ""
    part: bool = False


def read_kind(sentence: Sentence, head: int) -> Reading | None:
    """How the phrase with this head is counted; None where the tree does not say."""
    own = _own(sentence, head)
    if own is not None and own.kinds[0] not in _LOOSE:
        return own
    found = _climb(sentence, head)
    return found if found is not None and (found.kinds or own is None) else own


def read_second(sentence: Sentence, head: int, first: Reading) -> Reading | None:
    """What else is said of a phrase: "two nurses who were abducted last month were freed"."""
    places = [i for i in sentence.children(head, "nmod") if sentence.tokens[i].tag == "NNP"]
    described = [i for i in (head, *places) if sentence.child(i, "acl:relcl") is not None]
    if not described:
        return None
    for found in (_below(sentence, described[0]), _above(sentence, head)):
        if found is not None and found.kinds and not {*found.kinds} & {*first.kinds}:
            return found
    return None


def _climb(sentence: Sentence, head: int) -> Reading | None:
    node = head
    for _ in range(_STEPS):
        found = (_own(sentence, node) if node != head else None) or _below(sentence, node)
        token = sentence.tokens[node]
        if found is None and token.head in (node, -1):
            return _predicate(sentence, node)
        found = found or _above(sentence, node)
        if found is not None:
            return found
        if not _climbs(sentence, node):
            return None
        node = token.head
    return None


def read_adjacent(sentence: Sentence, last: int) -> Reading | None:
    """What stands right after a bare figure: "four wounded", "six of the injured", "10 dead"."""
    tokens = sentence.tokens
    here = last + 1
    while here < len(tokens) and tokens[here].low in _LINKS:
        here += 1
    if here >= len(tokens) or tokens[here].tag not in _SAID:
        return None
    frames = ["state", "noun"]
    if tokens[here].verbal:
        frames += ["object", "subject"] if has_no_object(sentence, here) else ["subject"]
    return _reading(sentence, here, *frames)


def read_participle(sentence: Sentence, last: int) -> Reading | None:
    """The participle right after a phrase that has no verb of its own: "two aides wounded"."""
    here = last + 1
    if here >= len(sentence.tokens) or sentence.tokens[here].tag not in ("VBN", "VBD"):
        return None
    return _reading(sentence, here, "object") if has_no_object(sentence, here) else None


def has_no_object(sentence: Sentence, verb: int) -> bool:
    """Whether what follows a participle begins no object: "six killed in a raid"."""
    if sentence.child(verb, "obj") is not None:
        return False
    after = sentence.tokens[verb + 1] if verb + 1 < len(sentence.tokens) else None
    if after is None or after.low in _DAYS:
        return True
    return after.tag in _AFTER and after.low not in _OPENS


def is_either(sentence: Sentence, reading: Reading) -> bool:
    """Whether the word that counts stands in a choice of two fates: "killed or wounded"."""
    tokens = sentence.tokens
    around = [*sentence.children(reading.sign, "conj")] if reading.sign >= 0 else []
    if reading.sign >= 0 and tokens[reading.sign].dep == "conj":
        around.append(tokens[reading.sign].head)
    row = [reading.sign, *around]
    if not any(tokens[c].low == "or" for index in row for c in sentence.children(index, "cc")):
        return False
    frames = ("object", "subject", "state", "of", "noun")
    kinds = {kinds_of(sentence, index, f)[:1] for index in around for f in frames}
    return any(kind and kind != reading.kinds[:1] for kind in kinds)


def _climbs(sentence: Sentence, node: int) -> bool:
    """Whether a phrase is counted as its head is: in a row, an apposition, of a group."""
    token = sentence.tokens[node]
    above = sentence.tokens[token.head]
    if token.dep in _SIDEWAYS:
        return above.nominal or above.tag in ("CD", "JJ", "PRP", "DT")
    if token.dep in ("nmod", "obl", "advcl") and not _cases(sentence, node).isdisjoint(_PART_CASES):
        return True
    of_group = "of" in _cases(sentence, node) and (above.lemma in _MASS or above.tag == "CD")
    return token.dep == "nmod" and of_group


def _cases(sentence: Sentence, node: int) -> frozenset[str]:
    return frozenset(sentence.tokens[c].low for c in sentence.children(node, "case", "mark"))


def _own(sentence: Sentence, node: int) -> Reading | None:
    """The phrase's own noun: "43 deaths", "300 injured"."""
    return _reading(sentence, node, "noun") or _reading(sentence, node, "state")


def _reading(sentence: Sentence, index: int, *frames: str) -> Reading | None:
    for frame in frames:
        kinds = kinds_of(sentence, index, frame)
        if kinds:
            return Reading(kinds, index, frame)
    return None


def _below(sentence: Sentence, node: int) -> Reading | None:
    """What hangs on the phrase: "people dead", "the injured men", "who were killed"."""
    for child in sentence.children(node, *_MODIFIERS):
        token = sentence.tokens[child]
        if token.dep == "acl:relcl":
            found = _relative(sentence, child)
        elif token.tag in ("VBG", "VBD") or (token.verbal and not is_passive(sentence, child)):
            found = _reading(sentence, child, "subject", "state")
        elif token.verbal and is_passive(sentence, child):
            found = _reading(sentence, child, "object", "passive", "state")
        else:
            found = _reading(sentence, child, "state")
        if found is not None and found.kinds:
            return found
    return None


def _relative(sentence: Sentence, verb: int) -> Reading | None:
    """A clause on the phrase whose subject is the phrase: "who died", "who were hurt"."""
    subject = sentence.child(verb, "nsubj")
    if subject is not None and sentence.tokens[subject].low not in ("who", "which", "that"):
        return None
    return _as_subject(sentence, verb, passive=is_passive(sentence, verb))


def _above(sentence: Sentence, node: int) -> Reading | None:
    token = sentence.tokens[node]
    verb = token.head
    if token.dep.startswith("nsubj"):
        passive = token.dep == "nsubj:pass" or is_passive(sentence, verb)
        return _as_subject(sentence, verb, passive=passive)
    if token.dep == "obl:unmarked" and node < verb and sentence.child(verb, "nsubj") is None:
        return _as_subject(sentence, verb, passive=is_passive(sentence, verb))
    if token.dep in ("obj", "iobj", "obl:unmarked"):
        return _as_object(sentence, verb)
    return _as_modifier(sentence, node)


def _as_modifier(sentence: Sentence, node: int) -> Reading | None:
    """A phrase after a preposition or before its noun: "killed by", "killing of", "his arrest"."""
    token = sentence.tokens[node]
    above = token.head
    cases = _cases(sentence, node) if token.dep.startswith(("obl", "nmod")) else frozenset()
    if token.dep == "obl:agent" or (token.dep == "obl" and "by" in cases):
        return _reading(sentence, above, "actor") or Reading((), above)
    if "with" in cases:
        return _beside(sentence, node, above)
    if "to" in cases:
        harm = [above, *sentence.children(above, "obj")]
        found = [_reading(sentence, index, "to") for index in harm]
        return next((reading for reading in found if reading is not None), None)
    if "of" in cases and sentence.tokens[above].lemma == "life":
        return _reading(sentence, sentence.tokens[above].head, "lives")
    owned = token.dep == "nmod:poss" or (token.dep == "compound" and token.tag != "CD")
    if owned or (token.dep == "nmod" and "of" in cases):
        return _reading(sentence, above, "of", "troops of")
    return None


def _beside(sentence: Sentence, node: int, verb: int) -> Reading | None:
    """Reads "clashed with 12 soldiers", "was detained along with two others"."""
    if sentence.tokens[verb].lemma in _FIGHTS:
        return _reading(sentence, verb, "actor")
    found = _reading(sentence, verb, "with")
    if found is not None:
        return found
    near = sentence.tokens[max(0, node - 5) : node]
    together = any(token.low in ("along", "together") for token in near)
    return _reading(sentence, verb, "object", "subject") if together else None


def _as_subject(sentence: Sentence, verb: int, *, passive: bool) -> Reading | None:
    """What a predicate says of its subject, itself or through the verb below it."""
    frames = _PASSIVE if passive else ("subject", "state")
    found = _reading(sentence, verb, *frames)
    if found is not None:
        return found
    if sentence.tokens[verb].lemma in _RAISING:
        for child in sentence.children(verb, "xcomp", "ccomp", "advcl", "acl"):
            found = _as_subject(sentence, child, passive=is_passive(sentence, child))
            if found is not None and found.kinds:
                return found
    if not passive:
        for child in sentence.children(verb, "conj"):
            if sentence.child(child, "nsubj") is None:
                found = _as_subject(sentence, child, passive=is_passive(sentence, child))
                if found is not None and found.kinds:
                    return found
        return _reading(sentence, verb, "actor") or _doer(sentence, verb)
    return None


def _doer(sentence: Sentence, verb: int) -> Reading | None:
    """The subject of a verb that kills is not counted, unless it has no object ("six killed")."""
    acts = _reading(sentence, verb, "object")
    if acts is None:
        return None
    if sentence.child(verb, "obj") is not None:
        return Reading((), verb)
    past = sentence.tokens[verb].tag in ("VBD", "VBN")
    return acts if past and has_no_object(sentence, verb) else None


def _as_object(sentence: Sentence, verb: int) -> Reading | None:
    """What a verb does to its object; verbs in a row share it: "shot and killed five"."""
    tokens = sentence.tokens
    row = [verb, *(c for c in sentence.children(verb, "conj") if sentence.child(c, "obj") is None)]
    above = tokens[verb].head
    shares = tokens[verb].dep == "conj" and tokens[above].verbal
    if shares and sentence.child(above, "obj") is None:
        row.append(above)
    for index in row[:2]:
        found = _reading(sentence, index, "object", "troops")
        if found is not None:
            return found
    if tokens[verb].lemma not in _RAISING:
        return None
    for child in sentence.children(verb, "xcomp", "ccomp", "advcl", "amod", "obj"):
        found = _reading(sentence, child, "state", "object")
        if found is not None:
            return found
    return _left(sentence, verb) if tokens[verb].lemma == "leave" else None


def _left(sentence: Sentence, verb: int) -> Reading | None:
    """Reads "left two officers and five soldiers dead" where the tree loses what follows."""
    for index in range(verb + 1, min(len(sentence.tokens), verb + 1 + _LEFT_REACH)):
        token = sentence.tokens[index]
        if token.low in (",", ";", "."):
            return None
        if token.tag in ("JJ", "VBN", "VBD"):
            found = _reading(sentence, index, "state", "object")
            if found is not None:
                return found
    return None


def _predicate(sentence: Sentence, node: int) -> Reading | None:
    """A phrase that says who somebody was: "the dead were three soldiers"."""
    for child in sentence.children(node, "nsubj", "amod", "obl", "nmod"):
        found = _own(sentence, child)
        if found is not None:
            return found
    return None
