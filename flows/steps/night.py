"""The order of a night, written once: the command line and Prefect both run this.

recover → discover every source → load what was found → pages in batches → compare with the nights
before → refresh, publish, report.
A source that fails is a stored problem; a full disk or a refusing database ends the night.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from flows.clock import Clock
from flows.config import Source
from flows.plan import overtaken
from flows.steps.calling import Call
from flows.steps.collecting import BATCH, Collected, Visit, collect, visit_of
from flows.steps.discovering import Discoverer, Discovery
from flows.steps.finishing import finish, publish_all
from flows.steps.loading import load_collected, load_problems, settle_and_load
from flows.steps.problems import Problem
from flows.steps.recovering import recover
from flows.steps.run import Run, end, noting, open_run
from flows.steps.summary import COUNTED, NightSummary, SourceSummary
from flows.steps.watching import watch
from parsers.errors import ArchiveError, WarehouseError
from warehouse import runs, state
from warehouse.tonight import sources_due

T = TypeVar("T")

FATAL = (ArchiveError, WarehouseError, MemoryError)
"""What ends a night instead of one source: going on could only lose things."""


async def run_night(
    *,
    night: datetime,
    only: Sequence[str] = (),
    clock: Clock,
    call: Call,
    trigger: str,
    wait_seconds: float = 0,
    tell: Callable[[str], None] = lambda _line: None,
) -> NightSummary:
    """One whole night over the enabled sources, or those named; gives its summary.

    `night` is the scheduled instant. `tell` is given progress lines. Raises SitrepError when the
    night could not be done: configuration, lock, disk, database.
    """
    async with open_run(
        "nightly", night, only, clock, trigger=trigger, wait_seconds=wait_seconds
    ) as run:
        summary = NightSummary(night, run.run_id)
        if overtaken(night, runs.last_good_night(run.writer.connection)):
            summary.skipped = "a later night is already done; use backfill for what it missed"
            end(run, "skipped", summary.skipped)
            return summary
        started, call = time.monotonic(), noting(run, call)
        summary.recovered = await call("recover", partial(recover, run))
        discoveries = await _discover_all(run, call, tell)
        await call("load-discoveries", partial(settle_and_load, run, list(discoveries.values())))
        summary.sources = await _collect_all(run, call, discoveries, tell)
        summary.note(await call("watch", partial(watch, run)))
        await call("finish", partial(finish, run))
        _remember(run, summary)
        summary.published = await call("publish", partial(publish_all, run))
        summary.seconds = time.monotonic() - started
        return summary


def _remember(run: Run, summary: NightSummary) -> None:
    """What the run is remembered by: its sums, and whether somebody should look."""
    run.counts = {name: summary.total(name) for name in COUNTED}
    run.outcome = "completed_with_problems" if summary.has_problems else "completed"


def _visits(run: Run, source: Source) -> list[Visit]:
    """Tonight's visits: new pages up to the source's cap, then others within its budget."""
    limits = source.politeness
    new = min(limits.max_articles_per_night, limits.daily_budget)
    due = state.due_links(
        run.writer.connection, source.name, run.night, new=new, again=limits.daily_budget
    )
    return [visit_of(one) for one in due[: limits.daily_budget]]


async def _discover_all(run: Run, call: Call, tell: Callable[[str], None]) -> dict[str, Discovery]:
    found: dict[str, Discovery] = {}

    async def one(source: Source) -> None:
        unit = partial(_discover, run, source)
        discovery = await _guarded(run, source, call(f"discover {source.name}", unit))
        found[source.name] = discovery = discovery or Discovery(source, asked=1, failed=1)
        tell(f"{source.name}: {len(discovery.links)} links in {discovery.asked} lists")

    await _each(run.sources, one, run.settings.fetch.concurrency)
    return found


async def _discover(run: Run, source: Source) -> Discovery:
    discoverer = Discoverer(source, run.desk, state.feeds(run.writer.connection, source.name))
    discovery = await discoverer.run()
    await run.desk.keeper.sync(source.name)
    return discovery


async def _collect_all(
    run: Run, call: Call, discoveries: dict[str, Discovery], tell: Callable[[str], None]
) -> list[SourceSummary]:
    rows: list[SourceSummary] = []
    due = sources_due(run.writer.connection, run.night)

    async def one(source: Source) -> None:
        row = _summary_of(discoveries[source.name])
        rows.append(row)
        visits = _visits(run, source) if source.name in due else []
        await collect_visits(run, source, visits, call, row)
        await run.desk.keeper.close(source.name)
        tell(f"{source.name}: {row.pages} pages, {row.articles} articles, {row.mentions} mentions")

    await _each(run.sources, one, run.settings.fetch.concurrency)
    return rows


async def collect_visits(
    run: Run, source: Source, visits: Sequence[Visit], call: Call, row: SourceSummary
) -> None:
    """All visits of a source in batches; each batch is loaded before the next is fetched."""
    for start in range(0, len(visits), BATCH):
        unit = partial(_batch, run, source, visits[start : start + BATCH])
        name = f"collect {source.name} {start // BATCH + 1}"
        batch = await _guarded(run, source, call(name, unit))
        if batch is None:
            row.problems += 1
            return
        _add(row, batch)


async def _batch(run: Run, source: Source, visits: Sequence[Visit]) -> Collected:
    batch = await collect(source, visits, run.desk)
    await load_collected(run, batch)
    return batch


async def _each(
    sources: Sequence[Source], work: Callable[[Source], Awaitable[None]], width: int
) -> None:
    """Works on all sources, at most `width` at a time; the first fatal error ends all."""
    slots = asyncio.Semaphore(width)

    async def one(source: Source) -> None:
        async with slots:
            await work(source)

    try:
        async with asyncio.TaskGroup() as group:
            for source in sources:
                group.create_task(one(source))
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from errors


async def _guarded(run: Run, source: Source, work: Awaitable[T]) -> T | None:
    """The source's boundary: what goes wrong within is a stored problem and gives None."""
    try:
        return await work
    except FATAL:
        raise
    except Exception as error:  # noqa: BLE001 - the one boundary around a source
        detail = f"{type(error).__name__}: {error}"[:500]
        await load_problems(run, [Problem("source_dead", source.name, source.name, detail)])
        return None


def _summary_of(discovery: Discovery) -> SourceSummary:
    return SourceSummary(
        source=discovery.source.name,
        feeds=discovery.asked,
        feeds_failed=discovery.failed,
        links_new=discovery.new,
        problems=len(discovery.problems),
        dead=discovery.is_dead,
    )


def _add(row: SourceSummary, batch: Collected) -> None:
    row.pages += sum(result.outcome == "ok" for result in batch.results)
    row.unchanged += sum(result.outcome == "not_modified" for result in batch.results)
    row.articles += sum(reading.article is not None for reading in batch.readings)
    row.versions_new += batch.versions_new
    row.mentions += sum(len(reading.mentions) for reading in batch.readings)
    row.problems += len(batch.problems)
