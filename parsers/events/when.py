"""When an occurrence was: the time that hangs on its trigger in the tree, else the next best.

A time belongs to the verb or noun that it hangs on, and to what that verb tells: "On Sunday police
arrested twelve over Saturday's attack" has one time for each. The day of saying ("said on
Tuesday") and the day of a dateline date an event only where nothing else does.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from parsers.events.dateline import dateline_of
from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.records import EventTime
from parsers.events.scenes import Scene
from parsers.events.times import TimeFound
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set
from parsers.times import tense_of

_NEARBY = 5
"""Sentences back in which a day told is still that of what follows."""
_FEBRUARY = 2
_WEEK = timedelta(days=7)
_SAYING = word_set("when.saying")
_ASIDE = word_set("when.aside")
"""Prepositions and conjunctions that lead away from the time of the verb: "after", "since"."""
_APART = word_set("when.apart")
"""Adverbs that give a verb a time of its own: "came in 2010 and was later arrested"."""
_OPEN, _AHEAD, _LATER = 1, 4, 4
"""What an unresolved time costs, one that lies ahead, and each further sentence of the event."""
_NEVER, _FILED, _SAID, _OTHER = 99, 60, 30, 8
"""Steps between a time and a trigger: no tie; the day of saying; the time of another trigger."""
_AFTER, _DESCRIBED = 2, 12
"""Steps from "after" it happened, and from a clause that describes somebody, to the main verb."""
_YEAR = re.compile(r"\d{4}|tomorrow|next|coming", re.IGNORECASE)
_NO_ADVERBIAL = frozenset(("nsubj", "nsubj:pass", "obj"))
_FAR = 10
"""Steps from which a time is no longer the trigger's."""
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


def read_time(
    event: Event, published: date | None, scenes: tuple[Scene, ...] = ()
) -> EventTime | None:
    """When it was; None where no sentence that tells of it gives a time that is its own.

    `scenes` are those of the whole text: a story that goes on keeps the day it is at.
    """
    tied: list[tuple[float, int, TimeFound, Draft]] = []
    for order, draft in enumerate(event.drafts):
        filed = dateline_of(draft.scene.sentence)
        for time in draft.scene.times:
            cost = _FILED if time.first < filed else _cost(draft, time)
            cost += _unlikely(draft, time)
            tied.append((cost, order, time, draft))
    for least in (0, _SAID, _FILED):
        near = [entry for entry in tied if least <= entry[0] < least + _FAR]
        if near:
            _, _, time, draft = min(
                near, key=lambda entry: (entry[0] + _LATER * entry[1], _length(entry[2]))
            )
            return _ahead(time, draft, published)
    return _story_day(event, scenes)


def _story_day(event: Event, scenes: tuple[Scene, ...]) -> EventTime | None:
    """The day of the story at the event's sentence: that of a main verb just before."""
    if event.lead.modality in ("planned", "possible"):
        return None
    sentence = event.lead.scene.sentence
    trigger = event.lead.main.anchor
    if sentence.tokens[trigger].verbal and tense_of(sentence, trigger) != "past":
        return None
    for scene in reversed(scenes):
        if 0 < sentence.number - scene.sentence.number <= _NEARBY:
            for time in scene.times:
                if _at_main_verb(scene.sentence, time) and not time.future:
                    return replace(time.time, reason="date_from_context")
    return None


def _at_main_verb(sentence: Sentence, time: TimeFound) -> bool:
    """Whether a day hangs on the main verb or on what is said, and not on the saying."""
    if time.time.precision not in ("day", "part_of_day", "hour"):
        return False
    top = _top(sentence, time.first, time.last)
    governor = sentence.tokens[top].head
    if _led_away(sentence, top) or _says(sentence, governor):
        return False
    token = sentence.tokens[governor]
    return token.dep == "root" or (token.dep == "ccomp" and _says(sentence, token.head))


def _unlikely(draft: Draft, time: TimeFound) -> float:
    """What speaks against a time whatever the tree says: it has no days, it lies ahead."""
    ahead = time.future and draft.modality == "occurred"
    return (_OPEN if time.time.start is None else 0) + (_AHEAD if ahead else 0)


def _length(found: TimeFound) -> timedelta:
    start, end = found.time.start, found.time.end
    return end - start if start and end else timedelta.max


def _cost(draft: Draft, time: TimeFound) -> float:
    """How far a time is from the trigger in the tree; `_NEVER` where it is of something else."""
    sentence = draft.scene.sentence
    top = _hanging(draft.scene, time)
    governor = sentence.tokens[top].head
    triggers = range(draft.main.first, draft.main.last + 1)
    if sentence.tokens[top].dep in _NO_ADVERBIAL:
        return _NEVER
    if top in triggers or governor in triggers:
        return 0
    trigger = draft.main.anchor
    if top in sentence.ancestors(trigger):  # "in 2002, when gunmen killed four"
        return 1
    path = sentence.path(trigger, governor if governor != top else top)
    if path is None:
        return _NEVER
    up, down = path
    cost = sum(_up(sentence, index, draft) for index in up[:-1])
    cost += sum(_down(sentence, index) for index in down)
    others = {
        i for h in draft.scene.hits if h not in draft.hits for i in range(h.first, h.last + 1)
    }
    cost += _OTHER if governor in others and governor not in up else 0
    return cost + (_SAID if _says(sentence, governor) and up[-1] != trigger else 0)


def _hanging(scene: Scene, time: TimeFound) -> int:
    """The top word of a time, or of the time that it goes on from: "this month, on the 4th"."""
    top = _top(scene.sentence, time.first, time.last)
    governor = scene.sentence.tokens[top].head
    over = next((t for t in scene.times if t.first <= governor <= t.last), None)
    return top if over in (None, time) else _top(scene.sentence, over.first, over.last)


def _top(sentence: Sentence, first: int, last: int) -> int:
    """The word of a span that hangs on a word outside of it."""
    inside = range(first, last + 1)
    heads = ((i, sentence.tokens[i].head) for i in inside)
    return next((i for i, head in heads if head == i or head not in inside), first)


def _says(sentence: Sentence, index: int) -> bool:
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
    return _relation(_UP, token.dep) + (_AFTER if _led_away(sentence, index) else 0)


def _down(sentence: Sentence, index: int) -> float:
    token = sentence.tokens[index]
    return _relation(_DOWN, token.dep) + (_OTHER if _led_away(sentence, index) else 0)


def _relation(costs: dict[str, float], dep: str) -> float:
    return costs.get(dep, costs.get(dep.partition(":")[0], _OTHER))


def _led_away(sentence: Sentence, index: int) -> bool:
    """Whether a word is led in by "after", "before", "since": it has a time of its own."""
    return any(sentence.tokens[c].low in _ASIDE for c in sentence.children(index, "case", "mark"))


def _ahead(found: TimeFound, draft: Draft, published: date | None) -> EventTime:
    """The day meant: plans lie ahead of publication, what is told as done behind it."""
    time = found.time
    if published is None or time.end is None or time.start is None:
        return time
    if draft.modality != "planned":
        undated = time.precision == "day" and not _YEAR.search(time.text or "")
        return _year_before(time) if found.future and undated else time
    sentence = draft.scene.sentence
    head = sentence.tokens[_top(sentence, found.first, found.last)].head
    past = sentence.tokens[head].verbal and tense_of(sentence, head) == "past"
    recent = published - _WEEK < time.end < published
    if time.precision in ("day", "part_of_day") and recent and not past:
        return replace(time, start=time.start + _WEEK, end=time.end + _WEEK)
    return time


def _year_before(time: EventTime) -> EventTime:
    if time.start is None or time.end is None or time.start.year == date.min.year:
        return time
    return replace(time, start=_back(time.start), end=_back(time.end))


def _back(day: date) -> date:
    return day.replace(
        year=day.year - 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day
    )
