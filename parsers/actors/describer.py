"""What kind of somebody a noun phrase names: state, armed group, organisation, person, people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from parsers.actors.head_kinds import kind_of
from parsers.actors.leaders import Leader
from parsers.actors.linear import LinearModel
from parsers.actors.nations import Nation
from parsers.actors.noun_phrases import Chunk
from parsers.language.tokens import Sentence, Token
from parsers.lexicon.phrases import Phrase, PhraseTable, phrase_table
from parsers.lexicon.tables import cell, listed, rows

ACTING = frozenset(("state", "armed group", "organisation", "person", "people"))
"""Kinds that can do something; places and things cannot."""
_LIKELY = {"person": "person", "organization": "organisation", "place": "place"}
_SURE = 0.6
"""Share from which the kind of a head word is believed."""
_NAMED = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class Group:
    """A known group: its kind, PLOVER sector and, where it has one, its country."""

    kind: str
    sector: str
    country: str | None
    name: str
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a phrase; None where its words do not tell."""

    kind: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    title: str | None = None
    leader: Leader | None = None
    wikidata: str | None = None


def read_groups(own: Iterable[tuple[str, ...]] = ()) -> PhraseTable[Group]:
    """Armed groups and organisations of the packaged table, and those of the user's own lines.

    A line of one's own has the columns of `groups.tsv` (kind, sector, country, names, Wikidata
    id); its names win over the packaged ones.
    """
    return phrase_table((*_group_entries(own), *_group_entries(rows("groups"))), exact=True)


def _group_entries(lines: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, Group]]:
    for row in lines:
        names = listed(cell(row, 3))
        for name in names:
            yield name, Group(row[0], row[1], row[2] or None, names[0], cell(row, 4) or None)


def read_sectors() -> PhraseTable[tuple[str, str]]:
    """Sector and kind by the words that name them."""
    return phrase_table(
        (word, (row[0], row[1])) for row in rows("sectors") for word in listed(row[2])
    )


@cache
def _state_ids() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("identifiers")}


@dataclass(frozen=True, slots=True)
class Describer:
    """Reads a noun phrase by the tables of groups, leaders, sectors and countries."""

    groups: PhraseTable[Group]
    sectors: PhraseTable[tuple[str, str]]
    leaders: PhraseTable[Leader]
    kinds: LinearModel | None = None

    def describe(
        self, sentence: Sentence, chunk: Chunk, head: int, nations: list[Phrase[Nation]]
    ) -> Description:
        """Kind, name, country, sector and title of a phrase."""
        tokens = sentence.tokens[chunk[0] : chunk[1] + 1]
        here = head - chunk[0]
        leader = next((p for p in self.leaders.find(tokens) if p.first <= here <= p.last), None)
        if leader is not None and sentence.tokens[head].name in ("", "PER"):
            return self._led(leader.value, _title(tokens, here, self.sectors))
        group = next(iter(self.groups.find(tokens)), None)
        nation = next((n for n in nations if chunk[0] <= n.first <= chunk[1]), None)
        at_head = group is not None and group.first <= here <= group.last
        if group is not None and at_head:
            return _as_group(group.value)
        told = self._by_words(sentence.tokens[head], tokens, here)
        if told.kind is None and sentence.tokens[head].nominal:
            told = replace(told, kind=self._likely(sentence, head))
        if nation is not None and nation.first <= head <= nation.last:
            told = replace(told, kind=_of_nation(nation.value, sentence.tokens[head]))
        return _placed(told, group, nation, full=bool(nation and nation.first <= head))

    def _likely(self, sentence: Sentence, head: int) -> str | None:
        """The kind of a common noun that no table holds, where its form and company tell."""
        if self.kinds is None:
            return None
        kind, share = kind_of(self.kinds, sentence, head)
        if share < _SURE or kind not in _LIKELY:
            return None
        many = sentence.tokens[head].tag in ("NNS", "NNPS")
        return "people" if kind == "person" and many else _LIKELY[kind]

    def _led(self, leader: Leader, title: str | None) -> Description:
        """A leader; country and sector are those of the latest office until a day is known."""
        office = leader.offices[0]
        return Description("person", leader.name, office.country, office.sector, title, leader,
                           leader.wikidata)  # fmt: skip

    def _by_words(self, token: Token, tokens: tuple[Token, ...], here: int) -> Description:
        """Kind and sector by the words of the phrase and the kind of name at its head."""
        found = self.sectors.find(tokens)
        at_head = next((p for p in found if p.first <= here <= p.last), None)
        sector = at_head or next(iter(reversed(found)), None)
        kind = _NAMED.get(token.name)
        title = None
        if at_head is not None and not token.name:
            kind = at_head.value[1]
            kind = "people" if kind == "person" and token.tag in ("NNS", "NNPS") else kind
        elif token.name == "PER" or (sector is not None and token.tag == "NNP" and not token.name):
            kind, title = "person", _title(tokens, here, self.sectors)
        return Description(kind, sector=sector.value[0] if sector else None, title=title)

    def group_at(self, sentence: Sentence, index: int) -> tuple[int, int, Description] | None:
        """The known group whose name a word belongs to: its first and last word, and itself."""
        for phrase in self.groups.find(sentence.tokens):
            if phrase.first <= index <= phrase.last:
                return phrase.first, phrase.last, _as_group(phrase.value)
        return None


def _as_group(group: Group) -> Description:
    return Description(group.kind, group.name, group.country, group.sector,
                       wikidata=group.wikidata)  # fmt: skip


def _of_nation(nation: Nation, token: Token) -> str:
    return "people" if nation.how == "adjective" and token.nominal else "state"


def _placed(
    told: Description, group: Phrase[Group] | None, nation: Phrase[Nation] | None, *, full: bool
) -> Description:
    """With the group and the country that the phrase names beside its head."""
    country = nation.value.country if nation else None
    state = told.kind == "state" and full and country is not None
    return replace(
        told,
        name=group.value.name if group else nation.value.name if nation else None,
        country=(group.value.country if group else None) or country,
        sector=group.value.sector if group else told.sector or ("GOV" if state else None),
        wikidata=_state_ids().get(country or "") if state else None,
    )


def _title(
    tokens: tuple[Token, ...], here: int, sectors: PhraseTable[tuple[str, str]]
) -> str | None:
    """The title before a name: "defence minister" of "Defence Minister Jane Doe"."""
    found = [p for p in sectors.find(tokens[:here]) if tokens[p.last].low != "state"]
    if not found:
        return None
    return " ".join(token.low for token in tokens[found[-1].first : found[-1].last + 1])
