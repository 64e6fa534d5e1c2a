"""Claims of a sentence: every figure with what it counts, and victims told without a number."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parsers.events.figures.frames import words
from parsers.events.figures.nearby import read_before, read_nearby
from parsers.events.figures.phrases import Phrase, is_person, is_thing, phrase_of, who_of
from parsers.events.figures.readings import (
    Reading,
    is_either,
    read_adjacent,
    read_kind,
    read_participle,
)
from parsers.events.figures.singles import read_singles
from parsers.events.figures.tolls import read_toll
from parsers.events.figures.zero import read_zeros
from parsers.events.numbers import Quantity, find_quantities
from parsers.events.records import Claim, ClaimKind
from parsers.language.tokens import Sentence

_JOINT = 2
"""Words that may join two figures of one enumeration: ", and"."""
_OF_THEM = frozenset(("them", "whom", "these", "those", "dead", "victims", "injured", "wounded",
                      "casualties", "killed"))  # fmt: skip
_WEAPON_KINDS: frozenset[ClaimKind] = frozenset(("launched", "intercepted"))
_PEOPLE_KINDS: frozenset[ClaimKind] = frozenset(
    ("killed", "wounded", "missing", "captured", "displaced", "participants")
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim with the tokens it stands at.

    `part` says that it is told as part of another ("including two children"); `sign` is the token
    of the word by which it counts ("killed"), or -1; `head` the head of the phrase counted.
    `back` says that it points back to somebody told before ("the two men", "him").
    """

    claim: Claim
    first: int
    last: int
    part: bool = False
    sign: int = -1
    head: int = -1
    back: bool = False


def find_figures(text: str, sentence: Sentence) -> list[Figure]:
    """The figures of a sentence whose kind is known, from left to right."""
    quantities = find_quantities(sentence.tokens)
    figures: list[Figure] = []
    for number, quantity in enumerate(quantities):
        following = quantities[number + 1].first if number + 1 < len(quantities) else None
        figures.extend(_figures(text, sentence, quantity, following, figures))
    figures.extend(_single_parts(text, sentence, figures))
    figures.extend(_zeros(text, sentence))
    figures = _with_singles(text, sentence, _split_sums(figures))
    return sorted(figures, key=lambda figure: figure.first)


def _figures(
    text: str, sentence: Sentence, quantity: Quantity, following: int | None, known: list[Figure]
) -> Iterator[Figure]:
    tokens = sentence.tokens
    phrase = phrase_of(sentence, quantity)
    part = _is_part(sentence, quantity)
    toll = read_toll(sentence, quantity)
    reading = (
        toll
        or read_before(sentence, quantity.first, reach=1)
        or _bare(sentence, quantity, phrase)
        or read_participle(sentence, phrase.last)
        or read_kind(sentence, phrase.head)
    )
    if toll is not None and tokens[max(0, quantity.first - 1)].low == "from" and quantity.high:
        quantity = replace(quantity, low=quantity.high, best=quantity.high)
    if reading is None and known and (part or _goes_on(sentence, known[-1], quantity, phrase)):
        reading = Reading((known[-1].claim.kind,), known[-1].sign)
        part = part or known[-1].part
    if reading is None:
        reach = 4 if phrase.noun is None else 10
        reading = read_nearby(sentence, quantity.first, phrase.last, following, reach)
    kind = _fitting(sentence, phrase, reading)
    if kind is None or reading is None:
        return
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


def _bare(sentence: Sentence, quantity: Quantity, phrase: Phrase) -> Reading | None:
    nouns = ("people", "person", "other")
    noun = sentence.tokens[phrase.noun] if phrase.noun is not None else None
    if noun is not None and noun.lemma not in nouns and noun.low not in _OF_THEM:
        return None
    return read_adjacent(sentence, quantity.last)


def _fitting(sentence: Sentence, phrase: Phrase, reading: Reading | None) -> ClaimKind | None:
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
    for kind in reading.kinds if reading is not None else ():
        if one and kind in ("participants", "destroyed", "displaced"):
            continue
        if kind in _WEAPON_KINDS and noun and noun not in words("weapons"):
            continue
        if kind in _PEOPLE_KINDS and is_thing(sentence, phrase):
            continue
        if kind == "destroyed" and (not noun or is_person(noun)):
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


def _split_sums(figures: list[Figure]) -> list[Figure]:
    """Figures of a row that add up to the one before it are its parts: "12 people, 7 and 5"."""
    found = list(figures)
    for start, whole in enumerate(figures):
        total, end = 0, start + 1
        while end < len(figures) and figures[end].claim.kind == whole.claim.kind:
            total += figures[end].claim.low
            end += 1
            if total >= whole.claim.low:
                break
        if end > start + 2 and total == whole.claim.low and not whole.part:
            found[start + 1 : end] = [replace(f, part=True) for f in found[start + 1 : end]]
    return found


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
        if any(index < figure.first <= last for figure in known):
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


def _with_singles(text: str, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Adds the victims told without a number, alone or in a row with figures.

    "Two Britons and a Frenchman died" is three, of which the two are a part.
    """
    counted = {f.head: f.claim for f in figures if f.head >= 0 and not f.part}
    for single in read_singles(sentence, frozenset(counted)):
        beside = [counted[head] for head in single.counted]
        same = [f for f in figures if f.claim.kind == single.kind and not f.part]
        if not beside and any(
            f.sign == single.sign or f.first <= single.first <= f.last for f in same
        ):
            continue
        if any(claim.kind != single.kind for claim in beside):
            continue
        said, span = sentence.text_of(text, single.first, single.last)
        who = who_of(sentence, single.first, single.last) if not beside else "unspecified"
        low = single.count + sum(claim.low for claim in beside)
        highs = [claim.high for claim in beside]
        high = None if None in highs else single.count + sum(h for h in highs if h is not None)
        claim = Claim(single.kind, low, low, high, said, span, who)
        figures = [
            replace(f, part=True) if f.claim.kind == single.kind and f.head in single.counted else f
            for f in figures
        ]
        figures.append(Figure(claim, single.first, single.last, sign=single.sign, back=single.back))
    return figures
