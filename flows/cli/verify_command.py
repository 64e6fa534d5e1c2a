"""`sitrep verify`."""

from datetime import timedelta

import click

from flows.cli.tables import print_table
from flows.cli.times import DURATION
from flows.steps.verifying import run_verify


@click.command(
    name="verify",
    epilog="\b\nExamples:\n"
    "  sitrep verify\n"
    "  sitrep verify --repair\n"
    "\n\b\nReads every member of every archive file: digests, counts, indexes, the ledger; then\n"
    "the warehouse. Exit code 4: archive damaged, 5: warehouse unsound, 3: a run puts it right.",
)
@click.option("--repair", "mend", is_flag=True, help="Repair; what is taken away is kept beside.")
@click.option("--wait", type=DURATION, default="0s", help="Wait this long for another writer.")
@click.pass_context
def command(ctx: click.Context, wait: timedelta, *, mend: bool) -> None:
    """Check archive and warehouse; repair what can be repaired."""
    found = run_verify(mend=mend, wait_seconds=wait.total_seconds())
    if found.faults:
        rows = [(one.part, one.kind, one.subject, one.detail, one.remedy) for one in found.faults]
        print_table(("part", "fault", "where", "what", "remedy"), rows)
    for one in found.repaired:
        click.echo(f"{one.file}: {one.how}, {one.captures} captures readable")
    click.echo(found.headline)
    ctx.exit(found.exit_code)
