"""The toll of an article: who of all the people it tells of was killed, captured or wounded.

Sentences repeat each other. "Two men were arrested ... The men were taken ... Another was held"
is three, not five: a phrase that points back, names the same person or gives the same number of
the same people adds nobody. Headlines are read only where the text tells nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers.events.fates import fates_of
from parsers.events.people import Fate, People
from parsers.events.resources import Resources
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

_GENERIC = word_set("fates.generic")
_LEADERS = word_set("fates.leaders")
_SINGULAR = word_set("fates.singular")
_ENDS = frozenset(".!?\"\u201d'\u2019)")


@dataclass(slots=True)
class _Ledger:
    """Who was counted so far, by fate."""

    numbers: Mapping[str, int]
    entries: list[People] = field(default_factory=list)

    def add(self, people: People) -> None:
        """Counts people once."""
        people = replace(people, low=self._least(people))
        same = [i for i, known in enumerate(self.entries) if known.fate == people.fate]
        place = next((i for i in reversed(same) if _is_again(people, self.entries[i])), None)
        if place is None and people.pronoun and people.noun not in _SINGULAR and same:
            return
        if place is None:
            inside = self._fits_sum(people)
            self.entries.append(replace(people, part=True) if inside else people)
            return
        known = self.entries[place]
        vague = bool(known.word) and not people.word
        self.entries[place] = replace(
            known,
            low=known.low if vague else max(known.low, people.low),
            word=known.word or people.word,
            names=known.names | people.names,
            rank=known.rank or people.rank,
            part=known.part or people.part,
        )

    def _fits_sum(self, people: People) -> bool:
        """Whether people are the rest of a sum of which a part was named: "and one other"."""
        same = [known for known in self.entries if known.fate == people.fate]
        for number, known in enumerate(same):
            parts = [part for part in same[number + 1 :] if part.part]
            left = known.low - sum(part.low for part in parts)
            later = people.sentence > known.sentence and not known.part
            if later and _is_one_of(people, known):
                return True
            if parts and not known.part and people.others and 0 < people.low <= left:
                return people.sentence != known.sentence
        return False

    def _least(self, people: People) -> int:
        said = people.word.split()
        return next((self.numbers[word] for word in said if word in self.numbers), people.low)


def _is_one_of(people: People, known: People) -> bool:
    """Whether "the rebel" or "a second rebel" is one of the two rebels told of before."""
    back = people.definite or people.ordinal
    return people.low == 1 < known.low and back and _kind(people) == _kind(known)


def _is_again(people: People, known: People) -> bool:
    """Whether a phrase tells of people who were counted already."""
    if people.names and known.names:
        return bool(people.names & known.names)
    if people.pronoun:
        return (people.noun in _SINGULAR) == (known.low == 1)
    if people.sentence == known.sentence and not people.definite:
        return False
    if known.summary and not people.summary:
        return False
    return _is_alike(people, known) and _number_fits(people, known)


def _is_alike(people: People, known: People) -> bool:
    """Whether two phrases may name the same sort of people."""
    if _kind(people) == _kind(known) or (people.definite and people.noun in _GENERIC):
        return True
    one = people.low == known.low == 1
    return one and not people.others and _kind(people) == "people"


def _number_fits(people: People, known: People) -> bool:
    if people.others and people.word:
        return known.others and people.low == known.low
    if people.definite or not people.word:
        return (people.low == 1) == (known.low == 1) or (people.definite and not people.word)
    return people.low == known.low or not known.word


def _kind(people: People) -> str:
    """What sort of people: those who lead are told apart from the rank and file."""
    if people.rank:
        return "leader" if people.rank == "leader" else people.noun
    if people.noun in _GENERIC or people.who in ("militant", "attacker"):
        return "people"
    return people.noun


def toll_of(
    sentences: Sequence[Sentence],
    resources: Resources,
    numbers: Mapping[str, int] | None = None,
) -> tuple[People, ...]:
    """All people of an article who were killed, captured or wounded, each once.

    `numbers` overrides how many a word of number stands for at least ({"several": 3}).
    """
    told = [s for s in sentences if s.tokens and closes(s)]
    found = _roll_up(told, resources, numbers or {})
    if found:
        return found
    return _roll_up([s for s in sentences if not closes(s)], resources, numbers or {})


def _roll_up(
    sentences: Iterable[Sentence], resources: Resources, numbers: Mapping[str, int]
) -> tuple[People, ...]:
    ledger = _Ledger(numbers)
    leading = False
    for sentence in sentences:
        for people in fates_of(sentence, tuple(resources.triggers.find(sentence))):
            by_pronoun = people.noun in _SINGULAR and leading
            ledger.add(replace(people, rank="leader") if by_pronoun else people)
        leading = _last_person_leads(sentence, leading)
    return tuple(ledger.entries)


def _last_person_leads(sentence: Sentence, before: bool) -> bool:  # noqa: FBT001 - a state
    """Whether the last single person spoken of is a leader: whom "he" will stand for."""
    for token in reversed(sentence.tokens):
        if token.tag == "NN" and token.dep.startswith(("nsubj", "obj", "obl", "appos", "nmod")):
            if token.low in _LEADERS:
                return True
            if token.low in _GENERIC or token.low.endswith(("or", "er", "ant", "ent")):
                return before and token.low in _GENERIC
    return before


def closes(sentence: Sentence) -> bool:
    """Whether a sentence ends as one: headlines and datelines do not."""
    return bool(sentence.tokens) and sentence.tokens[-1].text in (
        ".",
        "!",
        "?",
        '"',
        "\u201d",
        "'",
        "\u2019",
        ")",
    )


def total(people: Iterable[People], fate: Fate) -> int:
    """How many at least met a fate: those who are part of a sum are not added to it.

    A sum over several operations and what is told of each of them stand for the same people.
    """
    whole = [one for one in people if one.fate == fate and not one.part]
    summed = sum(one.low for one in whole if one.summary)
    return max(summed, sum(one.low for one in whole if not one.summary))


def leaders(people: Iterable[People], fate: Fate) -> int:
    """How many at least of them lead others."""
    return sum(one.low for one in people if one.fate == fate and one.rank == "leader")
