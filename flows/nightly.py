"""Prefect entrypoint of the nightly run: `flows.nightly.nightly`."""

from prefect import flow
from prefect.client.schemas.objects import State
from pydantic import AwareDatetime

from flows.clock import clock_for
from flows.orchestration import (
    PATIENCE,
    as_task,
    ending,
    final_state,
    leave_artifacts,
    run_name,
    scheduled_night,
    tell,
)
from flows.steps.night import run_night


@flow(name="nightly", flow_run_name=run_name, persist_result=False)
async def nightly(sources: list[str] | None = None, now: AwareDatetime | None = None) -> State:
    """Tonight: discover, fetch, archive, parse, extract, load, publish.

    Tonight is the scheduled time of the run. `sources` limits it to these names; `now` simulates
    another instant (tests, the demo). The home folder comes from SITREP_HOME.
    """
    return await ending(_nightly(tuple(sources or ()), now))


async def _nightly(sources: tuple[str, ...], now: AwareDatetime | None) -> State:
    summary = await run_night(
        night=now or scheduled_night(),
        only=sources,
        clock=clock_for(now),
        call=as_task,
        trigger="prefect",
        wait_seconds=PATIENCE,
        tell=tell,
    )
    await leave_artifacts(summary)
    return final_state(summary)
