"""Whether an event is told as having happened, as denied, planned or possible."""

import re

from parsers.events.records import Modality
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.times import tense_of

_REACH = 6
_PLANNED = re.compile(
    r"\b(?:will|'ll|going to|plans? to|planned|planning|scheduled|upcoming|due to|set to|"
    r"expected to|intends? to|is to|are to|about to|prepar\w+ (?:to|for)|to be|ready to|agreed to|"
    r"vow\w* to|pledg\w* to|promis\w+ to|next (?:week|month|year)|ordered to|called for|"
    r"call(?:s|ing)? for|urg\w+|ask\w* to|want\w* to|tomorrow|aims? to|hop\w+ to)\b"
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|would|can|cannot|should|must|if|threat(?:s|en\w*)?(?: of| to)?|"
    r"risk(?:s|ed)?(?: of)?|fear(?:s|ed)?(?: of)?|possible|possibility|potential|warn\w*(?: of)?|"
    r"alleged|allegedly|suspected of|suspicions?|hypothetical|in case of|prevent\w*|avoid\w*|"
    r"whether|attempt\w* to|try(?:ing)? to|tried to|trying|to deter|deter\w*|against any|"
    r"likely|unless|seek\w* to|sought to|able to|capable of|designed to|need to|how to)\b"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|not|never|n't|no|without|refus\w+|stop short of)\b"
)
_HABITUAL = re.compile(
    r"\b(?:often|usually|frequently|regularly|always|routinely|sometimes|typically|generally|"
    r"every (?:year|day|week|month)|each year|normally|tend to|used to)\b"
)
_CAUSES = re.compile(r"\b(?:due to|to be)\b")
_FUTURE_VERB = re.compile(r"\b(?:will|'ll|is to|are to|plans? to|scheduled|going to)\b")

_DUE = ("due to", "set to", "expected to")
_NOT = frozenset(("not", "n't", "never", "hardly"))
_MAY = frozenset(("may", "might", "could"))
_DONE = frozenset(("was", "were", "been", "had", "has", "have"))
_HELPERS = frozenset(("will", "'ll", "would", "can", "should", "must", "shall", "to", "if", "is",
                      "are", "be", "being", "did", "unless", "whether", "without", "allegedly",
                      "reportedly"))  # fmt: skip
_DOES = frozenset(("have", "force", "prompt", "cause", "help", "manage", "begin", "start",
                   "continue", "go", "lead", "proceed"))  # fmt: skip
"""Verbs whose infinitive happened when they did: "had to rescue", "prompted him to resign"."""
_AHEAD = frozenset(("plan", "schedule", "expect", "set", "prepare", "propose", "slate"))
"""Verbs by which what is planned is told: "a meeting was set for Friday"."""


def words_before(sentence: Sentence, hit: Hit, reach: int = _REACH) -> str:
    """The words before a trigger within its clause, in lower case."""
    words: list[str] = []
    for index in range(hit.first - 1, max(-1, hit.first - 1 - reach), -1):
        token = sentence.tokens[index]
        if token.text in ";:.!?" or (token.low in ("but", "after", "when", "as") and words):
            break
        words.append(token.low)
    return " ".join(reversed(words)).replace(" n't", "n't")


def modality_of(sentence: Sentence, hit: Hit) -> Modality:
    """The modality of one trigger: by its place in the tree, else by the words before it."""
    if hit.trigger.type == "PROTEST" and sentence.tokens[hit.first].lemma == "call":
        return "planned"  # who calls a march does not march yet
    plain = _of_noun(sentence, hit.anchor) if hit.nominal else _of_verb(sentence, hit.anchor)
    if plain is not None:
        return plain
    before = words_before(sentence, hit)
    if hit.nominal:  # "due to clashes", "said to be behind the blast": no plans of them
        before = _CAUSES.sub(" ", before)
    if _DENIED.search(" ".join(before.split()[-4:])):
        return "denied"
    if _PLANNED.search(before) or before.endswith(" to") or before == "to":
        return "planned"
    return "possible" if _POSSIBLE.search(before) else "occurred"


def _of_verb(sentence: Sentence, verb: int) -> Modality | None:
    """A past form without a modal, a negation or a condition tells what happened."""
    token = sentence.tokens[verb]
    helpers = _helpers(sentence, verb)
    if token.tag == "VBD" and not helpers:
        return "occurred"
    if token.tag == "VBN" and helpers and helpers <= _DONE:
        return "occurred"
    if token.tag == "VB" and helpers == {"to"} and token.dep in ("xcomp", "advcl"):
        above = sentence.tokens[token.head]
        if above.lemma in _DOES and above.tag == "VBD" and not _helpers(sentence, token.head):
            return "occurred"
    return None


def _of_noun(sentence: Sentence, noun: int) -> Modality | None:
    """A noun is as real as the verb that it is subject or object of: "will hold talks"."""
    token = sentence.tokens[noun]
    for child in sentence.children(noun, "acl", "amod"):
        if sentence.tokens[child].lemma in _AHEAD and sentence.tokens[child].tag == "VBN":
            return "planned"
    if token.dep not in ("nsubj", "nsubj:pass", "obj") or not sentence.tokens[token.head].verbal:
        return None
    above = sentence.tokens[token.head]
    helpers = _helpers(sentence, token.head)
    planned = above.lemma in _AHEAD and token.dep != "obj" and above.tag == "VBN"
    if planned and helpers.isdisjoint(_NOT):
        return "planned"
    if tense_of(sentence, token.head) == "future" and helpers.isdisjoint(_NOT):
        return "planned"
    return "possible" if not helpers.isdisjoint(_MAY) else None


def _helpers(sentence: Sentence, index: int) -> set[str]:
    children = sentence.children(index, "aux", "aux:pass", "cop", "mark", "advmod")
    found = {sentence.tokens[child].low for child in children}
    return found & (_HELPERS | _NOT | _MAY | _DONE)


def is_future(sentence: Sentence, hit: Hit) -> bool:
    """Whether the words say plainly that it will happen: "will visit", "is due to meet"."""
    before = words_before(sentence, hit)
    due = not hit.nominal and before.endswith(_DUE)
    return due or bool(_FUTURE_VERB.search(before))


def is_habitual(sentence: Sentence, hit: Hit) -> bool:
    """Whether a sentence tells of what happens again and again, not of one event."""
    around = words_before(sentence, hit, reach=8)
    after = " ".join(t.low for t in sentence.tokens[hit.last + 1 : hit.last + 5])
    return bool(_HABITUAL.search(around) or _HABITUAL.search(after))
