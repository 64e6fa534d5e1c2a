"""Words that name events: the table of triggers, compiled, and where they stand in a sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from parsers.events.records import EventType
from parsers.language.tokens import Sentence, Token
from parsers.lexicon.inflection import ing_form, past_forms, plural, verb_forms
from parsers.lexicon.tables import cell, rows, word_classes

Role = Literal["act", "noun", "effect", "toll"]
HARM_ONLY = frozenset(("effect", "toll"))
"""Roles that tell what was done to people, not what was done."""
_GAP = 4
"""How many words may stand where a pattern has "~": "shot two of the drones down"."""
_NEAR = 6
"""How many words after a trigger a ">class" looks."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One line of `triggers.tsv`: `steps` are the forms allowed word by word, None is a gap.

    `role`: "act" is a verb with a subject and an object, "noun" names the event, "effect" says
    what it did to people and gives way to the cause named beside it, "toll" does so too but is no
    event by itself.
    """

    pattern: str
    type: EventType
    mode: str | None
    role: Role
    needs: tuple[str, ...]
    steps: tuple[frozenset[str] | None, ...]
    past: frozenset[str]
    ing: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger found: tokens `first` to `last` (inclusive) of the sentence.

    `anchor` is the one of them on which the others depend, `nominal` says that it is a noun there.
    """

    trigger: Trigger
    first: int
    last: int
    anchor: int = -1
    nominal: bool = False

    def head(self, sentence: Sentence) -> str:
        """The word that carries the inflection, in lower case."""
        return sentence.tokens[self.first].low

    def is_past(self, sentence: Sentence) -> bool:
        """Whether the verb stands in its past form or participle."""
        return self.head(sentence) in self.trigger.past


@dataclass(frozen=True, slots=True)
class TriggerTable:
    """All triggers by the forms of their first word, the longest patterns first."""

    by_first: Mapping[str, tuple[Trigger, ...]]

    def find(self, sentence: Sentence) -> list[Hit]:
        """The triggers of a sentence from left to right; they do not overlap."""
        words = [token.low for token in sentence.tokens]
        titled = _is_titled(sentence)
        hits: list[Hit] = []
        position = 0
        while position < len(words):
            hit = self._at(sentence, words, position, titled=titled)
            if hit is None:
                position += 1
                continue
            hits.append(hit)
            position = hit.last + 1
        return hits

    def may_name(self, words: Sequence[Token]) -> bool:
        """Whether words without tags may hold a trigger: what does not need not be parsed."""
        lows = [token.low for token in words]
        return any(
            _match(trigger.steps, lows, position) is not None
            for position, low in enumerate(lows)
            for trigger in self.by_first.get(low, ())
        )

    def _at(
        self, sentence: Sentence, words: list[str], position: int, *, titled: bool
    ) -> Hit | None:
        named = not titled and _is_name(sentence, position)
        for trigger in self.by_first.get(words[position], ()):
            if named and not (trigger.type == "DISASTER" and trigger.role == "noun"):
                continue
            last = _match(trigger.steps, words, position)
            if last is None or not _fits(trigger.needs, words, position, last):
                continue
            anchor = _anchor(sentence, position, last)
            word = sentence.tokens[position + 2 * ("-" in trigger.pattern.split()[0])]
            nominal = _is_noun(word, trigger)
            if _agrees(word, trigger):
                return Hit(trigger, position, last, anchor, nominal)
        return None


def _is_name(sentence: Sentence, index: int) -> bool:
    """Whether a word is part of a proper name: "March", "County Jail", "the Shell group"."""
    token = sentence.tokens[index]
    if not token.capital or not sentence.parsed:
        return False
    before = sentence.tokens[index - 1] if index else None
    beside = before is not None and before.capital and before.word
    return token.low in ("march", "may") or (
        token.tag in ("NNP", "NNPS") and (beside or (before is not None and before.word))
    )


_TITLED = 0.6


def _is_titled(sentence: Sentence) -> bool:
    """Whether most words are capitalised, as in a headline: capitals then mean nothing."""
    words = [token for token in sentence.tokens if token.text[0].isalpha()]
    return sum(token.capital for token in words) > _TITLED * len(words)


def _anchor(sentence: Sentence, first: int, last: int) -> int:
    """The word of a stretch on which the others depend; the first verb where there is none."""
    for index in range(first, last + 1):
        if not first <= sentence.tokens[index].head <= last or sentence.tokens[index].head == index:
            return index
    return first


def _is_noun(token: Token, trigger: Trigger) -> bool:
    return trigger.role == "noun" if not token.tag else token.nominal or token.tag == "JJ"


def _agrees(token: Token, trigger: Trigger) -> bool:
    """Whether a word's tag lets it be the first word of a pattern.

    The tagger may take a participle for an adjective and a gerund for a noun; a bare form that it
    takes for a noun is no verb, and a verb's past is no noun.
    """
    first = trigger.pattern.split()[0]
    if not token.tag or not first.endswith(("/v", "/n")):
        return True
    if first.endswith("/n"):
        return not token.verbal or token.tag in ("VBG", "VB", "VBP", "VBZ")
    return token.verbal or token.low in trigger.past or token.low == trigger.ing


def trigger_rows() -> Iterator[tuple[str, ...]]:
    """The lines of all trigger tables: one file a type, in the order of the ontology."""
    for kind in get_args(EventType):
        yield from rows(f"triggers/{kind.lower()}")


def read_triggers() -> TriggerTable:
    """The packaged table, compiled."""
    table: dict[str, list[Trigger]] = defaultdict(list)
    for row in trigger_rows():
        trigger = _compile(row)
        for form in trigger.steps[0] or ():
            table[form].append(trigger)
    longest = {form: sorted(found, key=_length) for form, found in table.items()}
    return TriggerTable({form: tuple(found) for form, found in longest.items()})


def _length(trigger: Trigger) -> int:
    return -len(trigger.steps)


def _compile(row: tuple[str, ...]) -> Trigger:
    words = row[0].replace("-", " - ").split()  # sentences split at hyphens
    lemma = words[0].removesuffix("/v") if words[0].endswith("/v") else ""
    return Trigger(
        pattern=row[0],
        type=cast("EventType", row[1]),
        mode=row[2] or None,
        role=cast("Role", row[3]),
        needs=tuple(cell(row, 4).split()),
        steps=tuple(None if word == "~" else _forms(word) for word in words),
        past=past_forms(lemma) if lemma else frozenset(),
        ing=ing_form(lemma) if lemma else "",
    )


def _forms(word: str) -> frozenset[str]:
    stem, _, kind = word.partition("/")
    if kind == "v":
        return verb_forms(stem)
    return frozenset((stem, plural(stem))) if kind == "n" else frozenset((stem,))


def _match(steps: tuple[frozenset[str] | None, ...], words: list[str], position: int) -> int | None:
    """The last word of the pattern where it stands at `position`, else None."""
    index = position
    for number, step in enumerate(steps):
        if step is None:
            continue
        reach = _GAP if number and steps[number - 1] is None else 0
        found = next((i for i in range(index, index + reach + 1) if _is(words, i, step)), None)
        if found is None:
            return None
        index = found + 1
    return index - 1


def _is(words: list[str], index: int, step: frozenset[str]) -> bool:
    return index < len(words) and words[index] in step


def _fits(needs: tuple[str, ...], words: list[str], first: int, last: int) -> bool:
    outside = [*words[:first], "|", *words[last + 1 :]]
    return all(_fulfilled(need, words, outside, first, last) for need in needs)


def _fulfilled(need: str, words: list[str], outside: list[str], first: int, last: int) -> bool:
    classes = word_classes()
    if need.startswith("!"):
        return not _holds(words, classes[need[1:]])
    if need.startswith(">"):
        return _holds(words[last + 1 : last + 1 + _NEAR], classes[need[1:]])
    if need.startswith("<"):
        around = words[max(0, first - 3) : first] + words[last + 1 : last + 1 + _NEAR]
        return _holds(around, classes[need[1:]])
    return _holds(outside, classes[need])


def _holds(words: list[str], wanted: frozenset[str]) -> bool:
    """Whether one of the words or phrases stands there."""
    if not wanted.isdisjoint(words):
        return True
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in _phrases(wanted))


def _phrases(wanted: frozenset[str]) -> Iterator[str]:
    return (entry for entry in wanted if " " in entry)
