"""Golden pages: a folder is a case, a field of its expectation is a test."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from parsers import parse_article
from parsers.errors import NotAnArticle
from parsers.records import Article, PageTime

PAGES = Path(__file__).parents[2] / "pages"
CASES = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())


@cache
def facts(case: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((PAGES / case / "expected.json").read_text("utf-8"))
    return loaded


@cache
def outcome(case: str) -> Article | NotAnArticle:
    said = facts(case)
    fetched = said.get("fetched_at")
    try:
        return parse_article(
            (PAGES / case / "page.html").read_bytes(),
            url=said["url"],
            content_type=said.get("content_type"),
            fetched_at=datetime.fromisoformat(fetched) if fetched else None,
        )
    except NotAnArticle as refusal:
        return refusal


def time_facts(time: PageTime | None) -> dict[str, str | None] | None:
    if time is None:
        return None
    return {
        "raw": time.raw,
        "local": time.local.isoformat() if time.local else None,
        "utc": time.utc.isoformat() if time.utc else None,
        "zone": time.zone,
        "method": time.method,
    }


def told(article: Article, field: str) -> object:
    if field == "authors":
        return [[author.name, author.kind] for author in article.authors]
    if field in ("published", "modified"):
        return time_facts(getattr(article, field))
    if field == "blocks":
        return [[block.kind, article.text[block.start : block.end]] for block in article.blocks]
    value: object = getattr(article, field)
    return value


FIELDS = [(case, field) for case in CASES for field in facts(case)["expected"]]


@pytest.mark.parametrize(("case", "field"), FIELDS, ids=lambda value: value)
def test_the_page_gives_what_a_reader_sees(case: str, field: str) -> None:
    result, expected = outcome(case), facts(case)["expected"][field]
    if field == "refused":
        assert isinstance(result, NotAnArticle)
        assert result.kind == expected
    else:
        assert isinstance(result, Article), result
        assert told(result, field) == expected


@pytest.mark.parametrize("case", [c for c in CASES if "kind" in facts(c)["expected"]])
def test_the_blocks_joined_by_a_blank_line_are_the_text(case: str) -> None:
    article = outcome(case)
    assert isinstance(article, Article)
    parts = [article.text[block.start : block.end] for block in article.blocks]
    assert "\n\n".join(parts) == article.text
    assert all(part and part == part.strip() for part in parts)


def test_the_cases_cover_the_kinds_of_page_and_several_languages() -> None:
    kinds = {facts(case)["expected"].get("kind") for case in CASES}
    refused = {facts(case)["expected"].get("refused") for case in CASES}
    languages = {facts(case)["expected"].get("language") for case in CASES} - {None}
    assert kinds >= {"article", "opinion", "live_blog", "gallery", "video", "paywall_stub"}
    assert refused >= {
        "index",
        "consent_wall",
        "soft_404",
        "login",
        "error",
        "challenge",
        "empty_shell",
        "not_html",
        "other",
    }
    assert len(languages) >= 10
