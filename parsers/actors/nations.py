"""Countries in a text: by name, by adjective or people, by capital or seat of government."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from parsers.language.tokens import Sentence
from parsers.lexicon.phrases import Phrase, PhraseTable, phrase_table
from parsers.lexicon.tables import cell, listed, rows

_LONG = 4
"""Letters from which a name takes endings like "-led"."""


@dataclass(frozen=True, slots=True)
class Nation:
    """A country as a text may call it: `how` says by which kind of word."""

    country: str
    how: Literal["name", "adjective", "seat"]
    name: str


def read_nations() -> PhraseTable[Nation]:
    """The packaged table of countries."""
    return phrase_table(_entries(), exact=True)


def _entries() -> Iterator[tuple[str, Nation]]:
    for row in rows("countries"):
        names = listed(cell(row, 1))
        shown = names[0]
        for name in names:
            yield name, Nation(row[0], "name", shown)
            if "-" not in name and len(name) >= _LONG:
                for suffix in ("-led", "-backed", "-installed", "-occupied", "-controlled"):
                    yield name + suffix, Nation(row[0], "adjective", shown)
        for word in listed(cell(row, 2)):
            yield word, Nation(row[0], "adjective", shown)
            for suffix in ("-led", "-backed", "-installed", "-occupied", "-controlled", "-held"):
                yield word + suffix, Nation(row[0], "adjective", shown)
        for seat in listed(cell(row, 3)):
            yield seat, Nation(row[0], "seat", shown)
            yield seat + "-installed", Nation(row[0], "adjective", shown)
            yield seat + "-backed", Nation(row[0], "adjective", shown)


def countries_of(found: Iterable[Phrase[Nation]]) -> Counter[str]:
    """How often each country is named; the background against which places are read."""
    return Counter(phrase.value.country for phrase in found)


def nations_in(sentence: Sentence, table: PhraseTable[Nation]) -> list[Phrase[Nation]]:
    """The countries that a sentence names, from left to right."""
    return table.find(sentence.tokens)
