"""Everybody and everything that a text mentions: the noun phrases and pronouns of its sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.actors.describer import Describer, Description
from parsers.actors.nations import Nation
from parsers.actors.noun_phrases import Chunk, phrase_at
from parsers.language.tokens import Sentence
from parsers.lexicon.phrases import Phrase
from parsers.lexicon.tables import word_set

_INSIDE = frozenset(("compound", "flat", "fixed", "goeswith", "nmod:desc"))
_PRONOUNS = frozenset(("PRP", "PRP$"))
_HE, _SHE = word_set("mentions.he"), word_set("mentions.she")
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))


@dataclass(frozen=True, slots=True)
class Who:
    """A mention: the phrase `chunk` around `head` in sentence `place` of the text.

    `proper` says that its head is a name, `many` that it stands for several, `gender` is "he",
    "she" or None.
    """

    sentence: Sentence
    place: int
    head: int
    chunk: Chunk
    told: Description
    proper: bool
    many: bool
    gender: str | None
    pronoun: bool = False

    @property
    def low(self) -> str:
        """The head word in lower case."""
        return self.sentence.tokens[self.head].low

    @property
    def subject(self) -> bool:
        """Whether it is the subject of its clause."""
        return self.sentence.tokens[self.head].dep in _SUBJECTS

    @property
    def named(self) -> frozenset[str]:
        """The capitalised words of the phrase from its head's name, in lower case."""
        tokens = self.sentence.tokens[self.chunk[0] : self.chunk[1] + 1]
        return frozenset(t.low for t in tokens if t.capital and t.tag.startswith("NNP"))

    @property
    def words(self) -> int:
        """How many words the phrase has."""
        return self.chunk[1] - self.chunk[0] + 1


def mentions_in(
    sentence: Sentence, place: int, nations: list[Phrase[Nation]], describer: Describer
) -> Iterator[Who]:
    """The mentions of a sentence from left to right; `place` is its position in the text."""
    for index, token in enumerate(sentence.tokens):
        if token.tag in _PRONOUNS:
            gender = "he" if token.low in _HE else "she" if token.low in _SHE else None
            many = token.low in ("they", "them", "their", "themselves", "theirs")
            yield Who(sentence, place, index, (index, index), Description(), proper=False,
                      many=many, gender=gender, pronoun=True)  # fmt: skip
        elif token.nominal and token.dep.partition(":")[0] not in _INSIDE:
            chunk = phrase_at(sentence, index)
            told = describer.describe(sentence, chunk, index, nations)
            words = {t.low for t in sentence.tokens[chunk[0] : chunk[1] + 1]}
            gender = "he" if words & _HE else "she" if words & _SHE else None
            proper = token.tag.startswith("NNP") or bool(token.name)
            many = token.tag in ("NNS", "NNPS")
            yield Who(sentence, place, index, chunk, told, proper=proper, many=many, gender=gender)
