"""`sitrep status`."""

from datetime import timedelta

import click

from flows.cli.tables import print_table
from flows.cli.times import DURATION
from flows.clock import SystemClock
from flows.config import home_folder
from flows.steps import status
from warehouse.home import Home


@click.command(
    name="status",
    epilog="\b\nExamples:\n"
    "  sitrep status\n"
    "  sitrep status --max-age 26h || mail-somebody\n"
    "\n\b\nExit code 3 when the last good night is older than --max-age, or there is none.",
)
@click.option("--max-age", type=DURATION, help="How old the last good night may be.")
@click.pass_context
def command(ctx: click.Context, max_age: timedelta | None) -> None:
    """Last runs, sources in trouble, what is due, disk."""
    home = Home(home_folder())
    last = status.last_good_night(home) if home.path.exists() else None
    if max_age is not None:
        old = status.is_too_old(last, SystemClock().now(), max_age)
        click.echo(f"last good night: {last or 'none'}{', too old' if old else ''}")
        ctx.exit(3 if old else 0)
    click.echo(f"home: {home.path}")
    click.echo(f"writing now: {home.holder() or 'nobody'}")
    if not home.published.exists():
        click.echo("nothing is published yet: run `sitrep nightly`")
        return
    _tables(home)
    _disk(home)


def _tables(home: Home) -> None:

    for title, question in (
        ("last runs", status.RUNS),
        ("sources in trouble", status.TROUBLE),
        ("sources whose pages changed", status.FELL),
        ("due", status.DUE),
        ("open problems", status.PROBLEMS),
    ):
        result = status.ask(home, question)
        if result.rows:
            print_table(result.columns, result.rows, title)
        else:
            click.echo(f"{title}: none")


def _disk(home: Home) -> None:

    room = status.disk(home)
    parts = ", ".join(f"{name} {size / 1e6:,.1f} MB" for name, size in room.sizes.items() if size)
    days = f"{room.days_left:,} nights" if room.days_left is not None else "unknown"
    click.echo(f"disk: {parts}")
    click.echo(f"a night adds {room.night / 1e6:,.1f} MB; {room.free / 1e9:,.1f} GB free: {days}")
