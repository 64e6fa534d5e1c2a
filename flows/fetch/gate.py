"""The gate before every hop: rules for robots of the origin, and its wishes on text mining.

Rules are fetched like any page, decided on by `parsers.web.robots`, kept with the host's state and
believed for a day.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flows.fetch.lanes import HostState, Lane
from flows.fetch.records import FetchRequest, FetchResult, Purpose
from flows.fetch.settings import FetchSettings
from flows.fetch.trip import Trip
from parsers.web.robots import RobotsState, decide

Fetch = Callable[[FetchRequest], Awaitable[FetchResult]]

_TDM_FOR: frozenset[Purpose] = frozenset(("article", "revisit"))


class Gate:
    """Knows the rules of every origin that was asked for one."""

    def __init__(self, settings: FetchSettings, fetch: Fetch) -> None:
        self._settings = settings
        self._fetch = fetch
        self._states: dict[str, RobotsState] = {}
        self._delays: dict[str, float] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    def delay(self, url: str) -> float:
        """The seconds between requests that the rules of this origin ask for; 0 where none do."""
        return self._delays.get(origin_of(url), 0.0)

    async def closed(self, trip: Trip, lane: Lane, url: str) -> FetchResult | None:
        """None where the request may go out, else the result of the trip.

        Rule files that had to be fetched are added to the trip.
        """
        if trip.request.purpose == "robots":
            return None
        origin = origin_of(url)
        async with self._asking.setdefault(origin, asyncio.Lock()):
            state = self._known(origin, lane.state)
            if state is None or not state.is_fresh(self._now()):
                result = await self._ask(trip, origin, "/robots.txt", "robots")
                if _was_not_sent(result):
                    return trip.ended(
                        result.outcome, detail=result.detail, wait_until=result.wait_until
                    )
                state = self._decided(result, state)
                self._remember(origin, state)
                lane.state.robots[origin] = dict(state.to_dict())
        if not state.allows(url, self._settings.robots_name):
            return _verdict(trip, state, url)
        await self._ask_for_wishes(trip, lane.state, origin)
        return None

    def _known(self, origin: str, host: HostState) -> RobotsState | None:
        """The state in memory, else the stored one; what cannot be read counts as not known."""
        stored = host.robots.get(origin)
        if origin not in self._states and isinstance(stored, dict):
            try:
                self._remember(origin, RobotsState.from_dict(stored))  # type: ignore[arg-type]  # checked inside
            except (KeyError, ValueError, TypeError):
                return None
        return self._states.get(origin)

    def _remember(self, origin: str, state: RobotsState) -> None:
        self._states[origin] = state
        # Asked for with every request, and not cheap: the rules may have to be parsed for it.
        self._delays[origin] = state.rules.delay(self._settings.robots_name)

    def _decided(self, result: FetchResult, known: RobotsState | None) -> RobotsState:
        answer = result.failure or result.status or result.outcome
        asked: timedelta | None = None
        if result.wait_until is not None:
            asked = result.wait_until - self._now()
        return decide(answer, result.body, known, self._now(), asked)

    async def _ask_for_wishes(self, trip: Trip, host: HostState, origin: str) -> None:
        """tdmrep.json once per host and day; its absence or failure changes nothing.

        Not where the rules ask for delays that no run can wait for: the one request that such a
        host grants is for the page.
        """
        today = self._now().date().isoformat()
        wanted = self._settings.tdm_files and trip.request.purpose in _TDM_FOR
        too_dear = self.delay(origin) > self._settings.max_delay
        if wanted and not too_dear and host.tdm_day != today:
            host.tdm_day = today
            await self._ask(trip, origin, "/.well-known/tdmrep.json", "tdm")

    async def _ask(self, trip: Trip, origin: str, path: str, purpose: Purpose) -> FetchResult:
        request = FetchRequest(
            origin + path, purpose, trip.request.source, crawl_delay=trip.request.crawl_delay
        )
        result = await self._fetch(request)
        trip.adopt(result)
        return result

    def _now(self) -> datetime:
        return self._settings.clock.now()


def origin_of(url: str) -> str:
    """Scheme, host and port of a normalised address: what one rules file speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _was_not_sent(result: FetchResult) -> bool:
    """The host's lane kept the request for the rules back: the page has to wait as well."""
    return result.status is None and result.outcome in ("busy", "over_budget")


def _verdict(trip: Trip, state: RobotsState, url: str) -> FetchResult:
    if state.state == "rules":
        return trip.ended(
            "robots_denied", final_url=url, detail="the rules for robots forbid this address"
        )
    if state.reason == "blocked_address":
        return trip.ended(
            "failed", final_url=url, failure="blocked_address", detail="not a public address"
        )
    return trip.ended(
        "robots_unreachable",
        final_url=url,
        detail=f"the rules for robots cannot be read: {state.reason}",
        wait_until=state.expires_at,
    )
