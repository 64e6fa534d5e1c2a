"""Kinds among articles: rather a plain article than a wrong kind."""

import pytest

from parsers import parse_article

LONG = (
    "This sentence stands for a paragraph of a report and is long enough to be taken for one, "
    "with a clause or two at its end, as reporters write them."
)
TEXT = "".join(f"<p>{number}. {LONG}</p>" for number in range(20))
GRAPH = '<meta property="og:type" content="article">'
HOST = "https://paper.example"


def kind(path: str, title: str = "The bridge is open", text: str = TEXT, head: str = GRAPH) -> str:
    html = f"<html><head>{head}<title>{title}</title></head><main><h1>{title}</h1>{text}</main>"
    return parse_article(html, HOST + path).kind


@pytest.mark.parametrize("step", ["opinion", "kommentare", "tribune", "columnas", "мнения", "社説"])
def test_a_step_of_the_address_tells_an_opinion(step: str) -> None:
    assert kind(f"/{step}/the-bridge-is-open") == "opinion"


def test_words_of_opinion_elsewhere_in_an_address_or_a_host_tell_nothing() -> None:
    assert kind("/world/column-of-tanks-leaves-opinion-divided") == "article"
    html = f"<html><head>{GRAPH}</head><main><h1>T</h1>{TEXT}</main>"
    assert parse_article(html, "https://tribune.example/town/bridge").kind == "article"


def test_section_and_headline_tell_an_opinion_too() -> None:
    section = '<meta property="article:section" content="News, Opinion">'
    assert kind("/a", head=GRAPH + section) == "opinion"
    assert kind("/a", "Kommentar: Die Brücke ist offen") == "opinion"
    assert kind("/a", "Opinion is divided on the bridge") == "article"


ENTRIES = "".join(f"<p>1{n}:05</p><p>{LONG}</p>" for n in range(6))


@pytest.mark.parametrize("title", ["Live: fire", "En direct : feu", "Онлайн: пожар", "現場直播"])
def test_a_weak_word_and_entries_with_their_time_make_a_live_blog(title: str) -> None:
    assert kind("/a", title, ENTRIES) == "live_blog"
    assert kind("/a", title) == "article"


def test_a_sure_word_makes_a_live_blog() -> None:
    assert kind("/news/live-updates-fire") == "live_blog"
    assert kind("/a", "Fire in the harbour - Liveticker") == "live_blog"


def test_a_gallery_has_little_text() -> None:
    assert kind("/fotos/the-bridge", text=f"<p>{LONG}</p><p>{LONG} Two.</p>") == "gallery"
    assert kind("/fotos/the-bridge", text=TEXT * 2) == "article"


def test_pictures_in_an_article_make_no_gallery() -> None:
    data = (
        '<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "T"},'
        '{"@type": "ImageGallery", "name": "G"}]</script>'
    )
    assert kind("/a", head=GRAPH + data) == "article"
