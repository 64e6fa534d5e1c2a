"""`sitrep nightly`."""

import asyncio
from datetime import datetime, timedelta

import click

from flows.cli.progress import progress
from flows.cli.times import DURATION, INSTANT
from flows.clock import clock_for
from flows.report import headline
from flows.steps.calling import directly
from flows.steps.night import run_night


@click.command(
    name="nightly",
    epilog="\b\nExamples:\n"
    "  sitrep nightly\n"
    "  sitrep nightly --source dawn --source bbc-news\n"
    "  sitrep nightly --now 2026-03-10T01:00 --wait 30m\n"
    "\n\b\nExit code 3 when the night is done but something failed: see `sitrep problems`.",
)
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Only these sources.")
@click.option("--now", type=INSTANT, help="The night's instant; the clock runs on from there.")
@click.option("--wait", type=DURATION, default="0s", help="Wait this long for another writer.")
@click.pass_context
def command(
    ctx: click.Context, sources: tuple[str, ...], now: datetime | None, wait: timedelta
) -> None:
    """Run tonight over all enabled sources."""
    clock = clock_for(now)
    with progress("nightly") as tell:
        summary = asyncio.run(
            run_night(
                night=now or clock.now().replace(microsecond=0),
                only=sources,
                clock=clock,
                call=directly,
                trigger="command line",
                wait_seconds=wait.total_seconds(),
                tell=tell,
            )
        )
    click.echo(headline(summary))
    for name in summary.dead:
        click.echo(f"nothing at all came from {name}; see `sitrep problems --source {name}`")
    for line in summary.fallen:
        click.echo(line)
    ctx.exit(3 if summary.has_problems else 0)
