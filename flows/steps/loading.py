"""What the steps gave, staged and loaded: one batch is one transaction, one batch at a time."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from flows.steps.collecting import Collected
from flows.steps.discovering import Discovery, settle_links
from flows.steps.problems import Problem
from flows.steps.reading import Reading
from flows.steps.run import Run, Waiting
from flows.steps.tabling import (
    batch_tables,
    discovery_tables,
    problem_rows,
    reading_tables,
)
from flows.steps.threads import to_the_end
from warehouse import state
from warehouse.records import CaptureToRead
from warehouse.rows import Row, host_row, link_id_of
from warehouse.rows_articles import Tables, merged
from warehouse.staging import stage


async def settle_and_load(run: Run, discoveries: Sequence[Discovery]) -> None:
    """Decides what becomes of the links that were found, and loads all discoveries in one batch."""
    for discovery in discoveries:
        ids = [link_id_of(discovery.source.name, link.url) for link in discovery.links]
        known = state.links(run.writer.connection, ids) if ids else {}
        settle_links(discovery, known, run.night)
    tables = merged([discovery_tables(one, run.night, run.run_id) for one in discoveries])
    # Now and not only at the end: a crash must not forget what hosts have asked for.
    tables["hosts"] = host_rows(run)
    await load(run, "discovery", tables)


def host_rows(run: Run) -> list[Row]:
    """What politeness remembers of every host, as rows."""
    hosts = run.desk.fetcher.hosts_state()
    return [host_row(host, facts) for host, facts in hosts.items()]


async def load_collected(run: Run, batch: Collected) -> None:
    """Loads a batch of pages and counts the article versions that nobody had seen."""
    tables = batch_tables(batch, run.night, run.run_id, obey_noarchive=run.obeys_noarchive)
    versions = [int(str(row["version_id"])) for row in tables.get("article_versions", [])]
    known = state.known_versions(run.writer.connection, versions)
    batch.versions_new = len(set(versions) - known)
    await load(run, batch.source.name, tables)


async def load_problems(run: Run, problems: Sequence[Problem]) -> None:
    """Loads problems that belong to no batch."""
    await load(run, "problems", {"problems": problem_rows(problems, run.night)})


async def load_readings(
    run: Run, readings: Sequence[tuple[CaptureToRead, Reading]], lost: Sequence[Problem]
) -> None:
    """Loads pages that were read again; each keeps the night on which it was captured."""

    def night_of(pair: tuple[CaptureToRead, Reading]) -> datetime:
        return pair[0].night

    parts: list[Tables] = [
        reading_tables([reading for _, reading in group], night, obey_noarchive=run.obeys_noarchive)
        for night, group in groupby(sorted(readings, key=night_of), key=night_of)
    ]
    parts.append({"problems": problem_rows(lost, run.night)})
    await load(run, "reparse", merged(parts))


async def load(run: Run, name: str, tables: Tables) -> None:
    """Stages and loads one set of tables; nothing is done for an empty one.

    While one batch is being loaded others gather, and the next load takes all of them at once:
    the cost of a load lies in its tables more than in its rows.
    """
    if not any(tables.values()):
        return
    mine = Waiting(name, tables)
    run.waiting.append(mine)
    async with run.loading:
        if not mine.loaded:
            together, run.waiting = run.waiting, []
            try:
                await to_the_end(_load, run, together)
            except BaseException:
                run.waiting = [one for one in together if one is not mine] + run.waiting
                raise


def _load(run: Run, together: Sequence[Waiting]) -> None:
    name = together[0].name if len(together) == 1 else "several"
    tables = merged([one.tables for one in together])
    path = stage(run.home, name, tables, run_id=run.run_id, night=run.night)
    run.writer.load(path)
    for one in together:
        one.loaded = True
