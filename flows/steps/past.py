"""`sitrep backfill`: a source's older articles, window by window, through the night's own steps."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from flows.clock import Clock
from flows.config import Source
from flows.history.finding import Finder, Found
from flows.history.windows import Window, windows
from flows.steps.calling import Call
from flows.steps.collecting import Visit
from flows.steps.discovering import Discovery
from flows.steps.finishing import finish, publish_all
from flows.steps.loading import settle_and_load
from flows.steps.night import collect_visits
from flows.steps.recovering import recover
from flows.steps.run import Run, noting, open_run
from flows.steps.summary import BackfillSummary, SourceSummary, WindowSummary
from warehouse import state
from warehouse.rows import link_id_of

_SETTLED = ("fetched", "not_article", "gone", "given_up", "denied")


async def run_backfill(
    name: str,
    first: date,
    last: date,
    *,
    night: datetime,
    clock: Clock,
    call: Call,
    trigger: str,
    wait_seconds: float = 0,
    tell: Callable[[str], None] = lambda _line: None,
) -> BackfillSummary:
    """Fetches what the source's dated lists name between two days, newest month first.

    Each window is complete in itself: what was fetched before is not fetched again, so a backfill
    that was stopped is simply run again. Raises SitrepError as a night does.
    """
    spans = windows(first, last)
    async with open_run(
        "backfill", night, (name,), clock, trigger=trigger, wait_seconds=wait_seconds
    ) as run:
        call = noting(run, call)
        summary = BackfillSummary(name, run.run_id)
        await call("recover", partial(recover, run))
        for window in spans:
            summary.windows.append(await _window(run, run.sources[0], window, call))
            tell(f"{window.key}: {summary.windows[-1].counts.pages} pages")
        await run.desk.keeper.close_all()
        await call("finish", partial(finish, run))
        await call("publish", partial(publish_all, run))
        return summary


async def _window(run: Run, source: Source, window: Window, call: Call) -> WindowSummary:
    found, visits = await call(
        f"find {source.name} {window.key}", partial(_find, run, source, window)
    )
    row = WindowSummary(window.key, found.asked, found.failed, len(found.links))
    row.counts = SourceSummary(source.name, problems=len(found.problems))
    await collect_visits(run, source, visits, call, row.counts)
    return row


async def _find(run: Run, source: Source, window: Window) -> tuple[Found, list[Visit]]:
    """The window's links, loaded; and those of them that still have to be visited."""
    found = await Finder(source, window, run.desk).run()
    await run.desk.keeper.sync(source.name)
    discovery = Discovery(source, found.asked, found.failed)
    discovery.results, discovery.kept = found.results, found.kept
    discovery.links, discovery.problems = list(found.links.values()), found.problems
    await settle_and_load(run, [discovery])
    return found, _open_visits(run, source, discovery)


def _open_visits(run: Run, source: Source, discovery: Discovery) -> list[Visit]:
    ids = [link_id_of(source.name, link.url) for link in discovery.links]
    states = state.links(run.writer.connection, ids)
    visits = []
    for link in discovery.links:
        known = states.get(link_id_of(source.name, link.url))
        if known is not None and known.state not in _SETTLED:
            visits.append(Visit(known, link, "article"))
    return visits
