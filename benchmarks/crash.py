"""One night killed with -9 at random moments and repeated, against the same night undisturbed.

    python -m benchmarks.crash --gold DIR     # over all pages of the gold folder
    python -m benchmarks.crash                # over the demo press

Each round starts from an empty home, is killed up to --a-round times at moments spread evenly over
the undisturbed run, and is repeated until it is done. Then the tables must be equal (content
digests; volatile columns are named in `warehouse.volatile`), the archive must verify against the
ledger, and every capture that the ledger had committed at a kill must be there.
"""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.gold_press import add_gold_argument, load_sites
from benchmarks.gold_press import serve as serve_gold
from benchmarks.homes import make_home, run_sitrep
from benchmarks.killing import captures_of, checked, kill_until_done
from benchmarks.real_pages import feeds_of
from flows.demo.run import check_sources, prepare_home
from flows.demo.server import serve as serve_demo
from warehouse.connection import connect
from warehouse.home import Home
from warehouse.volatile import digests

NIGHT = ["nightly", "--now", "2026-03-10T01:00"]


@contextmanager
def papers(gold: Path | None, fresh: Path) -> Iterator[None]:
    """The press, served, and a home made ready for its first night."""
    if gold is None:
        with serve_demo(night=1) as press:
            prepare_home(fresh, press)
            asyncio.run(check_sources(fresh))
            yield
        return
    sites, pages = load_sites(gold)
    with serve_gold(sites) as server:
        make_home(fresh, server.port, feeds_of(sites))
        print(f"{pages} pages on {len(sites)} hosts")
        yield


def tables(home: Home) -> dict[str, str]:
    """The digests of what a run must leave the same."""
    with closing(connect(home.warehouse, read_only=True)) as connection:
        return digests(connection)


def faults(
    home: Home, undisturbed: dict[str, str], acknowledged: set[tuple[int, str]]
) -> list[str]:
    """What is not as it should be after a round."""
    ours = tables(home)
    found = [f"{table} differs" for table in undisturbed if ours[table] != undisturbed[table]]
    there = captures_of(home)
    lost = acknowledged - there
    if lost:
        found.append(f"{len(lost)} acknowledged captures lost")
    report = checked(home)
    found += [f"{one.kind}: {one.detail}" for one in report.problems[:3]]
    if report.captures != len(there):
        found.append(f"{report.captures} records for {len(there)} captures")
    return found


def told(seconds: float, captures: int, what: str = "killed") -> None:
    """One line of the table."""
    print(f"{seconds:7.2f}  {captures:12}  {what}", flush=True)


def main() -> None:
    """Runs the rounds and prints one line a kill; exit code 1 when a round went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_gold_argument(parser)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--a-round", type=int, default=5, help="kills before a round is let end")
    parser.add_argument("--seed", type=int, default=20260310)
    parser.add_argument("--keep", type=Path, help="an empty folder where homes gone wrong stay")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 - moments to kill at
    gold = Path(asked.gold) if asked.gold else None
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, papers(gold, Path(folder) / "fresh"):
        fresh = Path(folder) / "fresh"
        undisturbed = Home(Path(shutil.copytree(fresh, Path(folder) / "undisturbed")))
        started = time.monotonic()
        print(run_sitrep(undisturbed.path, *NIGHT).splitlines()[0])
        longest, expected = time.monotonic() - started, tables(undisturbed)
        print(f"undisturbed: {longest:.1f} s, {len(expected)} tables; seed {asked.seed}")
        print("\nafter s  acknowledged")
        kills, number = 0, 0
        while kills < asked.kills:
            number += 1
            home = Home(Path(shutil.copytree(fresh, Path(folder) / f"round-{number}")))
            most = min(asked.a_round, asked.kills - kills)
            done = kill_until_done(
                home, NIGHT, kills=most, longest=longest, chance=chance, tell=told
            )
            kills += len(done.moments)
            found = faults(home, expected, done.acknowledged)
            wrong += bool(found)
            verdict = "; ".join(found) or "equal, verified, nothing lost"
            told(done.seconds, len(done.acknowledged), f"round {number} done: {verdict}")
            if found and asked.keep:
                shutil.copytree(home.path, asked.keep / home.path.name)
                shutil.copytree(undisturbed.path, asked.keep / "undisturbed", dirs_exist_ok=True)
            shutil.rmtree(home.path)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
