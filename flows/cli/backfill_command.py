"""`sitrep backfill`."""

import asyncio
from datetime import date, datetime, timedelta

import click

from flows.cli.progress import progress
from flows.cli.tables import print_table
from flows.cli.times import DAY, DURATION, INSTANT
from flows.clock import clock_for
from flows.steps.calling import directly
from flows.steps.past import run_backfill
from flows.steps.summary import WINDOW_COLUMNS


@click.command(
    name="backfill",
    epilog="\b\nExamples:\n"
    "  sitrep backfill dawn --from 2026-01-01 --to 2026-02-28\n"
    "\n\b\nWorks month by month, newest first; run it again to go on where it stopped.\n"
    "Looks at dated sitemaps, sitemap indexes and dated archive pages of the source.",
)
@click.argument("source")
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day, included.")
@click.option("--now", type=INSTANT, help="Pretend that it is this time.")
@click.option("--wait", type=DURATION, default="0s", help="Wait this long for another writer.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    source: str,
    first: date,
    last: date,
    now: datetime | None,
    wait: timedelta,
) -> None:
    """Fetch a source's older articles between two days."""
    clock = clock_for(now)
    with progress("backfill") as tell:
        summary = asyncio.run(
            run_backfill(
                source,
                first,
                last,
                night=now or clock.now().replace(microsecond=0),
                clock=clock,
                call=directly,
                trigger="command line",
                wait_seconds=wait.total_seconds(),
                tell=tell,
            )
        )
    print_table(WINDOW_COLUMNS, [window.cells() for window in summary.windows])
    ctx.exit(3 if summary.has_problems else 0)
