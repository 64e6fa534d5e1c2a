"""What was used and what was hit: names of two tables, tied to the event by the sentence's tree."""

from collections.abc import Iterator

from parsers.events.drafts import Draft
from parsers.events.merge import Event
from parsers.events.records import Named
from parsers.events.triggers import Hit
from parsers.language import Sentence
from parsers.lexicon.phrases import Phrase, PhraseTable
from parsers.lexicon.tables import word_set

_USE = word_set("weapons.use")
"""Verbs that put a weapon into somebody's hands: "armed with", "using", "detonated"."""
_CLASSES: dict[str, frozenset[str]] = {
    "missile": frozenset(("missile",)),
    "drone": frozenset(("drone", "explosives")),
    "artillery": frozenset(("artillery", "missile")),
    "aerial": frozenset(("aircraft", "missile", "explosives")),
    "explosives": frozenset(("explosives", "grenade")),
    "suicide-attack": frozenset(("explosives", "vehicle")),
    "firearms": frozenset(("firearms",)),
    "clash": frozenset(("firearms", "artillery", "missile", "grenade")),
    "vehicle": frozenset(("vehicle",)),
    "chemical": frozenset(("chemical",)),
    "beat": frozenset(("blade", "blunt")),
    "intercept": frozenset(("missile", "drone", "aircraft", "artillery", "explosives")),
    "crowd-control": frozenset(("crowd-control",)),
    "weapons": frozenset(("missile", "drone", "artillery", "aircraft")),
}
"""Classes of weapons that a mode of attack is carried out with."""
_FLOWN = frozenset(("aerial", "intercept", "weapons", "troops", None))
_OF_WAR = frozenset(("missile", "drone", "artillery", "aircraft"))
_INSIDE, _TIED, _FITS = 4, 3, 1
_BESIDE = 1
_NEAR, _FAR = 2, 3
"""Relations between a weapon and its event up to which they belong together, or may."""


def read_weapon(text: str, event: Event, table: PhraseTable[str]) -> Named | None:
    """The weapon of an event in the words of the text, or None where none is told."""
    return _best(text, event, table, weapon=True)


def read_target(text: str, event: Event, table: PhraseTable[str]) -> Named | None:
    """The building, vehicle or work that was hit, or None."""
    return _best(text, event, table, weapon=False)


def _best(text: str, event: Event, table: PhraseTable[str], *, weapon: bool) -> Named | None:
    best: tuple[int, Named] | None = None
    for draft in event.drafts:
        for phrase in table.find(draft.scene.sentence.tokens):
            if not draft.first <= phrase.first <= draft.last:
                continue
            score = _score(draft, phrase, event.mode) if weapon else _hit_score(draft, phrase)
            if draft is not event.lead and score < _TIED:
                continue
            if score and (best is None or score > best[0]):
                first, last = whole_name(draft.scene.sentence, phrase.first, phrase.last)
                said, span = draft.scene.sentence.text_of(text, first, last)
                best = score, Named(said, span, phrase.value)
    return best[1] if best else None


def _score(draft: Draft, phrase: Phrase[str], mode: str | None) -> int:
    """How surely a weapon is that of the event; 0 is not at all."""
    sentence = draft.scene.sentence
    if not _may_serve(draft, phrase, mode):
        return 0
    fits = phrase.value in _CLASSES.get(mode or "", frozenset())
    near = min(distance(sentence, hit, phrase.last) for hit in draft.hits)
    if near == 0:
        return _INSIDE
    if near <= _NEAR or _used(sentence, phrase.last):
        return _TIED
    return (_FITS + 1 if near <= _FAR else _FITS) if fits else 0


def _may_serve(draft: Draft, phrase: Phrase[str], mode: str | None) -> bool:
    """Whether a class of weapons can be that of such an event: a car only where one is driven."""
    if draft.type == "MOBILIZE":
        return phrase.value in _OF_WAR
    if phrase.value == "vehicle":
        return mode in ("vehicle", "suicide-attack")
    if phrase.value == "aircraft":
        return mode in _FLOWN
    return draft.scene.sentence.tokens[phrase.last].low not in ("bullet", "bullets")


def _hit_score(draft: Draft, phrase: Phrase[str]) -> int:
    sentence = draft.scene.sentence
    near = min(distance(sentence, hit, phrase.last) for hit in draft.hits)
    return max(0, _INSIDE - near) if near <= _FAR else _BESIDE


def distance(sentence: Sentence, hit: Hit, index: int) -> int:
    """Steps in the tree between a trigger and a word; 0 within the trigger."""
    if hit.first <= index <= hit.last:
        return 0
    steps = []
    for own in range(hit.first, hit.last + 1):
        path = sentence.path(index, own)
        if path is not None:
            steps.append(len(path[0]) + len(path[1]) - 1)
    return max(1, min(steps)) if steps else len(sentence.tokens)


def _used(sentence: Sentence, index: int) -> bool:
    """Whether a verb or preposition of use governs the word: "armed with two handguns"."""
    for _, head in zip(range(2), _above(sentence, index), strict=False):
        if sentence.tokens[head].low in _USE:
            return True
    return any(
        sentence.tokens[child].low in ("with", "using")
        for child in sentence.children(index, "case", "mark")
    )


def _above(sentence: Sentence, index: int) -> Iterator[int]:
    return sentence.ancestors(index)


def whole_name(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A name with the words that stand before it and belong to it: "Russian cruise missiles".

    Articles, pronouns and numbers stay outside.
    """
    while first and _belongs(sentence, first - 1, last):
        first -= 1
    return first, last


def _belongs(sentence: Sentence, index: int, last: int) -> bool:
    token = sentence.tokens[index]
    if token.dep in ("amod", "compound", "flat") and token.pos in ("ADJ", "NOUN", "PROPN"):
        return index < token.head <= last
    return token.low == "-" and index > 0
