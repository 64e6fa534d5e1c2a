import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.check import check_source
from flows.config import CheckReport, Source, parse_source
from tests.flows.fetch.world import world
from tests.servers.misbehaving import Page, answer, redirect

NOW = datetime(2024, 5, 17, 22, 0, tzinfo=UTC)
HOME = "http://paper.example"
TEXT = (
    "Two people were killed and five wounded when shells hit a market in the town of Ostrava Bay "
    "on Friday morning, the regional governor said. Rescuers searched the rubble until noon. "
)


def source(extra: str = "", feeds: str = f'feeds = ["{HOME}/rss"]') -> Source:
    text = f"""
title = "Paper"
home = "{HOME}/"
country = "UKR"
languages = ["en"]
time_zone = "Europe/Kyiv"
known_from = "invented"
{feeds}
{extra}
"""
    return parse_source("paper", text.encode(), "paper.toml")


def feed(*paths: str, age: timedelta = timedelta(hours=2)) -> bytes:
    day = f"{NOW - age:%a, %d %b %Y %H:%M:%S +0000}"
    items = "".join(
        f"<item><title>Story {path}</title><link>{HOME}{path}</link><pubDate>{day}</pubDate></item>"
        for path in paths
    )
    body = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>P</title>{items}</channel></rss>'
    )
    return answer(body.encode(), "200 OK", "Content-Type: application/rss+xml")


def page(
    title: str = "Shells hit a market", text: str = TEXT * 6, head: str = "", *headers: str
) -> bytes:
    paragraphs = "".join(
        f"<p>{text[start : start + 190]}</p>" for start in range(0, len(text), 190)
    )
    body = f"""<!doctype html><html lang="en"><head><title>{title} - Paper</title>{head}
<meta property="og:type" content="article">
<meta property="article:published_time" content="2024-05-17T20:00:00Z"></head>
<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"""
    return answer(body.encode(), "200 OK", "Content-Type: text/html; charset=utf-8", *headers)


PRESS: dict[str, Page] = {"/rss": feed("/news/1"), "/news/1": page()}


def checked(pages: Mapping[str, Page], one: Source | None = None, **settings: Any) -> CheckReport:
    async def run() -> CheckReport:
        async with world(pages, **settings) as here:
            return await check_source(one or source(), here.fetcher, NOW)

    return asyncio.run(run())


def told(report: CheckReport, level: str) -> str:
    return "\n".join(f"{one.what} -> {one.remedy}" for one in report.findings if one.level == level)


def test_a_healthy_source_passes_and_the_report_says_what_was_seen() -> None:
    report = checked(PRESS)
    assert report.passed
    assert told(report, "warn") == ""
    seen = told(report, "ok")
    assert "paper.example: no rules for robots" in seen
    assert "/rss: 1 entries, newest 2024-05-17 20:00" in seen
    assert "1 of 1 links are articles" in seen
    assert "article “Shells hit a market”" in seen
    assert "1 dated entries in the last 24 hours, 1 articles expected a day" in seen


def test_rules_that_forbid_a_configured_address_fail_the_check() -> None:
    rules = answer(b"User-agent: sitrep\nDisallow: /rss\n")
    report = checked({**PRESS, "/robots.txt": rules})
    assert not report.passed
    assert f"{HOME}/rss: robots denied" in told(report, "fail")
    assert "take the address out of the file" in told(report, "fail")


def test_rules_that_cannot_be_read_fail_the_check() -> None:
    report = checked({**PRESS, "/robots.txt": answer(b"", "503 Service Unavailable")})
    assert not report.passed
    assert "robots unreachable" in told(report, "fail")
    assert "not before 2024-05-1" in told(report, "fail")


def test_rules_are_reported_with_their_pause_and_wishes() -> None:
    text = b"User-agent: *\nContent-Signal: ai-train=no\nCrawl-delay: 130\n"
    report = checked({**PRESS, "/robots.txt": answer(text)}, max_delay=1000.0)
    assert "asking for 130 s between requests; it says" in told(report, "ok")
    assert "leaves room for few pages a night" in told(report, "warn")
    assert report.passed


def test_a_feed_that_has_moved_is_a_warning_while_another_works() -> None:
    two = source(feeds=f'feeds = ["{HOME}/old", "{HOME}/rss"]')
    report = checked(PRESS, two)
    assert report.passed
    assert f"{HOME}/old: gone (status 404) -> the address has moved" in told(report, "warn")


def test_a_source_of_which_nothing_can_be_read_fails() -> None:
    report = checked({"/rss": answer(b"<html><body>welcome</body></html>")})
    assert not report.passed
    assert "/rss: cannot be read" in told(report, "warn")
    assert "no feed or sitemap can be read" in told(report, "fail")


def test_an_empty_feed_counts_as_none() -> None:
    report = checked({"/rss": feed()})
    assert f"{HOME}/rss: no entries" in told(report, "warn")
    assert not report.passed


def test_a_feed_that_nobody_fills_any_more_is_a_warning() -> None:
    report = checked({**PRESS, "/rss": feed("/news/1", age=timedelta(days=30))})
    assert "nothing new for a week" in told(report, "warn")
    assert "0 dated entries in the last 24 hours" in told(report, "warn")
    assert report.passed


def test_patterns_that_let_nothing_through_fail_and_show_a_link() -> None:
    report = checked(PRESS, source("allow = ['/artikel/']"))
    assert not report.passed
    assert "0 of 1 links are articles" in told(report, "fail")
    assert f"a link is {HOME}/news/1" in told(report, "fail")


def test_patterns_that_let_little_through_are_a_warning() -> None:
    many = feed("/news/1", *(f"/other/{number}" for number in range(9)))
    report = checked({**PRESS, "/rss": many}, source("allow = ['/news/']"))
    assert "1 of 10 links are articles" in told(report, "warn")
    assert report.passed


def test_pages_are_tried_until_one_is_an_article() -> None:
    pages = {
        "/rss": feed("/video", "/gone", "/news/1"),
        "/video": answer(b"<html><body><video src=x></video></body></html>"),
        "/news/1": page(),
    }
    report = checked(pages)
    assert report.passed
    assert f"{HOME}/video: no article" in told(report, "ok")
    assert f"{HOME}/gone: gone" in told(report, "warn")


def test_a_page_that_rules_forbid_does_not_fail_while_another_is_an_article() -> None:
    rules = answer(b"User-agent: *\nDisallow: /video\n")
    report = checked({**PRESS, "/rss": feed("/video", "/news/1"), "/robots.txt": rules})
    assert f"{HOME}/video: robots denied" in told(report, "warn")
    assert report.passed


def test_no_more_than_five_pages_are_tried() -> None:
    pages = {"/rss": feed(*(f"/{number}" for number in range(20)))}
    report = checked(pages)
    assert told(report, "warn").count("gone") == 5
    assert "none of 5 pages is an article" in told(report, "fail")


def test_an_article_in_another_language_is_a_warning() -> None:
    text = (
        "Bei einem Angriff auf einen Markt in der Stadt sind am Freitag zwei Menschen getötet und "
        "fünf verletzt worden, wie der Gouverneur mitteilte. Die Rettungskräfte suchten weiter. "
    )
    german = page("Granaten treffen einen Markt", text * 6).replace(b'lang="en"', b'lang="de"')
    report = checked({**PRESS, "/news/1": german})
    assert "the article is in de, `languages` has en" in told(report, "warn")
    assert report.passed


def test_a_reservation_of_mining_is_a_warning_wherever_it_stands() -> None:
    header = page("Shells hit a market", TEXT * 6, "", "TDM-Reservation: 1")
    meta = page(head='<meta name="tdm-reservation" content="1">')
    rules = answer(b'[{"location": "/", "tdm-reservation": 1}]')
    for pages in (
        {**PRESS, "/news/1": header},
        {**PRESS, "/news/1": meta},
        {**PRESS, "/.well-known/tdmrep.json": rules},
    ):
        report = checked(pages, tdm_files=True)
        assert "reserves text and data mining" in told(report, "warn")
        assert report.passed


def test_of_an_index_the_newest_sitemap_is_read() -> None:
    index = f"""<?xml version="1.0"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{HOME}/2019.xml</loc><lastmod>2019-01-01</lastmod></sitemap>
<sitemap><loc>{HOME}/2024.xml</loc><lastmod>2024-05-17</lastmod></sitemap></sitemapindex>"""
    urls = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{HOME}/news/1</loc><lastmod>2024-05-17T20:00:00Z</lastmod></url></urlset>"""
    pages = {"/index.xml": answer(index.encode()), "/2024.xml": answer(urls.encode())}
    of_maps = source(feeds=f'sitemaps = ["{HOME}/index.xml"]')
    report = checked({**pages, "/news/1": page()}, of_maps)
    assert "2 sitemaps; the newest is http://paper.example/2024.xml" in told(report, "ok")
    assert "/2024.xml: 1 entries" in told(report, "ok")
    assert report.passed


def test_an_index_that_names_itself_ends() -> None:
    index = f"""<?xml version="1.0"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{HOME}/b.xml</loc></sitemap></sitemapindex>"""
    pages = {"/a.xml": answer(index.encode()), "/b.xml": answer(index.encode())}
    report = checked(pages, source(feeds=f'sitemaps = ["{HOME}/a.xml"]'))
    assert not report.passed


def test_of_dated_places_yesterdays_is_read() -> None:
    listing = answer(
        f'<html><body><a href="{HOME}/news/1">Shells hit a market</a></body></html>'.encode(),
        "200 OK",
        "Content-Type: text/html",
    )
    dated = source(feeds=f'archive_pages = ["{HOME}/archive/{{yyyy}}/{{mm}}/{{dd}}"]')
    report = checked({"/archive/2024/05/16": listing, "/news/1": page()}, dated)
    assert "/archive/2024/05/16: 1 entries" in told(report, "ok")
    assert report.passed


def test_a_private_address_is_named_with_its_remedy() -> None:
    async def inside(_host: str, _port: int) -> list[str]:
        return ["10.0.0.1"]

    report = checked(PRESS, allow_addresses={}, resolver=inside)
    assert not report.passed
    assert "blocked_address" in told(report, "warn")
    assert "name the host in [hosts] of sitrep.toml" in told(report, "warn")


@pytest.mark.parametrize(
    "page_of_feed",
    [
        redirect("/rss"),
        answer(b"", "429 Too Many Requests", "Retry-After: 90000"),
        answer(b"", "500 Internal Server Error"),
        answer(b"", "403 Forbidden"),
        b"nonsense\r\n\r\n",
        answer(b"\xff\xfe\x00" * 50),
    ],
    ids=["circle", "busy", "server error", "refused", "junk", "bytes"],
)
def test_whatever_a_publisher_does_gives_a_report_with_a_remedy(page_of_feed: bytes) -> None:
    report = checked({"/rss": page_of_feed}, retries=0)
    assert not report.passed
    first = next(one for one in report.findings if one.level == "warn")
    assert first.remedy


def test_what_a_publisher_writes_stays_on_one_short_line() -> None:
    report = checked({**PRESS, "/news/1": page("Shells\n\x1b[31m hit " + "x" * 5000)})
    assert all("\n" not in one.what and len(one.what) <= 500 for one in report.findings)
    assert not any("\x1b" in one.what for one in report.findings)
