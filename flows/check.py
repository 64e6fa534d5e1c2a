"""The live check of a source: does what its file says hold, today, from this machine?

Asks as the nights will ask, through the same fetcher and parsers, and archives nothing. What is
made of the answers is decided in `flows.findings`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from flows.config.checks import CheckReport, Finding
from flows.config.source import Source
from flows.fetch.fetcher import Fetcher
from flows.fetch.records import FetchRequest, FetchResult, Purpose
from flows.findings import (
    DAY,
    newest_first,
    note,
    on_article,
    on_document,
    on_expectations,
    on_failure,
    on_links,
    on_rules,
    on_wishes,
)
from parsers.article import parse_article
from parsers.errors import ParseError
from parsers.records import FeedDocument, Link
from parsers.web.encodings import decode_html
from parsers.web.feeds import parse_feed
from parsers.web.listings import dated_address, links_from_listing
from parsers.web.sitemaps import parse_sitemap
from parsers.web.urls import site_of

PAGES = 5
"""Links that are tried until one is an article: the newest may be a video or a live page."""

_MOST_CHILDREN = 2  # an index of indexes is followed to its newest pages, no further


async def check_source(source: Source, fetcher: Fetcher, now: datetime) -> CheckReport:
    """What a live check finds; never raises for what the publisher does.

    Reads rules for robots, every feed and sitemap (of an index its newest part, of dated places
    yesterday's), and up to `PAGES` links until one is an article.
    """
    check = _Check(source, fetcher, now)
    for place in _places(source, now):
        await check.look_at(place)
    if not check.readable:
        check.findings.append(note("fail", "no feed or sitemap can be read: there are no links"))
    check.findings += on_links(source, check.links)
    await check.look_for_article()
    check.findings += on_expectations(source, check.links.values(), now)
    return CheckReport(source=source.name, checked_at=now, findings=tuple(check.findings))


@dataclass(frozen=True, slots=True)
class _Place:
    """One configured address where links are announced."""

    url: str
    purpose: Purpose
    is_current: bool = False


def _places(source: Source, now: datetime) -> Iterator[_Place]:
    yesterday = (now - DAY).date()
    yield from (_Place(url, "feed", is_current=True) for url in source.feeds)
    yield from (_Place(url, "sitemap", is_current=True) for url in source.news_sitemaps)
    yield from (_Place(url, "sitemap") for url in source.sitemaps)
    for template in source.dated_sitemaps:
        yield _Place(dated_address(template, yesterday), "sitemap")
    for template in source.archive_pages:
        yield _Place(dated_address(template, yesterday), "listing")


@dataclass(slots=True)
class _Check:
    """One check under way."""

    source: Source
    fetcher: Fetcher
    now: datetime
    findings: list[Finding] = field(default_factory=list)
    links: dict[str, Link] = field(default_factory=dict)
    readable: int = 0
    rules_seen: set[str] = field(default_factory=set)

    async def look_at(self, place: _Place) -> None:
        """Fetch and read one place; its links are kept, an index's newest part included."""
        url = place.url
        document = await self.read(url, place.purpose)
        for _ in range(_MOST_CHILDREN):
            if document is None or document.links or not document.children:
                break
            newest = newest_first(document.children)[0].url
            told = f"{url}: {len(document.children)} sitemaps; the newest is {newest}"
            self.findings.append(note("ok", told))
            url = newest
            document = await self.read(url, place.purpose)
        if document is None:
            return
        self.findings.append(on_document(url, document, self.now, is_current=place.is_current))
        self.readable += bool(document.links)
        for link in document.links:
            self.links.setdefault(link.url, link)

    async def read(self, url: str, purpose: Purpose) -> FeedDocument | None:
        """The document at an address, or None and a finding."""
        result = await self.ask(url, purpose)
        if result.outcome != "ok":
            self.findings.append(on_failure(url, result, is_configured=True))
            return None
        try:
            return self.parse(result, purpose)
        except ParseError as error:
            told = f"{url}: cannot be read: {error}"
            remedy = "open it in a browser and write down the address of the real one"
            self.findings.append(note("warn", told, remedy))
        return None

    def parse(self, result: FetchResult, purpose: Purpose) -> FeedDocument:
        """What a place lists; ParseError where it lists nothing that can be read."""
        where, kind = result.final_url or result.request.url, result.header("content-type")
        if purpose == "feed":
            return parse_feed(result.body, where, kind, self.now)
        if purpose == "sitemap":
            return parse_sitemap(result.body, where, self.now, (site_of(self.source.home),))
        links = links_from_listing(decode_html(result.body, kind).text, where)
        return FeedDocument("sitemap", links, parser="listing")

    async def look_for_article(self) -> None:
        """The newest links, one after another, until one is an article."""
        wanted = (link for link in self.links.values() if self.source.allows(link.url))
        candidates = newest_first(wanted)[:PAGES]
        for link in candidates:
            result = await self.ask(link.url, "article")
            if result.outcome != "ok":
                self.findings.append(on_failure(link.url, result, is_configured=False))
                continue
            where = result.final_url or link.url
            try:
                article = parse_article(result.body, where, result.header("content-type"), self.now)
            except ParseError as error:
                self.findings.append(note("ok", f"{link.url}: no article ({error})"))
                continue
            self.findings += on_article(self.source, link.url, article)
            self.findings += on_wishes(where, result, article)
            return
        if candidates:
            told = f"none of {len(candidates)} pages is an article"
            remedy = "write `allow` patterns for articles, or look at the pages in a browser"
            self.findings.append(note("fail", told, remedy))

    async def ask(self, url: str, purpose: Purpose) -> FetchResult:
        """One request as the nights make it; rules files on the way become findings once."""
        delay = self.source.politeness.delay
        request = FetchRequest(url, purpose, self.source.name, crawl_delay=delay)
        result = await self.fetcher.fetch(request)
        for asked in result.robots:
            if asked.request.purpose == "robots" and asked.request.url not in self.rules_seen:
                self.rules_seen.add(asked.request.url)
                self.findings += on_rules(asked)
        return result
