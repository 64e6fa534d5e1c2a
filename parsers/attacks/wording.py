"""Phrases of a sentence by their head word: where they begin and end, what they name."""

from dataclasses import dataclass

from parsers.attacks.deeds import is_deed
from parsers.attacks.syntax import preposition
from parsers.attacks.words import words_for
from parsers.events.resources import Resources
from parsers.language import Sentence

_HEDGES = words_for("wording.hedges")
_MILITARY = words_for("wording.military")
_MEASURES = words_for("wording.measures")
_TIMES = words_for("wording.times")
_QUANTITIES = words_for("wording.quantities")
_VAGUE = frozenset(("several", "some", "many", "other", "about", "least"))
_OWNED = words_for("wording.owned")
"""Things that are told by whose they are: "offices of the telephone company"."""
_OUTSIDE = ("acl", "advcl", "nmod", "obl", "conj", "parataxis", "dep")
"""Branches of a phrase that name somebody else than its head."""
_NO_ARMS = frozenset(("vehicle", "aircraft", "drone"))
"""Classes of weapons that carry others; the deed is done with what they carry."""
_OF_WAR = words_for("wording.of_war")
"""Weapons of armies and crowds, and shots: an attack by few is told with another word."""
_CLOSE = 6
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wording:
    """Reads phrases of one sentence."""

    sentence: Sentence
    resources: Resources

    def phrase(self, head: int) -> tuple[int, int]:
        """A head word with what belongs to it on the left, without article or possessive."""
        tokens = self.sentence.tokens
        first, last = head, head
        while last + 1 < len(tokens) and self._follows(last + 1, head):
            last += 1
        while first > 0 and self._precedes(first - 1, head) and last - first < _MOST_WORDS:
            first -= 1
        while first < head and (not tokens[first].word or self._circumstance(first)):
            first += 1
        return first, last

    def _circumstance(self, index: int) -> bool:
        """Words of time and manner that a phrase cannot begin with, but "heavily armed" can."""
        token, after = self.sentence.tokens[index], self.sentence.tokens[index + 1]
        if token.low in _TIMES or token.tag in ("WRB", "IN"):
            return True
        return token.tag == "RB" and after.tag not in ("JJ", "VBN") and after.low != "-"

    def _follows(self, index: int, head: int) -> bool:
        token = self.sentence.tokens[index]
        return head <= token.head < index and token.dep == "flat"

    def _precedes(self, index: int, head: int) -> bool:
        token = self.sentence.tokens[index]
        if token.tag in ("DT", "PDT", "WDT", "PRP$", "POS") or token.low in _HEDGES:
            return False
        tokens = self.sentence.tokens
        if token.low in ("-", '"') or (index + 1 < len(tokens) and tokens[index + 1].low == "-"):
            return True
        if token.dep in ("amod", "compound", "nummod", "flat") or (
            token.dep == "advmod" and tokens[token.head].dep in ("amod", "nummod")
        ):
            return index < token.head <= head
        return False

    def people(self, first: int, last: int) -> int:
        """Where a phrase of people begins, without "several" and the group they belong to."""
        for _, end in self.groups(first, last):
            first = min(end + 1, last)
        while first < last and (
            self.sentence.tokens[first].low in _HEDGES | _VAGUE
            or not self.sentence.tokens[first].word
        ):
            first += 1
        return first

    def thing(self, head: int) -> tuple[int, int]:
        """A thing without number and damage, with whose it is: "offices of labor unions"."""
        first, last = self.phrase(head)
        while first < head and (
            self.sentence.tokens[first].low in _QUANTITIES
            or self.sentence.tokens[first].dep == "nummod"
            or self.sentence.tokens[first].tag == "CD"
            or is_deed(self.sentence, first)
        ):
            first += 1
        inner = self.of(head) if self.sentence.tokens[head].lemma in _OWNED else None
        if inner is not None and inner > last:
            last = self.phrase(inner)[1]
        return first, last

    def of(self, head: int) -> int | None:
        """The head word of "of ..." below a noun."""
        for child in self.sentence.children(head, "nmod"):
            if "of" in preposition(self.sentence, child) and child > head:
                return child
        return None

    def inside(self, head: int) -> set[int]:
        """The words of a phrase and of its apposition, without what only qualifies them."""
        inside = set(self.sentence.subtree(head, *_OUTSIDE))
        token = self.sentence.tokens[head]
        if token.dep == "appos":
            inside.update(self.sentence.subtree(token.head, *_OUTSIDE))
        return inside

    def groups(self, first: int, last: int) -> list[tuple[int, int]]:
        """The armed groups that a stretch names."""
        found = self.resources.describer.groups.find(self.sentence.tokens[first : last + 1])
        return [
            (first + f.first, first + f.last) for f in found if f.value.kind == "armed group"
        ]  # fmt: skip

    def weapon(self, head: int) -> tuple[int, int] | None:
        """The weapon that a phrase with this head word names, or an amount of one."""
        if self.sentence.tokens[head].lemma in _MEASURES and (inner := self.of(head)) is not None:
            return self.weapon(inner)
        first, last = self.phrase(head)
        for found in self.resources.weapons.find(self.sentence.tokens[first : last + 1]):
            if first + found.last == last and self._arms(found.value, last):
                tokens = self.sentence.tokens
                fire = found.last > found.first and tokens[last].low in ("fire", "rounds")
                return first + found.first, last - fire
        return None

    def _arms(self, klass: str, last: int) -> bool:
        return klass not in _NO_ARMS and self.sentence.tokens[last].low not in _OF_WAR

    def armed(self, verb: int) -> bool:
        """Whether a weapon stands right after a verb: "set off two powerful bombs"."""
        after = self.sentence.tokens[verb + 1 : verb + _CLOSE]
        return any(f.value not in _NO_ARMS for f in self.resources.weapons.find(after))

    def explosives(self) -> list[tuple[int, int]]:
        """All explosives that the sentence names: where one goes off, they are what does."""
        found = self.resources.weapons.find(self.sentence.tokens)
        return [(f.first, f.last) for f in found if f.value in ("explosives", "grenade")]

    def target(self, head: int) -> str | None:
        """The class of building, vehicle or work that a phrase names, or None."""
        first, last = self.phrase(head)
        if any(t.low in _MILITARY for t in self.sentence.tokens[first : last + 1]):
            return "military"
        for found in self.resources.targets.find(self.sentence.tokens[first : last + 1]):
            if first + found.last == last:
                return found.value
        return None
