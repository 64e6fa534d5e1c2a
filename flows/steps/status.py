"""How things stand: last runs, sources in trouble, what is due, the disk; as published."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from warehouse.home import Home
from warehouse.query import Result, run_sql

RUNS = """
SELECT night, kind, state, started_at, finished_at - started_at AS took, message
FROM runs ORDER BY started_at DESC LIMIT 7
"""
TROUBLE = """
SELECT source, health, feeds_failing, feeds_disabled, articles_in_week, problems, last_error
FROM source_health WHERE health <> 'healthy' OR problems > 0 ORDER BY health, source
"""
DUE = """
SELECT CASE WHEN state = 'new' THEN 'new' WHEN state = 'fetched' THEN 'revisit' ELSE 'retry' END
    AS what, count(*) AS links, min(next_visit_at) AS earliest
FROM links WHERE state = 'new' OR next_visit_at IS NOT NULL GROUP BY 1 ORDER BY 1
"""
PROBLEMS = (
    "SELECT kind, count(*) AS open FROM problems WHERE state <> 'resolved' GROUP BY 1 ORDER BY 1"
)
FELL = """
SELECT source, subject AS field, last_night, detail
FROM problems WHERE kind = 'drift' AND state <> 'resolved' ORDER BY last_night DESC, source, field
"""
_LAST_GOOD = """
SELECT max(night) FROM runs
WHERE kind = 'nightly' AND state IN ('completed', 'completed_with_problems')
"""
_GROWTH = """
SELECT coalesce(avg(bytes), 0) FROM (
    SELECT sum(record_length) AS bytes FROM captures GROUP BY night ORDER BY night DESC LIMIT 7
)
"""


@dataclass(frozen=True, slots=True)
class Disk:
    """Room: bytes of the home's parts, of a usual night, free; days until it is full."""

    sizes: dict[str, int]
    night: int
    free: int

    @property
    def days_left(self) -> int | None:
        """Nights that still fit, at the last week's pace; None before there is a pace."""
        return self.free // self.night if self.night else None


def ask(home: Home, question: str) -> Result:
    """One of the questions above, of the published copy."""
    return run_sql(home.published, question)


def last_good_night(home: Home) -> datetime | None:
    """The newest night that was done, in UTC without a zone as published; None before the first."""
    if not home.published.exists():
        return None
    found: datetime | None = _one(home, _LAST_GOOD)
    return found


def is_too_old(last: datetime | None, now: datetime, most: timedelta) -> bool:
    """Whether the last good night is older than it may be; none at all is too old."""
    return last is None or now.replace(tzinfo=None) - last > most


def disk(home: Home) -> Disk:
    """What is used, how fast it grows, what is left."""
    night = int(_one(home, _GROWTH) or 0) if home.published.exists() else 0
    return Disk(dict(home.sizes()), night, home.free_bytes())


def _one(home: Home, question: str) -> Any:
    rows = run_sql(home.published, question).rows
    return rows[0][0] if rows else None
