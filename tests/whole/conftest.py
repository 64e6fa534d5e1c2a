"""The demo's nights, run once for all tests of a session, and homes that start from them."""

import asyncio
import fcntl
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from flows.demo.run import (
    FIRST_NIGHT,
    SECOND_NIGHT,
    backfill_all,
    check_sources,
    prepare_home,
)
from flows.demo.server import Hit, serve
from tests.whole.scene import Demo, Workplace, a_night, beside, copy_of
from warehouse.home import Home

At = Callable[..., Workplace]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Two nights and the backfill; the workers of one session share one run."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, done = root / "whole-demo", root / "whole-demo.pickle"
    with (root / "whole-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            done.write_bytes(pickle.dumps(_play(folder)))
    found = pickle.loads(done.read_bytes())  # noqa: S301 - written by this very session
    assert isinstance(found, Demo)
    return found


def _play(folder: Path) -> Demo:
    """The demo as `flows.demo.run` plays it, with a copy of the home after each act."""
    home, hits = Home(folder / "home"), dict[str, tuple[Hit, ...]]()

    def act(name: str) -> None:
        hits[name] = tuple(press.hits)
        press.hits.clear()
        if name != "check":
            copy_of(home, folder / name)

    with pytest.MonkeyPatch.context() as patch, serve(night=1) as press:
        patch.setenv("SITREP_HOME", str(home.path))
        prepare_home(home.path, press)
        passed = asyncio.run(check_sources(home.path))
        assert all(passed.values()), passed
        act("check")
        first = a_night(FIRST_NIGHT)
        act("night 1")
        press.press.set_night(2)
        second = a_night(SECOND_NIGHT)
        act("night 2")
        backfills = asyncio.run(backfill_all(lambda _line: None))
        act("backfill")
    shutil.rmtree(home.path)
    return Demo(folder, (first, second), tuple(backfills), hits)


@pytest.fixture
def at(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """at("night 1", serving=2): a home of the test's own, as that stage left it, and the press.

    "check" gives a home before its first night.
    """
    with ExitStack() as open_until_the_end:

        def place(stage: str, *, serving: int = 2) -> Workplace:
            home = Home(tmp_path / "home")
            if stage == "check":
                _fresh(demo, home)
            else:
                copy_of(demo.home(stage), home.path)
            monkeypatch.setenv("SITREP_HOME", str(home.path))
            press: AbstractContextManager[Workplace] = beside(home, serving)
            return open_until_the_end.enter_context(press)

        yield place


def _fresh(demo: Demo, home: Home) -> None:
    """Settings, sources and passed checks; nothing else."""
    home.path.mkdir()
    for name in ("sitrep.toml", "sources", "checks"):
        there = demo.home("night 1").path / name
        copy = shutil.copytree if there.is_dir() else shutil.copy
        copy(there, home.path / name)
