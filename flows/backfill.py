"""Prefect entrypoint of a backfill: `flows.backfill.backfill`."""

from datetime import date

from prefect import flow
from prefect.artifacts import acreate_table_artifact
from prefect.client.schemas.objects import State

from flows.clock import SystemClock
from flows.orchestration import PATIENCE, as_task, done, ending, scheduled_night, tell
from flows.steps.past import run_backfill
from flows.steps.summary import WINDOW_COLUMNS


@flow(name="backfill", flow_run_name="backfill-{source}-{first}-{last}", persist_result=False)
async def backfill(source: str, first: date, last: date) -> State:
    """A source's older articles between two days, month by month, the newest month first.

    Each month's search and each batch of its pages is a task. What was fetched before is not
    fetched again: a run that was stopped is simply started again with the same parameters.
    """
    return await ending(_backfill(source, first, last))


async def _backfill(source: str, first: date, last: date) -> State:
    summary = await run_backfill(
        source,
        first,
        last,
        night=scheduled_night(),
        clock=SystemClock(),
        call=as_task,
        trigger="prefect",
        wait_seconds=PATIENCE,
        tell=tell,
    )
    table = [dict(zip(WINDOW_COLUMNS, window.cells(), strict=True)) for window in summary.windows]
    await acreate_table_artifact(table, key=f"backfill-{source}")
    problems = sum(window.lists_failed + window.counts.problems for window in summary.windows)
    articles = sum(window.counts.articles for window in summary.windows)
    return done(f"{articles} articles in {len(table)} months", problems=problems)
