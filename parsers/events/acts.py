"""Acts as the words of a sentence name and wrap them.

Acts of speech wrap other acts: "agreed to withdraw" is an agreement, "refused to withdraw" a
refusal, "will attack" a threat.
"""

from dataclasses import dataclass, replace

from parsers.events.records import EventType
from parsers.events.relation_table import Act, Operator, RelationTable
from parsers.language import Sentence
from parsers.lexicon.tables import word_set

GIVING = frozenset(("AGREE", "CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
"""Types that are a favour once they are done; announced, they are an agreement to do so."""
FORCE = frozenset(("SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"))
"""Types that are a threat while they are only announced."""
_AHEAD = word_set("dyads.ahead")
_DUTY = word_set("dyads.duty")
_DONE = word_set("dyads.done")
_UNABLE = word_set("dyads.unable")
_NOT = word_set("dyads.not")
_TELLING = frozenset(("say", "think"))
_INTENT = {"AID": "033", "RETREAT": "035", "CONCEDE": "035", "CONSULT": "036", "COOPERATE": "031"}
"""CAMEO's codes for the intent to do each; 030 for the rest."""
_THREAT = {"SANCTION": "131", "COERCE": "132", "PROTEST": "133", "ASSAULT": "138",
           "MOBILIZE": "138"}  # fmt: skip
_CONTENT = ("xcomp", "ccomp", "obj", "advcl", "obl", "nmod", "acl", "nsubj:pass", "nsubj")
_DEEP = 6
"""How many words may wrap an act."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What one party does to another; `trigger` is the index of the word that names it.

    `plain` says that the words name the act itself: "will not" is no refusal in so many words,
    nor is "will strike" a threat.
    """

    type: EventType
    mode: str | None
    cameo: str | None
    trigger: int
    plain: bool = True


def act_at(sentence: Sentence, index: int, table: RelationTable) -> Relation | None:
    """The act that a word of a parsed sentence names or wraps, whoever takes part in it."""
    return ActReader(sentence, table).read(index)


@dataclass(frozen=True, slots=True)
class ActReader:
    """Reads the acts of one sentence by the tables of relations."""

    sentence: Sentence
    table: RelationTable

    def read(self, index: int, depth: int = 0) -> Relation | None:
        """The act that a word names or wraps, None where it names none."""
        act = self.table.act(self.sentence, index)
        frame = self.table.frame(self.sentence, index)
        found: Relation | None = None
        if frame and depth < _DEEP and (not act or _governs(frame, act[0])):
            found = self._wrapped(index, frame[1], depth)
        if found is None and act:
            found = _relation(act[1], index)
        return self._modified(index, found)

    def tells(self, index: int) -> bool:
        """Whether a word only says that somebody speaks."""
        frame = self.table.frame(self.sentence, index)
        return frame is not None and frame[1] in _TELLING

    def _wrapped(self, index: int, operator: Operator, depth: int) -> Relation | None:
        inner = self._inner(index, depth, clauses_only=operator in _TELLING)
        if operator == "agree":
            return _agreed(inner, index)
        return _under(operator, inner) if inner else None

    def _inner(self, index: int, depth: int, *, clauses_only: bool) -> Relation | None:
        """The act in what a word governs, clauses first."""
        for dep in _CONTENT[:3] if clauses_only else _CONTENT:
            for child in self.sentence.children(index, dep):
                if dep == "nsubj" and self.sentence.tokens[child].dep != "nsubj:pass":
                    continue
                if found := self.read(child, depth + 1):
                    return found
        return None

    def _modified(self, index: int, found: Relation | None) -> Relation | None:
        """The act under "will", "must" and "not" beside the word."""
        words = {self.sentence.tokens[i].low for i in self.sentence.children(index, "aux")}
        denied = _UNABLE.isdisjoint(words) and any(
            self.sentence.tokens[i].low in _NOT for i in self.sentence.children(index, "advmod")
        )
        done = not _DONE.isdisjoint(words)
        ahead = not _AHEAD.isdisjoint(words) and not done
        if denied and (ahead or (found and found.type in GIVING)):
            return Relation("REJECT", None, "120", index, plain=found is not None)
        if not _DUTY.isdisjoint(words) and not done:
            return Relation("REQUEST", "change", "100", index, plain=False)
        threat = found is not None and found.type in FORCE and not done
        if found and (ahead or (threat and not _UNABLE.isdisjoint(words))):
            return _ahead(found)
        return found


def _governs(frame: tuple[int, Operator], words: int) -> bool:
    """Whether a frame is read before an act of so many words on the same head."""
    length, operator = frame
    if operator in ("agree", "intend", "refuse"):
        return length >= words
    return length > words or words == length == 1


def _relation(act: Act, index: int) -> Relation:
    return Relation(act.type, act.mode, act.cameo, index)


def _under(operator: Operator, inner: Relation) -> Relation:
    """What a frame makes of the act that it governs."""
    if operator == "intend":
        return _ahead(inner)
    if operator == "refuse":
        return Relation("REJECT", None, "120", inner.trigger)
    if operator == "stop":
        return _stopped(inner)
    if operator == "think":
        return replace(inner, plain=False)
    return replace(inner, plain=True) if operator == "say" and inner.type == "REQUEST" else inner


def _agreed(inner: Relation | None, index: int) -> Relation:
    code = _INTENT.get(inner.type, "030") if inner else "030"
    return Relation("AGREE", None, code, inner.trigger if inner else index)


def _ahead(inner: Relation) -> Relation:
    if inner.type in GIVING:
        return _agreed(inner, inner.trigger)
    if inner.type in FORCE:
        return Relation("THREATEN", None, _THREAT[inner.type], inner.trigger, plain=False)
    return inner


def _stopped(inner: Relation) -> Relation:
    if inner.type in ("CONSULT", "AGREE"):
        return Relation("REJECT", "meet", "125", inner.trigger)
    if inner.type in GIVING or inner.type == "SUPPORT":
        return Relation("SANCTION", "discontinue", "161", inner.trigger)
    if inner.type in FORCE:
        return Relation("RETREAT", "ceasefire", "087", inner.trigger)
    return inner
