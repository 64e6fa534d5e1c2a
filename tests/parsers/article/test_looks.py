"""What a page looks like decides where it says nothing of itself."""

import json
from pathlib import Path

import numpy as np
import pytest

from parsers import parse_article
from parsers.article import kind
from parsers.article.body import read_body
from parsers.article.forest import packaged_forest
from parsers.article.kind_features import features_of
from parsers.article.page import read_page
from parsers.errors import NotAnArticle

PAGES = Path(__file__).parents[2] / "pages"
REFUSED = {
    folder.name: facts["expected"]["refused"]
    for folder in sorted(PAGES.iterdir())
    if "refused" in (facts := json.loads((folder / "expected.json").read_text("utf-8")))["expected"]
}


@pytest.mark.parametrize("name", [n for n, k in REFUSED.items() if k != "not_html"])
def test_pages_that_are_no_articles_are_told_without_their_address_too(name: str) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        parse_article((PAGES / name / "page.html").read_bytes())
    assert len(refusal.value.reason) > len("no text")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("forum-thread", "discussion"),
        ("product-plain", "goods for sale"),
        ("documentation", "manual|nothing that speaks for an article"),
        ("index-front-grid", "links|list|front page"),
        ("consent-wall-pl", "consent"),
        ("soft-404-ru", "страница не найдена"),
        ("login-en", "sign in"),
        ("empty-shell-noscript", "JavaScript"),
    ],
)
def test_a_refusal_says_what_the_page_gave_away(name: str, told: str) -> None:
    url = json.loads((PAGES / name / "expected.json").read_text("utf-8"))["url"]
    with pytest.raises(NotAnArticle, match=told):
        parse_article((PAGES / name / "page.html").read_bytes(), url)


def test_all_questions_of_the_forest_are_answered_for_any_page() -> None:
    for html in ("", "<p>x", "<a>" * 500, "<h1>😀</h1>" * 9, "<td>1</td>" * 50):
        for url in (None, "", "https://[", "https://p.example/a/b-c-d-e-f?x=1"):
            page = read_page(html, url, None)
            found = features_of(page, read_body(page), dated=False, signed=False)
            assert set(packaged_forest("kind").features) <= set(found)
            assert np.isfinite(kind.score(found))


def test_what_a_rule_for_the_site_or_the_news_itself_vouches_for_is_not_weighed() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "T"}</script>'
    text = "<p>" + "A sentence of a report that is told at some length, as is the custom. " * 2
    cards = "".join(
        f'<div class="card"><a href="/{n}"><h3>Story {n}</h3></a></div>' for n in range(60)
    )
    body = f"<main><h1>T</h1>{text * 4}</main>{cards}"
    assert parse_article(f"<html><head>{data}</head>{body}").kind == "article"
