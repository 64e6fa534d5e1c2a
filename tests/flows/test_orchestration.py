"""States, names and the scheduled night; no server is started."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect.runtime import flow_run as runtime
from prefect.server.schemas.schedules import CronSchedule

from flows import orchestration
from flows.orchestration import SKIPPED, WITH_PROBLEMS, done, ending, failed, final_state
from flows.steps.summary import NightSummary, SourceSummary
from flows.steps.verifying import Fault, Verification
from flows.verify import verdict
from flows.zombies import FINAL_STATES, zombie_automation
from parsers.errors import LockHeld

NIGHT = datetime(2026, 3, 10, 4, 15, tzinfo=UTC)
DEPLOYMENTS = yaml.safe_load((Path(__file__).parents[2] / "prefect.yaml").read_text("utf-8"))
CRON = DEPLOYMENTS["deployments"][0]["schedules"][0]["cron"]


@pytest.mark.parametrize(
    "zone",
    [
        "Etc/UTC",
        "Europe/Berlin",  # changes at 02:00 and 03:00
        "America/New_York",  # at 02:00
        "America/Santiago",  # at midnight
        "Asia/Beirut",  # at midnight
        "Australia/Lord_Howe",  # by half an hour
    ],
)
def test_the_schedule_gives_every_night_exactly_once_over_a_year(zone: str) -> None:
    schedule = CronSchedule(cron=CRON, timezone=zone)
    start = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone))
    nights = asyncio.run(schedule.get_dates(n=366, start=start))
    local = [datetime.fromtimestamp(night.timestamp(), ZoneInfo(zone)) for night in nights]
    assert [night.date() for night in local] == [
        start.date() + timedelta(days=day) for day in range(366)
    ]
    assert {(night.hour, night.minute) for night in local} == {(4, 15)}


def pretend(monkeypatch: pytest.MonkeyPatch, scheduled: str) -> None:
    """What Prefect says of a run that was scheduled for then and starts now."""
    moment = datetime.fromisoformat(scheduled)
    monkeypatch.setitem(runtime.FIELDS, "scheduled_start_time", lambda: moment)
    monkeypatch.setitem(runtime.FIELDS, "flow_name", lambda: "nightly")


@pytest.mark.parametrize("scheduled", ["2026-03-10T04:15:00+00:00", "2026-03-10T05:15:00+01:00"])
def test_tonight_is_the_scheduled_time_of_a_late_start(
    monkeypatch: pytest.MonkeyPatch, scheduled: str
) -> None:
    pretend(monkeypatch, scheduled)
    assert orchestration.scheduled_night() == NIGHT
    assert orchestration.run_name() == "nightly-2026-03-10T0415Z"


def test_tonight_has_no_fractions_of_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, "2026-03-10T04:15:00.123456+00:00")
    assert orchestration.scheduled_night() == NIGHT


def summary(*sources: SourceSummary, skipped: str | None = None) -> NightSummary:
    return NightSummary(NIGHT, "run", list(sources), skipped=skipped)


def test_a_good_night_is_completed_with_its_articles() -> None:
    state = final_state(summary(SourceSummary("dawn", articles=3)))
    assert (state.name, state.message) == ("Completed", "3 articles")


def test_a_dead_source_shows_in_the_state_and_does_not_fail_the_night() -> None:
    state = final_state(summary(SourceSummary("dawn", articles=3), SourceSummary("x", dead=True)))
    assert state.is_completed()
    assert state.name == WITH_PROBLEMS
    assert "nothing at all from x" in (state.message or "")


def test_an_overtaken_night_is_skipped_with_its_reason() -> None:
    state = final_state(summary(skipped="a later night is done"))
    assert state.is_completed()
    assert (state.name, state.message) == (SKIPPED, "a later night is done")


def test_problems_give_a_run_another_name() -> None:
    assert done("5 pages", problems=0).name == "Completed"
    state = done("5 pages", problems=2)
    assert (state.name, state.message) == (WITH_PROBLEMS, "5 pages, 2 problems")


def test_a_run_that_could_not_be_done_says_why_in_its_one_line() -> None:
    state = failed(LockHeld("/srv is in use by another run"))
    assert state.is_failed()
    assert state.message == "/srv is in use by another run"


def test_what_nobody_expected_is_left_to_prefect() -> None:
    async def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(ending(broken()))  # type: ignore[arg-type]  # it never returns


@pytest.mark.parametrize(
    ("kind", "state", "code"),
    [("damaged", "Failed", 4), ("open", WITH_PROBLEMS, 3), ("rows", "Failed", 5)],
)
def test_damage_fails_a_verification_and_what_passes_only_shows(
    kind: str, state: str, code: int
) -> None:
    part = "warehouse" if kind == "rows" else "archive"
    found = Verification(1, 2, 1, 100, (Fault(part, kind, "a file", "odd", "do"),))
    assert verdict(found).name == state
    assert found.exit_code == code


def test_a_sound_home_is_completed() -> None:
    found = Verification(1, 2, 1, 1_500_000, ())
    assert (verdict(found).name, found.exit_code) == ("Completed", 0)
    assert found.headline == "1 files, 1 captures, 1.5 MB read: no faults"


def test_the_automation_knows_every_state_a_run_can_end_in() -> None:
    assert {WITH_PROBLEMS, SKIPPED, "Completed", "Failed", "Crashed", "Cancelled"} == set(
        FINAL_STATES
    )
    trigger = zombie_automation(timedelta(seconds=90)).trigger
    assert trigger.within == timedelta(seconds=90)


def test_every_deployment_runs_one_at_a_time_from_a_module() -> None:
    for one in DEPLOYMENTS["deployments"]:
        assert one["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
        module, _, flow = one["entrypoint"].rpartition(".")
        assert module.startswith("flows.")
        assert flow == module.removeprefix("flows.")
