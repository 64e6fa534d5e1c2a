"""Prefect entrypoint of the nightly run: `flows.nightly.nightly`."""

from datetime import datetime

from prefect import flow
from prefect.client.schemas.objects import State

from flows.clock import clock_for
from flows.orchestration import as_task, final_state, leave_artifacts, run_name, scheduled_night
from flows.steps.night import run_night


@flow(name="nightly", flow_run_name=run_name, persist_result=False)
async def nightly(sources: list[str] | None = None, now: datetime | None = None) -> State:
    """Tonight: discover, fetch, archive, parse, extract, load, publish.

    Tonight is the scheduled time of the run. `sources` limits it to these names; `now` simulates
    another instant (tests, the demo). The home folder comes from SITREP_HOME.
    """
    summary = await run_night(
        night=now or scheduled_night(),
        only=tuple(sources or ()),
        clock=clock_for(now),
        call=as_task,
        trigger="prefect",
    )
    await leave_artifacts(summary)
    return final_state(summary)
