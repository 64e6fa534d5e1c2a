"""Progress of long work: a line that moves on a terminal, plain lines with times otherwise."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

Tell = Callable[[str], None]


@contextmanager
def progress(title: str) -> Iterator[Tell]:
    """A function that is told what happens, line by line; shown on standard error."""
    if sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415 - slow, and only terminals need it

        with Console(stderr=True).status(title) as status:
            yield lambda line: status.update(f"{title}: {click.unstyle(line)}")
    else:
        yield lambda line: click.echo(f"{datetime.now(UTC):%H:%M:%S} {title}: {line}", err=True)
