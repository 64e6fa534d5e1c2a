import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import ConfigError
from parsers.web import listings
from parsers.web.listings import (
    ListingPage,
    dated_address,
    is_wanted,
    links_from_listing,
    stop_reason,
)

URL = "https://www.example.com/archive/2024/05/12/"
PAGE = """<html><body><nav><a href="/">Home</a><a href="">This page</a></nav>
<a href="/2024/05/12/storm.html?utm_source=archive"><img src="x.jpg"></a>
<h2><a href="/2024/05/12/storm.html">Storm hits  coast</a></h2>
<a href="../../11/flood.html#comments">Flood recedes</a>
<a href="https://ads.example.net/buy">Buy</a> <a href="mailto:desk@example.com">Mail</a>
<a href="https://news.example.com/2024/05/12/vote.html">Vote</a>
<a href="/video/1">Video</a></body></html>"""


def urls(page: str = PAGE, **patterns: list[str]) -> list[str]:
    return [link.url for link in links_from_listing(page, URL, **patterns)]


def test_links_come_in_reading_order_each_article_once() -> None:
    assert urls() == [
        "https://www.example.com/",
        "https://www.example.com/2024/05/12/storm.html?utm_source=archive",
        "https://www.example.com/archive/2024/11/flood.html",
        "https://news.example.com/2024/05/12/vote.html",
        "https://www.example.com/video/1",
    ]


def test_the_longest_text_of_an_articles_links_is_its_title() -> None:
    links = links_from_listing(PAGE, URL)
    assert [link.title for link in links[1:3]] == ["Storm hits coast", "Flood recedes"]
    assert links[1].found_in == URL
    assert links[1].digest != links[2].digest


def test_patterns_choose_what_is_wanted_and_deny_goes_first() -> None:
    assert urls(allow=[r"com/\d{4}/\d\d/"], deny=["vote"]) == [
        "https://www.example.com/2024/05/12/storm.html?utm_source=archive"
    ]


def test_without_allow_everything_is_wanted() -> None:
    assert is_wanted("https://example.com/a", [], [])
    assert not is_wanted("https://example.com/a", [], ["/a$"])
    assert is_wanted("https://example.com/a", [re.compile("/a"), "/b"], ["/c"])
    assert not is_wanted("https://example.com/a", ["/b"], [])


def test_the_number_of_links_is_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_LINKS", 10)
    assert len(urls("".join(f"<a href='/{n}'>{n}</a>" for n in range(50)))) == 10


@given(st.text(max_size=200) | st.lists(st.sampled_from(PAGE.split(" "))).map(" ".join))
def test_no_page_raises(page: str) -> None:
    assert all(url.startswith("https://") for url in urls(page))


def test_the_address_of_a_day_follows_its_template() -> None:
    day = date(2024, 5, 7)
    assert dated_address("https://e.com/{yyyy}/{mm}/{dd}", day) == "https://e.com/2024/05/07"
    assert (
        dated_address("https://e.com/{d}.{m}.{yyyy}?p={page}", day) == "https://e.com/7.5.2024?p=1"
    )
    assert dated_address("https://e.com/?p={page}", day, 3) == "https://e.com/?p=3"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("https://e.com/{year}", "unknown place {year}"),
        ("https://e.com/{}", "unknown place {}"),
        ("/{yyyy}", "no http"),
    ],
)
def test_a_wrong_template_is_an_error_that_names_the_places(template: str, words: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(words)) as caught:
        dated_address(template, date(2024, 5, 7))
    assert "{yyyy}" in str(caught.value)


FIRST, LAST = date(2024, 5, 1), date(2024, 5, 31)


def page(*keys: str, days: tuple[date, ...] = ()) -> ListingPage:
    return ListingPage(frozenset(keys), days)


def stop(*pages: ListingPage) -> str | None:
    return stop_reason(pages, FIRST, LAST)


def test_pages_with_news_go_on() -> None:
    assert stop() is None
    assert stop(page("a")) is None
    assert stop(page("a"), page("a", "b")) is None
    assert stop(page("a", "b"), page("b"), page("b", "c")) is None


def test_a_repeated_page_ends_the_listing() -> None:
    assert stop(page("a", "b"), page("c"), page("b", "a")) == "repeated"


def test_two_pages_without_news_end_the_listing() -> None:
    assert stop(page("a", "b"), page("a")) is None
    assert stop(page("a", "b"), page("a"), page("b")) == "nothing_new"
    assert stop(page("a"), page(), page()) == "nothing_new"
    assert stop(page(), page()) == "nothing_new"
    assert stop(page()) is None


def test_a_listing_that_leaves_the_window_ends() -> None:
    before, inside, after = FIRST - timedelta(1), FIRST, LAST + timedelta(1)
    assert stop(page("a", days=(inside, before))) is None
    assert stop(page("a", days=(inside,)), page("b", days=(before,))) == "left_window"
    # Newest first, still on the way to the window.
    assert stop(page("a", days=(after,)), page("b", days=(after,))) is None
    # Oldest first, past its end.
    assert stop(page("a", days=(inside,)), page("b", days=(after,))) == "left_window"


def test_the_number_of_pages_is_limited() -> None:
    pages = [page(str(n)) for n in range(5)]
    assert stop_reason(pages, FIRST, LAST, max_pages=5) == "limit"
    assert stop_reason(pages, FIRST, LAST, max_pages=6) is None
