import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from flows.clock import SimulatedClock
from flows.steps.loading import load
from flows.steps.problems import Problem
from flows.steps.run import Run, end, open_run
from flows.steps.tabling import problem_rows
from flows.steps.threads import to_the_end
from parsers.errors import WarehouseError
from tests.flows.steps.build import NIGHT
from warehouse.load import Loaded, Writer
from warehouse.runs import open_problems
from warehouse.staging import staged


@asynccontextmanager
async def a_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Run]:
    monkeypatch.setenv("SITREP_HOME", str(folder))
    clock = SimulatedClock(NIGHT)
    async with open_run("reparse", NIGHT, (), clock, trigger="test", online=False) as run:
        yield run
        end(run)


def problem(name: str) -> dict[str, Any]:
    return {"problems": problem_rows([Problem("archive", "paper", name, "lost")], NIGHT)}


def subjects(run: Run) -> set[str]:
    return {one.subject for one in open_problems(run.writer.connection)}


def test_what_gathers_during_a_load_is_loaded_in_one_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run_it() -> None:
        async with a_run(tmp_path, monkeypatch) as run:
            names = [f"page-{number}" for number in range(5)]
            await asyncio.gather(*(load(run, name, problem(name)) for name in names))
            assert subjects(run) == set(names)
            batches = run.writer.connection.execute("SELECT count(*) FROM batches").fetchone()
            assert batches == (2,)
            await load(run, "nothing", {"problems": []})
            assert run.waiting == []

    asyncio.run(run_it())


def test_a_load_that_fails_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, left = Writer.load, [1]

    def refuses_once(self: Writer, path: Path) -> Loaded:
        if left and left.pop():
            raise WarehouseError("not now")
        return whole(self, path)

    async def run_it() -> None:
        async with a_run(tmp_path, monkeypatch) as run:
            monkeypatch.setattr(Writer, "load", refuses_once)
            names = ["a", "b", "c"]
            done = await asyncio.gather(
                *(load(run, name, problem(name)) for name in names), return_exceptions=True
            )
            assert [type(one) for one in done] == [WarehouseError, type(None), type(None)]
            assert subjects(run) == {"b", "c"}
            # What was staged is not lost: the next run finds it there.
            assert len(staged(run.home)) == 1
            run.writer.load_pending()
            assert subjects(run) == {"a", "b", "c"}

    asyncio.run(run_it())


def test_who_is_cancelled_waits_for_the_transaction() -> None:
    async def run_it() -> list[str]:
        begun, may_end, told = threading.Event(), threading.Event(), list[str]()

        def work() -> None:
            begun.set()
            may_end.wait(5)
            told.append("loaded")

        task = asyncio.create_task(to_the_end(work))
        await asyncio.to_thread(begun.wait, 5)
        task.cancel()
        await asyncio.sleep(0.05)
        assert not task.done()
        may_end.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        return told

    assert asyncio.run(run_it()) == ["loaded"]
