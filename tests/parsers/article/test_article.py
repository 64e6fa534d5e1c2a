# ruff: noqa: E501 - markup and tables read better on one line
"""The text of pages, refusals, and pages made to hurt."""

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse_article
from parsers.errors import NotAnArticle, ParseError

HEAD = '<html lang="en"><head><meta property="og:type" content="article"></head><body>'
LONG = (
    "This sentence stands for a paragraph of a report and is long enough to be taken for one, "
    "with a clause or two at its end, as reporters write them."
)
NOW = datetime(2024, 3, 12, tzinfo=UTC)


def text_of(body: str) -> list[str]:
    article = parse_article(HEAD + body)
    return [article.text[block.start : block.end] for block in article.blocks]


def numbered(*numbers: int) -> str:
    return "".join(f"<p>{number}. {LONG}</p>" for number in numbers)


@pytest.mark.parametrize(
    "noise",
    [
        '<div class="related-stories"><p>A story that was told here some days ago, at length.</p></div>',
        "<aside><p>What else happened in the town on that day, in a few words and a picture.</p></aside>",
        '<div class="newsletter-signup"><p>Get the letter of the editor every morning by mail, free.</p></div>',
        '<figure><img src="x"><figcaption>The mayor on the steps of the town hall on Monday night.</figcaption></figure>',
        '<div id="cookieConsent"><p>We and our partners store data on your device, for many ends.</p></div>',
        '<section id="comments"><p>I have always said that this would happen, and nobody listened.</p></section>',
        '<ul class="socialShare"><li>Share this story with your friends on a network.</li></ul>',
        '<div style="display:none"><p>Words that no reader of this page will ever get to see.</p></div>',
        '<p><a href="/x">Read here why the old bridge could not be saved in the end</a></p>',
        "<script>var text = 'Words of a program that no reader ever sees.';</script>",
        "<noscript><p>Please switch on scripts to read this page as it was meant.</p></noscript>",
        '<div data-testid="adSlot"><p>Buy the kettle that pours like no other kettle you had.</p></div>',
    ],
)  # fmt: skip
def test_what_stands_beside_the_text_is_left_out(noise: str) -> None:
    blocks = text_of(f"<main><h1>T</h1>{numbered(1, 2)}{noise}{numbered(3)}</main>")
    assert blocks == [f"{number}. {LONG}" for number in (1, 2, 3)]


def test_all_containers_of_a_divided_body_are_gathered() -> None:
    parts = "".join(f'<div class="text">{numbered(2 * i, 2 * i + 1)}</div><hr>' for i in range(5))
    assert len(text_of(f"<main><h1>T</h1>{parts}</main>")) == 10


def test_a_body_in_an_aside_is_found_when_it_is_all_there_is() -> None:
    blocks = text_of(f"<div><h1>T</h1></div><aside>{numbered(1, 2, 3, 4)}</aside>")
    assert len(blocks) == 4


def test_a_doubtful_name_on_the_frame_of_the_page_does_not_hide_the_text() -> None:
    frame = f'<div class="dialog-off-canvas widget"><h1>T</h1>{numbered(1, 2, 3)}</div>'
    assert len(text_of(frame)) == 3


def test_text_between_line_breaks_is_read_as_paragraphs() -> None:
    blocks = text_of(f"<main><h1>T</h1><div>{LONG}<br><br>{LONG} Two.<br>Three.</div></main>")
    assert blocks == [LONG, f"{LONG} Two. Three."]


def test_inline_elements_neither_split_nor_glue_words() -> None:
    body = f"<main><h1>T</h1><p>H<sub>2</sub>O is <b>w</b>ater,<i> they</i> say. {LONG}</p></main>"
    assert text_of(body) == [f"H2O is water, they say. {LONG}"]


def test_kinds_of_block_are_kept() -> None:
    article = parse_article(
        f"{HEAD}<main><h1>T</h1>{numbered(1)}<h2>Sub</h2><ul><li>{LONG}</li></ul>"
        f"<blockquote>{LONG}</blockquote><table><tr><td>a</td><td>1</td></tr>"
        f"<tr><td>b</td><td>2</td></tr></table>{numbered(2)}<h3>Nothing follows</h3></main>"
    )
    told = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    assert told == [
        ("paragraph", f"1. {LONG}"),
        ("heading", "Sub"),
        ("list_item", LONG),
        ("quote", LONG),
        ("table", "a | 1\nb | 2"),
        ("paragraph", f"2. {LONG}"),
    ]


def test_linked_data_gives_the_text_where_the_page_shows_far_less() -> None:
    body = "\\n".join([LONG] * 5)
    page = (
        f'{HEAD}<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}'
        f"</script><main><p>{LONG}</p></main>"
    )
    article = parse_article(page)
    assert article.text == "\n\n".join([LONG] * 5)
    assert article.methods["text"] == "json-ld:articleBody"


def test_bytes_and_text_give_the_same_article() -> None:
    page = f"{HEAD}<main><h1>Ünïcode</h1>{numbered(1, 2)}</main>"
    from_text, from_bytes = parse_article(page), parse_article(page.encode())
    assert from_text.text == from_bytes.text
    assert from_text.title == from_bytes.title
    assert (from_text.encoding, from_bytes.encoding) == (None, "utf-8")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"%PDF-1.7 ...", None),
        (b"\x89PNG\r\n\x1a\n", "text/html"),
        (b"<p>x</p>", "image/jpeg"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "text/xml"),
        (b"<urlset></urlset>", "application/xml"),
        (b"PK\x03\x04", None),
    ],
)
def test_other_media_are_no_html(body: bytes, content_type: str | None) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        parse_article(body, content_type=content_type)
    assert refusal.value.kind == "not_html"


@pytest.mark.parametrize("body", [b"", b" ", b"<html></html>", b"plain words"])
def test_hardly_any_text_is_an_empty_shell(body: bytes) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        parse_article(body)
    assert refusal.value.kind == "empty_shell"


def test_an_article_about_cookies_is_no_consent_wall() -> None:
    text = "".join(
        f"<p>{i}. The court ruled that consent to cookies and tracking must be given freely, "
        "and that privacy is not for sale to partners.</p>"
        for i in range(6)
    )
    assert parse_article(f"{HEAD}<main><h1>Court on cookies</h1>{text}</main>").kind == "article"


def test_an_article_about_missing_pages_is_no_missing_page() -> None:
    title = "<h1>Why so many pages were not found: the 404 years of the web</h1>"
    article = parse_article(f"{HEAD}<main>{title}{numbered(*range(20))}</main>")
    assert article.kind == "article"


def test_what_was_odd_about_a_page_is_told() -> None:
    head = '<meta property="article:published_time" content="2042-01-01T00:00:00Z">'
    page = f"{head}{HEAD}<main><h1>T</h1>{numbered(1, 2)}<p>Ж{LONG}</p></main>".encode()
    article = parse_article(
        page.replace("Ж".encode(), "Ж".encode() * 40 + b"\xff"), None, None, NOW
    )
    assert article.problems == (
        "encoding: detected+repaired",
        "a time that cannot be true: 2042-01-01T00:00:00Z",
    )
    assert article.methods["encoding"] == "detected+repaired"
    assert article.published_at is None


BOMBS = {
    "deep divs": "<div>" * 100_000 + numbered(1, 2),
    "deep spans": "<span>" * 100_000 + numbered(1, 2),
    "formatting": "<b><i><u>" * 20_000 + numbered(1, 2),
    "deep lists": "<ul><li>" * 30_000 + numbered(1, 2),
    "many headlines": "<div>" * 900 + "<h1>x</h1>" * 100_000,
    "many articles": "<article><h1>x</h1>y</article>" * 50_000,
    "long class": f'<div class="{"aB-" * 500_000}">{numbered(1, 2)}</div>',
    "many classes": "".join(f'<p class="c{i} r{i}">x</p>' for i in range(50_000)),
    "line breaks": "<p>" + "a<br>" * 290_000,
    "links": "<li><a href=x>a link text</a></li>" * 60_000,
    "metas": "".join(f'<meta name="author" content="A B{i}">' for i in range(50_000)),
    "names": f'<meta name="author" content="{"A Bc, " * 100_000}">' + numbered(1, 2),
    "title": f"<title>{' - a | ' * 300_000}</title>{numbered(1, 2)}",
    "json": '<script type="application/ld+json">' + "[" * 1_000_000 + "</script>" + numbered(1),
    "things": '<script type="application/ld+json">['
    + '{"@type":"NewsArticle"},' * 100_000 + "{}]</script>" + numbered(1),
    "digits": f'<meta name="date" content="{"1" * 500_000}">' + numbered(1, 2),
    "tables": "<table><tr><td>" * 20_000 + numbered(1, 2),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_pages_made_to_hurt_end_soon(name: str) -> None:
    started = time.process_time()
    with suppress(NotAnArticle):
        assert parse_article(HEAD + BOMBS[name], "https://p.example/a", None, NOW).text
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    ("html", "reason"),
    [(b"<p>" + b"word " * 6_000_000, "of 30000003 bytes"), (b"<b>a" * 400_000, "of 400000 tags")],
)
def test_a_page_beyond_the_bounds_is_refused_in_so_many_words(html: bytes, reason: str) -> None:
    with pytest.raises(ParseError, match=reason):
        parse_article(html)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.none() | st.text(max_size=30), st.none() | st.text(max_size=40))
def test_any_bytes_give_an_article_or_a_refusal(
    body: bytes, url: str | None, content_type: str | None
) -> None:
    try:
        parse_article(body, url, content_type, NOW)
    except ParseError:
        return


PIECES = st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", LONG, "<article>", "</article>", "<h1>", "</h1>", "<table>",
     "<tr><td>", "</table>", "<ul><li>", "</ul>", "<a href='//['>", "</a>", "<br>", "<time>",
     "<time datetime='2024-99-99'>", '<span class="byline">By ', "</span>", "<title>", "</title>",
     '<meta name="author" content="', '<meta property="og:title" content="', '">', "<html lang='",
     '<script type="application/ld+json">', "</script>", '{"@type":"NewsArticle","author":', "[", "]",
     "}", '"x"', "null", "<template>", "</template>", "<svg>", "<select>", "<plaintext>", "&#0;",
     "&#xD800;", "\ud800", "\x00", "\u202e", "2024-01-01T25:61:00+99:99", "<body hidden>", "<frameset>",
     '<link rel="canonical" href="', "<base href='", "'>", "<blockquote>", "<math><mi>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_soup_of_markup_gives_sound_blocks_or_a_refusal(pieces: list[str]) -> None:
    try:
        article = parse_article("".join(pieces), "https://p.example/a", None, NOW)
    except ParseError:
        return
    parts = [article.text[block.start : block.end] for block in article.blocks]
    assert "\n\n".join(parts) == article.text
    assert article.text.strip()
    if article.published_at:
        assert article.published_at.tzinfo is UTC
