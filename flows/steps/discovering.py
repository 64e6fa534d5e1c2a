"""Discovery: asks a source's feeds and sitemaps what there is, and sorts what they say."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from flows.config import Source
from flows.fetch.records import FetchRequest, FetchResult
from flows.plan import (
    failure_points,
    feed_failed,
    feed_is_due,
    feed_succeeded,
    feed_validators,
    sort_links,
    tonights_children,
    tonights_links,
)
from flows.steps.desk import Desk
from flows.steps.keeping import Kept
from flows.steps.problems import Problem, ProblemKind, told
from parsers.errors import FeedError
from parsers.records import FeedDocument, Link
from parsers.web.feeds import parse_feed
from parsers.web.sitemaps import parse_sitemap
from parsers.web.urls import site_of
from warehouse.records import FeedHealth, LinkState
from warehouse.rows import link_id_of

MAX_DEPTH = 3
"""How deep sitemap indexes may name each other; deeper ones are a trap or a mistake."""


@dataclass(slots=True)
class Discovery:
    """What a source's feeds and sitemaps gave tonight."""

    source: Source
    asked: int = 0
    failed: int = 0
    feeds: list[FeedHealth] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    results: list[FetchResult] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, FeedDocument] = field(default_factory=dict)
    link_states: list[tuple[LinkState, Link]] = field(default_factory=list)
    new: int = 0

    @property
    def is_dead(self) -> bool:
        """Whether everything that was asked failed."""
        return self.asked > 0 and self.asked == self.failed


def settle_links(discovery: Discovery, known: Mapping[int, LinkState], night: datetime) -> None:
    """Decides what becomes of the links found: new ones are due now, changed ones again."""
    source = discovery.source
    pairs = [(link_id_of(source.name, link.url), link) for link in discovery.links]
    wanted = [source.allows(link.url) for link in discovery.links]
    intents = sort_links(pairs, known, wanted)
    discovery.new = len(intents.new)
    discovery.link_states = [(new_link(source.name, link, night), link) for link in intents.new]
    for link in intents.changed:
        before = known[link_id_of(source.name, link.url)]
        after = replace(before, entry_digest=link.digest, next_visit_at=night)
        discovery.link_states.append((after, link))


def new_link(source: str, link: Link, night: datetime) -> LinkState:
    """The state of a link that was never seen before."""
    return LinkState(
        link_id=link_id_of(source, link.url),
        url=link.url,
        first_seen_at=night,
        published_at=link.published_at,
        entry_digest=link.digest,
    )


def configured_feeds(source: Source) -> Iterator[FeedHealth]:
    """What a night asks: feeds and news sitemaps, or plain sitemaps where there are neither."""
    for url in source.feeds:
        yield FeedHealth(url, "feed")
    sitemaps = source.news_sitemaps
    if not source.feeds and not source.news_sitemaps:
        sitemaps = source.sitemaps
    for url in sitemaps:
        yield FeedHealth(url, "sitemap")


@dataclass(slots=True)
class Discoverer:
    """Walks the feeds of one source; `remembered` is their health by address."""

    source: Source
    desk: Desk
    remembered: Mapping[str, FeedHealth]
    found: Discovery = field(init=False)
    _done: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Starts with an empty result."""
        self.found = Discovery(self.source)

    async def run(self) -> Discovery:
        """Asks everything that is due, following sitemap indexes."""
        for feed in configured_feeds(self.source):
            await self._ask(feed, 0)
        return self.found

    async def _ask(self, configured: FeedHealth, depth: int) -> None:
        feed = self.remembered.get(configured.url, configured)
        if feed.url in self._done or depth > MAX_DEPTH or not feed_is_due(feed, self.desk.night):
            return
        self._done.add(feed.url)
        self.found.asked += 1
        result = await self.desk.fetcher.fetch(self._request(feed))
        self.found.results.append(result)
        self.found.kept += self.desk.keeper.keep(result)
        if result.outcome == "not_modified":
            await self._unchanged(feed, result, depth)
        elif result.outcome == "ok":
            await self._answered(feed, result, depth)
        else:
            self._failed(feed, failure_points(result.outcome, result.failure), told(result))

    def _request(self, feed: FeedHealth) -> FetchRequest:
        return FetchRequest(
            feed.url,
            "feed" if feed.kind == "feed" else "sitemap",
            self.source.name,
            validators=feed_validators(feed, self.desk.night),
            crawl_delay=self.source.politeness.delay,
        )

    async def _unchanged(
        self, feed: FeedHealth, result: FetchResult, depth: int, digest: str | None = None
    ) -> None:
        """Same as last time; but the sitemaps that an unchanged index names may have changed."""
        self._remember(feed, result, digest, news=False)
        for child in self.remembered.values():
            if child.listed_in == feed.url:
                await self._ask(child, depth + 1)

    async def _answered(self, feed: FeedHealth, result: FetchResult, depth: int) -> None:
        digest = sha256(result.body).hexdigest()
        if digest == feed.content_hash:
            await self._unchanged(feed, result, depth, digest)
            return
        try:
            document = await asyncio.to_thread(self._read, feed, result)
        except FeedError as error:
            self._failed(feed, 1.0, str(error))
            return
        self.found.documents[feed.url] = document
        self._odd(feed, document)
        links = list(document.links)
        links = links if feed.kind == "feed" else tonights_links(links, self.desk.night)
        self.found.links += links
        self._remember(feed, result, digest, news=bool(links))
        for child in tonights_children(document.children, self.desk.night):
            await self._ask(FeedHealth(child.url, "sitemap", listed_in=feed.url), depth + 1)

    def _read(self, feed: FeedHealth, result: FetchResult) -> FeedDocument:
        url = result.final_url or feed.url
        if feed.kind == "feed":
            return parse_feed(result.body, url, result.header("content-type"), self.desk.night)
        return parse_sitemap(result.body, url, self.desk.night, {site_of(self.source.home)})

    def _remember(
        self, feed: FeedHealth, result: FetchResult, digest: str | None, *, news: bool
    ) -> None:
        after = feed_succeeded(feed, result, self.desk.night, digest=digest, news=news)
        self.found.feeds.append(after)

    def _failed(self, feed: FeedHealth, points: float, error: str) -> None:
        after = feed_failed(feed, points, error, self.desk.night)
        self.found.failed += 1
        self.found.feeds.append(after)
        kind: ProblemKind = "feed_disabled" if after.status == "disabled" else "feed_failed"
        detail = after.status_reason or error
        self.found.problems.append(Problem(kind, self.source.name, feed.url, detail))

    def _odd(self, feed: FeedHealth, document: FeedDocument) -> None:
        odd = list(document.problems) + (["cut off at a cap"] if document.truncated else [])
        if odd:
            detail = "; ".join(odd)[:500]
            self.found.problems.append(Problem("feed_odd", self.source.name, feed.url, detail))
