"""Checks and drafts of sources, with a fetcher of their own; nothing is archived."""

import asyncio
from collections.abc import Iterable

from flows.check import check_source
from flows.config import CheckReport, Settings, Source, fetch_settings
from flows.draft import draft_source
from flows.fetch.fetcher import Fetcher
from flows.fetch.settings import FetchSettings
from parsers.web.urls import host_of


async def check_live(sources: Iterable[Source], fetching: FetchSettings) -> list[CheckReport]:
    """A report for each source, in their order; all are checked at once, each host in its lane."""
    now = fetching.clock.now()
    async with Fetcher(fetching) as fetcher:
        checks = (check_source(source, fetcher, now) for source in sources)
        return list(await asyncio.gather(*checks))


async def draft_live(url: str, settings: Settings) -> str:
    """The text of a source file for the publisher at `url`; errors as `draft_source` raises."""
    host = host_of(url if "://" in url else f"https://{url}").partition(":")[0]
    fetching = fetch_settings(settings, (), hosts=(host,) if host else ())
    async with Fetcher(fetching) as fetcher:
        return await draft_source(url, fetcher, fetching.clock.now())
