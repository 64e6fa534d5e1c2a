"""What one sentence holds, read once: triggers, figures, times, places, countries, source."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from parsers.events.attribution import find_attribution
from parsers.events.counts import Figure, find_figures
from parsers.events.nations import Nation, countries_of
from parsers.events.phrases import Phrase
from parsers.events.places import PlaceFound, find_places
from parsers.events.records import Attribution
from parsers.events.resources import Resources
from parsers.events.sentences import Sentence, split_sentences
from parsers.events.times import TimeFound, find_times
from parsers.events.triggers import Hit

_LONGEST = 400
"""Words: what is longer is no sentence (a table, a list without stops) and is not read."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with everything found in it."""

    sentence: Sentence
    paragraph: int
    hits: tuple[Hit, ...]
    figures: tuple[Figure, ...]
    times: tuple[TimeFound, ...]
    places: tuple[PlaceFound, ...]
    nations: list[Phrase[Nation]]
    attribution: Attribution | None

    def words(self) -> frozenset[str]:
        """The words of the sentence in lower case."""
        return frozenset(token.low for token in self.sentence.tokens)


def read_scenes(
    text: str, title: str | None, published: date | None, resources: Resources
) -> tuple[Scene, ...]:
    """The sentences of a text, each with what it holds."""
    sentences = [s for s in split_sentences(text) if len(s.tokens) <= _LONGEST]
    nations = [resources.nations.find(sentence.tokens) for sentence in sentences]
    headline = [resources.nations.find(s.tokens) for s in split_sentences(title or "")]
    context = Counter[str]()
    for found in (*nations, *headline):
        context += countries_of(found)
    scenes: list[Scene] = []
    speaker: Attribution | None = None
    paragraph, before = 0, 0
    for sentence, named in zip(sentences, nations, strict=True):
        paragraph += "\n" in text[before : sentence.start]
        before = sentence.end
        attribution = find_attribution(text, sentence, speaker)
        speaker = attribution or speaker
        scenes.append(
            Scene(
                sentence=sentence,
                paragraph=paragraph,
                hits=tuple(resources.triggers.find(sentence)),
                figures=tuple(find_figures(text, sentence)),
                times=tuple(find_times(text, sentence, published)),
                places=tuple(find_places(text, sentence, named, context, resources.gazetteer)),
                nations=named,
                attribution=attribution,
            )
        )
    return tuple(scenes)
