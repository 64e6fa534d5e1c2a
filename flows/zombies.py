"""Creates the automation that marks runs as crashed when their heartbeat stops.

`python -m flows.zombies --within 90`, for each Prefect server and again after an upgrade: the
automation is brought up to date, never doubled. The event names are Prefect's; the automation
expects the next heartbeat or any final state. A final state that it does not know would look like
silence, so sitrep's own state names must be in the list.
"""

import argparse
import asyncio
from datetime import timedelta

from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.orchestration import SKIPPED, WITH_PROBLEMS

NAME = "sitrep: runs without heartbeat are crashed"
HEARTBEAT = "prefect.flow-run.heartbeat"
FINAL_STATES = ("Completed", "Failed", "Cancelled", "Crashed", WITH_PROBLEMS, SKIPPED)


def zombie_automation(within: timedelta) -> Automation:
    """The automation: no heartbeat and no end for `within` after a heartbeat means crashed.

    `within` should be at least three times PREFECT_FLOWS_HEARTBEAT_FREQUENCY.
    """
    return Automation(
        name=NAME,
        trigger=EventTrigger(
            after={HEARTBEAT},
            expect={HEARTBEAT, *(f"prefect.flow-run.{state}" for state in FINAL_STATES)},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=within,
        ),
        actions=[
            ChangeFlowRunState(
                name="Crashed",
                state=StateType.CRASHED,
                message=f"no heartbeat for {within.total_seconds():.0f} s",
                force=False,
            )
        ],
    )


async def install(wanted: Automation) -> str:
    """Creates the automation, or brings the one of that name up to date; says which."""
    try:
        there = await Automation.aread(name=wanted.name)
    except ValueError:  # Prefect's way to say that there is none
        await wanted.acreate()
        return f"created: {wanted.name}"
    there.trigger, there.actions = wanted.trigger, wanted.actions
    await there.aupdate()
    return f"updated: {wanted.name}"


def main() -> None:
    """Creates or updates the automation on the server that PREFECT_API_URL names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--within", type=int, default=90, metavar="SECONDS")
    within = timedelta(seconds=parser.parse_args().within)
    print(asyncio.run(install(zombie_automation(within))))  # noqa: T201 - a command of its own


if __name__ == "__main__":
    main()
