"""`sitrep problems`."""

import click

from flows.cli.tables import print_table
from flows.clock import SystemClock
from flows.config import home_folder
from flows.steps import mending
from warehouse.home import Home


@click.command(
    name="problems",
    epilog="\b\nExamples:\n"
    "  sitrep problems\n"
    "  sitrep problems --source dawn --kind page_failed --retry\n"
    "  sitrep problems --kind feed_odd --resolve",
)
@click.option("--source", metavar="NAME", help="Only of this source.")
@click.option("--kind", help="Only of this kind.")
@click.option("--retry", is_flag=True, help="Make what failed due at the next run.")
@click.option("--resolve", is_flag=True, help="Put them away until they happen again.")
def command(source: str | None, kind: str | None, *, retry: bool, resolve: bool) -> None:
    """What failed and why, until it is resolved."""
    home = Home(home_folder())
    found = mending.open_problems(home, source, kind)
    columns = ("kind", "source", "subject", "detail", "since", "nights")
    rows = [
        (one.kind, one.source, one.subject, one.detail, f"{one.first_night:%Y-%m-%d}", one.nights)
        for one in found
    ]
    print_table(columns, rows)
    now = SystemClock().now()
    if retry:
        mending.retry(home, found, now)
        click.echo(f"{len(found)} problems are tried again at the next run")
    elif resolve:
        mending.resolve(home, found, now)
        click.echo(f"{len(found)} problems put away")
    else:
        click.echo(f"{len(found)} open problems")
