"""What one sentence holds, read once: triggers, figures, times, places, countries, source."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from parsers.actors.cast import Cast, read_cast
from parsers.actors.nations import Nation, countries_of
from parsers.events.attribution import find_attribution
from parsers.events.counts import Figure, find_figures
from parsers.events.figures.frames import words as words_that_count
from parsers.events.places import PlaceFound, places_of
from parsers.events.records import Attribution
from parsers.events.resources import Resources
from parsers.events.times import TimeFound, read_times
from parsers.events.triggers import Hit
from parsers.language import Sentence, Token, words_of
from parsers.lexicon.phrases import Phrase

_OPENING = 3
"""Sentences that name the place, the day and the people of a story whatever else they tell."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with everything found in it."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    figures: tuple[Figure, ...]
    times: tuple[TimeFound, ...]
    places: tuple[PlaceFound, ...]
    nations: list[Phrase[Nation]]
    attribution: Attribution | None
    cast: Cast

    def words(self) -> frozenset[str]:
        """The words of the sentence in lower case."""
        return frozenset(token.low for token in self.sentence.tokens)


def _wanted(resources: Resources) -> Callable[[Sequence[Token]], bool]:
    """What is parsed: the opening of an article, and whatever may name an event or a toll."""
    numbers = count()
    tolls = words_that_count("told_alone")
    return lambda words: (
        next(numbers) < _OPENING
        or resources.triggers.may_name(words)
        or any(token.low in tolls for token in words)
    )


def read_scenes(
    text: str, title: str | None, published: date | None, resources: Resources
) -> tuple[Scene, ...]:
    """The sentences of a text, each with what it holds."""
    sentences = [s for s in resources.language.read(text, _wanted(resources)) if s.parsed]
    nations = [resources.nations.find(sentence.tokens) for sentence in sentences]
    headline = resources.nations.find(words_of(title or ""))
    context = Counter[str]()
    for found in (*nations, headline):
        context += countries_of(found)
    cast = read_cast(zip(sentences, nations, strict=True), resources.describer)
    scenes: list[Scene] = []
    times = read_times(text, sentences, published)
    places = places_of(text, sentences, nations, context, resources.gazetteer)
    for sentence, named, told, there in zip(sentences, nations, times, places, strict=True):
        scenes.append(
            Scene(
                sentence=sentence,
                hits=tuple(resources.triggers.find(sentence)),
                figures=tuple(find_figures(text, sentence)),
                times=tuple(told),
                places=there,
                nations=named,
                attribution=find_attribution(text, sentence, cast),
                cast=cast,
            )
        )
    return tuple(scenes)
