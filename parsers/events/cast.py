"""The cast of the attacks that a report tells: perpetrators, groups, targets, victims, weapons.

The whole report is one scene: each phrase that stands in a role to some deed (`deeds`) is classed
by its words, and the same one is kept once. Clashes between armed forces are no attacks here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from parsers.events.deeds import Deed, Roles, find_deeds, preposition, roles_of
from parsers.events.resources import Resources
from parsers.language import Sentence
from parsers.lexicon.tables import word_set

_PERPETRATORS = word_set("cast.perpetrators")
_PEOPLE = word_set("cast.people")
_COLLECTIVE = word_set("cast.collective")
_ORGANISATIONS = frozenset(name.replace("_", " ") for name in word_set("cast.organisations"))
_MILITARY = word_set("cast.military")
_TITLES = word_set("cast.titles")
_INITIALS = frozenset("bcdefghijklmnopqrstuvwxyz")
_NO_NAMES = (
    word_set("participants.no_names")
    | word_set("places.no_place")
    | frozenset(
        ("text", "report", "recording", "today", "the", "a", "in", "on", "two", "three", "four")
    )
)
_BOMBS = frozenset(("explosives", "grenade", "missile", "artillery"))
_ON_THINGS = frozenset(("attack", "bomb", "throw"))
_OUTSIDE = ("acl", "advcl", "nmod", "obl", "conj", "parataxis")
"""Branches of a phrase that name somebody else than its head."""
_MOST_WORDS = 8
_NAME_WORDS = (2, 5)

Phrase = tuple[int, int, int]
"""Sentence number, first and last token."""


@dataclass(slots=True)
class Cast:
    """The roles of a report, each a list of phrases in reading order."""

    perpetrators: list[Phrase] = field(default_factory=list)
    organisations: list[Phrase] = field(default_factory=list)
    targets: list[Phrase] = field(default_factory=list)
    victims: list[Phrase] = field(default_factory=list)
    weapons: list[Phrase] = field(default_factory=list)


def read_cast(sentences: Sequence[Sentence], resources: Resources) -> Cast:
    """The cast of all deeds that the sentences tell."""
    cast = Cast()
    for number, sentence in enumerate(sentences):
        if sentence.parsed:
            _Reader(number, sentence, resources, cast).read()
    return cast


@dataclass(slots=True)
class _Reader:
    number: int
    sentence: Sentence
    resources: Resources
    cast: Cast
    runs: list[tuple[int, int]] | None = None

    def read(self) -> None:
        for deed in find_deeds(self.sentence):
            roles = roles_of(self.sentence, deed)
            self._deed(deed, roles)

    def _deed(self, deed: Deed, roles: Roles) -> None:
        weapons = [h for h in (*roles.agents, *roles.patients, *roles.means) if self.weapon(h)]
        if deed.kind == "throw" and not weapons:
            return
        if self._between_armies(roles):
            return
        for head in weapons:
            self._add(self.cast.weapons, self._weapon_span(head))
        for head in roles.agents:
            if head not in weapons:
                self._agent(head)
        for head in roles.patients:
            if head not in weapons:
                self._patient(head, deed)
        if deed.kind in ("bomb", "throw", "burn"):
            for head in roles.where:
                self._target(head)

    def _between_armies(self, roles: Roles) -> bool:
        heads = [self.sentence.tokens[h] for h in roles.patients]
        return bool(heads) and all(t.lemma in _MILITARY and t.tag != "NNP" for t in heads)

    def _agent(self, head: int) -> None:
        token = self.sentence.tokens[head]
        span = self.phrase(head)
        groups = self._groups(span)
        for group in groups:
            self._add(self.cast.organisations, group)
        if token.lemma in _PERPETRATORS or token.lemma in _PEOPLE:
            inner = self._of(head) if token.lemma in _COLLECTIVE else None
            if inner is not None:
                for group in self._groups(self.phrase(inner)):
                    self._add(self.cast.organisations, group)
                    groups.append(group)
            if not (token.lemma in _COLLECTIVE and groups):
                self._add(self.cast.perpetrators, span)
        elif not groups and (name := self.person(head)):
            self._add(self.cast.perpetrators, name)
        elif not groups and self._is_organisation(head):
            self._add(self.cast.organisations, span)

    def _of(self, head: int) -> int | None:
        for child in self.sentence.children(head, "nmod"):
            if "of" in preposition(self.sentence, child):
                return child
        return None

    def _patient(self, head: int, deed: Deed) -> None:
        names = self.persons(head)
        for name in names:
            self._add(self.cast.victims, name)
        if not names:
            self._target(head)
            for owner in self.sentence.children(head, "nmod"):
                for name in self.persons(owner) if deed.kind in _ON_THINGS else ():
                    self._add(self.cast.victims, name)

    def _target(self, head: int) -> None:
        span = self.phrase(head)
        for found in self.resources.targets.find(self.sentence.tokens[span[0] : span[1] + 1]):
            if span[0] + found.last == span[1]:
                self._add(self.cast.targets, span)

    def _groups(self, span: tuple[int, int]) -> list[tuple[int, int]]:
        tokens = self.sentence.tokens[span[0] : span[1] + 1]
        return [
            (span[0] + f.first, span[0] + f.last)
            for f in self.resources.describer.groups.find(tokens)
            if f.value.kind == "armed group"
        ]

    def _is_organisation(self, head: int) -> bool:
        tokens = self.sentence.tokens
        two = f"{tokens[head - 1].low} {tokens[head].low}" if head else ""
        return tokens[head].low in _ORGANISATIONS or two in _ORGANISATIONS

    def weapon(self, head: int) -> bool:
        """Whether a phrase with this head word names a weapon."""
        first, last = self.phrase(head)
        found = self.resources.weapons.find(self.sentence.tokens[first : last + 1])
        return any(first + f.last == last and f.value != "vehicle" for f in found)

    def _weapon_span(self, head: int) -> tuple[int, int]:
        first, last = self.phrase(head)
        found = self.resources.weapons.find(self.sentence.tokens[first : last + 1])
        return next((first + f.first, last) for f in found if first + f.last == last)

    def phrase(self, head: int) -> tuple[int, int]:
        """A head word with what belongs to it on the left, without article or possessive."""
        tokens = self.sentence.tokens
        first, last = head, head
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].head == head
            and tokens[last + 1].dep == "flat"
        ):
            last += 1
        while first > 0 and self._inside(first - 1, head) and last - first < _MOST_WORDS:
            first -= 1
        while first < head and not tokens[first].word:
            first += 1
        return first, last

    def _inside(self, index: int, head: int) -> bool:
        token = self.sentence.tokens[index]
        if token.tag in ("DT", "PDT", "WDT", "PRP$", "POS"):
            return False
        if token.low in ("-", '"'):
            return True
        if token.dep in ("amod", "compound", "nummod", "flat", "advmod", "nmod:npmod", "obl:npmod"):
            return index < token.head <= head
        return False

    def persons(self, head: int) -> list[tuple[int, int]]:
        """The names of persons in a phrase, in its apposition and in the list it begins."""
        tokens = self.sentence.tokens
        inside = set(
            self.sentence.subtree(head, "acl", "advcl", "nmod", "obl", "conj", "parataxis")
        )
        if tokens[head].dep == "appos":
            inside.update(self.sentence.subtree(tokens[head].head, "acl", "nmod", "conj"))
        return [run for run in self._runs() if any(run[0] <= i <= run[1] for i in inside)]

    def person(self, head: int) -> tuple[int, int] | None:
        """The first name of a person in a phrase, or None."""
        return next(iter(self.persons(head)), None)

    def _runs(self) -> list[tuple[int, int]]:
        """All runs of capitalised words in the sentence that may name persons."""
        if self.runs is None:
            self.runs = [run for run in self._capitals() if self._may_be_person(*run)]
        return self.runs

    def _capitals(self) -> Iterator[tuple[int, int]]:
        first = None
        count = len(self.sentence.tokens)
        for index in range(count + 1):
            here = index < count and self._capital(index)
            if here and first is None:
                first = index
            elif not here and first is not None:
                if index < count and self._joins(index):
                    continue
                yield first, index - 1 - (not self._capital(index - 1))
                first = None

    def _joins(self, index: int) -> bool:
        """Small words and apostrophes within a name: "Jose de la Cruz", "D'Aubuisson"."""
        tokens = self.sentence.tokens
        after = index + 1 < len(tokens) and self._capital(index + 1)
        return after and tokens[index].low in ("de", "del", "la", "da", "do", "dos", "y", "von")

    def _may_be_person(self, first: int, last: int) -> bool:
        said = self.sentence.tokens[first : last + 1]
        if not _NAME_WORDS[0] <= len(said) <= _NAME_WORDS[1]:
            return False
        if self.resources.nations.find(said) or self.resources.describer.groups.find(said):
            return False
        titled = first > 0 and self.sentence.tokens[first - 1].low in _TITLES
        name = " ".join(token.text for token in said)
        return titled or not self.resources.gazetteer.find(name)

    def _capital(self, index: int) -> bool:
        token = self.sentence.tokens[index]
        if not token.capital or token.low in _TITLES or not token.word:
            return False
        return (not token.text.isupper() or token.low in _INITIALS) and token.low not in _NO_NAMES

    def _add(self, into: list[Phrase], span: tuple[int, int]) -> None:
        into.append((self.number, *span))


def said(text: str, sentences: Sequence[Sentence], phrases: Iterable[Phrase]) -> list[str]:
    """The words of phrases, each once, in reading order."""
    found = (sentences[n].text_of(text, first, last)[0] for n, first, last in phrases)
    return list(dict.fromkeys(found))
