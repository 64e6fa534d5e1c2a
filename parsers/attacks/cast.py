"""The cast of the attacks that a report tells: perpetrators, groups, targets, victims, weapons.

The whole report is one scene: each phrase that stands in a role to some deed (`deeds`) is classed
by its words, and the same one is kept once. Clashes between armed forces are no attacks here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.attacks.beside import names_beside
from parsers.attacks.deeds import Deed, Roles, find_deeds, is_told, roles_of
from parsers.attacks.names import person_names
from parsers.attacks.wording import Wording
from parsers.attacks.words import words_for
from parsers.events.resources import Resources
from parsers.language import Sentence

_PERPETRATORS = words_for("cast.perpetrators")
_PEOPLE = words_for("cast.people")
_COLLECTIVE = words_for("cast.collective")
_ORGANISATIONS = words_for("cast.organisations")
_MILITARY = words_for("cast.military")
_POWERS = words_for("cast.powers")
_RANKS = words_for("cast.ranks")
_CIVILIANS = words_for("cast.civilians")
_NO_TARGETS = words_for("cast.no_targets")
_ON_THINGS = frozenset(("attack", "bomb", "throw"))
"""Deeds against a house that are meant for who lives there."""
_ON_PEOPLE = frozenset(("kill", "wound", "abduct"))
_AREAS = words_for("cast.areas")
"""Places where many live: what is hit there is a house, not they."""

_NEAR = 12
"""Words around a deed in which a year tells of it."""
_FIRST_YEAR = 1900

Stretch = tuple[int, int, int]
"""Sentence number, first and last token."""


@dataclass(slots=True)
class Cast:
    """The roles of a report, each a list of stretches in reading order."""

    perpetrators: list[Stretch] = field(default_factory=list)
    organisations: list[Stretch] = field(default_factory=list)
    targets: list[Stretch] = field(default_factory=list)
    victims: list[Stretch] = field(default_factory=list)
    weapons: list[Stretch] = field(default_factory=list)
    names: list[Stretch] = field(default_factory=list)
    """All names of persons in the report, in whatever part."""


def read_cast(sentences: Sequence[Sentence], resources: Resources, year: int | None = None) -> Cast:
    """The cast of all deeds that the sentences tell; none where none is one against civilians.

    `year` is that of the report: deeds told with an earlier year are history and left out.
    """
    cast = Cast()
    known: set[str] = set()
    for number, sentence in enumerate(sentences):
        for first, last in person_names(sentence, resources):
            cast.names.append((number, first, last))
            known.update(token.low for token in sentence.tokens[first : last + 1])
    doubtful = Cast()
    hits = 0
    for number, sentence in enumerate(sentences):
        if sentence.parsed and (deeds := find_deeds(sentence)):
            names = person_names(sentence, resources, known)
            wording = Wording(sentence, resources)
            for deed in deeds:
                roles = roles_of(sentence, deed)
                sure = _Reader(number, sentence, wording, names, cast)
                civil = sure.civil(deed, roles)
                hits += civil is True and is_told(sentence, deed)
                if (
                    civil is not False
                    and not _long_ago(sentence, deed, year)
                    and is_told(sentence, deed)
                ):
                    reader = sure if civil else _Reader(number, sentence, wording, names, doubtful)
                    reader.read(deed, roles)
                    if civil or deed.form != "noun":
                        reader.groups_near()
    return _joined(cast, doubtful) if hits else Cast()


def _long_ago(sentence: Sentence, deed: Deed, year: int | None) -> bool:
    """Whether an earlier year stands near a deed: "murdered in 1980"."""
    near = sentence.tokens[max(0, deed.index - _NEAR // 2) : deed.index + _NEAR]
    years = [int(t.text) for t in near if t.text.isdigit() and t.text[:2] in ("19", "20")]
    return year is not None and any(_FIRST_YEAR <= told < year for told in years)


def _joined(sure: Cast, doubtful: Cast) -> Cast:
    return Cast(
        sorted(sure.perpetrators + doubtful.perpetrators),
        sorted(sure.organisations + doubtful.organisations),
        sorted(sure.targets + doubtful.targets),
        sorted(sure.victims + doubtful.victims),
        sorted(sure.weapons + doubtful.weapons),
        sure.names,
    )


@dataclass(slots=True)
class _Reader:
    number: int
    sentence: Sentence
    wording: Wording
    names: list[tuple[int, int]]
    cast: Cast

    def read(self, deed: Deed, roles: Roles) -> None:
        """Adds who stands in a role to a deed."""
        wording = self.wording
        weapons = [h for h in (*roles.agents, *roles.patients, *roles.means) if wording.weapon(h)]
        thrown = deed.kind in ("bomb", "throw")
        if deed.kind == "throw" and not weapons and not wording.armed(deed.index):
            return
        for span in [*map(wording.weapon, weapons), *(wording.explosives() if thrown else ())]:
            self._add(self.cast.weapons, span)
        for head in roles.agents:
            if head not in weapons:
                self._agent(head, deed)
        for head in roles.patients:
            if head not in weapons:
                self._patient(head, deed)
        for name in names_beside(self.sentence, deed, self.names):
            self._add(self.cast.victims, name)
        for head in roles.where if thrown or deed.kind == "burn" else ():
            self._target(head, deed)

    def groups_near(self) -> None:
        """Armed groups named in a sentence that tells a deed: most often they are said to do it."""
        for group in self.wording.groups(0, len(self.sentence.tokens) - 1):
            self._add(self.cast.organisations, group)

    def civil(self, deed: Deed, roles: Roles) -> bool | None:
        """Whether a deed hit civilians or civil things; None where it does not say whom."""
        tokens = self.sentence.tokens
        if names_beside(self.sentence, deed, self.names):
            return True
        military = False
        things = roles.where if deed.kind in _ON_THINGS else ()
        for head in (*roles.patients, *things):
            if self.wording.weapon(head):
                continue
            klass = self.wording.target(head)
            if self._names(head) or tokens[head].lemma in _CIVILIANS:
                return True
            if klass and klass != "military" and deed.kind not in _ON_PEOPLE:
                return True
            military = military or klass == "military" or tokens[head].lemma in _MILITARY
        return False if military else None

    def _agent(self, head: int, deed: Deed) -> None:
        token = self.sentence.tokens[head]
        modifier = deed.form == "noun" and token.head == deed.index and head < deed.index
        first, last = self.wording.phrase(head)
        inner = self.wording.of(head) if token.lemma in _COLLECTIVE | _PERPETRATORS else None
        groups = self._agent_groups(first, last, inner)
        names = self._names(head)
        if names:
            if names[0][0] < names[0][1]:
                self._add(self.cast.perpetrators, self._titled(*names[0]))
        elif modifier or deed.form == "doer":
            return
        elif token.lemma in _PERPETRATORS or self._told_apart(head, first, inner):
            if token.lemma not in _COLLECTIVE or inner is not None or not groups:
                end = (
                    self.wording.phrase(inner)[1] if inner and token.lemma in _COLLECTIVE else last
                )
                self._add(self.cast.perpetrators, (self.wording.people(first, last), end))
        elif not groups and self._is_organisation(head, _ORGANISATIONS):
            self._add(self.cast.organisations, (first, last))

    def _agent_groups(self, first: int, last: int, inner: int | None) -> list[tuple[int, int]]:
        """Notes the groups of a phrase and of the "of ..." below it: "members of the army"."""
        groups = self.wording.groups(first, last)
        if inner is not None:
            groups += self.wording.groups(*self.wording.phrase(inner))
            if self._is_organisation(inner, _ORGANISATIONS | _POWERS):
                self._add(self.cast.organisations, self.wording.phrase(inner))
        for group in groups:
            self._add(self.cast.organisations, group)
        return groups

    def _told_apart(self, head: int, first: int, inner: int | None) -> bool:
        """Whether people are described: "unidentified men", "two soldiers", not "people"."""
        tokens = self.sentence.tokens
        if tokens[head].lemma not in _PEOPLE:
            return False
        described = any(t.tag in ("JJ", "VBN", "VBG", "NN", "NNP") for t in tokens[first:head])
        if tokens[head].lemma in ("people", "person", "individual", "man", "woman", "student"):
            return described or (tokens[head].lemma == "man" and first < head)
        return described or first < head or inner is not None

    def _patient(self, head: int, deed: Deed) -> None:
        names = self._names(head)
        for name in names:
            self._add(self.cast.victims, name)
        if not names and deed.kind not in _ON_PEOPLE:
            self._target(head, deed)
            for owner in self.sentence.children(head, "nmod"):
                for name in self._names(owner) if deed.kind in _ON_THINGS else ():
                    self._add(self.cast.victims, name)

    def _titled(self, first: int, last: int) -> tuple[int, int]:
        """A name with the rank before it: "Colonel Pedro Almagro"."""
        before = self.sentence.tokens[first - 1].low if first else ""
        return (first - 1, last) if before in _RANKS else (first, last)

    def _names(self, head: int) -> list[tuple[int, int]]:
        inside = self.wording.inside(head)
        return [n for n in self.names if any(n[0] <= i <= n[1] for i in inside)]

    def _target(self, head: int, deed: Deed) -> None:
        token = self.sentence.tokens[head]
        klass = self.wording.target(head)
        if klass == "military" or token.lemma in _NO_TARGETS | _PEOPLE | _PERPETRATORS | _MILITARY:
            return
        if klass is None or (klass == "aircraft" and deed.kind in ("damage", "attack")):
            return
        if token.lemma not in _AREAS:
            self._add(self.cast.targets, self.wording.thing(head))

    def _is_organisation(self, head: int, names: frozenset[str]) -> bool:
        tokens = self.sentence.tokens
        two = f"{tokens[head - 1].low} {tokens[head].low}" if head else ""
        return tokens[head].low in names or two in names

    def _add(self, into: list[Stretch], span: tuple[int, int] | None) -> None:
        if span is not None:
            into.append((self.number, *span))
