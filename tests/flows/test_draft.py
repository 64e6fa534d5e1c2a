import asyncio
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from flows.check import check_source
from flows.config import parse_source
from flows.draft import draft_source
from flows.draft_text import source_name_for
from parsers.errors import ConfigError, FetchError
from tests.flows.fetch.world import world
from tests.flows.test_check import HOME, feed, page, told
from tests.servers.misbehaving import MisbehavingServer, Page, answer, redirect

NOW = datetime(2024, 5, 17, 22, 0, tzinfo=UTC)
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
KENYA = "daily.co.ke"


def front(head: str = "", body: str = "", title: str = "The Paper", lang: str = "en-KE") -> bytes:
    text = (
        f'<html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    )
    return answer(text.encode(), "200 OK", "Content-Type: text/html; charset=utf-8")


def link(path: str, kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" href="{path}">'


def sitemap(*paths: str) -> bytes:
    urls = "".join(f"<url><loc>{HOME}{path}</loc></url>" for path in paths)
    return answer(f'<?xml version="1.0"?><urlset xmlns="{MAP}">{urls}</urlset>'.encode())


def index(*paths: str) -> bytes:
    maps = "".join(f"<sitemap><loc>{HOME}{path}</loc></sitemap>" for path in paths)
    return answer(
        f'<?xml version="1.0"?><sitemapindex xmlns="{MAP}">{maps}</sitemapindex>'.encode()
    )


def news(path: str) -> bytes:
    extension = "http://www.google.com/schemas/sitemap-news/0.9"
    body = f"""<?xml version="1.0"?><urlset xmlns="{MAP}" xmlns:news="{extension}"><url>
<loc>{HOME}{path}</loc><news:news><news:publication><news:name>P</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>2024-05-17T20:00:00Z</news:publication_date>
<news:title>Story</news:title></news:news></url></urlset>"""
    return answer(body.encode())


PRESS: dict[str, Page] = {
    "/": front(link("/rss")),
    "/rss": feed("/news/1", "/news/2"),
    "/news/1": page(),
    "/robots.txt": answer(f"User-agent: *\nSitemap: {HOME}/map.xml\n".encode()),
    "/map.xml": index("/2024.xml", "/news-map.xml"),
    "/news-map.xml": news("/news/3"),
}


def drafted(pages: Mapping[str, Page], url: str = HOME, **settings: Any) -> str:
    async def run() -> str:
        async with world(pages, **settings) as here:
            return await draft_source(url, here.fetcher, NOW)

    return asyncio.run(run())


def test_a_draft_names_what_the_publisher_names_and_what_was_seen_there() -> None:
    text = drafted(PRESS)
    data = tomllib.loads(text)
    assert data["title"] == "The Paper"
    assert data["home"] == f"{HOME}/"
    assert data["feeds"] == [f"{HOME}/rss"]
    assert data["sitemaps"] == [f"{HOME}/map.xml"]
    assert data["news_sitemaps"] == [f"{HOME}/news-map.xml"]
    assert "# 2 entries, newest 2024-05-17 20:00" in text
    assert "# an index of 2 sitemaps" in text
    assert f"#     {HOME}/news/1" in text
    assert data["expectations"]["articles_a_day"] == 1


def test_a_draft_is_a_source_as_soon_as_nothing_is_left_empty() -> None:
    source = parse_source("paper", drafted(PRESS).encode(), "paper.toml")
    assert (source.country, source.languages, source.time_zone) == (
        "KEN",
        ("en",),
        "Africa/Nairobi",
    )
    assert source.verified == "never"
    assert source.allows(f"{HOME}/news/1")


def test_the_country_comes_from_the_ending_of_the_address() -> None:
    pages = {"/": front(link("/rss"), lang="en"), "/rss": feed("/news/1")}

    async def run() -> str:
        async with MisbehavingServer(pages).running() as server:
            there = {KENYA: f"127.0.0.1:{server.port}"}
            async with world({}, allow_addresses=there) as here:
                return await draft_source(f"http://{KENYA}/", here.fetcher, NOW)

    text = asyncio.run(run())
    assert 'country = "KEN"  # check: its address ends in .ke' in text
    assert "# Save it as sources/daily.toml" in text


def test_what_nothing_tells_is_left_empty_and_the_file_refused() -> None:
    text = drafted({"/": front(link("/rss"), lang=""), "/rss": feed("/news/1")})
    assert 'country = ""  # check: nothing says' in text
    with pytest.raises(ConfigError, match="no ISO 3166-1"):
        parse_source("paper", text.encode(), "paper.toml")


def test_the_language_is_that_of_an_article_rather_than_of_a_template() -> None:
    german = (
        "Bei einem Angriff auf einen Markt in der Stadt sind am Freitag zwei Menschen getötet und "
        "fünf verletzt worden, wie der Gouverneur mitteilte. Die Rettungskräfte suchten weiter. "
    )
    body = page("Granaten treffen einen Markt", german * 6).replace(b'lang="en"', b"         ")
    text = drafted({"/": front(link("/rss")), "/rss": feed("/news/1"), "/news/1": body})
    assert tomllib.loads(text)["languages"] == ["de"]
    assert "# check: of its newest article" in text


def test_usual_addresses_are_tried_where_none_is_named() -> None:
    pages = {"/": front(), "/feed": feed("/news/1"), "/sitemap.xml": sitemap("/news/9")}
    data = tomllib.loads(drafted(pages))
    assert data["feeds"] == [f"{HOME}/feed"]
    assert data["sitemaps"] == [f"{HOME}/sitemap.xml"]


def test_a_page_in_place_of_a_feed_is_left_out() -> None:
    pages = {"/": front(link("/rss") + link("/atom")), "/rss": front(), "/atom": feed("/news/1")}
    assert tomllib.loads(drafted(pages))["feeds"] == [f"{HOME}/atom"]


def test_two_addresses_of_one_feed_count_once() -> None:
    pages = {"/": front(link("/a") + link("/b")), "/a": feed("/news/1"), "/b": feed("/news/1")}
    assert tomllib.loads(drafted(pages))["feeds"] == [f"{HOME}/a"]


def test_a_site_without_feeds_gives_a_draft_that_says_so() -> None:
    text = drafted({"/": front()})
    assert "no feed or sitemap was found" in text
    with pytest.raises(ConfigError, match="no place to find links"):
        parse_source("paper", text.encode(), "paper.toml")


def test_where_the_front_page_leads_is_the_home() -> None:
    moved = {**PRESS, "other.example/": redirect(f"{HOME}/")}
    assert tomllib.loads(drafted(moved, "http://other.example"))["home"] == f"{HOME}/"


def test_the_number_of_requests_is_bounded() -> None:
    head = "".join(link(f"/feed{number}") for number in range(60))

    async def run() -> int:
        async with world({"/": front(head)}) as here:
            await draft_source(HOME, here.fetcher, NOW)
            return len(here.server.asked)

    assert asyncio.run(run()) <= 25


def test_addresses_that_rules_forbid_are_not_asked() -> None:
    rules = answer(b"User-agent: *\nDisallow: /rss\n")

    async def run() -> tuple[str, list[str]]:
        async with world({**PRESS, "/robots.txt": rules}) as here:
            return await draft_source(HOME, here.fetcher, NOW), here.server.asked

    text, asked = asyncio.run(run())
    assert "feeds = [" not in text
    assert "paper.example/rss" not in asked


@pytest.mark.parametrize(
    "title",
    [
        'A "quoted" \\ name',
        "ends</title",
        "line\nbreak\r\ncountry = 'USA'",
        "\x1b[31mred\x7f\u2028",
        "\x00",
        '"""',
        "\U0001d513aper \U0001f600",
        "x" * 4000,
    ],
)
def test_a_hostile_title_stays_inside_its_quotes(title: str) -> None:
    text = drafted({**PRESS, "/": front(link("/rss"), title=title)})
    data = tomllib.loads(text)
    assert data["country"] == "KEN"
    assert all(c.isprintable() for c in data["title"])
    parse_source("paper", text.encode(), "paper.toml")


def test_hostile_links_stay_in_their_comments() -> None:
    body = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>P</title><item>
<title>x</title><link>{HOME}/a&#10;country = "USA"&#10;</link></item></channel></rss>"""
    text = drafted({**PRESS, "/rss": answer(body.encode())})
    assert tomllib.loads(text)["country"] == "KEN"
    assert sum(line.startswith("country") for line in text.splitlines()) == 1


def test_what_is_no_address_is_a_config_error() -> None:
    for url in ("ftp://paper.example/", "http://", "https://me:pw@paper.example/"):
        with pytest.raises(ConfigError, match="no address that can be fetched"):
            drafted(PRESS, url)


@pytest.mark.parametrize(
    "home", [answer(b"", "404 Not Found"), answer(b"", "503 Busy"), b"junk\r\n\r\n"]
)
def test_a_front_page_that_cannot_be_had_is_a_fetch_error(home: bytes) -> None:
    with pytest.raises(FetchError, match="try the address in a browser"):
        drafted({"/": home}, retries=0)


def test_the_name_comes_from_the_publishers_part_of_the_host() -> None:
    assert source_name_for("https://www.the-paper.co.ke/") == "the-paper"
    assert source_name_for("https://news.paper.org/") == "paper"
    assert source_name_for("http://127.0.0.1:8000/") == "127"


def test_a_draft_passes_the_check_of_the_same_press() -> None:
    async def run() -> str:
        async with world(PRESS) as here:
            text = await draft_source(HOME, here.fetcher, NOW)
            source = parse_source("paper", text.encode(), "paper.toml")
            report = await check_source(source, here.fetcher, NOW)
            return told(report, "fail")

    assert asyncio.run(run()) == ""


def test_a_language_tag_of_the_page_is_written_as_the_standard_wants() -> None:
    text = drafted({"/": front(link("/rss"), lang="en-ke"), "/rss": feed("/news/1")})
    assert tomllib.loads(text)["languages"] == ["en-KE"]
