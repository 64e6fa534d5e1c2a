"""The end of a run: derived tables, expectations, what hosts asked for, publication, heartbeat."""

from flows.config import heartbeat_url
from flows.plan import shortfall
from flows.steps.loading import host_rows, load, load_problems
from flows.steps.problems import Problem
from flows.steps.run import Run, end
from flows.steps.telling import ping
from flows.steps.threads import to_the_end
from warehouse.expectations import recent_yield
from warehouse.publish import publish


async def finish(run: Run) -> None:
    """Derives what follows from the run's loads, and keeps what the hosts asked for."""
    await load(run, "hosts", {"hosts": host_rows(run)})
    await load_problems(run, _shortfalls(run))
    async with run.loading:
        await to_the_end(run.writer.refresh)


def _shortfalls(run: Run) -> list[Problem]:
    """What fell short of expectations over the last days, as problems."""
    facts = recent_yield(run.writer.connection, run.night)
    found = []
    for source in run.sources:
        found += [
            Problem("expectation", source.name, what, detail)
            for what, detail in shortfall(source.expectations, facts.get(source.name))
        ]
    return found


async def publish_all(run: Run) -> bool:
    """Notes the good end, publishes by rename, tells the monitor; readers keep their old copy."""
    end(run)
    async with run.loading:
        await to_the_end(publish, run.home)
    url = heartbeat_url(run.settings)
    if url is not None:
        await ping(url, run.settings)
    return True
