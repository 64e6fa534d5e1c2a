"""Prefect entrypoint of a run over the archive: `flows.reparse.reparse`."""

from dataclasses import asdict

from prefect import flow
from prefect.artifacts import acreate_table_artifact
from prefect.client.schemas.objects import State

from flows.clock import SystemClock
from flows.orchestration import PATIENCE, as_task, done, ending, run_name, tell
from flows.steps.again import run_reparse


@flow(name="reparse", flow_run_name=run_name, persist_result=False)
async def reparse(sources: list[str] | None = None, everything: bool = False) -> State:  # noqa: FBT001, FBT002 - Prefect passes parameters by name
    """The current parsers and extractor over the archive, without network.

    Reads what the current versions have not read; `everything` reads all of it again. `sources`
    limits it to these names.
    """
    return await ending(_reparse(tuple(sources or ()), everything=everything))


async def _reparse(sources: tuple[str, ...], *, everything: bool) -> State:
    summary = await run_reparse(
        only=sources,
        everything=everything,
        clock=SystemClock(),
        call=as_task,
        trigger="prefect",
        wait_seconds=PATIENCE,
        tell=tell,
    )
    await acreate_table_artifact([asdict(summary)], key="reparse")
    message = f"{summary.pages} pages read, {summary.articles} articles"
    return done(message, problems=summary.problems)
