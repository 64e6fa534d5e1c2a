"""Kinds of page that markup gives away, and what stands where an article should be."""

import random
import time

import pytest

from parsers import parse_article
from parsers.errors import NotAnArticle

LONG = (
    "This sentence stands for a paragraph of a report and is long enough to be taken for one, "
    "with a clause or two at its end, as reporters write them."
)
TEXT = "".join(f"<p>{number}. {LONG}</p>" for number in range(8))


def page(body: str, head: str = "") -> str:
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'


def kind(html: str, url: str = "https://paper.example/town/story-of-the-day") -> str:
    try:
        return parse_article(html, url).kind
    except NotAnArticle as refusal:
        return refusal.kind


def item(type_: str) -> str:
    return f'<div itemscope itemtype="https://schema.org/{type_}"><h1>T</h1>{TEXT}</div>'


@pytest.mark.parametrize(
    ("type_", "expected"),
    [("LiveBlogPosting", "live_blog"), ("VideoObject", "video"), ("NewsArticle", "article"),
     ("OpinionNewsArticle", "opinion")],
)  # fmt: skip
def test_the_item_of_the_headline_tells_the_kind(type_: str, expected: str) -> None:
    assert kind(page(item(type_), '<meta name="author" content="Ana Petrova">')) == expected


def test_a_video_inside_an_article_does_not_make_it_a_video() -> None:
    film = '<div itemscope itemtype="https://schema.org/VideoObject"><p>Film: 2:10</p></div>'
    body = (
        f'<main itemscope itemtype="https://schema.org/NewsArticle"><h1>T</h1>{film}{TEXT}</main>'
    )
    assert kind(page(body)) == "article"


def test_open_graph_tells_a_video_unless_linked_data_tell_an_article() -> None:
    graph = '<meta property="og:type" content="video.other">'
    linked = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "T"}</script>'
    assert kind(page(f"<main><h1>T</h1>{TEXT}</main>", graph)) == "video"
    assert kind(page(f"<main><h1>T</h1>{TEXT}</main>", graph + linked)) == "article"


WALLS = {
    "en": ("We value your privacy", "We and our 900 partners store cookies on your device.",
           "Accept all"),
    "de": ("Datenschutz", "Mit Ihrer Einwilligung lesen Sie weiter, mit Werbung und Cookies.",
           "Alle akzeptieren"),
    "fr": ("Votre vie privée", "Nos partenaires déposent des cookies sur votre appareil.",
           "Tout accepter"),
    "pl": ("Twoja prywatność", "Potrzebna jest zgoda na cookies.", "Akceptuję"),
}  # fmt: skip


@pytest.mark.parametrize("language", WALLS)
def test_a_short_wall_with_buttons_is_a_consent_wall(language: str) -> None:
    title, text, button = WALLS[language]
    wall = f'<div class="consent-wall"><h1>{title}</h1><p>{text}</p><button>{button}</button></div>'
    assert kind(page(wall)) == "consent_wall"


def test_a_cookie_banner_over_an_empty_page_or_an_article_is_no_consent_wall() -> None:
    banner = '<div id="cookies">Our partners use cookies. <button>Accept</button></div>'
    shell = f"<div>{'Sport Politics Weather Letters ' * 4}</div>"
    assert kind(page(shell + banner)) == "empty_shell"
    assert kind(page(f"<main><h1>T</h1>{TEXT}</main>{banner}")) == "article"


def test_a_short_article_with_a_banner_stays_an_article() -> None:
    graph = '<meta property="og:type" content="article">'
    banner = '<div id="cookies">Our partners use cookies. <button>Accept</button></div>'
    assert kind(page(f"<main><h1>T</h1><p>{LONG}</p></main>{banner}", graph)) == "article"


def cards(count: int) -> str:
    return "".join(
        f'<li><a href="/{n}"><h3>What the town has heard, part {n}</h3></a><p>{LONG[:80]}…</p></li>'
        for n in range(count)
    )


def test_a_section_page_with_a_few_cards_is_an_index() -> None:
    assert kind(page(f"<main><h1>World</h1><ul>{cards(6)}</ul></main>")) == "index"


def test_linked_headlines_in_a_menu_do_not_make_an_index() -> None:
    menu = "".join(f'<a href="/{n}">The section of the letters, {n}</a><br>' for n in range(9))
    assert kind(page(f"<nav>{menu}</nav><p>{LONG}</p><p>{LONG}</p>")) == "other"


def test_a_front_page_is_an_index_even_where_it_says_little() -> None:
    assert kind(page("<p>Nothing has happened today.</p>"), "https://paper.example/") == "index"


STORIES = "".join(
    f"<li><a href='/{n}'>What the town has heard, in all, part {n}</a>" for n in range(20)
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2026/03/09/bridge", "article"),
        ("/town/bridge-1234567.html", "article"),
        ("/town/old-bridge-shut-for-the-winter", "article"),
        ("/town/news", "index"),
        ("/town/2026", "index"),
    ],
)
def test_a_short_dated_text_among_many_links_needs_the_address_of_a_story(
    path: str, expected: str
) -> None:
    dated = f"<main><h1>T</h1><time datetime='2026-03-09'>9 March</time><p>{LONG}</p></main>"
    html = page(f"{dated}<ul>{STORIES}</ul>")
    assert kind(html, f"https://paper.example{path}") == expected


def test_hostile_addresses_take_bounded_time() -> None:
    start = time.process_time()
    for tail in ("1" * 1_000_000, "/a" * 500_000, "-a" * 500_000):
        kind(
            page(f"<main><p>{LONG}</p><ul>{STORIES}</ul></main>"),
            f"https://paper.example/{tail}/x y",
        )
    assert time.process_time() - start < 5


@pytest.mark.parametrize("size", [500, 4_000, 12_000, 100_000])
def test_bytes_that_are_no_text_are_not_html_however_many(size: int) -> None:
    noise = random.Random(size).randbytes(size)  # noqa: S311 - any noise will do
    with pytest.raises(NotAnArticle) as refused:
        parse_article(noise)
    assert refused.value.kind == "not_html"
