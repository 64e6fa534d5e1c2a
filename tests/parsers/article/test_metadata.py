# ruff: noqa: RUF001 - headlines as printed
# ruff: noqa: E501 - markup and tables read better on one line
"""Title, authors, language, address and access: where they are found and when they are not."""

import json

import pytest

from parsers import parse_article
from parsers.article.names import read_names
from parsers.article.titles import without_site
from parsers.records import Article

TEXT = "".join(
    f"<p>The {word} paragraph tells in a full sentence what the council decided on Monday night, "
    "and why it took so long to decide anything at all.</p>"
    for word in ("first", "second", "third", "fourth")
)


def page(head: str = "", body: str = "", lang: str = "en", text: str = TEXT) -> bytes:
    return (
        f'<html lang="{lang}"><head><meta charset="utf-8"><meta property="og:type" '
        f'content="article">{head}</head><body><article>{body}{text}</article></body></html>'
    ).encode()


def linked(**facts: object) -> str:
    thing = {"@context": "https://schema.org", "@type": "NewsArticle", **facts}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Council says yes | The Post</title>", "", "Council says yes"),
        ("<title>The Post: Council says yes</title>", "<h1>Council says yes</h1>", "Council says yes"),
        ("<title>x</title>", "<h1></h1><h1>Council says yes to it all</h1>", "Council says yes to it all"),
        ('<meta property="og:title" content="Council &amp;amp; mayor agree">', "", "Council & mayor agree"),
        ('<meta property="og:title" content="The Post">', "<h1>Council says yes</h1>", "Council says yes"),
        (linked(headline="Council says <b>yes</b>"), "", "Council says yes"),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_without_the_site(head: str, body: str, title: str) -> None:
    site = '<meta property="og:site_name" content="The Post">'
    assert parse_article(page(site + head, body)).title == title


@pytest.mark.parametrize(
    ("text", "site", "title"),
    [
        ("Strike ends - The Post", ("The Post",), "Strike ends"),
        ("Strike ends | Economy | The Post", ("The Post",), "Strike ends | Economy"),
        ("The Post | Strike ends", ("The Post",), "Strike ends"),
        ("Strike ends - at last", ("The Post",), "Strike ends - at last"),
        ("Well-known baker dies", ("baker",), "Well-known baker dies"),
        ("A – B", (), "A – B"),
    ],
)
def test_only_parts_that_name_the_site_are_cut(
    text: str, site: tuple[str, ...], title: str
) -> None:
    assert without_site(text, site) == title


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Marit Holm and Owen Tadley", [("Marit Holm", "person"), ("Owen Tadley", "person")]),
        ("Von Jördis Kalkhoff, dpa", [("Jördis Kalkhoff", "person"), ("dpa", "organisation")]),
        (
            "Par Solène Maubray et Luc Aubin",
            [("Solène Maubray", "person"), ("Luc Aubin", "person")],
        ),
        ("Reuters", [("Reuters", "organisation")]),
        ("Harbour Post Staff", [("Harbour Post Staff", "organisation")]),
        ("Anna Berg, Senior Correspondent", [("Anna Berg", "person")]),
        ("Anna Berg (Oslo)", [("Anna Berg", "person")]),
        ("Jo Lind, PhD", [("Jo Lind", "person")]),
        ("Nelson O’Hara-Ruiz", [("Nelson O’Hara-Ruiz", "person")]),
        ("admin", []),
        ("12 minutes ago", []),
        ("Email The Author", []),
        ("https://post.example/staff/holm", []),
        ("holm@post.example", []),
        ("", []),
    ],
)
def test_a_byline_is_read_as_names(line: str, found: list[tuple[str, str]]) -> None:
    assert [(author.name, author.kind) for author in read_names(line)] == found


def test_authors_in_linked_data_may_be_texts_objects_lists_and_references() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Person", "@id": "#holm", "name": "Marit Holm"},
            {"@type": "NewsArticle", "headline": "x", "author": [
                {"@id": "#holm"}, "Owen Tadley", {"@type": "Organization", "name": "Nordwire"},
                {"@type": "Person", "name": ["Ada Lund"]}, {"@type": "Person"}, None, 7]},
        ],
    }  # fmt: skip
    article = parse_article(
        page(f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    )
    assert names(article) == ["Marit Holm", "Owen Tadley", "Nordwire", "Ada Lund"]
    assert article.authors[2].kind == "organisation"
    assert article.methods["authors"] == "json-ld:author"


def test_the_visible_byline_beats_the_site_as_its_own_author() -> None:
    head = '<meta property="og:site_name" content="The Post">' + linked(
        headline="x", author={"@type": "Person", "name": "The Post"}
    )
    article = parse_article(page(head, '<div class="byline">By Marit Holm</div>'))
    assert names(article) == ["Marit Holm"]


def test_the_paper_is_the_author_only_where_it_says_so_itself() -> None:
    site = '<meta property="og:site_name" content="The Post">'
    said = linked(headline="x", author={"@type": "Organization", "name": "The Post"})
    assert names(parse_article(page(site + said))) == ["The Post"]
    assert names(parse_article(page(site))) == []


def test_names_that_sign_other_stories_are_left_alone() -> None:
    body = '<div><div class="byline"><a>Marit Holm</a></div></div>'
    others = '<ul><li><div><span class="byline"><a>Otto Other</a></span></div></li></ul>'
    assert names(parse_article(page("", body, text=TEXT + others))) == ["Marit Holm"]


@pytest.mark.parametrize(
    "script",
    ["{", "null", "[]", '{"@type": 7}', '{"@graph": {"@type": "NewsArticle", "author": {}}}',
     '{"@type":"NewsArticle","author":{"@id":"#self"}}', "[[[[" * 5000, '{"a":' * 5000,
     '{"@type":"NewsArticle","datePublished":["x",null,{}],"headline":{"a":1}}', "NaN", "1" * 5000],
)  # fmt: skip
def test_malformed_linked_data_never_stops_the_page(script: str) -> None:
    article = parse_article(page(f'<script type="application/ld+json">{script}</script>'))
    assert article.text.startswith("The first paragraph")


def test_unreadable_linked_data_is_a_problem_that_is_told() -> None:
    article = parse_article(page('<script type="application/ld+json">{"a": oops</script>'))
    assert article.problems == ("JSON-LD that cannot be read",)


@pytest.mark.parametrize(
    "script",
    ['{"@type":"NewsArticle","articleSection":"Coast",}',
     '<!-- {"@type":"NewsArticle","articleSection":"Coast"} -->',
     '//<![CDATA[\n{"@type":"NewsArticle","articleSection":"Coast"}\n//]]>',
     '{"@type":"WebSite"}{"@type":"NewsArticle","articleSection":"Coast"}',
     '{"@type":["http://schema.org/NewsArticle"],"articleSection":["Coast"]};',
     '{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","articleSection":"Coast"}}',
     '{"@type":"NewsArticle","description":"a\tb\nc","articleSection":"Coast"}'],
)  # fmt: skip
def test_linked_data_is_repaired_and_found_wherever_it_hides(script: str) -> None:
    article = parse_article(page(f'<script type="application/ld+json">{script}</script>'))
    assert (article.section, article.problems) == ("Coast", ())


def test_among_several_articles_the_one_with_the_pages_address_speaks() -> None:
    both = linked(headline="Other", url="https://p.example/b", articleSection="B", author="A B")
    both += linked(headline="Own", url="https://p.example/a", articleSection="A")
    assert parse_article(page(both), "https://p.example/a").section == "A"


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://p.example/news/1", "https://p.example/news/1"),
        ("/news/1", "https://p.example/news/1"),
        ("https://www.p.example/news/1", "https://www.p.example/news/1"),
        ("https://p.example/", None),
        ("https://other.example/news/1", None),
        ("javascript:void(0)", None),
        ("http://[broken", None),
    ],
)
def test_a_canonical_address_must_be_believable(canonical: str, kept: str | None) -> None:
    article = parse_article(
        page(f'<link rel="canonical" href="{canonical}">'), "https://p.example/news/1?ref=x"
    )
    assert article.canonical_url == kept


GERMAN = (
    "<p>Der Gemeinderat hat am Montagabend nach langer Debatte beschlossen, das alte Rathaus zu "
    "sanieren und nicht abzureißen, wie es die Verwaltung vorgeschlagen hatte.</p>"
) * 3


def test_the_language_of_the_text_beats_a_wrong_declaration() -> None:
    article = parse_article(page(lang="en-US", text=GERMAN))
    assert (article.language, article.methods["language"]) == ("de", "text, against html:lang")
    assert parse_article(page(lang="de-AT", text=GERMAN)).methods["language"] == "html:lang"
    assert parse_article(page(lang="", text=GERMAN)).methods["language"] == "text"


@pytest.mark.parametrize(
    ("head", "access"),
    [
        (linked(headline="x", isAccessibleForFree=True), "free"),
        (linked(headline="x", isAccessibleForFree="False"), "paid"),
        ('<meta property="article:content_tier" content="metered">', "metered"),
        ('<meta property="article:content_tier" content="locked">', "paid"),
        ("", None),
    ],
)
def test_access_is_what_the_page_says(head: str, access: str | None) -> None:
    assert parse_article(page(head)).access == access


def test_a_paid_text_that_breaks_off_is_a_stub() -> None:
    stub = "<p>The first sentence of a long report, which goes on for those who pay for it …</p>"
    box = '<div class="paywall-modal"><p>Subscribe to continue reading this report.</p></div>'
    article = parse_article(page(text=stub * 2 + box))
    assert (article.kind, article.access, article.truncated) == ("paywall_stub", "paid", True)
    assert "Subscribe" not in article.text


def test_wishes_of_the_page_are_kept() -> None:
    plain = parse_article(page('<meta name="robots" content="index, follow">'))
    assert (plain.noarchive, plain.tdm_reserved) == (False, False)
    asked = '<meta name="googlebot" content="NOARCHIVE"><meta name="tdm-reservation" content="1">'
    article = parse_article(page(asked))
    assert (article.noarchive, article.tdm_reserved) == (True, True)


def test_the_modified_time_stands_apart_from_the_published_one() -> None:
    article = parse_article(
        page(linked(datePublished="2024-03-12T10:00:00Z", dateModified="2024-03-13T11:00:00Z"))
    )
    assert article.published is not None
    assert article.modified is not None
    assert article.published.raw != article.modified.raw
    only_modified = parse_article(page(linked(dateModified="2024-03-13T11:00:00Z")))
    assert only_modified.published is None
    assert only_modified.modified_at is not None
