"""A fetcher, a server on loopback and a clock that only moves when somebody sleeps."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.fetch.fetcher import Fetcher
from flows.fetch.records import FetchRequest, FetchResult, Purpose, Validators
from flows.fetch.settings import FetchSettings
from tests.servers.misbehaving import MisbehavingServer, Page

HOST = "paper.example"
OTHER = "other.example"
START = datetime(2024, 5, 17, 22, 0, tzinfo=UTC)


@dataclass
class StandingClock:
    """Sleeping moves it at once; nothing else does."""

    instant: datetime = START
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.instant

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.instant += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@dataclass
class World:
    fetcher: Fetcher
    server: MisbehavingServer
    clock: StandingClock

    async def get(
        self,
        path: str = "/",
        purpose: Purpose = "article",
        validators: Validators | None = None,
        crawl_delay: float = 0.0,
    ) -> FetchResult:
        """Fetch a path of the first host, or a whole address."""
        url = path if "://" in path else f"http://{HOST}{path}"
        return await self.fetcher.fetch(
            FetchRequest(url, purpose, "test", validators, crawl_delay=crawl_delay)
        )


@asynccontextmanager
async def world(
    pages: Mapping[str, Page],
    *,
    clock: StandingClock | None = None,
    hosts: Mapping[str, Any] | None = None,
    server: MisbehavingServer | None = None,
    resolver: Any = None,
    **settings: Any,
) -> AsyncIterator[World]:
    """`pages` served for paper.example and other.example, with quick and bounded settings."""
    clock = clock or StandingClock()
    async with (server or MisbehavingServer(pages)).running() as running:
        there = f"127.0.0.1:{running.port}"
        known: dict[str, Any] = {
            "user_agent": "sitrep-test/1.0 (+https://sitrep.example/bot)",
            "min_delay": 0.0,
            "latency_factor": 0.0,
            "jitter": 0.0,
            "deadline": 5.0,
            "connect_timeout": 2.0,
            "read_timeout": 2.0,
            "tdm_files": False,
            "random": lambda: 0.5,
            "allow_addresses": {HOST: there, OTHER: there},
            "clock": clock,
            "sleep": clock.sleep,
        }
        more = {"resolver": resolver} if resolver else {}
        made = FetchSettings(**(known | settings))
        async with Fetcher(made, hosts, **more) as fetcher:
            yield World(fetcher, running, clock)


def fetched(
    pages: Mapping[str, Page],
    path: str = "/",
    purpose: Purpose = "article",
    validators: Validators | None = None,
    **settings: Any,
) -> FetchResult:
    """What one request in a world of these pages gives."""

    async def run() -> FetchResult:
        async with world(pages, **settings) as here:
            return await here.get(path, purpose, validators)

    return asyncio.run(run())
