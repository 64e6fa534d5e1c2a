"""Tells a monitor of a good night: one request to the address that the operator configured."""

from flows.config import Settings, fetch_settings
from flows.fetch.fetcher import Fetcher
from flows.fetch.records import FetchRequest
from parsers.web.urls import host_of


async def ping(url: str, settings: Settings) -> bool:
    """Requests `url` once and says whether it answered; a silent monitor is no failure of ours.

    Goes through the fetcher, so the address is checked like every other; the monitor is not asked
    for robots rules, it was named by the operator.
    """
    fetching = fetch_settings(settings, (), hosts=(host_of(url).partition(":")[0],))
    async with Fetcher(fetching) as fetcher:
        result = await fetcher.fetch(FetchRequest(url, "check", "heartbeat"))
    return result.outcome == "ok"
