"""Kills a run with -9 at moments of its life, and remembers what had been acknowledged by then."""

import random
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from benchmarks.homes import sitrep
from warehouse.archive.verify import Report, verify
from warehouse.connection import connect
from warehouse.home import Home
from warehouse.state import archive_ledger

MOST_SECONDS = 300.0


@dataclass
class Killed:
    """What became of a run that was killed and started again until it was done.

    `moments` are those of the kills, in seconds since the run had the home, `acknowledged` the
    captures that the ledger had at any of them; `seconds` is what the last run took.
    """

    moments: list[float] = field(default_factory=list)
    acknowledged: set[tuple[int, str]] = field(default_factory=set)
    seconds: float = 0.0


def kill_until_done(
    home: Home,
    arguments: list[str],
    *,
    kills: int,
    longest: float,
    chance: random.Random,
    tell: Callable[[float, int], None] = lambda _moment, _captures: None,
) -> Killed:
    """Runs `arguments`, killing `kills` times within `longest` seconds of holding the home.

    A run that is done before its moment ends it. `tell` is given each kill's moment and what the
    ledger had by then. RuntimeError with the output of a run that fails.
    """
    found = Killed()
    for _ in range(kills):
        moment = chance.uniform(0.0, longest)
        if _done_before(sitrep(home.path, *arguments), home, moment, found):
            return found
        committed = captures_of(home)
        found.moments.append(moment)
        tell(moment, len(committed))
        found.acknowledged |= committed
    _done_before(sitrep(home.path, *arguments), home, MOST_SECONDS, found)
    return found


def _done_before(
    process: "subprocess.Popen[str]", home: Home, moment: float, found: Killed
) -> bool:
    deadline = time.monotonic() + MOST_SECONDS
    while home.holder() is None and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    began = time.monotonic()
    try:
        out, _ = process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return False
    found.seconds = time.monotonic() - began
    if process.returncode not in (0, 3):
        raise RuntimeError(f"ended with {process.returncode}: {out[-2000:]}")
    return True


def captures_of(home: Home) -> set[tuple[int, str]]:
    """What the ledger has committed, read from a copy, so that the home stays as it fell."""
    if not home.warehouse.exists():
        return set()
    copy = home.path.parent / "as-it-fell"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for file in home.path.glob("warehouse.duckdb*"):
        shutil.copy(file, copy)
    with closing(connect(copy / home.warehouse.name)) as connection:
        has_table = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'captures'"
        if connection.execute(has_table).fetchone() == (0,):
            return set()
        sql = "SELECT capture_id, payload_sha256 FROM captures"
        return set(connection.execute(sql).fetchall())


def checked(home: Home) -> Report:
    """The archive byte by byte, against the ledger."""
    with closing(connect(home.warehouse, read_only=True)) as connection:
        return verify(home.archive, archive_ledger(connection))
