"""What feeds and sitemaps cost: CPU milliseconds, ours beside the usual libraries, in one run.

    python -m benchmarks.feeds

Each figure is the best of several runs of the same made-up document. The ratio is that of the
peer to ours; on a busy machine trust the ratio, not the milliseconds. ultimate-sitemap-parser is
measured where it is installed.
"""

import gc
import importlib.util
import io
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import feedparser
from lxml import etree

from parsers.web.feeds import parse_feed
from parsers.web.sitemaps import parse_sitemap

NOW = datetime(2024, 5, 12, 12, 0, tzinfo=UTC)
SITE = "https://www.example.com"
ITEMS, PAGES = 500, 50_000
BUDGET_MS = {"feed": 20, "sitemap": 1000}

Row = tuple[str, str, float | None, int | None]


def main() -> None:
    """Measure, check that all readers found the same, print the table."""
    feed, sitemap = rss_feed(), news_sitemap()
    print(f"RSS feed: {ITEMS} items, {len(feed) / 1e6:.2f} MB", end="; ")
    print(f"news sitemap: {PAGES} addresses, {len(sitemap) / 1e6:.1f} MB\n")
    rows = [*feed_rows(feed), *sitemap_rows(sitemap)]
    print(f"{'document':10}{'reader':34}{'CPU ms':>10}{'found':>9}{'x ours':>9}")
    ours: dict[str, float] = {}
    for document, reader, cost, found in rows:
        if cost is None:
            print(f"{document:10}{reader:34}{'not installed: not measured':>28}")
            continue
        ours.setdefault(document, cost)
        print(f"{document:10}{reader:34}{cost:10.1f}{found:9}{cost / ours[document]:9.1f}")
    for document, limit in BUDGET_MS.items():
        verdict = "within" if ours[document] <= limit else "OVER"
        print(f"{document}: {ours[document]:.1f} ms, {verdict} the budget of {limit} ms")


def feed_rows(body: bytes) -> list[Row]:
    """Our reader, then feedparser as it comes and without its sanitiser."""

    def bare(data: bytes) -> int:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        return len(found.entries)

    return [
        ("feed", "sitrep", *best(lambda: read_feed(body), 7)),
        ("feed", "feedparser", *best(lambda: len(feedparser.parse(io.BytesIO(body)).entries), 2)),
        ("feed", "feedparser, HTML left alone", *best(lambda: bare(body), 2)),
    ]


def sitemap_rows(body: bytes) -> list[Row]:
    """Our reader, then a tree by lxml and ultimate-sitemap-parser where it is installed."""
    rows: list[Row] = [
        ("sitemap", "sitrep", *best(lambda: read_sitemap(body), 3)),
        ("sitemap", "lxml tree, texts only", *best(lambda: read_tree(body), 3)),
    ]
    name = "ultimate-sitemap-parser"
    if importlib.util.find_spec("usp") is None:
        return [*rows, ("sitemap", name, None, None)]
    return [*rows, ("sitemap", name, *best(lambda: read_usp(body), 1))]


def read_feed(body: bytes) -> int:
    """All links of the feed; the fast reader must have served."""
    document = parse_feed(body, f"{SITE}/feed", "application/rss+xml", NOW)
    assert document.parser == "fastfeedparser", document.problems
    return sum(1 for link in document.links if link.published_at and link.title)


def read_sitemap(body: bytes) -> int:
    """All links of the sitemap with their times."""
    document = parse_sitemap(body, f"{SITE}/news.xml", NOW)
    assert not document.truncated, document.problems
    return sum(1 for link in document.links if link.published_at and link.modified_at)


def read_tree(body: bytes) -> int:
    """The same fields by a whole tree: no checks, no times read, nothing kept within bounds."""
    own, news = (
        "{http://www.sitemaps.org/schemas/sitemap/0.9}",
        "{http://www.google.com/schemas/sitemap-news/0.9}",
    )
    found = [
        (
            url.findtext(f"{own}loc"),
            url.findtext(f"{own}lastmod"),
            url.findtext(f"{news}news/{news}publication_date"),
            url.findtext(f"{news}news/{news}title"),
        )
        for url in etree.fromstring(body).iter(f"{own}url")
    ]
    return sum(1 for entry in found if all(entry))


def read_usp(body: bytes) -> int:
    """All pages by ultimate-sitemap-parser."""
    from usp.tree import sitemap_from_str  # noqa: PLC0415 - measured only where it is installed

    return sum(1 for page in sitemap_from_str(body.decode()).all_pages() if page.news_story)


def best(run: Callable[[], int], times: int) -> tuple[float, int]:
    """The least CPU time in milliseconds over several runs, and what the run found."""
    costs, found = [], 0
    for _ in range(times):
        gc.collect()
        started = time.process_time()
        found = run()
        costs.append((time.process_time() - started) * 1000)
    return min(costs), found


def rss_feed() -> bytes:
    """A feed with whole texts, some 2.3 kB an item."""
    text = "".join(f"<p>Paragraph {n} says what was said &amp; done.</p>\n" for n in range(40))
    items = "".join(
        f"<item><title>Council meets for the {n}th time</title><link>{SITE}/2024/{n}</link>"
        f'<guid isPermaLink="false">{SITE}/?p={n}</guid><dc:creator>Desk</dc:creator>'
        f"<pubDate>{NOW - timedelta(minutes=n):%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f"<category>Local</category><description>Short {n}</description>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
        for n in range(ITEMS)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gazette</title>'
        f"<link>{SITE}/</link><description>News</description>{items}</channel></rss>"
    ).encode()


def news_sitemap() -> bytes:
    """A news sitemap of the largest size that the format allows."""
    entries = "".join(
        f"<url><loc>{SITE}/news/world/2024/05/12/a-long-slug-about-event-{n}</loc>"
        f"<lastmod>{NOW - timedelta(minutes=n):%Y-%m-%dT%H:%M:%SZ}</lastmod>"
        "<news:news><news:publication><news:name>The Gazette</news:name>"
        "<news:language>en</news:language></news:publication><news:publication_date>"
        f"{NOW - timedelta(minutes=n + 5):%Y-%m-%dT%H:%M:%SZ}</news:publication_date>"
        f"<news:title>What is known of event number {n}</news:title></news:news></url>\n"
        for n in range(PAGES)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"{entries}</urlset>"
    ).encode()


if __name__ == "__main__":
    main()
