"""What kind of somebody a noun phrase names: state, armed group, organisation, person, people."""

from dataclasses import dataclass

from parsers.actors.nations import Nation
from parsers.actors.noun_phrases import Chunk
from parsers.language.tokens import Sentence, Token
from parsers.lexicon.phrases import Phrase, PhraseTable, phrase_table
from parsers.lexicon.tables import listed, rows

ACTING = frozenset(("state", "armed group", "organisation", "person", "people"))
"""Kinds that can do something; places and things cannot."""
_NAMED = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class Group:
    """A known group: its kind, PLOVER sector and, where it has one, its country."""

    kind: str
    sector: str
    country: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a phrase; None where its words do not tell."""

    kind: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None


def read_groups() -> PhraseTable[Group]:
    """Armed groups and organisations of the packaged table."""
    return phrase_table(
        (
            (name, Group(kind, sector, country or None, listed(names)[0]))
            for kind, sector, country, names in rows("groups")
            for name in listed(names)
        ),
        exact=True,
    )


def read_sectors() -> PhraseTable[tuple[str, str]]:
    """Sector and kind by the words that name them."""
    return phrase_table(
        (word, (row[0], row[1])) for row in rows("sectors") for word in listed(row[2])
    )


@dataclass(frozen=True, slots=True)
class Describer:
    """Reads a noun phrase by the tables of groups, sectors and countries."""

    groups: PhraseTable[Group]
    sectors: PhraseTable[tuple[str, str]]

    def describe(
        self, sentence: Sentence, chunk: Chunk, head: int, nations: list[Phrase[Nation]]
    ) -> Description:
        """Kind, name, country and sector of a phrase."""
        tokens = sentence.tokens[chunk[0] : chunk[1] + 1]
        group = next(iter(self.groups.find(tokens)), None)
        sector = self._sector(tokens, head - chunk[0])
        nation = next((n for n in nations if chunk[0] <= n.first <= chunk[1]), None)
        kind = self._kind(sentence.tokens[head], chunk, head, group, sector, nation)
        return Description(
            kind=kind,
            name=group.value.name if group else nation.value.name if nation else None,
            country=(group.value.country if group else None)
            or (nation.value.country if nation else None),
            sector=group.value.sector if group else sector.value[0] if sector else None,
        )

    def group_at(self, sentence: Sentence, index: int) -> tuple[int, int, Description] | None:
        """The known group whose name a word belongs to: its first and last word, and itself."""
        for phrase in self.groups.find(sentence.tokens):
            if phrase.first <= index <= phrase.last:
                group = phrase.value
                told = Description(group.kind, group.name, group.country, group.sector)
                return phrase.first, phrase.last, told
        return None

    def _sector(self, tokens: tuple[Token, ...], head: int) -> Phrase[tuple[str, str]] | None:
        """The entry at the head word, else the last one of the phrase."""
        found = self.sectors.find(tokens)
        at_head = next((p for p in found if p.first <= head <= p.last), None)
        return at_head or next(iter(reversed(found)), None)

    def _kind(
        self, token: Token, chunk: Chunk, head: int,
        group: Phrase[Group] | None, sector: Phrase[tuple[str, str]] | None,
        nation: Phrase[Nation] | None,
    ) -> str | None:  # fmt: skip
        here = head - chunk[0]
        if group is not None and group.first <= here <= group.last:
            return group.value.kind
        if sector is not None and sector.first <= here <= sector.last and not token.name:
            kind = sector.value[1]
            return "people" if kind == "person" and token.tag in ("NNS", "NNPS") else kind
        if nation is not None and nation.first <= head <= nation.last:
            return "people" if nation.value.how == "adjective" and token.nominal else "state"
        if token.name == "PER" or (sector is not None and token.tag == "NNP" and not token.name):
            return "person"
        return _NAMED.get(token.name)
