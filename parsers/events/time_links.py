"""How far a time of a sentence is from a trigger, in steps of the tree.

`when.py` dates an event with the nearest; `facts.py` compares the days of two tellings, which a day
of saying ("said on Wednesday") must not enter.
"""

from parsers.events.dateline import dateline_of
from parsers.events.drafts import Draft
from parsers.events.scenes import Scene
from parsers.events.times import TimeFound
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

_SAYING = word_set("when.saying")
_ASIDE = word_set("when.aside")
"""Prepositions and conjunctions that lead away from the time of the verb: "after", "since"."""
_APART = word_set("when.apart")
"""Adverbs that give a verb a time of its own: "came in 2010 and was later arrested"."""
NEVER, FILED, SAID, _OTHER = 99, 60, 30, 8
"""Steps between a time and a trigger: no tie; the day of saying; the time of another trigger."""
_AFTER, _DESCRIBED = 2, 12
"""Steps from "after" it happened, and from a clause that describes somebody, to the main verb."""
_NO_ADVERBIAL = frozenset(("nsubj", "nsubj:pass", "obj"))
_DOWN = {
    "obj": 0.5, "nsubj": 1, "nsubj:pass": 0.5, "obl": 1, "nmod": 1, "compound": 1, "appos": 2,
    "conj": 2, "xcomp": 1, "obl:agent": 1, "flat": 1, "nmod:poss": 2, "acl": 3, "amod": 2,
}  # fmt: skip
"""What each relation costs on the way from the trigger's side down to the time."""
_UP = {
    "obj": 0, "nsubj": 0.5, "nsubj:pass": 0, "obl": 1, "nmod": 1, "compound": 1, "appos": 1,
    "conj": 1.5, "xcomp": 0.5, "obl:agent": 1, "flat": 1, "nmod:poss": 2, "acl": 1,
    "acl:relcl": 3, "advcl": 2, "ccomp": 2, "parataxis": 3, "aux": 0, "cop": 0,
}  # fmt: skip
"""What each relation costs on the way from the trigger up to the head that it shares."""


def time_cost(draft: Draft, time: TimeFound) -> float:
    """Steps from a draft's trigger to a time of its sentence.

    `SAID` and more: the day on which somebody said so; `FILED` and more: the day of a dateline;
    `NEVER`: the time of something else.
    """
    filed = dateline_of(draft.scene.sentence)
    return FILED if time.first < filed else _cost(draft, time)


def is_own(draft: Draft, time: TimeFound) -> bool:
    """Whether a time is that of what a draft tells, not of the saying of it."""
    return time_cost(draft, time) < SAID


def _cost(draft: Draft, time: TimeFound) -> float:
    """How far a time is from the trigger in the tree; `NEVER` where it is of something else."""
    sentence = draft.scene.sentence
    top = _hanging(draft.scene, time)
    governor = sentence.tokens[top].head
    triggers = range(draft.main.first, draft.main.last + 1)
    if sentence.tokens[top].dep in _NO_ADVERBIAL:
        return NEVER
    if top in triggers or governor in triggers:
        return 0
    trigger = draft.main.anchor
    if top in sentence.ancestors(trigger):  # "in 2002, when gunmen killed four"
        return 1
    path = sentence.path(trigger, governor if governor != top else top)
    if path is None:
        return NEVER
    up, down = path
    cost = sum(_up(sentence, index, draft) for index in up[:-1])
    cost += sum(_down(sentence, index) for index in down)
    others = {
        i for h in draft.scene.hits if h not in draft.hits for i in range(h.first, h.last + 1)
    }
    cost += _OTHER if governor in others and governor not in up else 0
    return cost + (SAID if is_saying(sentence, governor) and up[-1] != trigger else 0)


def _hanging(scene: Scene, time: TimeFound) -> int:
    """The top word of a time, or of the time that it goes on from: "this month, on the 4th"."""
    top = top_of(scene.sentence, time.first, time.last)
    governor = scene.sentence.tokens[top].head
    over = next((t for t in scene.times if t.first <= governor <= t.last), None)
    return top if over in (None, time) else top_of(scene.sentence, over.first, over.last)


def top_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of a span that hangs on a word outside of it."""
    inside = range(first, last + 1)
    heads = ((i, sentence.tokens[i].head) for i in inside)
    return next((i for i, head in heads if head == i or head not in inside), first)


def is_saying(sentence: Sentence, index: int) -> bool:
    """Whether a word is a verb of saying."""
    return sentence.tokens[index].lemma in _SAYING


def _up(sentence: Sentence, index: int, draft: Draft) -> float:
    token = sentence.tokens[index]
    if token.dep == "conj" and any(
        sentence.tokens[c].low in _APART for c in sentence.children(index, "advmod")
    ):
        return _DESCRIBED
    if token.dep == "acl:relcl":
        own = any(hit.first <= token.head <= hit.last for hit in draft.hits)
        return 1 if own else _DESCRIBED
    return _relation(_UP, token.dep) + (_AFTER if is_led_away(sentence, index) else 0)


def _down(sentence: Sentence, index: int) -> float:
    token = sentence.tokens[index]
    return _relation(_DOWN, token.dep) + (_OTHER if is_led_away(sentence, index) else 0)


def _relation(costs: dict[str, float], dep: str) -> float:
    return costs.get(dep, costs.get(dep.partition(":")[0], _OTHER))


def is_led_away(sentence: Sentence, index: int) -> bool:
    """Whether a word is led in by "after", "before", "since": it has a time of its own."""
    return any(sentence.tokens[c].low in _ASIDE for c in sentence.children(index, "case", "mark"))
