"""What the finder returns: expressions of time with spans and values as in TimeML."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from parsers.language.tokens import Sentence

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Days = tuple[date, date]
"""First and last calendar day, both included."""


_STORY = 3
"""Years that a story without a day of publication may span; what is earlier is its history."""
_BESIDE = 3
"""Words from the end of a year to a day of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words mean: `value` as in TIMEX3 ("1998-03", "P3D", "PAST_REF"), `mod` too.

    `days` stands only where the days meant are not those that the value spells: "overnight",
    "over the past three days". `ahead` says that the words themselves look ahead ("next week"),
    `compared` that the date is only set beside another ("a year earlier") and nothing goes on
    from it.
    """

    type: TimexType
    value: str
    mod: str = ""
    days: Days | None = None
    ahead: bool = False
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time at characters `start` to `end`, tokens `first` to `last` (inclusive).

    `days` are the calendar days it covers; None for durations, sets and what cannot be resolved.
    """

    start: int
    end: int
    first: int
    last: int
    type: TimexType
    value: str
    mod: str = ""
    days: Days | None = None
    ahead: bool = False


@dataclass(slots=True)
class Setting:
    """What an expression is read against, filled from left to right through a text.

    `published` is the publisher's local day, `running` the value of the last date told,
    `period` the last quarter told, `told` the dates of this sentence so far and `told_at` the
    last word of the last of them, `begun` whether any was told, `last_year`
    the latest year that the text names.
    """

    published: date | None
    sentence: Sentence
    first: int = 0
    last: int = 0
    tense: Literal["past", "future", ""] = ""
    running: str = ""
    period: str = ""
    told: list[str] = field(default_factory=list)
    told_at: int = 0
    last_year: int | None = None
    begun: bool = False

    @property
    def year_told(self) -> int | None:
        """The year of the last date told, unless the text names years far later than it."""
        if len(self.running) < len("1998") or not self.running[:4].isdigit():
            return None
        year = int(self.running[:4])
        return year if (self.last_year or year) - year <= _STORY else None

    @property
    def year_beside(self) -> int | None:
        """The year told just before: "last year, on Easter Sunday", "in 1998, in March"."""
        year = self.told[-1] if self.told and self.first - self.told_at <= _BESIDE else ""
        return int(year) if len(year) == len("1998") and year.isdigit() else None


Resolve = Callable[[dict[str, str], Setting], Reading | None]
"""From the named groups of a match, in lower case, to their meaning; None where there is none."""
