"""Names of persons in a sentence: runs of capitalised words that are no place, group or office."""

from collections.abc import Collection, Iterator

from parsers.attacks.words import words_for
from parsers.events.resources import Resources
from parsers.language import Sentence

_TITLES = words_for("cast.titles")
_INNER = words_for("names.inner")
_NO_NAMES = words_for("names.none")
_PLACES = words_for("names.places")
_INITIALS = frozenset("bcdefghijklmnopqrstuvwxyz")
_FEWEST, _MOST = 2, 5


def person_names(
    sentence: Sentence, resources: Resources, known: Collection[str] = ()
) -> list[tuple[int, int]]:
    """First and last token of each name of two to five words, from left to right.

    A single word counts where it is one of the `known` parts of names.
    """
    runs = (_trimmed(sentence, *run, resources) for run in _runs(sentence))
    return [run for run in runs if _may_be_person(sentence, *run, resources, known)]


def _trimmed(sentence: Sentence, first: int, last: int, resources: Resources) -> tuple[int, int]:
    """A run without the nationality before it: "Ecuadoran Felipe Costa"."""
    found = resources.nations.at(sentence.tokens, first)
    if found is not None and found.last < last and found.value.how == "adjective":
        return found.last + 1, last
    return first, last


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = None
    count = len(sentence.tokens)
    for index in range(count + 1):
        here = index < count and _capital(sentence, index)
        if here and first is None:
            first = index
        elif not here and first is not None:
            if index < count and _joins(sentence, index):
                continue
            yield first, index - 1
            first = None


def _joins(sentence: Sentence, index: int) -> bool:
    """Small words within a name: "Jose de la Cruz"."""
    tokens = sentence.tokens
    if tokens[index].low not in _INNER:
        return False
    after = index + 1
    while after < len(tokens) and tokens[after].low in _INNER:
        after += 1
    return after < len(tokens) and _capital(sentence, after)


def _capital(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if not token.capital or not token.text[0].isalpha():
        return False
    if token.low in _TITLES or token.low in _NO_NAMES:
        return False
    return not token.text.isupper() or token.low.strip(".") in _INITIALS


def _names_thing(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a common noun follows that bears the name: "the Juan Belloso battalion"."""
    tokens = sentence.tokens
    after = last + 1
    while after + 1 < len(tokens) and tokens[after].low == "-":
        after += 2
    if after >= len(tokens) or tokens[after].tag not in ("NN", "NNS"):
        return False
    return any(tokens[index].head == after for index in range(first, last + 1))


def _may_be_person(
    sentence: Sentence, first: int, last: int, resources: Resources, known: Collection[str]
) -> bool:
    said = sentence.tokens[first : last + 1]
    if _names_thing(sentence, first, last) or said[0].low in _PLACES:
        return False
    if first == last and said[0].low in known:
        return True
    if not _FEWEST <= sum(t.low not in _INNER for t in said) <= _MOST:
        return False
    if resources.nations.find(said) or resources.describer.groups.find(said):
        return False
    titled = first > 0 and sentence.tokens[first - 1].low in _TITLES
    return titled or not resources.gazetteer.find(" ".join(token.text for token in said))
