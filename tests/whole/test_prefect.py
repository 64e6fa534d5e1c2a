"""A real server, a real worker, a schedule: a night nobody started by hand."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.config import CheckReport, Finding, record_check
from flows.demo.run import prepare_home
from flows.demo.server import serve
from tests.whole.prefect_server import BIN, Prefect, environment, running_server
from warehouse.connection import connect

pytestmark = [pytest.mark.prefect, pytest.mark.slow, pytest.mark.timeout(400)]

ROOT = Path(__file__).parents[2]
EVERY_TEN_SECONDS = "* * * * * */10"  # seconds come last
PAPERS = ("gazette", "tasman")


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What the fixture saw: the server, the home, and the first scheduled run at its end."""

    prefect: Prefect
    home: Path
    run: dict[str, Any]
    deployed: str


def enable(home: Path, names: tuple[str, ...]) -> None:
    """What `sitrep sources check` leaves behind when it passes."""
    for name in names:
        passed = (Finding(level="ok", what="checked by a test"),)
        record_check(home, CheckReport(source=name, checked_at=datetime.now(UTC), findings=passed))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with two papers of the demo press, served while the tests run."""
    home = tmp_path_factory.mktemp("home") / "home"
    with serve(night=1) as press:
        prepare_home(home, press)
        enable(home, PAPERS)
        yield home


@pytest.fixture(scope="module")
def scheduled(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduled]:
    folder = tmp_path_factory.mktemp("prefect")
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    assert '"15 4 * * *"' in text
    (folder / "prefect.yaml").write_text(text.replace('"15 4 * * *"', f'"{EVERY_TEN_SECONDS}"'))
    with running_server(folder) as prefect:
        prefect.command("work-pool", "create", "sitrep", "--type", "process")
        deployed = prefect.command("--no-prompt", "deploy", "--all")
        worker = (str(BIN / "prefect"), "worker", "start", "--pool", "sitrep")
        # The home reaches the runs through the worker's environment, as in the systemd unit.
        prefect.env["SITREP_HOME"] = str(home)
        with prefect.process("worker", *worker):
            run = first_finished(prefect)
            nightly = prefect.ask("/deployments/name/nightly/nightly", method="GET")
            prefect.ask(f"/deployments/{nightly['id']}/pause_deployment")
        yield Scheduled(prefect, home, run, deployed)


def first_finished(prefect: Prefect) -> dict[str, Any]:
    """The first run that the schedule inserted and that came to an end."""
    final = {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}
    until = time.monotonic() + 90
    while time.monotonic() < until:
        runs = prefect.ask("/flow_runs/filter", {"flow_runs": final, "sort": "START_TIME_ASC"})
        if runs:
            found: dict[str, Any] = runs[0]
            return found
        time.sleep(0.5)
    raise AssertionError((prefect.folder / "worker.log").read_text())


def test_a_scheduled_night_is_inserted_run_and_completed(scheduled: Scheduled) -> None:
    run = scheduled.run
    assert run["auto_scheduled"] is True
    assert run["state_type"] == "COMPLETED", run["state"]
    assert run["state_name"] in ("Completed", "CompletedWithProblems")
    night = datetime.fromisoformat(run["expected_start_time"])
    assert run["name"] == f"nightly-{night:%Y-%m-%dT%H%MZ}"


def test_the_warehouse_holds_the_articles_of_the_scheduled_night(scheduled: Scheduled) -> None:
    night = datetime.fromisoformat(scheduled.run["expected_start_time"])
    with closing(connect(scheduled.home / "sitrep.duckdb", read_only=True)) as db:
        articles = db.execute("SELECT source, count(*) FROM articles GROUP BY 1").fetchall()
        nights = db.execute("SELECT night, trigger_kind, state FROM runs").fetchall()
    assert {name for name, count in articles if count > 3} == set(PAPERS)
    assert (night.replace(tzinfo=None), "prefect") in [row[:2] for row in nights]


def test_the_night_leaves_its_summary_as_page_and_table(scheduled: Scheduled) -> None:
    wanted = {"artifacts": {"flow_run_id": {"any_": [scheduled.run["id"]]}}}
    kept = {one["key"]: one for one in scheduled.prefect.ask("/artifacts/filter", wanted)}
    assert set(kept) == {"night", "night-by-source"}
    assert kept["night"]["data"].startswith("# Night ")
    rows = json.loads(kept["night-by-source"]["data"])
    assert [row["source"] for row in rows] == [*PAPERS, "all"]


def test_each_source_and_batch_is_a_task_of_the_run(scheduled: Scheduled) -> None:
    wanted = {"flow_runs": {"id": {"any_": [scheduled.run["id"]]}}}
    tasks = scheduled.prefect.ask("/task_runs/filter", wanted)
    names = {one["name"] for one in tasks}
    assert {"recover", "discover gazette", "collect tasman 1", "finish", "publish"} <= names
    assert {one["state_type"] for one in tasks} == {"COMPLETED"}


def test_all_deployments_are_accepted_with_limits_and_schedules(scheduled: Scheduled) -> None:
    assert "Unknown" not in scheduled.deployed
    found = {one["name"]: one for one in scheduled.prefect.ask("/deployments/filter", {})}
    assert set(found) == {"nightly", "verify-weekly", "backfill", "reparse"}
    for one in found.values():
        assert one["global_concurrency_limit"]["limit"] == 1
        assert one["concurrency_options"]["collision_strategy"] == "ENQUEUE"
        assert one["work_pool_name"] == "sitrep"
    slugs = {name: [each["slug"] for each in one["schedules"]] for name, one in found.items()}
    assert slugs == {
        "nightly": ["every-night"],
        "verify-weekly": ["sundays"],
        "backfill": [],
        "reparse": [],
    }


def test_the_automation_for_dead_runs_is_created_once_and_knows_our_states(
    scheduled: Scheduled,
) -> None:
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-m", "flows.zombies", "--within", "90"],
            env=scheduled.prefect.env,
            check=True,
            capture_output=True,
            timeout=60,
        )
    (automation,) = scheduled.prefect.ask("/automations/filter", {})
    trigger = automation["trigger"]
    assert trigger["posture"] == "Proactive"
    assert trigger["within"] == 90
    assert "prefect.flow-run.CompletedWithProblems" in trigger["expect"]
    assert "prefect.flow-run.Skipped" in trigger["expect"]
    assert automation["actions"][0]["state"] == "CRASHED"


def run_embedded(home: Path, folder: Path, code: str) -> str:
    """Python code in a process of its own, with no server configured."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(folder, SITREP_HOME=str(home)),
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


_NIGHT = """
import asyncio
from datetime import datetime, UTC
from flows.nightly import nightly
state = asyncio.run(nightly({arguments}, return_state=True))
print(state.type.value, "|", state.name, "|", state.message)
"""


def test_a_night_runs_without_any_server_configured(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy, ignore=lambda _folder, names: {"warehouse.duckdb", "archive"})
    arguments = 'sources=["tasman"], now=datetime(2026, 3, 10, 1, tzinfo=UTC)'
    said = run_embedded(copy, tmp_path, _NIGHT.format(arguments=arguments))
    assert said.startswith("COMPLETED | Completed")
    with closing(connect(copy / "sitrep.duckdb", read_only=True)) as db:
        assert db.execute("SELECT DISTINCT night FROM runs").fetchall() == [
            (datetime(2026, 3, 10, 1),)  # noqa: DTZ001 - the tables keep UTC without a zone
        ]
    # The same server folder again: an expected error is one line, not a traceback.
    said = run_embedded(copy, tmp_path, _NIGHT.format(arguments='sources=["nobody"]'))
    assert said.strip() == ("FAILED | Failed | no source 'nobody'; `sitrep sources list` shows all")
