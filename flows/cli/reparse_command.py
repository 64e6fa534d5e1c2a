"""`sitrep reparse`."""

import asyncio
from datetime import timedelta

import click

from flows.cli.progress import progress
from flows.cli.times import DURATION
from flows.clock import SystemClock
from flows.steps.again import run_reparse
from flows.steps.calling import directly


@click.command(
    name="reparse",
    epilog="\b\nExamples:\n"
    "  sitrep reparse\n"
    "  sitrep reparse --source dawn --all\n"
    "  sitrep reparse --rebuild      # a new warehouse from the archive alone\n"
    "\n\b\nOnly captures that the current parser and extractor have not read are read.",
)
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Only these sources.")
@click.option("--all", "everything", is_flag=True, help="Read again what was read already.")
@click.option("--rebuild", is_flag=True, help="First adopt captures that the warehouse lacks.")
@click.option("--wait", type=DURATION, default="0s", help="Wait this long for another writer.")
def command(sources: tuple[str, ...], wait: timedelta, *, everything: bool, rebuild: bool) -> None:
    """Run the current parsers and extractor over the archive, without network."""
    with progress("reparse") as tell:
        done = asyncio.run(
            run_reparse(
                only=sources,
                everything=everything,
                rebuild=rebuild,
                clock=SystemClock(),
                call=directly,
                trigger="command line",
                wait_seconds=wait.total_seconds(),
                tell=tell,
            )
        )
    click.echo(
        f"{done.pages} pages read, {done.articles} articles, {done.mentions} mentions, "
        f"{done.adopted} captures adopted, {done.problems} problems"
    )
