"""The end of a night's collecting: have the pages of a source changed? Measured, judged, kept."""

from flows.drift import compare, message
from flows.steps.loading import load
from flows.steps.problems import Problem
from flows.steps.run import Run
from flows.steps.tabling import problem_rows
from parsers.version import PARSER_VERSION
from warehouse.drift import NightPages, PastNight, night_pages, nights_before, source_night_row
from warehouse.rows import Row


async def watch(run: Run) -> list[Problem]:
    """Holds each source's new pages of tonight against its last thirty days; gives what fell.

    For nights only: what backfills and new parsers read is no measure of what publishers do now.
    """
    db = run.writer.connection
    before = nights_before(db, run.night)
    rows: list[Row] = []
    problems: list[Problem] = []
    for pages in night_pages(db, run.night, PARSER_VERSION):
        row, fallen = _judged(pages, before.get(pages.source, []))
        rows.append(row)
        problems += fallen
    await load(run, "drift", {"source_nights": rows, "problems": problem_rows(problems, run.night)})
    return problems


def _judged(pages: NightPages, before: list[PastNight]) -> tuple[Row, list[Problem]]:
    found = compare(pages, before)
    fallen = [one for one in found if one.fell]
    usual = {one.field: one.before.share for one in found}
    row = source_night_row(pages, PARSER_VERSION, usual, [one.field for one in fallen])
    problems = [
        Problem("drift", pages.source, one.field, message(pages, one, PARSER_VERSION))
        for one in fallen
    ]
    return row, problems
