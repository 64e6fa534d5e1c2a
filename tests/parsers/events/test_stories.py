"""Whole texts of our own, each with the events that must come out of it."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parsers.events import extract_events, project
from parsers.events.records import Mention
from parsers.records import Article

STORIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "stories.toml").read_text("utf-8")
)["story"]


def read(story: dict[str, Any]) -> tuple[Article, tuple[Mention, ...]]:
    day = date.fromisoformat(story["published"])
    article = Article.from_text(story["text"], published_at=day)
    return article, extract_events(article)


def seen(article: Article, mention: Mention, expected: dict[str, Any]) -> dict[str, Any]:
    """What a mention says of everything that is expected, in the same shape."""
    printed = project(mention, article)
    place = mention.places[0] if mention.places else None
    sums = {c.kind: [c.low, c.high] for c in reversed(mention.claims) if c.part_of is None}
    when = printed["date"] or {}
    all_of_it = printed | {
        "country": place and place.country,
        "controlled_by": place and place.controlled_by,
        "place_reason": place and place.reason,
        "date": [when.get("start"), when.get("end")],
        "evidence": len(mention.evidence),
        "counts": {
            kind: [bound for bound in sums.get(kind, []) if bound is not None]
            for kind in expected.get("counts", {})
        },
    }
    for key in ("actor", "recipient", "place"):
        all_of_it[key] = (printed[key] or {}).get("text")
    return {key: all_of_it[key] for key in expected}


def agreement(found: dict[str, Any], wanted: dict[str, Any]) -> int:
    return sum(found[key] == wanted[key] for key in wanted)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_a_story_gives_its_events(story: dict[str, Any]) -> None:
    article, mentions = read(story)
    free = list(mentions)
    for expected in story["events"]:
        assert free, f"missing {expected}"
        wanted = {"background": False, "summary": False} | expected
        best = max(free, key=lambda mention: agreement(seen(article, mention, wanted), wanted))
        assert seen(article, best, wanted) == wanted
        free.remove(best)
    if story.get("only"):
        assert [project(mention, article) for mention in free] == []
