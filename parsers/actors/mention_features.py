"""What tells whether a stretch of a sentence is a mention, and of what: features by name."""

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.actors.describer import Describer
from parsers.actors.head_kinds import head_features
from parsers.actors.nations import Nation
from parsers.actors.spans import Candidate
from parsers.language.tokens import Sentence, Token
from parsers.lexicon.phrases import Phrase, PhraseTable

_LONG = 7
"""Words from which a stretch counts as long."""


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with what the tables find in it."""

    sentence: Sentence
    nations: list[Phrase[Nation]]
    describer: Describer
    weapons: PhraseTable[str]

    def features(self, one: Candidate) -> Iterator[str]:
        """The names of the features that a candidate has."""
        tokens = self.sentence.tokens
        head, words = tokens[one.head], tokens[one.first : one.last + 1]
        yield "bias"
        yield f"way={one.way}"
        yield from head_features(self.sentence, one.head)
        yield f"n={min(one.last - one.first + 1, _LONG)}"
        yield from _shape(words, one)
        yield from self._edges(one)
        yield from self._tables(one)
        yield f"first={words[0].low}"
        yield f"last={words[-1].low}"
        yield f"ends={one.last == one.head}|{words[-1].tag}"
        yield f"starts={words[0].dep}|{words[0].tag}"
        kind = "" if not head.name else head.name
        yield f"name&way={kind}|{one.way}"
        yield f"name&first={kind}|{words[0].tag}"

    def _edges(self, one: Candidate) -> Iterator[str]:
        """The words beside a candidate, and what hangs on its head outside of it."""
        tokens = self.sentence.tokens
        before = tokens[one.first - 1] if one.first else None
        after = tokens[one.last + 1] if one.last + 1 < len(tokens) else None
        yield f"before={before.low if before else '^'}"
        yield f"before tag={before.tag if before else '^'}|{before.name if before else ''}"
        yield f"after={after.low if after else '$'}"
        yield f"after tag={after.tag if after else '$'}|{after.name if after else ''}"
        for child in self.sentence.dependents[one.head]:
            if not one.first <= child <= one.last:
                dep = tokens[child].dep
                side = "<" if child < one.head else ">"
                yield f"left out={dep}{side}"
                if abs(child - one.first) == 1 or abs(child - one.last) == 1:
                    yield f"left out near={dep}{side}"
        inside = range(one.first, one.last + 1)
        loose = sum(1 for i in inside if i != one.head and tokens[i].head not in inside)
        yield f"loose={min(loose, 2)}"
        head = tokens[one.head].head
        yield f"in compound={tokens[one.head].dep.partition(':')[0]}|{head in inside}"

    def _tables(self, one: Candidate) -> Iterator[str]:
        """What the tables know of the words."""
        chunk = (one.first, one.last)
        told = self.describer.describe(self.sentence, chunk, one.head, self.nations)
        yield f"kind={told.kind}"
        yield f"kind&tag={told.kind}|{self.sentence.tokens[one.head].tag}"
        yield f"sector={told.sector}"
        for nation in self.nations:
            if one.first <= nation.first and nation.last <= one.last:
                whole = nation.first == one.first and nation.last == one.last
                yield f"nation={nation.value.how}|{whole}|{nation.last == one.last}"
        words = self.sentence.tokens[one.first : one.last + 1]
        for phrase in self.weapons.find(words):
            yield f"weapon={phrase.last == len(words) - 1}"


def _shape(words: tuple[Token, ...], one: Candidate) -> Iterator[str]:
    capitals = sum(word.capital for word in words)
    yield f"capitals={'all' if capitals == len(words) else min(capitals, 3)}"
    names = {word.name for word in words}
    yield f"names={'+'.join(sorted(names))}"
    cut_left = words[0].name and not words[0].begins
    yield f"cut={bool(cut_left)}"
    yield f"upper={words[-1].text.isupper()}"
    yield f"digits={any(word.text[0].isdigit() for word in words)}"
    yield f"comma={any(word.text == ',' for word in words)}"
    yield f"shape={''.join(_letter(word) for word in words[:6])}|{one.last - one.first}"


def _letter(word: Token) -> str:
    if word.text[0].isdigit():
        return "9"
    return "." if not word.word else "X" if word.capital else word.tag[:1].lower()
