"""Times, days and durations as users write them."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import click

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Instant(click.ParamType[datetime]):
    """An ISO time; without a zone it is UTC."""

    name = "TIME"

    def convert(self, value: Any, *_where: Any) -> Any:
        """The aware instant."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no time; write 2026-03-10T01:00 or 2026-03-10T01:00+02:00")
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Day(click.ParamType[date]):
    """A calendar day."""

    name = "DAY"

    def convert(self, value: Any, *_where: Any) -> Any:
        """The day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write 2026-03-10")


class Duration(click.ParamType[timedelta]):
    """A number with a unit: 90s, 10m, 26h, 3d."""

    name = "DURATION"

    def convert(self, value: Any, *_where: Any) -> Any:
        """The duration."""
        if isinstance(value, timedelta):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", str(value))
        if match is None:
            self.fail(f"{value!r} is no duration; write 90s, 10m, 26h or 3d")
        return timedelta(seconds=float(match[1]) * _UNITS[match[2]])


INSTANT, DAY, DURATION = Instant(), Day(), Duration()
