"""A batch of pages: fetch, archive, acknowledge, read. What comes out is ready to be staged."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import Literal
from urllib.parse import urlsplit

from flows.config import Source
from flows.fetch.records import FetchRequest, FetchResult, Validators
from flows.plan import link_visited
from flows.steps.desk import Desk
from flows.steps.keeping import Keeper, Kept
from flows.steps.problems import Problem, ProblemKind, told
from flows.steps.reading import Page, Reading, read_page
from parsers.events import Resources
from parsers.records import Link
from parsers.sites.table import RuleTable
from parsers.web.signals import read_signals
from parsers.web.urls import url_key
from warehouse.records import DueLink, LinkState

BATCH = 25
"""Pages a batch: small enough that a crash costs seconds, large enough that loading is cheap."""

_NO_PROBLEM = ("ok", "not_modified", "over_budget")


@dataclass(frozen=True, slots=True)
class Visit:
    """One page of a batch: what is known, what the feed said, why it is fetched."""

    link: LinkState
    entry: Link
    purpose: Literal["article", "revisit"]


@dataclass(slots=True)
class Collected:
    """What a batch gave; every visit has a result and a new link state."""

    source: Source
    results: list[FetchResult] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    links: list[tuple[LinkState, Link]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    versions_new: int = 0


def visit_of(due: DueLink) -> Visit:
    """The visit that a due link gets."""
    return Visit(due.state, due.entry, "revisit" if due.why == "revisit" else "article")


def request_for(visit: Visit, source: Source) -> FetchRequest:
    """What is asked: conditionally, where an earlier copy of an article is there."""
    link = visit.link
    validators = None
    if link.state == "fetched" and (link.etag or link.last_modified):
        validators = Validators(link.etag, link.last_modified)
    return FetchRequest(
        link.url,
        visit.purpose,
        source.name,
        validators=validators,
        crawl_delay=source.politeness.delay,
    )


async def collect(source: Source, visits: Sequence[Visit], desk: Desk) -> Collected:
    """Fetches, archives and reads one batch; what it archived is on disk when it returns."""
    batch = Collected(source)
    requests = [request_for(visit, source) for visit in visits]
    results = await asyncio.gather(*map(desk.fetcher.fetch, requests))
    answers = [
        _keep(batch, desk.keeper, result, visit)
        for visit, result in zip(visits, results, strict=True)
    ]
    await desk.keeper.sync(source.name)
    mine = desk.settings.tdm_for(source) == "record"
    pages = [
        page_of(result, kept, source, mine=mine)
        for result, kept in zip(results, answers, strict=True)
    ]
    readings: list[Reading | None] = [None] * len(pages)
    if any(pages):
        readings = await asyncio.to_thread(_read_all, pages, desk.resources, desk.site_rules)
    for visit, result, reading in zip(visits, results, readings, strict=True):
        _judge(batch, visit, result, reading, desk.night)
    return batch


def _keep(batch: Collected, keeper: Keeper, result: FetchResult, visit: Visit) -> Kept | None:
    kept = keeper.keep(result, visit.entry)
    batch.results.append(result)
    batch.kept += kept
    return kept[-1] if result.exchanges else None


def page_of(result: FetchResult, answer: Kept | None, source: Source, *, mine: bool) -> Page | None:
    """The page of a result that has one: a complete, new answer."""
    if result.outcome != "ok" or answer is None:
        return None
    return Page(
        capture_id=answer.capture_id,
        source=result.request.source,
        url=result.final_url or result.request.url,
        body=result.body,
        content_type=result.header("content-type"),
        fetched_at=result.started_at,
        signals=read_signals(result.headers),
        mine=mine,
        zone=source.time_zone,
    )


def _read_all(
    pages: Sequence[Page | None], resources: Resources, site_rules: RuleTable | None
) -> list[Reading | None]:
    return [read_page(page, resources, site_rules) if page else None for page in pages]


def _judge(
    batch: Collected, visit: Visit, result: FetchResult, reading: Reading | None, night: datetime
) -> None:
    batch.links.append(judged_link(visit.link, visit.entry, result, reading, night))
    if reading:
        batch.readings.append(reading)
    problem = page_problem(batch.source.name, visit.link.url, result, reading)
    if problem:
        batch.problems.append(problem)


def judged_link(
    link: LinkState, entry: Link, result: FetchResult, reading: Reading | None, night: datetime
) -> tuple[LinkState, Link]:
    """The link after a visit, and its entry; where no list gave a date the article's own counts.

    Without that date a backfilled article would belong to the day on which it was found.
    """
    kind = reading.kind if reading else None
    if reading and led_away(link.url, reading.page.url):
        kind = "index"
    article = reading.article if reading else None
    if entry.published_at is None and article and article.published:
        said = article.published
        midnight = datetime.combine(said.local, time(), UTC) if said.local else None
        entry = replace(entry, published_at=said.utc or midnight)
        link = replace(link, published_at=entry.published_at)
    return link_visited(link, result, kind, night), entry


def led_away(asked: str, final: str) -> bool:
    """Whether an article's address led to a front page: how removed articles are often hidden."""
    return url_key(asked) != url_key(final) and not urlsplit(final).path.strip("/")


def page_problem(
    source: str, url: str, result: FetchResult, reading: Reading | None
) -> Problem | None:
    """What somebody should know of a visit, if anything."""
    if reading and reading.extraction == "failed":
        return Problem("parser_bug", source, url, reading.problem or "", reading.page.capture_id)
    if reading and reading.extraction == "not_an_article":
        detail = f"{reading.kind}: {reading.problem}"
        return Problem("not_an_article", source, url, detail, reading.page.capture_id)
    if result.outcome in _NO_PROBLEM:
        return None
    kind: ProblemKind = "page_gone" if result.outcome == "gone" else "page_failed"
    return Problem(kind, source, url, told(result))
