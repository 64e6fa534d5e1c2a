"""Prefect entrypoint of the verification: `flows.verify.verify`."""

import asyncio
from dataclasses import asdict
from functools import partial

from prefect import flow
from prefect.artifacts import acreate_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Failed

from flows.orchestration import PATIENCE, as_task, done, ending, run_name, tell
from flows.steps.verifying import Verification, run_verify

SHOWN = 200
"""Faults that the artifact lists; `sitrep verify` lists all."""


@flow(name="verify", flow_run_name=run_name, persist_result=False)
async def verify(repair: bool = False) -> State:  # noqa: FBT001, FBT002 - Prefect passes parameters by name
    """Archive and warehouse, member by member and row by row; `repair` mends what can be mended.

    Ends in `Failed` when something is damaged, in `CompletedWithProblems` when the next run will
    put right what was found.
    """
    return await ending(_verify(repair=repair))


async def _verify(*, repair: bool) -> State:
    work = partial(run_verify, mend=repair, wait_seconds=PATIENCE)
    found = await as_task("verify", partial(asyncio.to_thread, work))
    tell(found.headline)
    if found.faults:
        rows = [asdict(fault) for fault in found.faults[:SHOWN]]
        await acreate_table_artifact(rows, key="verify", description=found.headline)
    return verdict(found)


def verdict(found: Verification) -> State:
    """The state that a verification ends in: damage fails it, what passes by itself only shows."""
    if any(not fault.passing for fault in found.faults):
        return Failed(message=found.headline)
    return done(found.headline, problems=len(found.faults))
