"""What the tests of the whole look at: homes, nights over them, the demo press beside them."""

import asyncio
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.clock import SimulatedClock
from flows.demo.server import Hit, RunningPress, serve
from flows.steps.calling import directly
from flows.steps.night import run_night
from flows.steps.summary import BackfillSummary, NightSummary
from warehouse.connection import connect
from warehouse.home import Home
from warehouse.volatile import digests

CONTENT = (
    "article_versions",
    "articles",
    "claims",
    "copies",
    "copy_pairs",
    "copy_signatures",
    "coverage",
    "mention_places",
    "mentions",
    "parses",
    "participants",
    "version_changes",
)
"""The tables that say what the papers say."""

FEEDS = re.compile(r"\.(xml|rdf|rss|json|txt)(\.gz)?$|/archive/|rss\.xml|tdmrep")


@dataclass(frozen=True)
class Demo:
    """Two nights and a backfill over the demo press, as they left the home after each stage."""

    folder: Path
    nights: tuple[NightSummary, ...]
    backfills: tuple[BackfillSummary, ...]
    hits: dict[str, tuple[Hit, ...]]

    def home(self, stage: str) -> Home:
        """The home as it was after "night 1", "night 2" or "backfill"; not to be written to."""
        return Home(self.folder / stage)

    @property
    def all_hits(self) -> list[Hit]:
        """Every request of the two nights and the backfill."""
        return [hit for name, hits in self.hits.items() if name != "check" for hit in hits]


@dataclass(frozen=True)
class Workplace:
    """A home of a test's own, with the press served beside it."""

    home: Home
    press: RunningPress

    def night(self, night: datetime, **more: Any) -> NightSummary:
        """One night over it."""
        return a_night(night, **more)

    def asked(self) -> list[Hit]:
        """The requests since the last time."""
        hits = list(self.press.hits)
        del self.press.hits[: len(hits)]
        return hits


@contextmanager
def beside(home: Home, night: int) -> Iterator[Workplace]:
    """The press, served on this night for a home whose hosts are led to it."""
    with serve(night) as press:
        settings = home.path / "sitrep.toml"
        text = settings.read_text("utf-8")
        settings.write_text(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{press.port}", text), "utf-8")
        yield Workplace(home, press)


def copy_of(home: Home, path: Path) -> Home:
    """The same home at another place."""
    shutil.copytree(home.path, path)
    return Home(path)


def a_night(night: datetime, **more: Any) -> NightSummary:
    """One night over the home that SITREP_HOME names."""
    clock = SimulatedClock(more.pop("now", night))
    return asyncio.run(run_night(night=night, clock=clock, call=directly, trigger="test", **more))


def contents(home: Home, tables: Sequence[str] = ()) -> dict[str, str]:
    """The digests of the home's tables (none named: all that are not volatile)."""
    with closing(connect(home.warehouse, read_only=True)) as connection:
        found = digests(connection)
    return {table: found[table] for table in tables or found}


def differing(one: Home, other: Home, tables: Sequence[str] = ()) -> list[str]:
    """The tables that differ between two homes."""
    ours, theirs = contents(one, tables), contents(other, tables)
    assert ours.keys() == theirs.keys()
    return [table for table in ours if ours[table] != theirs[table]]


def rows(home: Home, sql: str, values: Sequence[object] = ()) -> list[Any]:
    """What a query over the writer's database gives."""
    with closing(connect(home.warehouse, read_only=True)) as connection:
        return connection.execute(sql, values).fetchall()


def pages_in(hits: Sequence[Hit]) -> list[Hit]:
    """The requests for pages: what is no feed, sitemap, archive page or rule file."""
    return [hit for hit in hits if not FEEDS.search(hit.target)]
