"""The names of places of a whole article, found and resolved."""

from collections import Counter
from dataclasses import replace

from parsers.actors.nations import Nation, countries_of
from parsers.gazetteer import Gazetteer
from parsers.language import Sentence
from parsers.lexicon.phrases import Phrase
from parsers.places.cues import SKIP
from parsers.places.finding import find_names, know
from parsers.places.resolving import resolve
from parsers.places.toponyms import Toponym

_FAR = 5


def read_toponyms(
    text: str,
    sentences: tuple[Sentence, ...],
    nations: list[list[Phrase[Nation]]],
    context: Counter[str],
    gazetteer: Gazetteer,
) -> tuple[Toponym, ...]:
    """All names of places in reading order, each with the place it means.

    `nations` are the countries of every sentence, `context` how often the article (with its
    title) names each country.
    """
    known = know(sentences)
    found: list[Toponym] = []
    for sentence, named in zip(sentences, nations, strict=True):
        first = len(found)
        found += find_names(text, sentence, named, gazetteer, known)
        for index in range(first, len(found)):
            within = _container(sentence, found, index, first)
            found[index] = replace(found[index], within=within)
        for index in range(first, len(found)):
            found[index] = replace(found[index], listed=_listed(sentence, found, index, first))
        _share_kind(sentence, found, first)
    elsewhere = context - countries_of(nation for named in nations for nation in named)
    return resolve(found, elsewhere)


def _container(sentence: Sentence, found: list[Toponym], index: int, start: int) -> int | None:
    """The place that the text says a place lies in."""
    tokens = sentence.tokens
    here = found[index]
    if index + 1 < len(found):
        after = found[index + 1]
        between = [t.low for t in tokens[here.end + 1 : after.first]]
        near = len(between) <= _FAR and after.use in ("name", "seat")
        joined = between[:1] in ([","], ["in"], ["("]) or between[:2] == [",", "in"]
        plain = all(low in SKIP or low in (",", "in", "(") for low in between)
        if near and joined and plain and _wider(here, after):
            return index + 1
    if index > start:
        before = found[index - 1]
        between = [t.low for t in tokens[before.end + 1 : here.first]]
        holder = "-" in before.name  # "Russian-occupied" says who holds it, not whose it is
        holds = (before.use == "adjective" and not holder) or between[:1] == ["'s"]
        plain = all(low in SKIP or low == "'s" for low in between)
        if holds and plain and len(between) <= _FAR and _wider(here, before):
            return index - 1
    return None


def _listed(sentence: Sentence, found: list[Toponym], index: int, start: int) -> tuple[int, ...]:
    """The neighbours in a list; the place that one lies in does not count as one."""
    return tuple(
        other
        for other in (index - 1, index + 1)
        if start <= other < len(found) and _in_list(sentence, found, *sorted((index, other)))
    )


def _share_kind(sentence: Sentence, found: list[Toponym], start: int) -> None:
    """The kind in the plural behind a list holds for all: "Kursk and Belgorod regions"."""
    for index in range(len(found) - 1, start, -1):
        here, before = found[index], found[index - 1]
        plural = here.asked is not None and here.end == here.last
        after = sentence.tokens[here.last + 1].low if here.last + 1 < len(sentence.tokens) else ""
        shared = plural and (after.endswith("s") or index + 1 in here.listed)
        if shared and index - 1 in here.listed and before.asked is None:
            found[index - 1] = replace(before, asked=here.asked)


def _in_list(sentence: Sentence, found: list[Toponym], one: int, two: int) -> bool:
    between = sentence.tokens[found[one].end + 1 : found[two].first]
    joined = bool(between) and all(t.low in (",", "and", "or", "&", "the") for t in between)
    return joined and found[one].within != two and found[two].within != one


def _wider(here: Toponym, there: Toponym) -> bool:
    """Whether some reading of two names has the one inside the other."""
    return any(
        one.country == other.country and one.id != other.id
        and (other.kind == "country" or (other.region and other.region == one.region)
             or other.id.startswith("area:"))
        for one in here.entries
        for other in there.entries
        if other.kind != "settlement" or one.kind != "settlement"
    )  # fmt: skip
