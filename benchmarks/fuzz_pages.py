"""Breaks pages in every way we could think of and looks at what the parser makes of them.

    python -m benchmarks.fuzz_pages [--inputs N] [--seconds S] [--seed N] [--only NUMBER]
    python -m benchmarks.fuzz_pages --atheris [--seconds S]

The seeds are the pages in `tests/pages`, written for this house. Each input follows from the seed
and its number, so that `--only` makes any of them again. What breaks a promise of `parse_article`
(`page_promises.py`) is made small and written to `--finds`; the run goes on. A worker that dies
(the tree is built in C) is a find too and is replaced. `--atheris` searches by coverage instead:
it needs `pip install atheris` beside this house's packages, which is in no lock.
"""

import argparse
import multiprocessing
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.page_finds import failure, minimised, write_find
from benchmarks.page_mutations import mutator
from benchmarks.page_promises import PageInput

ROOT = Path(__file__).parents[1]
_OFTEN = 50  # every such input is read twice, and told about
_SILENT = 300.0  # longer than making finds small takes
_AT_ITS_END = 30.0
_LEFT_ALONE = 2  # finds of one kind beyond which no more are made small
Tally = Counter[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked to do; `until` is on the monotonic clock that all processes share."""

    inputs: int
    until: float
    seed: int
    workers: int
    finds: Path


def main() -> None:
    """Fuzzes and prints inputs, speed, finds and outcomes; ends with 1 when something was found."""
    asked = _arguments()
    if asked.only is not None:
        _tell(mutator(asked.seed).make(asked.only))
        return
    if asked.atheris:
        # A process of its own: what is measured has to be imported under atheris's eyes.
        command = [sys.executable, "-m", "benchmarks.fuzz_coverage"]
        os.execv(sys.executable, [*command, str(asked.seconds), str(asked.finds)])  # noqa: S606
    started = time.monotonic()
    plan = Plan(asked.inputs, started + asked.seconds, asked.seed, asked.workers, asked.finds)
    with ThreadPoolExecutor(plan.workers) as pool:
        total = sum(pool.map(lambda worker: _supervise(plan, worker), range(plan.workers)), Tally())
    found = _report(total, time.monotonic() - started)
    sys.exit(1 if found else 0)


def _report(total: Tally, seconds: float) -> int:
    found = {name: count for name, count in total.items() if name.startswith("FOUND ")}
    inputs = total.total()
    print(f"{inputs:,} inputs in {seconds:.0f} s: {inputs / seconds:.0f} a second")
    for name, count in sorted(total.items(), key=lambda pair: -pair[1]):
        print(f"{count:>10,}  {name}")
    print(f"{len(found)} kinds of finds")
    return len(found)


def _supervise(plan: Plan, worker: int) -> Tally:
    """Runs one worker, and another one behind the input on which it died."""
    total, first = Tally(), worker
    spawn = multiprocessing.get_context("spawn")
    while first < plan.inputs and time.monotonic() < plan.until:
        here, there = spawn.Pipe(duplex=False)
        current = spawn.Value("q", first)
        process = spawn.Process(target=_work, args=(plan, first, current, there), daemon=True)
        process.start()
        there.close()
        for tally in _received(here):
            total += tally
        process.join(_AT_ITS_END)
        process.kill()
        process.join()
        if process.exitcode == 0:
            break
        died = f"FOUND death of the process ({process.exitcode})"
        print(f"{died} at input {current.value}", flush=True)
        total[died] += 1
        write_find(plan.finds, mutator(plan.seed).make(current.value), f"{died} {current.value}")
        first = current.value + plan.workers
    return total


def _received(connection: Connection) -> Iterator[Tally]:
    """Ends when the worker does, or when it has been silent for so long that it must hang in C."""
    with suppress(EOFError):
        while connection.poll(_SILENT):
            yield connection.recv()


def _work(plan: Plan, first: int, current: Any, results: Connection) -> None:
    """Every `workers`-th input from `first` on; counts are sent as they come in."""
    source, tally, kinds = mutator(plan.seed), Tally(), Tally()
    for number in range(first, plan.inputs, plan.workers):
        if time.monotonic() > plan.until:
            break
        current.value = number
        page = source.make(number)
        name, error = failure(page, twice=number // plan.workers % _OFTEN == 0)
        if error is not None:
            kinds[name] += 1
            if kinds[name] <= _LEFT_ALONE:
                _keep(plan.finds, page, name, error, number)
            name = f"FOUND {name}"
        tally[name] += 1
        if tally.total() >= _OFTEN:
            results.send(tally)
            tally = Tally()
    results.send(tally)


def _keep(finds: Path, page: PageInput, name: str, error: BaseException, number: int) -> None:
    """Writes a find, replacing a bigger one of its kind."""
    print(f"\n{name} at input {number}", flush=True)
    print("".join(traceback.format_exception(error)[-6:])[-2500:], flush=True)
    small = minimised(page, name)
    path = write_find(finds / f"{number}", small, name)
    print(f"{len(page.html):,} made {len(small.html):,} long: {path}", flush=True)


def _tell(page: PageInput) -> None:
    print(page.as_json())
    name, error = failure(page, twice=True)
    print(name)
    if error is not None:
        traceback.print_exception(error)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--inputs", type=int, default=100_000, metavar="N")
    parser.add_argument("--seconds", type=float, default=600.0, metavar="S")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--finds", type=Path, default=ROOT / "build" / "finds")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="tell of one input, in full")
    parser.add_argument("--atheris", action="store_true", help="search by coverage")
    return parser.parse_args()


if __name__ == "__main__":
    main()
