"""A publisher redesigns its pages: the night says so, once, with three of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import cli
from flows.drift import LEAST_NIGHTS
from flows.steps.summary import NightSummary
from parsers.version import PARSER_VERSION
from tests.servers.misbehaving import Page, answer
from tests.warehouse.build import load
from tests.whole.scene import Demo, differing, rows
from tests.whole.small import PAPER, Street, feed, story, street
from warehouse.drift import FIELDS, Count, Field, NightPages, source_night_row
from warehouse.rows import Row

pytestmark = [pytest.mark.slow]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_HOME", str(tmp_path / "home"))


NIGHT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HTML, RSS = "Content-Type: text/html; charset=utf-8", "Content-Type: application/rss+xml"
SOURCE = "paper-example"
WALL = b"<!doctype html><html><head><title>Just a moment...</title></head><body></body></html>"
OPEN = "SELECT subject, nights, detail FROM problems WHERE kind = 'drift' AND state <> 'resolved'"


def without_dates(page: bytes) -> bytes:
    """The same page with its date under a name that nobody reads."""
    return page.replace(b"article:published_time", b"x-when")


class Newsroom:
    """A paper that prints six stories a night, and what its readers' nights say."""

    def __init__(self, here: Street, pages: dict[str, Page]) -> None:
        self.here, self.pages, self.night = here, pages, NIGHT

    async def print(self, *, dates: bool = True, wall: bool = False) -> NightSummary:
        """The next night over six new stories; older ones are not listed any more."""
        day = f"{self.night:%m-%d}"
        urls = [f"http://{PAPER}/{day}-{letter}" for letter in "abcdef"]
        self.pages[f"{PAPER}/feed.rss"] = answer(feed(urls), "200 OK", RSS)
        for url in urls:
            page = story(f"Story {url[-7:]}")
            page = WALL if wall else page if dates else without_dates(page)
            self.pages[url.removeprefix("http://")] = answer(page, "200 OK", HTML)
        summary = await self.here.night(self.night)
        self.night += DAY
        return summary


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Newsroom]:
    """A newsroom after as many good nights as it takes to know what is usual; one is played."""
    pages: dict[str, Page] = {f"{PAPER}/robots.txt": answer(b"User-agent: *\n")}
    async with street(folder, pages) as here:
        load(here.home, {"source_nights": [good_night(ago) for ago in range(1, LEAST_NIGHTS)]})
        room = Newsroom(here, pages)
        summary = await room.print()
        assert (summary.total("articles"), summary.fallen) == (6, [])
        yield room


def good_night(ago: int) -> Row:
    """What is kept of a night before with six stories that had everything."""
    counts: dict[Field, Count] = dict.fromkeys(FIELDS, Count(6, 6))
    night = NightPages(SOURCE, NIGHT - ago * DAY, counts, {}, 600, 600)
    return source_night_row(night, PARSER_VERSION, {}, ())


def test_dates_that_vanish_are_one_problem_with_three_addresses(tmp_path: Path) -> None:
    async def nights() -> None:
        async with opened(tmp_path) as room:
            here = room.here
            summary = await room.print(dates=False)
            day = f"{room.night - DAY:%m-%d}"
            ((field, count, detail),) = rows(here.home, OPEN)
            assert (field, count) == ("date", 1)
            shown = ", ".join(f"http://{PAPER}/{day}-{letter}" for letter in "abc")
            assert "from 100% (42 of 42, 7 nights) to 0% (0 of 6) tonight" in detail
            assert f"without: {shown}; " in detail
            assert f"`sitrep sources check {SOURCE}`" in detail
            assert summary.fallen == [f"{SOURCE}: {detail}"]
            assert summary.has_problems
            told = CliRunner().invoke(cli, ["problems", "--kind", "drift"]).output
            assert "1 open problems" in told
            assert "without: " in CliRunner().invoke(cli, ["status"]).output
            # The same night again finds what it found.
            await here.night(room.night - DAY)
            assert [row[1] for row in rows(here.home, OPEN)] == [1]
            await room.print(dates=False)
            ((_, count, detail),) = rows(here.home, OPEN)
            assert count == 2
            assert f"since {room.night - 2 * DAY:%Y-%m-%d}" in detail
            assert (await room.print()).fallen == []
            assert rows(here.home, OPEN) == []

    asyncio.run(nights())


def test_a_wall_before_all_pages_is_a_fall_of_the_text(tmp_path: Path) -> None:
    async def nights() -> None:
        async with opened(tmp_path) as room:
            here = room.here
            await room.print(wall=True)
            ((field, _, detail),) = rows(here.home, OPEN)
            assert field == "text"
            assert "to 0% (0 of 6)" in detail
            assert f"-a ({walls(here)})" in detail

    asyncio.run(nights())


def walls(here: Street) -> str:
    """As what the walls were refused."""
    ((kind,),) = rows(
        here.home, "SELECT DISTINCT kind FROM parses WHERE extraction = 'not_an_article'"
    )
    return str(kind).replace("_", " ")


@pytest.mark.timeout(400)
def test_a_backfill_leaves_what_the_nights_measured(demo: Demo) -> None:
    nights = "SELECT count(*), count(DISTINCT night), sum(pages) FROM source_nights"
    ((count, different, pages),) = rows(demo.home("night 2"), nights)
    assert (count > 6, different) == (True, 2)
    first_visits = "SELECT count(*) FROM links WHERE first_fetched_at IS NOT NULL"
    assert pages <= rows(demo.home("night 2"), first_visits)[0][0]
    assert rows(demo.home("backfill"), first_visits) > rows(demo.home("night 2"), first_visits)
    assert differing(demo.home("backfill"), demo.home("night 2"), ["source_nights"]) == []
