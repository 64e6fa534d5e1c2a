"""Claims of a sentence: every figure with what it counts, and victims told without a number."""

from collections.abc import Iterator
from dataclasses import replace

from parsers.events.figures.figure import Figure
from parsers.events.figures.frames import words
from parsers.events.figures.nearby import read_before, read_nearby
from parsers.events.figures.phrases import Phrase, is_person, is_thing, phrase_of, who_of
from parsers.events.figures.readings import (
    Reading,
    is_either,
    read_adjacent,
    read_kind,
    read_participle,
    read_second,
)
from parsers.events.figures.rows import split_sums, with_names, with_singles
from parsers.events.figures.tolls import read_toll
from parsers.events.figures.zero import read_zeros
from parsers.events.numbers import Quantity, find_quantities
from parsers.events.records import Claim, ClaimKind
from parsers.language.tokens import Sentence

__all__ = ("Figure", "find_figures")

_REACH, _BARE_REACH = 10, 4
"""Words after a figure in which its verb may stand; after a number without a noun fewer."""
_MANY_ACT = 5
"""Attackers from whom on they are counted as taking part: one or two gunmen are the actor."""
_JOINT = 2
"""Words that may join two figures of one enumeration: ", and"."""
_OF_THEM = frozenset(("them", "whom", "these", "those", "dead", "victims", "injured", "wounded",
                      "casualties", "killed"))  # fmt: skip
_WEAPON_KINDS: frozenset[ClaimKind] = frozenset(("launched", "intercepted"))
_PEOPLE_KINDS: frozenset[ClaimKind] = frozenset(
    ("killed", "wounded", "missing", "captured", "displaced", "participants")
)


def find_figures(text: str, sentence: Sentence) -> list[Figure]:
    """The figures of a sentence whose kind is known, from left to right."""
    quantities = find_quantities(sentence.tokens)
    figures: list[Figure] = []
    unread: list[Quantity] = []
    for number, quantity in enumerate(quantities):
        following = quantities[number + 1].first if number + 1 < len(quantities) else None
        reading = _reading(sentence, quantity, following, figures)
        found = list(_figures(text, sentence, quantity, reading))
        if found and reading is not None:
            second = read_second(sentence, phrase_of(sentence, quantity).head, reading)
            found += _figures(text, sentence, quantity, second)
        figures.extend(found)
        unread.extend([] if found else [quantity])
    for quantity in reversed(unread):
        beside = _as_the_next(text, sentence, quantity, figures)
        figures.extend(beside or _in_arms(text, sentence, quantity))
    figures.sort(key=lambda figure: figure.first)
    figures = with_names(text, sentence, figures)
    figures.extend(_single_parts(text, sentence, figures))
    figures.extend(_zeros(text, sentence))
    figures = with_singles(text, sentence, split_sums(figures))
    return sorted(figures, key=lambda figure: figure.first)


def _reading(
    sentence: Sentence, quantity: Quantity, following: int | None, known: list[Figure]
) -> Reading | None:
    """What a figure counts: by its toll, its neighbours, the tree, the row it stands in."""
    phrase = phrase_of(sentence, quantity)
    reading = (
        read_toll(sentence, quantity)
        or read_before(sentence, quantity.first, reach=1)
        or _bare(sentence, quantity, phrase)
        or read_participle(sentence, phrase.last)
        or read_kind(sentence, phrase.head)
    )
    if reading is not None:
        return reading
    if known and (_is_part(sentence, quantity) or _goes_on(sentence, known[-1], quantity, phrase)):
        return Reading((known[-1].claim.kind,), known[-1].sign, part=known[-1].part)
    reach = _BARE_REACH if phrase.noun is None else _REACH
    return read_nearby(sentence, quantity.first, phrase.last, following, reach)


def _figures(
    text: str, sentence: Sentence, quantity: Quantity, reading: Reading | None
) -> Iterator[Figure]:
    tokens = sentence.tokens
    phrase = phrase_of(sentence, quantity)
    kind = _fitting(sentence, phrase, reading, quantity.low)
    if kind is None or reading is None:
        return
    if reading.frame == "toll" and tokens[quantity.first - 1].low == "from" and quantity.high:
        quantity = replace(quantity, low=quantity.high, best=quantity.high)
    part = _is_part(sentence, quantity) or reading.part
    said, span = sentence.text_of(text, quantity.first, phrase.last)
    claim = Claim(
        kind, quantity.low, quantity.best, quantity.high, said, span,
        who=who_of(sentence, quantity.last + 1, phrase.last),
        unit=tokens[phrase.noun].lemma if phrase.noun is not None else None,
    )  # fmt: skip
    back = quantity.first > 0 and tokens[quantity.first - 1].low in ("the", "these", "those")
    yield Figure(claim, quantity.first, phrase.last, part, reading.sign, phrase.head, back)
    if quantity.total is not None and kind == "intercepted":
        total = quantity.total
        launched = replace(claim, kind="launched", low=total, best=total, high=total)
        yield Figure(launched, quantity.first, phrase.last, sign=reading.sign, head=phrase.head)


def _as_the_next(
    text: str, sentence: Sentence, quantity: Quantity, known: list[Figure]
) -> list[Figure]:
    """A figure without a verb counts as the next in its row: "8 soldiers, two guards killed"."""
    last = phrase_of(sentence, quantity).last
    for figure in known:
        between = [token.low for token in sentence.tokens[last + 1 : figure.first]]
        if figure.first > last and between in ([","], ["and"], [",", "and"]):
            reading = Reading((figure.claim.kind,), figure.sign, part=figure.part)
            return list(_figures(text, sentence, quantity, reading))
    return []


def _bare(sentence: Sentence, quantity: Quantity, phrase: Phrase) -> Reading | None:
    nouns = ("people", "person", "other")
    noun = sentence.tokens[phrase.noun] if phrase.noun is not None else None
    if noun is not None and noun.lemma not in nouns and noun.low not in _OF_THEM:
        return None
    return read_adjacent(sentence, quantity.last)


def _in_arms(text: str, sentence: Sentence, quantity: Quantity) -> list[Figure]:
    """Troops of which no verb says what befell them: "has 20,000 soldiers at the border"."""
    noun = phrase_of(sentence, quantity).noun
    if noun is None or sentence.tokens[noun].lemma not in words("armed"):
        return []
    return list(_figures(text, sentence, quantity, Reading(("other",), -1)))


def _fitting(
    sentence: Sentence, phrase: Phrase, reading: Reading | None, quantity_low: int
) -> ClaimKind | None:
    """The first of the kinds that fits what is counted: people die, weapons are shot down.

    "Killed or wounded" is neither: such a figure is of another kind.
    """
    if reading is not None and is_either(sentence, reading):
        return "other"
    noun = sentence.tokens[phrase.noun].lemma if phrase.noun is not None else ""
    one = sentence.tokens[phrase.first].low == "one" and phrase.head in range(
        phrase.first, phrase.first + 2
    )
    if reading is not None and reading.frame.startswith("troops") and noun not in words("armed"):
        return "other"
    few = quantity_low < _MANY_ACT and reading is not None and reading.frame == "actor"
    for kind in reading.kinds if reading is not None and not few else ():
        if one and kind in ("participants", "destroyed", "displaced"):
            continue
        if kind in _WEAPON_KINDS and noun and noun not in words("weapons"):
            continue
        if kind in _PEOPLE_KINDS and is_thing(sentence, phrase):
            continue
        if kind == "destroyed" and is_person(noun):
            continue
        return kind
    return None


def _is_part(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a figure is told as part of another: "including two", "two of whom"."""
    lows = [token.low for token in sentence.tokens]
    before = lows[max(0, quantity.first - 3) : quantity.first]
    after = lows[quantity.last + 1 : quantity.last + 4]
    said = "including" in before or "include" in before or "included" in before
    among = before[-2:] in (["among", "them"], ["of", "whom"], ["of", "them"])
    of_them = after[:1] == ["of"] and not _OF_THEM.isdisjoint(after)
    pronoun = not {"them", "whom", "these", "those", "the"}.isdisjoint(after)
    return said or among or (of_them and pronoun)


def _goes_on(sentence: Sentence, known: Figure, quantity: Quantity, phrase: Phrase) -> bool:
    """Whether two figures stand in one enumeration: "three soldiers and two civilians"."""
    head = sentence.tokens[phrase.head]
    if head.dep.startswith("nsubj") and head.head not in (known.sign, known.head):
        return False
    between = [token.low for token in sentence.tokens[known.last + 1 : quantity.first]]
    while between[:1] == ["in"] or (len(between) > 1 and between[1] in (",", "and")):
        between = between[2:] if between[0] == "in" else between[1:]
    return bool(between) and len(between) <= _JOINT and set(between) <= {",", "and"}


def _zeros(text: str, sentence: Sentence) -> Iterator[Figure]:
    for first, last, reading in read_zeros(sentence):
        said, span = sentence.text_of(text, first, last)
        for kind in reading.kinds:
            yield Figure(Claim(kind, 0, 0, 0, said, span), first, last, sign=reading.sign)


def _single_parts(text: str, sentence: Sentence, known: list[Figure]) -> list[Figure]:
    """Reads "Seven killed, including a boy": one of the figure before it."""
    tokens = sentence.tokens
    parts = []
    for index in range(1, len(tokens) - 2):
        before = [figure for figure in known if figure.last < index]
        if tokens[index].low != "including" or tokens[index + 1].low not in ("a", "an", "one"):
            continue
        last = _noun_end(sentence, index + 1)
        if any(index < f.first <= last for f in known) or tokens[last].lemma in words("things"):
            continue
        if before and before[-1].claim.kind in _PEOPLE_KINDS and last > index + 1:
            said, span = sentence.text_of(text, index + 1, last)
            who = who_of(sentence, index + 1, last)
            claim = Claim(before[-1].claim.kind, 1, 1, 1, said, span, who)
            parts.append(Figure(claim, index + 1, last, part=True, sign=before[-1].sign))
    return parts


def _noun_end(sentence: Sentence, first: int) -> int:
    """The last word of the noun phrase that begins here."""
    end = first
    for index in range(first + 1, min(len(sentence.tokens), first + 8)):
        token = sentence.tokens[index]
        if not (token.nominal or token.tag in ("JJ", "HYPH", "CD", "VBN")):
            break
        end = index
    return end
