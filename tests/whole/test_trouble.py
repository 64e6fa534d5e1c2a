"""Nights that go wrong end in order: locked homes, full disks, dead papers, dead feeds."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.killing import checked
from flows.demo.run import FIRST_NIGHT, SECOND_NIGHT
from flows.steps import reading
from parsers.errors import DiskFull, LockHeld
from tests.servers.misbehaving import answer
from tests.whole.conftest import At
from tests.whole.scene import Demo, a_night, contents, differing, rows
from tests.whole.small import PAPER, paper, street
from warehouse.archive.openfile import OpenFile
from warehouse.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

NIGHT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
OTHER = "other.example"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_HOME", str(tmp_path / "home"))


def last_run(home: Home) -> tuple[str, str | None]:
    (found,) = rows(home, "SELECT state, message FROM runs ORDER BY started_at DESC LIMIT 1")
    state, message = found
    return str(state), message


def test_a_second_run_is_told_who_holds_the_home(at: At) -> None:
    place = at("night 2")
    with place.home.lock("sitrep backfill"), pytest.raises(LockHeld, match="sitrep backfill"):
        a_night(SECOND_NIGHT)
    assert place.asked() == []


def test_a_second_run_waits_if_it_is_told_to(at: At) -> None:
    place = at("night 2")
    taken, free = threading.Event(), threading.Event()

    def hold() -> None:
        with place.home.lock("sitrep backfill"):
            taken.set()
            free.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert taken.wait(10)
    threading.Timer(0.5, free.set).start()
    assert a_night(SECOND_NIGHT, wait_seconds=20).published
    holder.join()


def test_a_night_that_would_not_fit_does_not_begin(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    place = at("night 2")
    before = contents(place.home), rows(place.home, "FROM runs ORDER BY ALL")
    monkeypatch.setattr(Home, "free_bytes", lambda _self: 5_000_000)
    with pytest.raises(DiskFull, match="would not fit: 5 MB free"):
        a_night(SECOND_NIGHT + timedelta(days=1))
    assert place.asked() == []
    assert (contents(place.home), rows(place.home, "FROM runs ORDER BY ALL")) == before


@pytest.mark.parametrize("left", [3, 60], ids=["while feeds are asked", "among the pages"])
def test_a_disk_that_fills_up_ends_the_night_and_loses_nothing(
    demo: Demo, at: At, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    place = at("check", serving=1)
    whole, room = OpenFile.append, [left]

    def append(self: OpenFile, data: bytes) -> int:
        room[0] -= 1
        if room[0] < 0:
            raise DiskFull("no space left on the disk")
        return whole(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(OpenFile, "append", append)
        with pytest.raises(DiskFull, match="no space left"):
            a_night(FIRST_NIGHT)
    state, message = last_run(place.home)
    assert (state, message) == ("failed", "DiskFull: no space left on the disk")
    acknowledged = set(rows(place.home, "SELECT capture_id, payload_sha256 FROM captures"))
    a_night(FIRST_NIGHT)
    assert acknowledged <= set(rows(place.home, "SELECT capture_id, payload_sha256 FROM captures"))
    assert differing(place.home, demo.home("night 1")) == []
    assert checked(place.home).problems == ()


def test_a_dead_paper_does_not_stop_the_others(tmp_path: Path) -> None:
    async def night() -> Home:
        async with street(tmp_path, paper(PAPER, "a", "b"), (PAPER, OTHER)) as here:
            settings = here.home.path / "sitrep.toml"
            there = f'"{OTHER}" = "127.0.0.1:{here.server.port}"'
            # Port 9 (discard) is closed on every machine that anybody runs tests on.
            text = settings.read_text("utf-8").replace(there, f'"{OTHER}" = "127.0.0.1:9"')
            settings.write_text(text, "utf-8")
            summary = await here.night(NIGHT)
            assert summary.dead == ["other-example"]
            assert summary.total("articles") == 2
            assert summary.published
            return here.home

    home = asyncio.run(night())
    assert last_run(home)[0] == "completed_with_problems"
    ((kind, source, detail),) = rows(home, "SELECT kind, source, detail FROM problems")
    assert (kind, source) == ("feed_failed", "other-example")
    assert "robots" in detail or "connect" in detail


def test_a_feed_that_lies_dead_is_disabled_with_its_reason(tmp_path: Path) -> None:
    gone = {f"{PAPER}/feed.rss": answer(b"nothing", "404 Not Found")}

    async def nights() -> None:
        async with street(tmp_path, paper(PAPER) | gone) as here:
            health = "SELECT failures, status, status_reason, next_attempt_at FROM feeds"
            night, asked = NIGHT, 0
            while asked < 15:
                await here.night(night)
                asked += len(here.asked())
                ((failures, status, reason, due),) = rows(here.home, health)
                assert failures == asked
                if status == "disabled":
                    break
                # What is not due is not asked.
                night = max(due.replace(tzinfo=UTC), night + timedelta(hours=1))
            assert (status, asked) == ("disabled", 10)
            assert reason == "10 failure points, the last: gone, HTTP 404"
            assert night - NIGHT > timedelta(days=30)
            summary = await here.night(night + timedelta(days=30))
            assert here.asked() == []
            assert summary.total("feeds") == 0
            kinds = "SELECT kind, detail FROM problems ORDER BY kind"
            assert rows(here.home, kinds)[0] == ("feed_disabled", reason)

    asyncio.run(nights())


def test_a_page_that_trips_a_bug_is_a_problem_and_the_night_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(body: bytes, url: str, *more: object, **named: object) -> object:
        if url.endswith("/b"):
            raise RecursionError("too deep")
        return whole(body, url, *more, **named)

    whole = reading.parse_article
    monkeypatch.setattr(reading, "parse_article", parse)

    async def night() -> Home:
        async with street(tmp_path, paper(PAPER, "a", "b", "c")) as here:
            summary = await here.night(NIGHT)
            assert (summary.total("articles"), summary.total("problems")) == (2, 1)
            return here.home

    home = asyncio.run(night())
    sql = "SELECT kind, subject, detail FROM problems"
    detail = "bug in the parser: RecursionError: too deep"
    assert rows(home, sql) == [("parser_bug", f"http://{PAPER}/b", detail)]
    assert rows(home, "SELECT count(*) FROM captures WHERE url LIKE '%/b'") == [(1,)]
