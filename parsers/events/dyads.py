"""What one party does to another in a sentence, where both are known: type, mode, CAMEO code.

The words between the two in the tree are looked up in the tables of relations (`acts.py`). Where
the tree is wrong the nearest word that names an act decides.
"""

from collections.abc import Iterator, Sequence

from parsers.events.acts import ActReader, Relation
from parsers.events.patterns import like_a_verb
from parsers.events.relation_table import RelationTable
from parsers.language import Sentence, Span
from parsers.lexicon.tables import word_set

_SAME = word_set("dyads.same")
_WHERE = frozenset(("where", "when"))
_REACH = 3
"""How many words after the source its verb is looked for where the tree has none."""


def relation_of(
    sentence: Sentence, sources: Sequence[Span], targets: Sequence[Span], table: RelationTable
) -> Relation | None:
    """What the party written at `sources` does to the one at `targets` (offsets in the text).

    Either may be empty: then the first act of the sentence that has a name is taken. None where no
    word of the sentence names an act.
    """
    if not sentence.parsed:
        return None
    reader = ActReader(sentence, table)
    own = [_covered(sentence, spans) for spans in (sources, targets)]
    taken = frozenset(own[0])
    for index in _candidates(reader, *own):
        if index not in taken and (found := reader.read(index)):
            return found
    return None


def _covered(sentence: Sentence, spans: Sequence[Span]) -> list[int]:
    return [
        index
        for index, token in enumerate(sentence.tokens)
        if any(token.start < end and start < token.end for start, end in spans)
    ]


def _candidates(reader: ActReader, source: list[int], target: list[int]) -> Iterator[int]:
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


def _path(reader: ActReader, source: list[int], target: list[int]) -> list[int]:
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


def _goes_on(reader: ActReader, index: int) -> bool:
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
