"""Finds the older articles of a window: sitemaps by date, indexes, dated archive pages.

A way into the past is one function that yields links; web archives and collections join this
list when they come.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from flows.config.source import Source
from flows.fetch.records import FetchRequest, FetchResult, Purpose
from flows.history.windows import Window, belongs, may_hold
from flows.steps.desk import Desk
from flows.steps.keeping import Kept
from flows.steps.problems import Problem, told
from parsers.errors import FeedError, ParseError
from parsers.records import FeedDocument, Link
from parsers.web.encodings import decode_html
from parsers.web.listings import ListingPage, dated_address, links_from_listing, stop_reason
from parsers.web.sitemaps import MAX_INDEX_DEPTH, parse_sitemap
from parsers.web.urls import site_of, url_key


@dataclass(slots=True)
class Found:
    """What a window's lists gave. `asked` and `failed` count the lists."""

    links: dict[str, Link] = field(default_factory=dict)
    results: list[FetchResult] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    asked: int = 0
    failed: int = 0


@dataclass(slots=True)
class Finder:
    """Asks the dated lists of one source for one window."""

    source: Source
    window: Window
    desk: Desk
    found: Found = field(default_factory=Found)
    _done: set[str] = field(default_factory=set)

    async def run(self) -> Found:
        """Everything that the source's lists say of the window, each article once."""
        for url in addresses(self.source.dated_sitemaps, self.window):
            await self._sitemap(url, 0, listed_by_date=True)
        for url in self.source.sitemaps:
            await self._sitemap(url, 0, listed_by_date=False)
        for template in self.source.archive_pages:
            await self._listings(template)
        return self.found

    async def _sitemap(self, url: str, depth: int, *, listed_by_date: bool) -> None:
        if url in self._done or depth > MAX_INDEX_DEPTH:
            return
        result = await self._ask(url, "sitemap")
        if result is None:
            return
        try:
            document = await asyncio.to_thread(self._read, result)
        except FeedError as error:
            self._fail(url, str(error))
            return
        self._take(document.links, listed_by_date=listed_by_date)
        for child in document.children:
            if may_hold(child, self.window):
                await self._sitemap(child.url, depth + 1, listed_by_date=listed_by_date)

    def _read(self, result: FetchResult) -> FeedDocument:
        sites = {site_of(self.source.home)}
        url = result.final_url or result.request.url
        return parse_sitemap(result.body, url, self.desk.night, sites)

    async def _listings(self, template: str) -> None:
        """Archive pages of every day or month; paged ones are turned until they stop."""
        if "{page}" not in template:
            for url in addresses((template,), self.window):
                await self._listing(url)
            return
        for day in dated_days(template, self.window):
            pages: list[ListingPage] = []
            while stop_reason(pages, self.window.first, self.window.last) is None:
                links = await self._listing(dated_address(template, day, len(pages) + 1))
                if links is None:
                    break
                days = [link.published_at.date() for link in links if link.published_at]
                pages.append(
                    ListingPage(frozenset(url_key(link.url) for link in links), tuple(days))
                )

    async def _listing(self, url: str) -> tuple[Link, ...] | None:
        if url in self._done:
            return None
        result = await self._ask(url, "listing")
        if result is None:
            return None
        try:
            text = decode_html(result.body, result.header("content-type")).text
            links = links_from_listing(text, result.final_url or url)
        except ParseError as error:
            self._fail(url, str(error))
            return None
        self._take(links, listed_by_date=True)
        return links

    async def _ask(self, url: str, purpose: Purpose) -> FetchResult | None:
        """The answer, archived; None and a problem where there is none."""
        self._done.add(url)
        self.found.asked += 1
        request = FetchRequest(
            url, purpose, self.source.name, crawl_delay=self.source.politeness.delay
        )
        result = await self.desk.fetcher.fetch(request)
        self.found.results.append(result)
        self.found.kept += self.desk.keeper.keep(result)
        if result.outcome == "ok":
            return result
        self._fail(url, told(result))
        return None

    def _take(self, links: Iterable[Link], *, listed_by_date: bool) -> None:
        for link in links:
            wanted = self.source.allows(link.url)
            if wanted and belongs(link, self.window, listed_by_date=listed_by_date):
                self.found.links.setdefault(url_key(link.url), link)

    def _fail(self, url: str, reason: str) -> None:
        self.found.failed += 1
        self.found.problems.append(Problem("feed_failed", self.source.name, url, reason))


def dated_days(template: str, window: Window) -> tuple[date, ...]:
    """The days that a template is filled with: every day, or one where it names no day."""
    has_day = "{dd}" in template or "{d}" in template
    return tuple(window.days()) if has_day else (window.first,)


def addresses(templates: Iterable[str], window: Window) -> list[str]:
    """The addresses of all templates for a window, in order, each once."""
    filled = [
        dated_address(template, day)
        for template in templates
        for day in dated_days(template, window)
    ]
    return list(dict.fromkeys(filled))
