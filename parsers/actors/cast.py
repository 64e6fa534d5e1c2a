"""Who is the same: pronouns, titles and short names of one text, led back to the best name.

Plain rules, most certain first: names by their words, pronouns by recency, number and kind, and
definite phrases ("the group", "the president") by what the text has called somebody before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from parsers.actors.describer import ACTING, Describer, Description
from parsers.actors.mentions import Who, mentions_in
from parsers.actors.nations import Nation
from parsers.actors.noun_phrases import conjuncts, core_at
from parsers.language.tokens import Sentence
from parsers.lexicon.phrases import Phrase
from parsers.lexicon.tables import word_set

_NEAR, _GROUP_NEAR = 3, 8
"""Sentences back in which a pronoun, and "the group", look for whom they stand for."""
_KEPT = 60
"""Entities looked through from the latest: a live blog must not cost the square of its length."""
_GROUPS = word_set("cast.groups")
_COUNTRIES = frozenset(("country", "nation"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_BODIES = frozenset(("organisation", "armed group", "state"))
_HE, _SHE = word_set("mentions.he"), word_set("mentions.she")
_THEY = frozenset(("they", "them", "their", "themselves", "theirs"))
_IT = frozenset(("it", "its", "itself"))
_TITLES = word_set("places.titles")


@dataclass(slots=True)
class _Entity:
    """Somebody: the best mention so far, the latest one, and the words that name and call it."""

    best: Who
    last: Who
    kind: str | None
    gender: str | None
    names: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    times: int = 1


@dataclass(frozen=True, slots=True)
class Cast:
    """Of every mention of a text, by sentence number and head word, the best one of the same."""

    best: dict[tuple[int, int], Who]

    def find(self, sentence: Sentence, head: int) -> Who | None:
        """The best mention of whoever a head word stands for; None for an unresolved pronoun."""
        return self.best.get((sentence.number, head))


def read_cast(
    sentences: Iterable[tuple[Sentence, list[Phrase[Nation]]]], describer: Describer
) -> Cast:
    """The cast of a text from its parsed sentences and the countries in each."""
    reader = _Reader()
    for place, (sentence, nations) in enumerate(sentences):
        for who in mentions_in(sentence, place, nations, describer):
            reader.add(who)
    return Cast({key: entity.best for key, entity in reader.of.items()})


@dataclass(slots=True)
class _Reader:
    entities: list[_Entity] = field(default_factory=list)
    of: dict[tuple[int, int], _Entity] = field(default_factory=dict)

    def add(self, who: Who) -> None:
        """Joins a mention to the entity it stands for, or opens a new one."""
        entity = self._same(who)
        if entity is None:
            if who.pronoun:
                return
            entity = _Entity(who, who, who.told.kind, who.gender)
            self.entities.append(entity)
        else:
            entity.times += 1
            entity.last = who
            entity.kind = entity.kind or who.told.kind
            if not who.pronoun and _better(who, entity.best):
                entity.best = who
        entity.gender = entity.gender or who.gender
        self._learn(entity, who)
        self.of[who.sentence.number, who.head] = entity
        self._together(who)

    def _together(self, who: Who) -> None:
        """Those that "and" joins may be "they" together; they stand as one phrase."""
        if who.pronoun or who.told.kind not in ACTING:
            return
        others = [o for o in conjuncts(who.sentence, who.head) if o != who.head]
        if others:
            last = core_at(who.sentence, others[-1])[1]
            told = Description("people", country=who.told.country, sector=who.told.sector)
            both = replace(who, chunk=(who.chunk[0], last), told=told, many=True)
            self.entities.append(_Entity(both, both, "people", None))

    def _learn(self, entity: _Entity, who: Who) -> None:
        """Keeps the words that a mention calls its entity by."""
        if who.pronoun:
            return
        entity.names |= who.named if who.proper else set()
        if not who.proper or who.told.kind in _BODIES:
            entity.calls.add(who.low)
        tokens = who.sentence.tokens
        if who.told.kind == "person":
            span = range(who.chunk[0], who.chunk[1] + 1)
            entity.calls |= {tokens[i].low for i in span if i != who.head}
        for child in who.sentence.children(who.head, "appos"):
            if tokens[child].nominal and who.proper:
                entity.calls.add(tokens[child].low)

    def _same(self, who: Who) -> _Entity | None:
        apposed = self._apposed(who)
        if apposed is not None:
            return apposed
        if who.pronoun:
            return self._pronoun(who)
        if who.proper:
            return self._name(who)
        return self._definite(who)

    def _apposed(self, who: Who) -> _Entity | None:
        """Reads "the minister, Jane Doe": an apposition is the same as its noun."""
        token = who.sentence.tokens[who.head]
        if token.dep != "appos":
            return None
        above = self.of.get((who.sentence.number, token.head))
        return above if above is not None and who.many == above.last.many else None

    def _recent(self) -> Iterable[_Entity]:
        return reversed(self.entities[-_KEPT:])

    def _name(self, who: Who) -> _Entity | None:
        """The entity whose name holds this one's words, or the other way round."""
        mine = who.named - _TITLES
        if not mine:
            return None
        for entity in self._recent():
            theirs = entity.names - _TITLES
            if not theirs or not _kinds_agree(entity.kind, who.told.kind):
                continue
            if (
                _one_state(who, entity)
                or mine == theirs
                or (mine < theirs and _last_name(who, entity))
                or theirs < mine
            ):
                return entity
            if _acronym(mine, entity.best):
                return entity
        return None

    def _pronoun(self, who: Who) -> _Entity | None:
        owner = self._owner(who)
        scored = [
            (_salience(entity, who), -number, entity)
            for number, entity in enumerate(self._recent())
            if entity is not owner and _answers(entity, who)
        ]
        best = max(scored, key=lambda item: item[:2], default=None)
        return best[2] if best is not None else None

    def _owner(self, who: Who) -> _Entity | None:
        """Who cannot be meant: the subject of the pronoun's own verb ("the army raided it")."""
        token = who.sentence.tokens[who.head]
        if token.dep not in ("obj", "iobj", "obl"):
            return None
        subject = who.sentence.child(token.head, "nsubj")
        return self.of.get((who.sentence.number, subject)) if subject is not None else None

    def _definite(self, who: Who) -> _Entity | None:
        """Whom "the group", "the president", "the army" were before."""
        first = who.sentence.tokens[who.chunk[0]].low
        alone = who.sentence.child(who.head, "nmod", "conj", "acl") is None
        bare = who.words == 1 and alone and (who.many or who.told.kind == "organisation")
        if not bare and (first not in _DEFINITE or who.words > 2):  # noqa: PLR2004
            return None
        for entity in self._recent():
            gap = who.place - entity.last.place
            if who.low in entity.calls and who.many == entity.best.many:
                return entity
            if who.low in _GROUPS and gap <= _GROUP_NEAR and entity.best.proper and (
                entity.kind in ("armed group", "organisation")
            ):  # fmt: skip
                return entity
            if who.low in _COUNTRIES and gap <= _NEAR and entity.kind == "state":
                return entity
        return None


def _better(who: Who, than: Who) -> bool:
    """Whether a mention names its entity better: a name before a noun, then the longer one."""
    if who.proper != than.proper:
        return who.proper
    if who.sentence is than.sentence and who.sentence.tokens[who.head].dep == "appos":
        return False
    if len(who.named) != len(than.named):
        return len(who.named) > len(than.named)
    return not who.proper and bool(who.told.country) and not than.told.country


def _one_state(who: Who, entity: _Entity) -> bool:
    """Whether a short form and a name stand for one country: "US" and "United States"."""
    states = who.told.kind == entity.kind == "state" and who.told.country is not None
    plain = who.words <= 3 and entity.best.words <= 3  # noqa: PLR2004
    short = any(_is_short(w) for w in (who, entity.best))
    return states and plain and short and who.told.country == entity.best.told.country


def _is_short(who: Who) -> bool:
    return who.sentence.tokens[who.head].text.replace(".", "").isupper()


def _kinds_agree(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one == two


def _last_name(who: Who, entity: _Entity) -> bool:
    """Whether the name's last word is one by which the entity may be called for short."""
    if entity.kind != "person":
        return True
    return who.low == entity.best.low or who.low in entity.names


def _acronym(mine: frozenset[str], best: Who) -> bool:
    (word, *more) = sorted(mine)
    if more or len(word) < 2:  # noqa: PLR2004
        return False
    tokens = best.sentence.tokens[best.chunk[0] : best.chunk[1] + 1]
    return word.replace(".", "") == "".join(t.low[0] for t in tokens if t.capital and t.word)


def _answers(entity: _Entity, who: Who) -> bool:
    """Whether a pronoun may stand for an entity: near enough, and of its number and kind."""
    gap = who.place - entity.last.place
    if gap > _NEAR or (gap == 0 and entity.last.head >= who.head):
        return False
    if who.low in _HE | _SHE:
        fits = entity.kind == "person" and not entity.best.many
        if fits and gap == 0 and _belongs(entity.last):
            return False  # "His lawyer said he": the lawyer speaks of somebody else
        return fits and entity.gender in (None, "he" if who.low in _HE else "she")
    if who.low in _IT:
        return entity.kind in _BODIES and (not entity.best.many or entity.best.proper)
    if who.low in _THEY:
        return entity.kind in ACTING and (entity.best.many or entity.kind != "person")
    return False


def _belongs(who: Who) -> bool:
    child = who.sentence.child(who.head, "nmod:poss")
    return child is not None and who.sentence.tokens[child].tag == "PRP$"


def _salience(entity: _Entity, who: Who) -> float:
    gap = who.place - entity.last.place
    score = 3.0 / (1 + gap) + 1.0 * entity.last.subject + 0.1 * min(entity.times, 5)
    if who.low in _THEY:
        score += 0.6 * entity.best.many
    return score + 0.4 * entity.best.proper
