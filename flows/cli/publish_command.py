"""`sitrep publish`."""

from datetime import timedelta

import click

from flows.cli.times import DURATION
from flows.config import home_folder
from flows.steps.mending import publish_now
from warehouse.home import Home


@click.command(
    name="publish",
    epilog="\b\nExample:\n  sitrep publish\n"
    "\n\b\nEvery run publishes by itself; this is for after an upgrade or a restored backup.",
)
@click.option("--wait", type=DURATION, default="0s", help="Wait this long for another writer.")
def command(wait: timedelta) -> None:
    """Migrate if needed, and publish the warehouse as it is now."""
    done = publish_now(Home(home_folder()), wait.total_seconds())
    click.echo(f"{done.path}: {sum(done.rows.values()):,} rows, {done.texts:,} texts")
