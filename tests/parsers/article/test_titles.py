# ruff: noqa: E501 - markup reads better on one line
"""The headline: of what the head says and the page shows, the one that readers see."""

import json

import pytest

from parsers import parse_article
from parsers.article.titles import without_site
from parsers.records import Article

TEXT = (
    "<p>This sentence stands for a paragraph of a report and is long enough to be taken for one, "
    "with a clause or two at its end, as reporters write them.</p>"
) * 4
TITLE = "The ferry will sail again in spring"


def page(head: str, body: str, url: str | None = None) -> Article:
    return parse_article(
        f'<html lang="en"><head><meta property="og:type" content="article">{head}</head>'
        f"<body><article>{body}{TEXT}</article></body></html>",
        url,
    )


def linked(**facts: str) -> str:
    thing = {"@type": "NewsArticle", **facts}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


@pytest.mark.parametrize(
    ("head", "body", "title", "method"),
    [
        (linked(headline="Ferry back"), f"<h1>{TITLE}</h1>", TITLE, "h1"),
        ('<meta property="og:title" content="You will love this">', f"<h1>{TITLE}</h1>", TITLE, "h1"),
        (linked(headline=TITLE), "<h1>Post</h1>", TITLE, "json-ld:headline"),
        (linked(headline=TITLE, articleSection="Harbour news"), "<h1>Harbour news</h1>", TITLE, "json-ld:headline"),
        (linked(headline=TITLE), f"<h1>Economy {TITLE}</h1>", TITLE, "json-ld:headline"),
        (linked(headline=f"Harbour: {TITLE}"), f"<h1>{TITLE}</h1>", f"Harbour: {TITLE}", "json-ld:headline"),
        (f"<title>{TITLE} | The news site of all harbours and their towns</title>", f"<h1>{TITLE}</h1>", TITLE, "h1+title"),
        (f"<title>{TITLE} - Post</title>", f"<h1></h1><h2>{TITLE}</h2>", TITLE, "heading+title"),
        (f"<title>Letters: {TITLE}</title>" + linked(articleSection="Letters"), f"<h1>{TITLE}</h1>", TITLE, "h1+title"),
        ("", f"<h1>{TITLE}</h1>", TITLE, "h1"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_page_shows_as_its_headline(
    head: str, body: str, title: str, method: str
) -> None:
    article = page(head, body, "https://post.example/a")
    assert (article.title, article.methods["title"]) == (title, method)


def test_many_first_headings_are_other_stories() -> None:
    teasers = "".join(f"<h1>Ferry story number {word}</h1>" for word in ("one", "two", "three"))
    assert page(linked(headline="The ferry: a farewell"), teasers).title == "The ferry: a farewell"


def test_linked_data_meta_and_title_together_outweigh_a_heading() -> None:
    head = (
        linked(headline=TITLE)
        + f'<meta property="og:title" content="{TITLE}"><title>{TITLE}</title>'
    )
    assert page(head, "<h1>Ferry to sail: what we know so far</h1>").title == TITLE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Post: Strike ends", "Strike ends"),
        ("Strike: ends", "Strike: ends"),
        ("The Post", "The Post"),
        ("| The Post", "| The Post"),
    ],
)
def test_a_title_is_never_cut_to_nothing(text: str, title: str) -> None:
    assert without_site(text, ("The Post",)) == title


def test_a_title_without_letters_is_none() -> None:
    assert page("<title>_</title>", "<h1>…</h1>").title is None


@pytest.mark.parametrize(
    "masthead",
    [
        '<h1 class="site-title">Ferry and harbour every day</h1>',
        '<h1 id="logo">Ferry and harbour every day</h1>',
        '<h1><a href="/">Ferry and harbour every day</a></h1>',
        '<h1><a href="https://post.example/index.html">Ferry and harbour every day</a></h1>',
    ],
)
def test_a_heading_that_is_the_sites_is_no_title_where_there_is_another(masthead: str) -> None:
    assert page("", f"{masthead}<h1>{TITLE}</h1>").title == TITLE
    assert page(f"<title>{TITLE}</title>", f"{masthead}<h2>{TITLE}</h2>").title == TITLE
    assert page("", masthead).title == "Ferry and harbour every day"


def test_a_heading_with_a_link_to_its_own_page_is_the_title() -> None:
    head = '<meta property="og:title" content="You will love this">'
    assert page(head, f'<h1 class="entry-title"><a href="/a">{TITLE}</a></h1>').title == TITLE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Post mobile :: Strike ends", "Strike ends"),
        ("The Post | Strike ends", "Strike ends"),
        ("The Post mobile - Strike ends", "The Post mobile - Strike ends"),
        ("The Postman has had enough of it :: Strike ends", "The Postman has had enough of it :: Strike ends"),
    ],
)  # fmt: skip
def test_the_site_with_a_word_more_is_cut_before_a_strong_mark(text: str, title: str) -> None:
    assert without_site(text, ("The Post",)) == title


@pytest.mark.parametrize(
    ("said", "publisher", "name"),
    [
        ("harbour-post.example", "Harbour Post", "Harbour Post"),
        ("https://harbour-post.example", "Harbour Post", "Harbour Post"),
        ("@harbourpost", "Harbour Post", "Harbour Post"),
        ("harbour-post.example", "", "harbour-post.example"),
        ("https://harbour-post.example", "", None),
        ("Harbour.example", "Harbour Post", "Harbour.example"),
        ("Ferry &amp;amp; Harbour", "", "Ferry & Harbour"),
    ],
)
def test_a_site_has_a_name_rather_than_an_address(
    said: str, publisher: str, name: str | None
) -> None:
    head = f'<meta property="og:site_name" content="{said}">'
    article = page(head + linked(headline=TITLE, publisher=publisher), f"<h1>{TITLE}</h1>")
    assert article.site_name == name
