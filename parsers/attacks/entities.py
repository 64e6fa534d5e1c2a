"""From stretches to entities: the same one is kept once, under its fullest name."""

from collections.abc import Iterable, Sequence

from parsers.attacks.cast import Cast, Stretch
from parsers.events.resources import Resources
from parsers.language import Sentence

_BOMB = "bomb"
_VAGUE = ("device", "explosive", "package", "charge", "shell", "artifact")
"""Other words for a bomb that is named."""


def said(text: str, sentences: Sequence[Sentence], stretches: Iterable[Stretch]) -> list[str]:
    """The words of stretches, each once, in reading order."""
    found = (sentences[n].text_of(text, first, last)[0] for n, first, last in stretches)
    return list(dict.fromkeys(" ".join(words.split()) for words in found))


def persons(text: str, sentences: Sequence[Sentence], cast: Cast) -> list[str]:
    """The victims, each by the fullest name that the report gives."""
    names = said(text, sentences, cast.names)
    return list(dict.fromkeys(fullest(name, names) for name in said(text, sentences, cast.victims)))


def fullest(name: str, names: Iterable[str]) -> str:
    """The longest of some names that holds all words of a name."""
    words = set(name.lower().split())
    longer = [other for other in names if words < set(other.lower().split())]
    return max(longer, key=lambda other: len(other.split()), default=name)


def people(
    text: str, sentences: Sequence[Sentence], stretches: Iterable[Stretch], victims: Iterable[str]
) -> list[str]:
    """The perpetrators: those with the same last word are the same, victims are none."""
    seen: dict[str, str] = {}
    suffered = {name.lower().split()[-1] for name in victims}
    for words in said(text, sentences, stretches):
        last = words.lower().split()[-1]
        if last not in suffered:
            seen.setdefault(last.removesuffix("s"), words)
    return list(seen.values())


def organisations(
    text: str, sentences: Sequence[Sentence], cast: Cast, resources: Resources
) -> list[str]:
    """The organisations; a group with two names is told once."""
    seen: dict[str, str] = {}
    for number, first, last in cast.organisations:
        tokens = sentences[number].tokens[first : last + 1]
        known = resources.describer.groups.find(tokens)
        words = said(text, sentences, [(number, first, last)])[0]
        seen.setdefault(known[0].value.name if known else words.lower(), words)
    return list(seen.values())


def things(text: str, sentences: Sequence[Sentence], stretches: Iterable[Stretch]) -> list[str]:
    """Things, each wording once; "the building" is the one told with its name."""
    seen: dict[str, str] = {}
    for words in said(text, sentences, stretches):
        seen.setdefault(words.lower(), words)
    named = {low.split()[-1].removesuffix("s") for low in seen if " " in low}
    return [words for low, words in seen.items() if low.removesuffix("s") not in named]


def weapons(text: str, sentences: Sequence[Sentence], stretches: Iterable[Stretch]) -> list[str]:
    """Weapons, one a kind: "bomb" and "bombs" are one, "device" is the bomb told before."""
    seen: dict[str, str] = {}
    for words in said(text, sentences, stretches):
        last = words.lower().split()[-1]
        seen.setdefault(last.removesuffix("s"), words)
    if _BOMB in seen:
        for vague in _VAGUE:
            seen.pop(vague, None)
    return list(seen.values())
