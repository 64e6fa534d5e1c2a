"""What one request gathers on its way: hops, rule files, attempts, time."""

import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flows.fetch.records import FetchRequest, FetchResult, Outcome
from warehouse.archive.records import Exchange


@dataclass(slots=True)
class Trip:
    """One FetchRequest under way. `remaining` are the seconds on the wire that are left to it."""

    request: FetchRequest
    started_at: datetime
    remaining: float
    attempts: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    robots: list[FetchResult] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _started: float = field(default_factory=time.perf_counter)

    def ended(self, outcome: Outcome, **facts: Any) -> FetchResult:
        """The result; `facts` are further fields of FetchResult."""
        return FetchResult(
            request=self.request,
            outcome=outcome,
            started_at=self.started_at,
            seconds=time.perf_counter() - self._started,
            attempts=self.attempts,
            exchanges=tuple(self.exchanges),
            robots=tuple(self.robots),
            problems=tuple(dict.fromkeys(self.problems)),
            **facts,
        )

    def adopt(self, result: FetchResult) -> None:
        """Take over a rule file that was fetched on the way, and those fetched for it."""
        self.robots += [*result.robots, replace(result, robots=())]
