import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from parsers.errors import LockHeld, WarehouseError
from warehouse import home as module
from warehouse.home import Home

HOLD = """
import sys, time
from pathlib import Path
from warehouse.home import Home
with Home(Path(sys.argv[1])).lock("the other"):
    print("held", flush=True)
    time.sleep(60)
"""


def other_process(home: Home) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_who_holds_the_home(home: Home) -> None:
    with other_process(home) as process:
        try:
            with (
                pytest.raises(LockHeld, match=f"the other.*process {process.pid}"),
                home.lock("me"),
            ):
                pass
            assert "the other" in (home.holder() or "")
        finally:
            process.kill()


def test_the_lock_of_a_killed_process_is_free(home: Home) -> None:
    with other_process(home) as process:
        process.kill()
    assert home.holder() is None
    with home.lock("me"):
        assert "me (process" in (home.holder() or "")
    assert home.holder() is None


def test_a_second_writer_waits_for_the_first(home: Home) -> None:
    events = []

    def first() -> None:
        with home.lock("first"):
            events.append("first in")
            time.sleep(0.4)
            events.append("first out")

    thread = threading.Thread(target=first)
    thread.start()
    while "first in" not in events:
        time.sleep(0.01)
    with home.lock("second", wait_seconds=10):
        events.append("second in")
    thread.join()
    assert events == ["first in", "first out", "second in"]


def test_threads_of_one_process_shut_each_other_out(home: Home) -> None:
    with home.lock("one"), pytest.raises(LockHeld), home.lock("two"):
        pass


def test_without_flock_the_message_names_what_works(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "fcntl", None)
    with pytest.raises(WarehouseError, match="Linux and macOS"), home.lock("me"):
        pass


def test_a_file_in_place_of_the_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(WarehouseError, match="SITREP_HOME"):
        Home(tmp_path / "home").create()


def test_sizes_count_files_and_folders_and_what_is_absent(home: Home) -> None:
    (home.archive / "paper").mkdir()
    (home.archive / "paper" / "a.warc.gz").write_bytes(b"x" * 100)
    home.published.write_bytes(b"y" * 7)
    sizes = home.sizes()
    assert sizes["archive"] == 100
    assert sizes["sitrep.duckdb"] == 7
    assert sizes["texts.duckdb"] == 0
    assert home.free_bytes() > 0
