"""What an earlier run left half done: files left open, captures nobody loaded, staged batches."""

from collections.abc import Iterable
from functools import partial

from flows.steps.adopting import Adoption
from flows.steps.collecting import BATCH
from flows.steps.loading import load
from flows.steps.run import Run
from flows.steps.threads import to_the_end
from warehouse import state
from warehouse.archive.files import archive_files
from warehouse.archive.ledger import unknown_captures
from warehouse.archive.records import StoredCapture
from warehouse.archive.repair import recover as repair_open_files
from warehouse.records import LinkState


async def recover(run: Run) -> int:
    """Finishes what a crash left and gives the number of captures adopted.

    Files left open are cut to their last whole record and finished, staged batches loaded, and
    captures that the ledger has not heard of adopted.
    """
    await to_the_end(repair_open_files, run.home.archive)
    async with run.loading:
        await to_the_end(run.writer.load_pending)
    adopted = await adopt(run, everything=False)
    # What this night has by now need not be written again, should it be asked for again.
    run.desk.keeper.known |= state.known_captures(run.writer.connection, run.night)
    return adopted


async def adopt(run: Run, *, everything: bool) -> int:
    """Adopts captures that the ledger lacks and gives their number.

    Looks into files that the ledger does not know at all or that an unfinished run wrote;
    `everything` looks into all files of the archive.
    """
    files = list(_files(run, everything=everything))
    if not files:
        return 0
    adoption = Adoption(
        run_id=run.run_id,
        shelf=run.shelf,
        resources=run.desk.resources,
        links=partial(_link, run),
        sources={source.name: source for source in run.sources},
        settings=run.settings,
        site_rules=run.desk.site_rules,
    )
    known = partial(state.known_offsets, run.writer.connection)
    for part in _parts(unknown_captures(run.home.archive, files, known)):
        tables = await to_the_end(adoption.tables, part)
        await load(run, "adopted", tables)
    return adoption.adopted


def _link(run: Run, link_id: int) -> LinkState | None:
    return state.links(run.writer.connection, [link_id]).get(link_id)


def _files(run: Run, *, everything: bool) -> Iterable[str]:
    present = list(archive_files(run.home.archive))
    if everything:
        return present
    known = state.archive_files(run.writer.connection)
    unfinished = state.files_of_unfinished_runs(run.writer.connection, run.run_id)
    return [file for file in present if file not in known or file in unfinished]


def _parts(captures: Iterable[StoredCapture]) -> Iterable[list[StoredCapture]]:
    part: list[StoredCapture] = []
    for capture in captures:
        part.append(capture)
        if len(part) >= BATCH:
            yield part
            part = []
    if part:
        yield part
