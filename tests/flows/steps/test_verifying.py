"""Verification and repair of a whole home that a real night filled."""

import asyncio
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from flows.clock import SimulatedClock
from flows.config import CheckReport, Finding, record_check
from flows.demo.run import FIRST_NIGHT, prepare_home
from flows.demo.server import serve
from flows.steps.calling import directly
from flows.steps.night import run_night
from flows.steps.verifying import run_verify
from parsers.errors import LockHeld
from warehouse.archive.files import archive_files
from warehouse.archive.reader import read_capture
from warehouse.connection import connect
from warehouse.home import Home


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after one night over one paper of the demo press."""
    home = tmp_path_factory.mktemp("filled") / "home"
    with serve(night=1) as press, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITREP_HOME", str(home))
        prepare_home(home, press)
        passed = (Finding(level="ok", what="checked by a test"),)
        record_check(home, CheckReport(source="tasman", checked_at=FIRST_NIGHT, findings=passed))
        clock = SimulatedClock(FIRST_NIGHT)
        asyncio.run(run_night(night=FIRST_NIGHT, clock=clock, call=directly, trigger="test"))
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of it for one test: nothing in a home names the folder that it lies in."""
    home = Home(shutil.copytree(filled, tmp_path / "home"))
    monkeypatch.setenv("SITREP_HOME", str(home.path))
    return home


def the_file(home: Home) -> str:
    (file,) = archive_files(home.archive)
    return file


def ledger(home: Home) -> list[tuple[str, int, int, str]]:
    with closing(connect(home.warehouse)) as db:
        return db.execute(
            "SELECT file, record_offset, record_length, url FROM captures ORDER BY 1, 2"
        ).fetchall()


def test_a_home_after_a_night_is_sound(home: Home) -> None:
    found = run_verify()
    assert found.faults == ()
    assert found.exit_code == 0
    assert found.captures == len(ledger(home)) > 5


def test_damage_is_found_and_nothing_is_touched_without_repair(home: Home) -> None:
    path = home.archive / the_file(home)
    spoil(home, 3)
    before = path.read_bytes()
    found = run_verify()
    assert found.exit_code == 4
    assert "damaged" in {fault.kind for fault in found.faults}
    assert path.read_bytes() == before


def test_after_a_repair_the_ledger_leads_to_every_capture_that_is_left(home: Home) -> None:
    file = the_file(home)
    lost_url = spoil(home, 3)
    before = ledger(home)
    found = run_verify(mend=True)
    assert found.lost == 1
    rows = ledger(home)
    assert len(rows) == len(before)
    (lost,) = [row for row in rows if row[0] != file]
    assert lost[3] == lost_url
    assert (home.archive / lost[0]).is_file()
    for name, offset, length, url in rows:
        if name == file:
            assert read_capture(home.archive, name, offset, length, lambda _id: None).url == url
    # The lost one is reported until somebody restores it; nothing else is wrong.
    again = run_verify()
    assert {(fault.part, fault.kind) for fault in again.faults} == {("archive", "missing_file")}


def test_a_file_that_is_restored_after_a_repair_is_followed_again(home: Home) -> None:
    path = home.archive / the_file(home)
    backup, before = path.read_bytes(), ledger(home)
    spoil(home, 3)
    assert run_verify(mend=True).lost == 1
    path.write_bytes(backup)
    assert run_verify().exit_code == 4
    found = run_verify(mend=True)
    assert found.faults == ()
    assert ledger(home) == before


def spoil(home: Home, number: int) -> str:
    """Overwrites bytes in the middle of one capture's member; gives its address."""
    file, offset, length, url = ledger(home)[number]
    with (home.archive / file).open("r+b") as stream:
        stream.seek(offset + length // 2)
        stream.write(bytes(64))
    return url


def test_a_torn_index_is_made_again(home: Home) -> None:
    (index,) = home.archive.glob("*/*/*.cdxj")
    whole = index.read_bytes()
    index.write_bytes(whole[:50])
    assert run_verify().exit_code == 4
    found = run_verify(mend=True)
    assert (found.exit_code, found.lost) == (0, 0)
    assert index.read_bytes() == whole


def test_an_unloaded_file_is_no_damage_but_the_next_run_is_asked_for(home: Home) -> None:
    with closing(connect(home.warehouse)) as db:
        db.execute("DELETE FROM captures WHERE purpose = 'feed'")
        db.execute("DELETE FROM fetches WHERE purpose = 'feed'")
    found = run_verify()
    assert {fault.kind for fault in found.faults} == {"unknown_capture"}
    assert found.exit_code == 3


def test_rows_that_contradict_one_another_are_the_warehouse_s_fault(home: Home) -> None:
    with closing(connect(home.warehouse)) as db:
        db.execute("DELETE FROM article_versions")
    found = run_verify()
    assert found.exit_code == 5
    assert all(fault.part == "warehouse" for fault in found.faults)


def test_a_home_in_use_is_not_verified(home: Home) -> None:
    with home.lock("sitrep nightly"), pytest.raises(LockHeld, match="sitrep nightly"):
        run_verify()


def test_a_home_before_its_first_night_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_HOME", str(tmp_path))
    found = run_verify()
    assert [fault.kind for fault in found.faults] == ["missing"]
