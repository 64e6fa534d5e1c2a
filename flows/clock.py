"""The clock that the shell hands to everything that needs "now"."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the current instant, aware, in UTC."""

    def now(self) -> datetime:
        """The current instant."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The current instant."""
        return datetime.now(UTC)


class SimulatedClock:
    """A clock that was set to `start` and runs on from there: `--now`, tests, the demo.

    Runs on the machine's monotonic time, so a jump of the system clock does not move it.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self._zero = time.monotonic()

    def now(self) -> datetime:
        """The simulated instant."""
        return self._start + timedelta(seconds=time.monotonic() - self._zero)


def clock_for(now: datetime | None) -> Clock:
    """The system's clock, or one that starts at `now`."""
    return SystemClock() if now is None else SimulatedClock(now)
