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
from parsers.article.kind_reasons import reason_of
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


def refusal(html: str, url: str | None = None) -> str:
    with pytest.raises(NotAnArticle) as raised:
        parse_article(html, url)
    return raised.value.reason


def test_a_refusal_names_the_address_that_gave_the_page_away() -> None:
    front, tag = "https://paper.example/", "https://paper.example/tag/bridges/"
    assert refusal("<p>Nothing has happened.", front).endswith("a front page or a list: /")
    assert refusal("<p>Nothing has happened.", tag).endswith(": /tag/bridges/")
    long = "https://paper.example/tag/" + "bridge-" * 200
    assert len(refusal("<p>Nothing has happened.", long)) < 150


def test_a_refusal_by_looks_says_what_the_page_reads_like_and_at_most_three_facts() -> None:
    commands = "".join(f"<p>Then call the tool.</p><pre>$ tool --{n} $HOME</pre>" for n in range(9))
    told = refusal(f"<html><body><h1>How to call the tool</h1>{commands}</body></html>")
    like, _, facts = told.partition(": ")
    assert like == "reads less like an article than like a manual"
    assert 2 <= len(facts.split("; ")) <= 3


def test_signs_of_money_alone_are_no_goods_for_sale() -> None:
    told = refusal(f"<p>{'x$%&€ §/$ ' * 60}</p>" * 3)
    assert "goods" not in told
    assert "signs such as $" in told


def test_a_long_text_in_many_places_is_not_refused_with_its_praise() -> None:
    text = "We help you and your team to find what you need, and you can call us on any day. " * 2
    parts = "".join(
        f'<div class="feature{n}"><h3>Part {n}</h3><div><p>{text}</p></div></div>'
        for n in range(30)
    )
    told = refusal(f'<meta property="og:type" content="website"><title>Services</title>{parts}')
    assert "running text scattered over 30 places" in told
    assert "offer of services" in told
    assert "good paragraphs" not in told


@pytest.mark.parametrize(
    ("deciding", "first"),
    [
        ("in_favour", "no date, no author and nothing that speaks for an article"),
        ("linked_share", "90% of the page's text in links"),
        ("li_share", "80% of the page in items of lists"),
    ],
)
def test_the_fact_by_which_a_rule_decided_stands_first(deciding: str, first: str) -> None:
    page = read_page("<p>x", None, None)
    found = features_of(page, read_body(page), dated=False, signed=False)
    found |= {"linked_share": 0.9, "li_share": 0.8}
    assert reason_of(found, deciding).partition(": ")[2].startswith(first)


def test_all_questions_of_the_forest_are_answered_for_any_page() -> None:
    for html in ("", "<p>x", "<a>" * 500, "<h1>😀</h1>" * 9, "<td>1</td>" * 50):
        for url in (None, "", "https://[", "https://p.example/a/b-c-d-e-f?x=1"):
            page = read_page(html, url, None)
            found = features_of(page, read_body(page), dated=False, signed=False)
            assert set(packaged_forest("kind").features) <= set(found)
            assert np.isfinite(kind.score(found))
            assert reason_of(found).startswith("reads less like an article than like ")


def test_what_a_rule_for_the_site_or_the_news_itself_vouches_for_is_not_weighed() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "T"}</script>'
    text = "<p>" + "A sentence of a report that is told at some length, as is the custom. " * 2
    cards = "".join(
        f'<div class="card"><a href="/{n}"><h3>Story {n}</h3></a></div>' for n in range(60)
    )
    body = f"<main><h1>T</h1>{text * 4}</main>{cards}"
    assert parse_article(f"<html><head>{data}</head>{body}").kind == "article"
