"""Events of an article: who did what to whom, where, when, with what toll, and who says so.

This version reads words and patterns; there is no learnt model in it. English only: text in
another language gives no mentions, and `extraction_status` tells that apart from "no events".
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from parsers.events.drafts import read_drafts
from parsers.events.mentions import write_mention
from parsers.events.merge import merge
from parsers.events.projection import project
from parsers.events.records import Mention
from parsers.events.resources import Resources, packaged_resources
from parsers.events.scenes import read_scenes
from parsers.events.speech import read_speech
from parsers.events.strays import find_strays
from parsers.events.telling import TOLD, is_told
from parsers.records import Article
from parsers.version import EXTRACTOR_VERSION

__all__ = ["EXTRACTOR_VERSION", "Resources", "extract_events", "extraction_status",
           "packaged_resources", "project"]  # fmt: skip

ExtractionStatus = Literal["done", "language", "no_text"]


def extraction_status(article: Article) -> ExtractionStatus:
    """Whether `extract_events` reads this article: "language" means that it is not English.

    An article without a language counts as English: the caller asked for it to be read.
    """
    if not article.text.strip():
        return "no_text"
    language = (article.language or "en").lower().replace("_", "-")
    return "done" if language.split("-")[0] == "en" else "language"


def extract_events(article: Article, resources: Resources | None = None) -> tuple[Mention, ...]:
    """The events that an article tells, in the order of their first sentences.

    The same article and resources give the same mentions. Never raises on any text. Without
    `resources` the packaged tables are used (loaded once, under a second).
    """
    if extraction_status(article) != "done":
        return ()
    resources = resources or packaged_resources()
    published = article.published_day
    scenes = read_scenes(article.text, article.title, published, resources)
    events = merge(draft for scene in scenes for draft in read_drafts(scene))
    told = [event for event in events if is_told(event.drafts) >= TOLD]
    strays = find_strays(told, scenes)
    mentions = [
        write_mention(
            article.text, event, scenes, published, resources, strays=strays.get(number, ())
        )
        for number, event in enumerate(told)
    ]
    mentions += read_speech(article.text, scenes, mentions, published, resources)
    return tuple(_numbered(sorted(mentions, key=lambda mention: mention.sentence)))


def _numbered(mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions with ordinals where several have one trigger."""
    ordinals = Counter[tuple[int, int]]()
    for mention in mentions:
        ordinal = ordinals[mention.trigger]
        ordinals[mention.trigger] += 1
        yield replace(mention, ordinal=ordinal, extractor_version=EXTRACTOR_VERSION)
