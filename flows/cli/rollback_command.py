"""`sitrep rollback`."""

import click

from flows.config import home_folder
from flows.steps.mending import roll_back
from warehouse.home import Home


@click.command(
    name="rollback",
    epilog="\b\nExample:\n  sitrep rollback\n"
    "\n\b\nWhat was loaded since is in the archive: `sitrep reparse --rebuild` brings it back.",
)
@click.confirmation_option(prompt="Put back the database from before the last migration?")
def command() -> None:
    """Put back the warehouse as it was before the last migration."""
    click.echo(f"put back {roll_back(Home(home_folder()))}")
