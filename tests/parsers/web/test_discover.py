from hypothesis import given
from hypothesis import strategies as st

from parsers.web.discover import MAX_FOUND, discover
from parsers.web.robots import Rules

HOME = "https://www.example.com/"
PAGE = """<html lang="de-AT"><head><title>Start | Die Zeitung</title>
<meta property="og:site_name" content="Die  Zeitung">
<link rel="alternate" type="application/rss+xml" href="/kommentare/feed" title="Comments">
<link rel="Alternate" type="application/rss+xml; charset=utf-8" href="/rss/politik.xml">
<link rel="alternate home" type="application/atom+xml" href="https://feeds.example.com/all">
<link rel="alternate" type="application/feed+json" href="/feed.json">
<link rel="alternate" type="application/json+oembed" href="/oembed">
<link rel="alternate" type="application/rss+xml" href="javascript:void(0)">
<link rel="alternate" hreflang="en" href="/en/">
<link rel="stylesheet" type="application/rss+xml" href="/no">
<link rel="sitemap" href="/karte.xml"></head>
<body><a href="/wirtschaft/rss">RSS</a>
<a href="/rss/politik.xml">RSS</a><a href="/a">A</a></body>"""
ROBOTS = Rules.parse(b"Sitemap: https://www.example.com/sitemap.xml\n")


def test_declared_feeds_are_found_and_those_of_comments_come_last() -> None:
    assert discover(PAGE, HOME).feeds == (
        "https://www.example.com/rss/politik.xml",
        "https://feeds.example.com/all",
        "https://www.example.com/feed.json",
        "https://www.example.com/kommentare/feed",
    )


def test_sitemaps_come_from_the_rules_and_the_page() -> None:
    found = discover(PAGE, HOME, ROBOTS)
    assert found.sitemaps == (
        "https://www.example.com/sitemap.xml",
        "https://www.example.com/karte.xml",
    )
    assert "https://www.example.com/sitemap.xml" not in found.probable_sitemaps
    assert "https://www.example.com/news-sitemap.xml" in found.probable_sitemaps


def test_probable_feeds_are_linked_ones_first_and_then_usual_places() -> None:
    found = discover(PAGE, HOME)
    assert found.probable_feeds[:2] == (
        "https://www.example.com/wirtschaft/rss",
        "https://www.example.com/feed",
    )
    assert "https://www.example.com/feed.json" not in found.probable_feeds


def test_the_site_says_its_name_and_language() -> None:
    found = discover(PAGE, HOME)
    assert (found.name, found.language) == ("Die Zeitung", "de-at")
    assert discover("<title> A  B </title>", HOME).name == "A B"
    assert discover("", HOME).name is None


def test_a_base_moves_relative_feeds() -> None:
    page = "<base href='https://cdn.example.com/x/'><link rel=alternate type=text/rss+xml href=f>"
    page = page.replace("text/rss", "application/rss")
    assert discover(page, HOME).feeds == ("https://cdn.example.com/x/f",)


def test_the_number_of_addresses_is_capped() -> None:
    links = "".join(
        f"<link rel=alternate type=application/rss+xml href=/{n}.xml>" for n in range(200)
    )
    assert len(discover(links, HOME).feeds) == MAX_FOUND


@given(st.text(max_size=200) | st.lists(st.sampled_from(PAGE.split())).map(" ".join))
def test_no_page_raises(page: str) -> None:
    found = discover(page, HOME, ROBOTS)
    assert all(url.startswith("http") for url in found.feeds + found.probable_feeds)
