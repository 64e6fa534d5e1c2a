"""Names of a table found in a sentence: the longest phrase at each word wins."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from parsers.language.tokens import Token
from parsers.language.words import words_of

T = TypeVar("T")
_SHORT = 4
"""Names of up to this many letters must be written as in the table: "US" is not "us"."""


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """An entry found at tokens `first` to `last` (inclusive)."""

    value: T
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PhraseTable(Generic[T]):
    """Entries by the lower-case first word of their names; `exact` compares capitals too."""

    entries: Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]
    exact: bool

    def find(self, tokens: tuple[Token, ...]) -> list[Phrase[T]]:
        """All entries of the sentence from left to right, without overlap."""
        found: list[Phrase[T]] = []
        position = 0
        while position < len(tokens):
            phrase = self.at(tokens, position)
            if phrase is not None:
                found.append(phrase)
            position = position + 1 if phrase is None else phrase.last + 1
        return found

    def at(self, tokens: tuple[Token, ...], position: int) -> Phrase[T] | None:
        """The longest entry that begins at a word, or None."""
        for words, value in self.entries.get(tokens[position].low, ()):
            if self._stands(tokens, position, words):
                return Phrase(value, position, position + len(words) - 1)
        return None

    def _stands(self, tokens: tuple[Token, ...], position: int, words: tuple[str, ...]) -> bool:
        here = tokens[position : position + len(words)]
        if len(here) < len(words):
            return False
        if not self.exact:
            return all(token.low == word for token, word in zip(here, words, strict=True))
        return all(_same(token, word) for token, word in zip(here, words, strict=True))


def _same(token: Token, word: str) -> bool:
    if token.text == word:
        return True
    long_enough = len(word) > _SHORT or "." in word
    return long_enough and token.low == word.lower() and (token.capital or word.islower())


def phrase_table(entries: Iterable[tuple[str, T]], *, exact: bool = False) -> PhraseTable[T]:
    """A table of names; with `exact`, names keep their capitals."""
    table: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for words, value in _split(entries, exact=exact):
        table.setdefault(words[0].lower(), []).append((words, value))
    for found in table.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return PhraseTable({first: tuple(found) for first, found in table.items()}, exact)


def _split(entries: Iterable[tuple[str, T]], *, exact: bool) -> Iterator[tuple[tuple[str, ...], T]]:
    for name, value in entries:
        tokens = words_of(name)
        yield tuple(token.text if exact else token.low for token in tokens), value
