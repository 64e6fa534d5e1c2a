"""Drafts a source file from a publisher's front page: what it names, tried out, with comments.

The draft is for a person to go through. What is guessed is marked "check"; what cannot be known
is left empty, so that the file is refused until somebody fills it in.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from flows.draft_text import Facts, Key, Place, draft_text, source_name_for
from flows.fetch.fetcher import Fetcher
from flows.fetch.records import FetchRequest, FetchResult, Purpose
from parsers.article import parse_article
from parsers.errors import ConfigError, FetchError, ParseError
from parsers.records import Article, FeedDocument, Link
from parsers.web.discover import Discovered, discover
from parsers.web.encodings import decode_html
from parsers.web.feeds import parse_feed
from parsers.web.robots import Rules
from parsers.web.sitemaps import parse_sitemap
from parsers.web.urls import host_of, normalise, site_of

MOST_NAMED = 8
"""Addresses of each sort that the publisher names and that are tried."""

MOST_GUESSED = 5
"""Usual addresses that are tried where it names none that works."""

_MOST_ARTICLES = 3
_NEWS = re.compile(r"news", re.IGNORECASE)


async def draft_source(url: str, fetcher: Fetcher, now: datetime) -> str:
    """The text of a source file for the publisher whose front page is at `url`.

    ConfigError where `url` is no address, FetchError where the page cannot be had. Feeds and
    sitemaps that cannot be read are left out.
    """
    home = normalise(url if "://" in url else f"https://{url}")
    if home is None:
        raise ConfigError(f"{url!r} is no address that can be fetched; write https://a-paper.org/")
    draft = _Draft(fetcher, now, home)
    await draft.look_at_home()
    await draft.try_places()
    await draft.look_for_article()
    return draft_text(draft.facts())


@dataclass(slots=True)
class _Draft:
    """What is known of the publisher so far."""

    fetcher: Fetcher
    now: datetime
    home: str
    found: Discovered = field(default_factory=lambda: Discovered((), (), (), ()))
    places: list[Place] = field(default_factory=list)
    article: Article | None = None

    def facts(self) -> Facts:
        """What has been seen, for the text."""
        return Facts(self.home, self.now, self.found, tuple(self.places), self.article)

    async def look_at_home(self) -> None:
        """Read the front page and the rules for robots; where redirects lead is the home."""
        result = await self.ask(self.home, "check")
        if result.outcome != "ok":
            told = result.detail or f"status {result.status}"
            raise FetchError(
                result.failure or result.outcome,
                f"{self.home}: {told}; try the address in a browser",
            )
        self.home = result.final_url or self.home
        text = decode_html(result.body, result.header("content-type")).text
        try:
            self.found = discover(text, self.home, _rules(result, self.home))
        except ParseError:
            # Usual addresses are worth a try even where the page itself cannot be read.
            self.found = discover("", self.home, _rules(result, self.home))

    async def try_places(self) -> None:
        """Keep of what the publisher names, else of what is usual, what can be read."""
        found = self.found
        for key, named, usual in (
            ("feeds", found.feeds, found.probable_feeds),
            ("sitemaps", found.sitemaps, found.probable_sitemaps),
        ):
            purpose: Purpose = "feed" if key == "feeds" else "sitemap"
            before = len(self.places)
            for url in named[:MOST_NAMED]:
                await self.try_place(url, purpose)
            for url in usual[:MOST_GUESSED]:
                if len(self.places) == before:
                    await self.try_place(url, purpose)

    async def try_place(self, url: str, purpose: Purpose) -> None:
        """Keep a place that can be read; of an index, a part for the news as well."""
        result = await self.ask(url, purpose)
        if result.outcome != "ok":
            return
        where = result.final_url or url
        try:
            document = self.read(result, where, purpose)
        except ParseError:
            return
        self.keep(where, document)
        for child in document.children[:MOST_NAMED]:
            if _NEWS.search(child.url.removeprefix(self.home)) and not self.has("news_sitemaps"):
                await self.try_place(child.url, purpose)

    def read(self, result: FetchResult, where: str, purpose: Purpose) -> FeedDocument:
        """The document in a response; ParseError where it is neither feed nor sitemap."""
        if purpose == "feed":
            return parse_feed(result.body, where, result.header("content-type"), self.now)
        return parse_sitemap(result.body, where, self.now, (site_of(self.home),))

    def keep(self, where: str, document: FeedDocument) -> None:
        """Add a place, unless it is empty or lists what another one lists."""
        lists = {link.url for link in document.links + document.children}
        twin = any(lists == {link.url for link in _all(place.document)} for place in self.places)
        if lists and not twin:
            kinds: dict[str, Key] = {
                "sitemap": "sitemaps",
                "sitemap_index": "sitemaps",
                "news_sitemap": "news_sitemaps",
            }
            self.places.append(Place(kinds.get(document.kind, "feeds"), where, document))

    def has(self, key: Key) -> bool:
        """Whether a place of this sort has been found."""
        return any(place.key == key for place in self.places)

    async def look_for_article(self) -> None:
        """The newest link that is an article, for its language."""
        own = [link for link in self.facts().links if site_of(link.url) == site_of(self.home)]
        for link in own[:_MOST_ARTICLES]:
            result = await self.ask(link.url, "check")
            if result.outcome == "ok":
                try:
                    kind = result.header("content-type")
                    self.article = parse_article(result.body, link.url, kind, self.now)
                except ParseError:
                    continue
                return

    async def ask(self, url: str, purpose: Purpose) -> FetchResult:
        """One polite request."""
        return await self.fetcher.fetch(FetchRequest(url, purpose, source_name_for(self.home)))


def _all(document: FeedDocument) -> tuple[Link, ...]:
    return document.links + document.children


def _rules(result: FetchResult, home: str) -> Rules | None:
    """The rules for robots of the home page's host, from the requests that led to it."""
    for asked in reversed(result.robots):
        if asked.request.purpose == "robots" and host_of(asked.request.url) == host_of(home):
            return Rules.parse(asked.body) if asked.outcome == "ok" else None
    return None
