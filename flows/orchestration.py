"""What the Prefect entrypoints share: units as tasks, the scheduled night, states, artifacts.

No decision of sitrep's own is taken here. Only this module, `zombies` and the entrypoints
(`nightly`, `backfill`, `reparse`, `verify`) import Prefect: it costs seconds, and the command line
must not pay them.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar, cast

from prefect import get_run_logger, task
from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.report import markdown_report, source_table
from flows.steps.summary import NightSummary
from parsers.errors import SitrepError

T = TypeVar("T")

WITH_PROBLEMS = "CompletedWithProblems"
"""Name of the final state of a run that did its work but that somebody should look at."""

SKIPPED = "Skipped"
"""Name of the final state of a late run that a newer night has overtaken."""

PATIENCE = 3600.0
"""Seconds that a run waits for another one on the same home before it fails and says whose."""


async def as_task(name: str, unit: Callable[[], Awaitable[T]]) -> T:
    """Runs a unit as a Prefect task: visible on its own and tried once more as a whole.

    Network retries happen inside the unit; this second try is for what nobody expected, hence the
    long pause. An expected error is not tried again and is shown as its one line. Results are not
    persisted: what a unit made is in the archive and the warehouse.
    """

    @task(
        name=name.partition(" ")[0],
        task_run_name=name,
        retries=1,
        retry_delay_seconds=30,
        persist_result=False,
        cache_policy=NO_CACHE,
    )
    async def run() -> T | State:
        try:
            return await unit()
        except SitrepError as error:
            return failed(error)

    # Prefect gives what a returned state holds: the failed one raises its error here.
    return cast("T", await run())


async def ending(work: Awaitable[State]) -> State:
    """The state that a run ends in; an expected error is its own one line, without a traceback."""
    try:
        return await work
    except SitrepError as error:
        get_run_logger().error("%s", error)
        return failed(error)


def failed(error: SitrepError) -> State:
    """The state of a run or task that could not be done, with the reason as its message."""
    return Failed(message=str(error), data=error)


def done(message: str, *, problems: int) -> State:
    """The state of a run that was done, with or without something to look at."""
    if problems:
        return Completed(name=WITH_PROBLEMS, message=f"{message}, {problems} problems")
    return Completed(message=message)


def scheduled_night() -> datetime:
    """The instant that this run was scheduled for, not the clock of its late start; in seconds."""
    scheduled = datetime.fromisoformat(flow_run.scheduled_start_time.isoformat())
    return scheduled.astimezone(UTC).replace(microsecond=0)


def run_name() -> str:
    """A flow run's name: the flow and its night. Computed when the run starts."""
    return f"{flow_run.flow_name}-{scheduled_night():%Y-%m-%dT%H%MZ}"


def tell(line: str) -> None:
    """A line of progress in the run's log."""
    get_run_logger().info("%s", line)


def final_state(summary: NightSummary) -> State:
    """The state that a night ends in; a dead source does not fail the night, but it shows."""
    if summary.skipped:
        return Completed(name=SKIPPED, message=summary.skipped)
    if not summary.has_problems:
        return Completed(message=f"{summary.total('articles')} articles")
    dead = f"; nothing at all from {', '.join(summary.dead)}" if summary.dead else ""
    return Completed(name=WITH_PROBLEMS, message=f"{summary.total('problems')} problems{dead}")


async def leave_artifacts(summary: NightSummary) -> None:
    """The night's summary as a page and a table in Prefect's interface."""
    await acreate_markdown_artifact(markdown_report(summary), key="night")
    await acreate_table_artifact(source_table(summary), key="night-by-source")
