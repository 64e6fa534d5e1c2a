"""One run on a home: the lock, the open warehouse, the fetcher, the archive; opened and closed.

Everything that a run needs is in `Run`; what is done with it stands in the steps.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from typing import TypeVar
from uuid import uuid4

from flows.clock import Clock
from flows.config import (
    Settings,
    Source,
    enabled_sources,
    fetch_settings,
    home_folder,
    load_settings,
    load_site_rules,
    load_sources,
)
from flows.fetch.fetcher import Fetcher
from flows.plan import night_fits
from flows.resources import home_resources
from flows.steps.calling import Call
from flows.steps.desk import Desk
from flows.steps.keeping import Keeper
from flows.steps.shelf import Shelf
from parsers.errors import ConfigError, DiskFull
from parsers.version import EXTRACTOR_VERSION, PARSER_VERSION
from warehouse import runs, state
from warehouse.archive.records import Json
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.records import RunState
from warehouse.rows_articles import Tables

T = TypeVar("T")


@dataclass(slots=True)
class Waiting:
    """Tables that wait for the loader."""

    name: str
    tables: Tables
    loaded: bool = False


@dataclass(slots=True)
class Run:
    """What one run works with.

    `loading` lets one load at a time into the warehouse; what gathers meanwhile is `waiting`.
    `outcome` and `counts` are what the run will be remembered by.
    """

    run_id: str
    night: datetime
    home: Home
    settings: Settings
    sources: tuple[Source, ...]
    clock: Clock
    desk: Desk
    shelf: Shelf
    writer: Writer
    loading: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: list[Waiting] = field(default_factory=list)
    outcome: RunState = "completed"
    counts: dict[str, Json] = field(default_factory=dict)

    @property
    def obeys_noarchive(self) -> bool:
        """Whether texts of pages that ask not to be shown are withheld."""
        return self.settings.signals.noarchive == "obey"

    def may_mine(self, name: str) -> bool:
        """Whether a source's reserved pages are read for events all the same."""
        for source in self.sources:
            if source.name == name:
                return self.settings.tdm_for(source) == "record"
        return self.settings.signals.tdm == "record"

    def zone_of(self, name: str) -> str | None:
        """The time zone of a source (IANA name); None for one that is not configured any more."""
        return next((source.time_zone for source in self.sources if source.name == name), None)


@asynccontextmanager
async def open_run(
    kind: str,
    night: datetime,
    only: Sequence[str],
    clock: Clock,
    *,
    trigger: str,
    wait_seconds: float = 0,
    online: bool = True,
) -> AsyncIterator[Run]:
    """A run on the home that SITREP_HOME names, until the block ends; then it is remembered.

    `online` runs read enabled sources and need room for a night; others read what is there.
    Raises ConfigError, LockHeld, DiskFull, WarehouseError, SchemaTooNew before anything happens.
    """
    home = Home(home_folder())
    settings = load_settings(home.path)
    sources = _sources(home, only, online=online)
    site_rules = load_site_rules(home.path)
    fetching = fetch_settings(settings, sources if online else (), clock)
    with home.lock(f"sitrep {kind}", wait_seconds), Writer.open(home) as writer:
        if online:
            check_room(home, settings, writer)
        fetcher = Fetcher(fetching, state.hosts(writer.connection))
        keeper = Keeper(
            root=home.archive,
            night=night,
            operator=_operator(settings),
            now=clock.now,
            find_original=partial(state.find_original, writer.connection),
            known=state.known_captures(writer.connection, night),
        )
        run = Run(
            run_id=uuid4().hex,
            night=night,
            home=home,
            settings=settings,
            sources=sources,
            clock=clock,
            desk=Desk(
                night, settings, fetcher, keeper, partial(home_resources, home.path), site_rules
            ),
            shelf=Shelf(home.archive, partial(state.place_of, writer.connection)),
            writer=writer,
        )
        with _remembered(run, kind, trigger, only):
            async with fetcher:
                try:
                    yield run
                finally:
                    await keeper.close_all()


@contextmanager
def _remembered(run: Run, kind: str, trigger: str, only: Sequence[str]) -> Iterator[None]:
    """Notes the run's beginning, and its failure if it fails; `end` notes a good end."""
    versions = {
        "sitrep": version("sitrep"),
        "parser": PARSER_VERSION,
        "extractor": EXTRACTOR_VERSION,
    }
    runs.start_run(
        run.writer.connection,
        run.run_id,
        kind,
        trigger=trigger,
        night=run.night,
        started_at=run.clock.now(),
        parameters={"sources": list(only)},
        versions=versions,
    )
    try:
        yield
    except BaseException as error:
        end(run, "failed", f"{type(error).__name__}: {error}"[:500])
        raise


def noting(run: Run, call: Call) -> Call:
    """The same call, with each unit's end noted in `run_steps`.

    Discoveries are left out: the tables of feeds and fetches say more, and 200 notes would cost a
    quiet night half a second.
    """

    async def noted(name: str, unit: Callable[[], Awaitable[T]], /) -> T:
        started, began = run.clock.now(), time.monotonic()
        state: RunState = "failed"
        try:
            result = await call(name, unit)
            state = "completed"
        finally:
            if not name.startswith("discover "):
                runs.step(
                    run.writer.connection,
                    run.run_id,
                    name,
                    state,
                    started_at=started,
                    seconds=time.monotonic() - began,
                )
        return result

    return noted


def end(run: Run, outcome: RunState | None = None, message: str | None = None) -> None:
    """Notes how the run ended, with its counts."""
    runs.finish_run(
        run.writer.connection,
        run.run_id,
        outcome or run.outcome,
        finished_at=run.clock.now(),
        message=message,
        counts=run.counts,
    )


def check_room(home: Home, settings: Settings, writer: Writer) -> None:
    """DiskFull when the night would not fit, with what it needs and what is there."""
    usual = state.usual_night_bytes(writer.connection) or settings.storage.night_bytes
    warehouse = home.warehouse.stat().st_size
    free = home.free_bytes()
    if not night_fits(free, usual, warehouse, settings.storage.reserve_bytes):
        raise DiskFull(
            f"the night would not fit: {free / 1e6:,.0f} MB free in {home.path}, a night takes "
            f"{usual / 1e6:,.0f} MB and the warehouse has {warehouse / 1e6:,.0f} MB; "
            "free some space or lower [storage] in sitrep.toml"
        )


def _sources(home: Home, only: Sequence[str], *, online: bool) -> tuple[Source, ...]:
    if not online:
        return load_sources(home.path, only)
    sources = enabled_sources(home.path, only)
    if not sources:
        raise ConfigError(
            "no source is enabled; `sitrep sources list` shows all, "
            "`sitrep sources check NAME` enables one"
        )
    return sources


def _operator(settings: Settings) -> Mapping[str, str]:
    """What the archive says of who crawls."""
    facts = {
        "software": f"sitrep/{version('sitrep')}",
        "http-header-user-agent": settings.user_agent,
        "robots": "obey, RFC 9309",
        "sitrep-settings": "sha256:" + sha256(settings.model_dump_json().encode()).hexdigest(),
    }
    if settings.operator:
        facts["operator"] = settings.operator
    if settings.contact:
        facts["http-header-from"] = settings.contact
    return facts
