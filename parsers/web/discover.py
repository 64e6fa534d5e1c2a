"""Where a publisher's feeds and sitemaps are: what its home page says, and where they often lie."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.web.feed_entries import language_tag
from parsers.web.html import Document, parse_html
from parsers.web.robots import Rules
from parsers.web.urls import resolve

MAX_FOUND = 50
"""Addresses of each sort that are given; portals list a feed for every section."""

_FEED_TYPES = re.compile(
    r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)|text/(?:rss|atom)\+?xml"
)
_FEED_ADDRESS = re.compile(
    r"(?:[./](?:rss|atom|rdf)(?:\.xml|\.php)?/?|/feeds?/?|/feed\.(?:xml|json)|[?&]feed=\w+)$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|kommentar|reply", re.IGNORECASE)

# In the order of their frequency on publishing systems; each costs one polite request.
_USUAL_FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
_USUAL_SITEMAPS = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/sitemap_news.xml",
    "/googlenews.xml",
    "/sitemap.xml.gz",
    "/wp-sitemap.xml",
)


@dataclass(frozen=True, slots=True)
class Discovered:
    """What a home page and its robots rules give away, each address once.

    `feeds` and `sitemaps` are named by the publisher; the probable ones are to be tried. `name`
    is what the site calls itself, `language` what the page declares.
    """

    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    probable_feeds: tuple[str, ...]
    probable_sitemaps: tuple[str, ...]
    name: str | None = None
    language: str | None = None


def discover(html_text: str, url: str, rules: Rules | None = None) -> Discovered:
    """Feeds and sitemaps of the site that `url` is the home page of.

    Feeds of comments come last. ParseError where the page is too large to be read.
    """
    page = parse_html(html_text)
    declared: list[str] = sorted(_declared(page, url), key=_is_for_comments)
    feeds = _distinct(declared)
    sitemaps = _distinct([*(rules.sitemaps if rules else ()), *_related(page, url, "sitemap")])
    usual = [resolve(url, path) for path in _USUAL_FEEDS]
    linked = [link.href for link in page.links(url) if _FEED_ADDRESS.search(link.href)]
    return Discovered(
        feeds=feeds,
        sitemaps=sitemaps,
        probable_feeds=_distinct([*linked, *usual], besides=feeds),
        probable_sitemaps=_distinct((resolve(url, p) for p in _USUAL_SITEMAPS), besides=sitemaps),
        name=_name(page),
        language=language_tag(page.root.get("lang")) if page.root else None,
    )


def _declared(page: Document, url: str) -> Iterator[str]:
    """The feeds that the page's head names."""
    for link in page.css("link[href][type]"):
        kind = link.get("type").strip().lower().partition(";")[0]
        is_alternate = "alternate" in link.get("rel").lower().split()
        address = resolve(page.base(url), link.get("href"))
        if is_alternate and address and _FEED_TYPES.fullmatch(kind):
            yield address


def _is_for_comments(address: str) -> bool:
    return bool(_COMMENTS.search(address))


def _related(page: Document, url: str, relation: str) -> Iterator[str]:
    for link in page.css("link[href][rel]"):
        address = resolve(page.base(url), link.get("href"))
        if address and relation in link.get("rel").lower().split():
            yield address


def _name(page: Document) -> str | None:
    named = page.css_first('meta[property="og:site_name"]')
    title = page.css_first("title")
    text = (named.get("content") if named else "") or (title.text() if title else "")
    return " ".join(text.split())[:200] or None


def _distinct(found: Iterable[str | None], besides: Iterable[str] = ()) -> tuple[str, ...]:
    known = set(besides)
    kept = dict.fromkeys(address for address in found if address and address not in known)
    return tuple(kept)[:MAX_FOUND]
