"""One lane per host: one request in flight, spacing, back-off and a daily budget.

What a lane knows is a `HostState`; it is kept between runs, so that a crawl-delay of an hour holds
for the next night too.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, Self

from flows.fetch.records import Outcome
from flows.fetch.settings import FetchSettings
from warehouse.archive.records import Json

_LONGEST_DOUBLING = 20
_INSTANTS = ("next_allowed_at", "backoff_until")


@dataclass(slots=True)
class HostState:
    """What is remembered of a host. `day` and `tdm_day` are days in UTC as YYYY-MM-DD.

    `failures` counts failed requests in a row, `requests_today` those sent on `day`. `robots`
    holds the stored state of the rules for each origin (scheme, host and port).
    """

    next_allowed_at: datetime | None = None
    backoff_until: datetime | None = None
    failures: int = 0
    day: str | None = None
    requests_today: int = 0
    tdm_day: str | None = None
    robots: dict[str, Json] = field(default_factory=dict)

    def to_json(self) -> dict[str, Json]:
        """For storing; `from_json` reads it back."""
        stored = asdict(self)
        for name in _INSTANTS:
            stored[name] = stored[name].isoformat() if stored[name] else None
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The state that was stored; keys that this version does not know are left out."""
        known = {item.name: stored[item.name] for item in fields(cls) if item.name in stored}
        for name in _INSTANTS:
            if known.get(name):
                known[name] = datetime.fromisoformat(known[name])
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a lane sends no request now, and when to come back."""

    outcome: Outcome
    wait_until: datetime | None
    detail: str


class Lane:
    """The way to one host."""

    def __init__(self, host: str, state: HostState, settings: FetchSettings) -> None:
        self.host = host
        self.state = state
        self._settings = settings
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Refusal | None]:
        """Wait for the turn of one request and hold it; gives the reason where there is none."""
        async with self._turn:
            refusal = self._over_budget() or self._too_far_away()
            if refusal is None:
                await self._wait()
            yield refusal

    def count(self) -> None:
        """One request is sent."""
        self._roll_day()
        self.state.requests_today += 1

    def answered(self, latency: float, delay: float) -> None:
        """A request was answered after `latency` seconds; `delay` is the least distance to keep."""
        self.state.failures = 0
        self.state.backoff_until = None
        self._space(latency, delay)

    def failed(self, latency: float, delay: float) -> None:
        """A request gave no response; with the patience gone the host is left alone for a while."""
        self.state.failures += 1
        self._space(latency, delay)
        if self.state.failures >= self._settings.patience:
            doublings = self.state.failures - self._settings.patience
            self.state.backoff_until = self._now() + self._backoff(doublings)

    def sent_away(self, asked: datetime | None, delay: float) -> datetime:
        """A 429 or 503 came, asking to wait until `asked`; gives the instant that was agreed on."""
        self.state.failures += 1
        self._space(0.0, delay)
        now = self._now()
        wait = asked - now if asked else self._backoff(self.state.failures - 1)
        if self.state.failures > self._settings.patience:
            # It keeps asking for a second and keeps refusing: believe the refusals.
            wait = max(wait, self._backoff(self.state.failures - self._settings.patience))
        until = now + min(wait, timedelta(seconds=self._settings.backoff_most))
        self.state.backoff_until = max(until, self.state.next_allowed_at or until)
        return self.state.backoff_until

    def _space(self, latency: float, delay: float) -> None:
        limits = self._settings
        by_latency = min(limits.latency_factor * latency, limits.longest_wait)
        # A crawl-delay of 1e308 is a joke, and beyond what a date can hold.
        spacing = max(limits.min_delay, min(delay, limits.backoff_most), by_latency)
        spacing *= 1 + limits.jitter * limits.random()
        self.state.next_allowed_at = self._now() + timedelta(seconds=spacing)

    def _backoff(self, doublings: int) -> timedelta:
        limits = self._settings
        seconds = limits.backoff_first * 2.0 ** min(doublings, _LONGEST_DOUBLING)
        return timedelta(seconds=min(seconds, limits.backoff_most))

    def _opens_at(self) -> datetime:
        now = self._now()
        return max(self.state.next_allowed_at or now, self.state.backoff_until or now, now)

    def _too_far_away(self) -> Refusal | None:
        opens_at = self._opens_at()
        if (opens_at - self._now()).total_seconds() <= self._settings.max_delay:
            return None
        return Refusal("busy", opens_at, f"{self.host} is left alone until {opens_at:%F %T} UTC")

    async def _wait(self) -> None:
        seconds = (self._opens_at() - self._now()).total_seconds()
        if seconds > 0:
            await self._settings.sleep(seconds)

    def _over_budget(self) -> Refusal | None:
        self._roll_day()
        if self.state.requests_today < self._settings.daily_budget:
            return None
        midnight = self._now().replace(hour=0, minute=0, second=0, microsecond=0)
        return Refusal(
            "over_budget",
            midnight + timedelta(days=1),
            f"{self.host} was asked {self.state.requests_today} times today",
        )

    def _roll_day(self) -> None:
        today = self._now().date().isoformat()
        if self.state.day != today:
            self.state.day, self.state.requests_today = today, 0

    def _now(self) -> datetime:
        return self._settings.clock.now()


class Lanes:
    """All lanes, made on first use from what is remembered of their hosts."""

    def __init__(self, settings: FetchSettings, hosts: Mapping[str, Mapping[str, Any]]) -> None:
        self._settings = settings
        self._stored = dict(hosts)
        self._lanes: dict[str, Lane] = {}

    def of(self, host: str) -> Lane:
        """The lane of a host name; ports of one host share it, for they share its machine."""
        if host not in self._lanes:
            state = HostState.from_json(self._stored.get(host, {}))
            self._lanes[host] = Lane(host, state, self._settings)
        return self._lanes[host]

    def to_json(self) -> dict[str, dict[str, Json]]:
        """All that is remembered: hosts asked in this run, and those of earlier ones."""
        known = {
            host: HostState.from_json(stored).to_json() for host, stored in self._stored.items()
        }
        return known | {host: lane.state.to_json() for host, lane in self._lanes.items()}
