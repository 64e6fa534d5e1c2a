"""What one party does to another in a sentence, where both are known: type, mode, CAMEO code.

The words between the two in the tree are looked up in the tables of relations. Acts of speech wrap
other acts: "agreed to withdraw" is an agreement, "refused to withdraw" a refusal, "will attack" a
threat. Where the tree is wrong the nearest word that names an act decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.events.patterns import like_a_verb
from parsers.events.records import EventType
from parsers.events.relation_table import Act, Operator, RelationTable
from parsers.language import Sentence, Span
from parsers.lexicon.tables import word_set

GIVING = frozenset(("AGREE", "CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
"""Types that are a favour once they are done; announced, they are an agreement to do so."""
FORCE = frozenset(("SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"))
"""Types that are a threat while they are only announced."""
_AHEAD = word_set("dyads.ahead")
_DUTY = word_set("dyads.duty")
_DONE = word_set("dyads.done")
_UNABLE = word_set("dyads.unable")
_SAME = word_set("dyads.same")
_TELLING = frozenset(("say", "think"))
_WHERE = frozenset(("where", "when"))
_NOT = word_set("dyads.not")
_INTENT = {"AID": "033", "RETREAT": "035", "CONCEDE": "035", "CONSULT": "036", "COOPERATE": "031"}
"""CAMEO's codes for the intent to do each; 030 for the rest."""
_THREAT = {"SANCTION": "131", "COERCE": "132", "PROTEST": "133", "ASSAULT": "138",
           "MOBILIZE": "138"}  # fmt: skip
_CONTENT = ("xcomp", "ccomp", "obj", "advcl", "obl", "nmod", "acl", "nsubj:pass", "nsubj")
_REACH = 3
"""How many words after the source its verb is looked for where the tree has none."""
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


def relation_of(
    sentence: Sentence, sources: Sequence[Span], targets: Sequence[Span], table: RelationTable
) -> Relation | None:
    """What the party written at `sources` does to the one at `targets` (offsets in the text).

    Either may be empty: then the first act of the sentence that has a name is taken. None where no
    word of the sentence names an act.
    """
    if not sentence.parsed:
        return None
    reader = _Reader(sentence, table)
    own = [_covered(sentence, spans) for spans in (sources, targets)]
    taken = frozenset(own[0])
    for index in _candidates(reader, *own):
        if index not in taken and (found := reader.read(index)):
            return found
    return None


def act_at(sentence: Sentence, index: int, table: RelationTable) -> Relation | None:
    """The act that a word of a parsed sentence names or wraps, whoever takes part in it."""
    return _Reader(sentence, table).read(index)


def _covered(sentence: Sentence, spans: Sequence[Span]) -> list[int]:
    return [
        index
        for index, token in enumerate(sentence.tokens)
        if any(token.start < end and start < token.end for start, end in spans)
    ]


def _candidates(reader: "_Reader", source: list[int], target: list[int]) -> Iterator[int]:
    """Words that may name the act, the likeliest first."""
    sentence = reader.sentence
    path = _path(reader, source, target)
    inside = frozenset((*source, *target))
    if path and not sentence.tokens[path[0]].verbal:
        yield from (i for i in _mistaken(sentence, source, path[0]) if i not in inside)
    yield from (index for index in path if index not in inside)
    if source:
        for above in sentence.ancestors(_top(sentence, source)):
            yield from (i for i in (*_predicate(sentence, above), above) if i not in inside)
    start = source[-1] if source else 0
    rest = sorted(
        (i for i in range(len(sentence.tokens)) if i not in inside),
        key=lambda i: (not sentence.tokens[i].verbal, i < start, abs(i - start)),
    )
    yield from rest
    yield from target


def _top(sentence: Sentence, words: list[int]) -> int:
    """The word of a phrase that hangs on a word outside of it."""
    inside = frozenset(words)
    return next((i for i in words if sentence.tokens[i].head not in inside - {i}), words[0])


def _mistaken(sentence: Sentence, source: list[int], head: int) -> Iterator[int]:
    """Verbs that say more of a noun between the parties than the noun itself.

    The verb right after the source, taken for an adjective of the noun ("lifts blockade"), and the
    verb whose subject the noun is ("the talks failed").
    """
    tokens = sentence.tokens
    for index in range(source[-1] + 1, min(source[-1] + 1 + _REACH, len(tokens))):
        if tokens[index].dep in ("amod", "compound", "acl") and like_a_verb(tokens[index]):
            yield index
    yield from _predicate(sentence, head)


def _predicate(sentence: Sentence, index: int) -> Iterator[int]:
    """The verb whose subject a noun is: it says more than the noun."""
    token = sentence.tokens[index]
    if token.dep.startswith("nsubj") and not token.verbal and sentence.tokens[token.head].verbal:
        yield token.head


def _path(reader: "_Reader", source: list[int], target: list[int]) -> list[int]:
    """The words between two phrases in the tree: the common head, down to the target, then up."""
    sentence = reader.sentence
    if not source or not target:
        return []
    found = sentence.path(_top(sentence, source), _top(sentence, target))
    if found is None:
        return []
    ups, downs = found
    descent = list(reversed(downs))
    first = next((n for n, i in enumerate(descent) if _goes_on(reader, i)), None)
    if first is not None:
        return [*descent[first:], ups[-1], *descent[:first], *ups[:-1]]
    return [ups[-1], *descent, *ups[:-1]]


def _goes_on(reader: "_Reader", index: int) -> bool:
    """Whether a verb on the way down tells more of the same subject: "came, and met"."""
    sentence = reader.sentence
    token = sentence.tokens[index]
    if not token.verbal or reader.tells(index):
        return False
    subject = sentence.child(index, "nsubj")
    if subject is None:
        return token.dep == "conj"
    placed = any(sentence.tokens[i].low in _WHERE for i in sentence.children(index, "advmod"))
    clause = token.dep == "conj" or (token.dep in ("advcl", "acl:relcl") and placed)
    return clause and sentence.tokens[subject].low in _SAME


@dataclass(frozen=True, slots=True)
class _Reader:
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
