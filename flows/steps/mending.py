"""Small acts of the operator on the warehouse: marking problems, publishing, rolling back."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from warehouse import runs
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.migrate import rollback
from warehouse.publish import Published, publish
from warehouse.records import StoredProblem


def open_problems(
    home: Home, source: str | None, kind: str | None, wait_seconds: float = 0
) -> list[StoredProblem]:
    """The problems that are not resolved, newest first; under the lock, for the newest state."""
    with home.lock("sitrep problems", wait_seconds), Writer.open(home) as writer:
        return runs.open_problems(writer.connection, source, kind)


def retry(home: Home, problems: Sequence[StoredProblem], now: datetime) -> None:
    """Makes what failed due again at the next run."""
    with home.lock("sitrep problems --retry"), Writer.open(home) as writer:
        runs.retry_problems(writer.connection, [one.problem_id for one in problems], now)


def resolve(home: Home, problems: Sequence[StoredProblem], now: datetime) -> None:
    """Puts problems away; a later night that meets them again opens them again."""
    with home.lock("sitrep problems --resolve"), Writer.open(home) as writer:
        runs.resolve_problems(writer.connection, [one.problem_id for one in problems], now)


def publish_now(home: Home, wait_seconds: float = 0) -> Published:
    """Migrates if needed and publishes the warehouse as it is."""
    with home.lock("sitrep publish", wait_seconds), Writer.open(home):
        return publish(home)


def roll_back(home: Home) -> Path:
    """Puts back the database from before the last migration; gives where it had been kept."""
    with home.lock("sitrep rollback"):
        return rollback(home)
