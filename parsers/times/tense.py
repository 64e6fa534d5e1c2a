"""Whether the verb over a word looks back or ahead: "met on Friday", "will meet on Friday"."""

from typing import Literal

from parsers.language.tokens import Sentence
from parsers.lexicon.tables import listed, rows

_AHEAD = frozenset(word for row in rows("times") if row[0] == "planning" for word in listed(row[1]))
_WILL = frozenset(("will", "'ll", "wo", "shall", "would", "ca"))
_ARE = frozenset(("is", "are", "am"))
Tense = Literal["past", "future", ""]


def tense_at(sentence: Sentence, index: int) -> Tense:
    """The tense of the nearest verb above a word; empty for the present and where none is."""
    if sentence.tokens[index].dep == "nmod:poss":
        return ""
    for above in sentence.ancestors(index):
        if sentence.tokens[above].verbal:
            return tense_of(sentence, above)
        if _helpers(sentence, above):
            return _by_helpers(sentence, above, "")
    return ""


def tense_of(sentence: Sentence, verb: int) -> Tense:
    """The tense of a verb form with its auxiliaries; an infinitive takes that of its head."""
    token = sentence.tokens[verb]
    helpers = _helpers(sentence, verb)
    if token.lemma in _AHEAD and token.tag == "VBN" and "had" not in helpers:
        return "future"
    if token.tag == "VBD" and not helpers:
        return "past"
    if token.tag == "VB" and "to" in helpers:
        head = token.head
        if head == verb or head < 0 or not _ARE.isdisjoint(helpers):  # "are to meet"
            return "future"
        over = sentence.tokens[head]
        if over.lemma in _AHEAD:
            return "future"
        return tense_of(sentence, head) if over.verbal else tense_at(sentence, head)
    return _by_helpers(sentence, verb, "past" if token.tag in ("VBD", "VBN") else "")


def _helpers(sentence: Sentence, index: int) -> list[str]:
    return [sentence.tokens[c].low for c in sentence.children(index, "aux", "cop", "mark")
            if sentence.tokens[c].dep != "mark" or sentence.tokens[c].low == "to"]  # fmt: skip


def _by_helpers(sentence: Sentence, index: int, otherwise: Tense) -> Tense:
    helpers = _helpers(sentence, index)
    if not _WILL.isdisjoint(helpers):
        return "future"
    if {"was", "were", "did", "had", "has", "have", "'ve", "been"} & set(helpers):
        return "past"
    going = sentence.tokens[index].low == "going"
    if going or {"is", "are", "am", "be", "to"} & set(helpers):
        return "future" if going else ""
    return otherwise
