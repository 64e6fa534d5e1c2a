"""`sitrep reparse`: the current parsers and extractor over the archive, with no network at all."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from flows.clock import Clock
from flows.steps.calling import Call
from flows.steps.collecting import BATCH
from flows.steps.finishing import finish, publish_all
from flows.steps.loading import load_readings
from flows.steps.problems import Problem
from flows.steps.reading import Page, Reading, read_page
from flows.steps.recovering import adopt
from flows.steps.run import Run, noting, open_run
from flows.steps.summary import ReparseSummary
from parsers.version import EXTRACTOR_VERSION, PARSER_VERSION
from warehouse import state
from warehouse.records import CaptureToRead


async def run_reparse(
    *,
    only: Sequence[str] = (),
    everything: bool = False,
    rebuild: bool = False,
    clock: Clock,
    call: Call,
    trigger: str,
    wait_seconds: float = 0,
    tell: Callable[[str], None] = lambda _line: None,
) -> ReparseSummary:
    """Reads what the current versions have not read; `everything` reads all of it again.

    New versions are written beside the old ones. `rebuild` first adopts every capture of the
    archive that the warehouse does not know. Raises SitrepError as a night does.
    """
    night = clock.now().replace(microsecond=0)
    async with open_run(
        "reparse",
        night,
        only,
        clock,
        trigger=trigger,
        wait_seconds=wait_seconds,
        online=False,
    ) as run:
        call = noting(run, call)
        summary = ReparseSummary(run.run_id)
        summary.adopted = await call("adopt", partial(adopt, run, everything=rebuild))
        waiting = state.captures_to_read(
            run.writer.connection,
            PARSER_VERSION,
            EXTRACTOR_VERSION,
            sources=only,
            everything=everything,
        )
        for start in range(0, len(waiting), BATCH):
            part = waiting[start : start + BATCH]
            await call(f"read {start // BATCH + 1}", partial(_read, run, part, summary))
            tell(f"{summary.pages} of {len(waiting)} pages read")
        await call("finish", partial(finish, run))
        await call("publish", partial(publish_all, run))
        return summary


async def _read(run: Run, captures: Sequence[CaptureToRead], summary: ReparseSummary) -> None:
    pages = [
        run.shelf.page(one, run.zone_of(one.source), mine=run.may_mine(one.source))
        for one in captures
    ]
    lost = [page for page in pages if isinstance(page, Problem)]
    whole = [page for page in pages if isinstance(page, Page)]
    readings = await asyncio.to_thread(_read_all, run, whole)
    await load_readings(run, list(zip(captures_of(captures, whole), readings, strict=True)), lost)
    summary.pages += len(readings)
    summary.articles += sum(reading.article is not None for reading in readings)
    summary.mentions += sum(len(reading.mentions) for reading in readings)
    summary.problems += len(lost) + sum(reading.extraction == "failed" for reading in readings)


def captures_of(captures: Sequence[CaptureToRead], pages: Sequence[Page]) -> list[CaptureToRead]:
    """The captures that these pages were read from, in the pages' order."""
    by_id = {capture.capture_id: capture for capture in captures}
    return [by_id[page.capture_id] for page in pages]


def _read_all(run: Run, pages: Sequence[Page]) -> list[Reading]:
    return [read_page(page, run.desk.resources, run.desk.site_rules) for page in pages]
