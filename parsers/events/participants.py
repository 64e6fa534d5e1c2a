"""Who did it and to whom: the phrases beside a trigger, with country, kind and sector."""

from dataclasses import dataclass

from parsers.events.nations import Nation
from parsers.events.noun_phrases import Chunk, after_verb, after_word, before_verb
from parsers.events.phrases import Phrase, PhraseTable, phrase_table
from parsers.events.records import Participant
from parsers.language.tokens import Sentence, Token
from parsers.events.triggers import HARM_ONLY, Hit
from parsers.lexicon.tables import listed, rows, word_set

_PRONOUNS = word_set("participants.pronouns")
_TWO_SIDED = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_BE = frozenset(("was", "were", "been", "being", "be", "is", "are", "got", "gets"))
_DETERMINERS = word_set("participants.determiners")
_NO_NAMES = word_set("participants.no_names")
_BY = frozenset(("by",))
_ON = frozenset(("on", "against", "of", "at", "targeting", "in", "between", "with", "to", "for"))
_ON_STRICT = frozenset(("on", "against", "of", "targeting"))
_WITH = frozenset(("with", "between", "among"))


_MODIFIER = 4
"""Words before a noun that may tell whose it is."""


@dataclass(frozen=True, slots=True)
class Group:
    """A known group: its kind, PLOVER sector and, where it has one, its country."""

    kind: str
    sector: str
    country: str | None
    name: str


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
        (word, (sector, kind)) for sector, kind, words in rows("sectors") for word in listed(words)
    )


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a trigger as stretches of tokens; None where nothing was found."""

    actor: Chunk | None
    recipient: Chunk | None


def sides_of(sentence: Sentence, hit: Hit) -> Sides:
    """The phrases beside a trigger, by its role and voice."""
    tokens = sentence.tokens
    if is_nominal(sentence, hit):
        return _nominal(tokens, hit)
    if is_passive(sentence, hit):
        agent = after_word(tokens, hit.last, _BY, 8)
        return Sides(agent, before_verb(tokens, hit.first))
    subject, target = before_verb(tokens, hit.first), after_verb(tokens, hit.last)
    if hit.trigger.pattern.startswith(("die/v", "drown/v", "crash/v", "derail", "capsize", "sink")):
        return Sides(None, subject)
    if hit.trigger.type in _TWO_SIDED or hit.trigger.mode == "clash":
        target = after_word(tokens, hit.last, _WITH, 6) or target
    elif hit.trigger.type in ("PROTEST", "MOBILIZE", "CONSULT") or target is None:
        target = after_word(tokens, hit.last, _ON_STRICT | {"to"}, 6) or target
    return Sides(subject, target)


def is_nominal(sentence: Sentence, hit: Hit) -> bool:
    """Whether a trigger is used as a noun: "the attack", "their attacks on"."""
    if hit.trigger.role == "noun":
        return True
    head = hit.head(sentence)
    if head in hit.trigger.past or not hit.first:
        return False
    before = sentence.tokens[hit.first - 1]
    if head == hit.trigger.ing:
        return before.low in ("the", "of") and hit.trigger.role == "act"
    return before.low in _DETERMINERS or before.low.endswith(
        ("'s", "ist", "ent", "ous", "al", "an", "ing")
    )


def is_passive(sentence: Sentence, hit: Hit) -> bool:
    """Whether a verb stands in the passive, or as a participle after its noun."""
    if not hit.is_past(sentence):
        return False
    tokens = sentence.tokens
    before = [token.low for token in tokens[max(0, hit.first - 4) : hit.first]]
    for word in reversed(before):
        if word in _BE:
            return True
        if not (word.endswith("ly") or word in ("also", "not", "then", "since", "later", "have")):
            break
    after = tokens[hit.last + 1].low if hit.last + 1 < len(tokens) else "."
    return after in (
        "by",
        "in",
        "on",
        "when",
        "at",
        ".",
        ",",
        "and",
        "near",
        "during",
        "after",
    ) and (hit.trigger.role in HARM_ONLY)


def _nominal(tokens: tuple[Token, ...], hit: Hit) -> Sides:
    if hit.trigger.type in _TWO_SIDED or hit.trigger.mode == "clash":
        other = after_word(tokens, hit.last, _WITH, 8)
        subject = before_verb(tokens, _light_verb(tokens, hit.first))
        return Sides(subject or other, other if subject else _second(tokens, other))
    agent = after_word(tokens, hit.last, _BY, 10) or _modifier(tokens, hit.first)
    wanted = _ON if hit.trigger.type not in ("ACCIDENT", "DISASTER") else frozenset(("of",))
    return Sides(agent, after_word(tokens, hit.last, wanted - {"to", "with"}, 2))


def _second(tokens: tuple[Token, ...], chunk: Chunk | None) -> Chunk | None:
    """The B of "between A and B"."""
    if chunk is None:
        return None
    joints = [i for i in range(chunk[0], chunk[1] + 1) if tokens[i].low == "and"]
    return (joints[0] + 1, chunk[1]) if joints and joints[0] < chunk[1] else None


def _light_verb(tokens: tuple[Token, ...], first: int) -> int:
    """The verb that carries a noun: "held" in "held talks"; else the noun itself."""
    light = ("held", "hold", "holding", "had", "have", "began", "started", "launched", "signed")
    for index in range(first - 1, max(-1, first - 5), -1):
        if tokens[index].low in light:
            return index
    return first


def _modifier(tokens: tuple[Token, ...], first: int) -> Chunk | None:
    """Who stands before the noun: "Russian missile attack", "the army's raid"."""
    start = first
    while start > 0 and tokens[start - 1].word and tokens[start - 1].low not in _DETERMINERS:
        if tokens[start - 1].low in ("in", "on", "by", "after", "and", "from", "to", "with", "was"):
            break
        if first - start > _MODIFIER:
            break
        start -= 1
    return (start, first - 1) if start < first else None


@dataclass(frozen=True, slots=True)
class Describer:
    """Turns a stretch of tokens into a participant."""

    groups: PhraseTable[Group]
    sectors: PhraseTable[tuple[str, str]]

    def describe(
        self, text: str, sentence: Sentence, nations: list[Phrase[Nation]], chunk: Chunk | None
    ) -> Participant | None:
        """The participant, or None where the phrase names nobody (a pronoun, a number)."""
        if chunk is None:
            return None
        tokens = sentence.tokens[chunk[0] : chunk[1] + 1]
        if all(token.low in _PRONOUNS or not token.word for token in tokens):
            return None
        group = next(iter(self.groups.find(tokens)), None)
        sector = next(iter(reversed(self.sectors.find(tokens))), None)
        nation = next((n for n in nations if chunk[0] <= n.first <= chunk[1]), None)
        said, span = sentence.text_of(text, *chunk)
        kind = group.value.kind if group else sector.value[1] if sector else None
        if kind is None and nation is not None:
            kind = "state"
        if kind is None:
            kind = "person" if all(t.capital for t in tokens) else None
        return Participant(
            said,
            span,
            name=group.value.name if group else nation.value.name if nation else None,
            kind=kind,
            country=(group.value.country if group else None)
            or (nation.value.country if nation else None),
            sector=group.value.sector if group else sector.value[0] if sector else None,
        )

    def names_actor(self, sentence: Sentence, nations: list[Phrase[Nation]], chunk: Chunk) -> bool:
        """Whether a phrase holds somebody who can act: a country, a group, a sector word."""
        tokens = sentence.tokens[chunk[0] : chunk[1] + 1]
        if any(chunk[0] <= n.first <= chunk[1] for n in nations):
            return True
        named = any(t.capital and t.low not in _NO_NAMES for t in tokens) and chunk[0] > 0
        return named or bool(self.groups.find(tokens)) or bool(self.sectors.find(tokens))
