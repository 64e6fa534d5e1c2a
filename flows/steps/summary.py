"""What a night reports: one row a source and the sums, for terminals, artifacts and the morning."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from flows.steps.problems import Problem


@dataclass(slots=True)
class SourceSummary:
    """What one source gave on one night."""

    source: str
    feeds: int = 0
    feeds_failed: int = 0
    links_new: int = 0
    pages: int = 0
    unchanged: int = 0
    articles: int = 0
    versions_new: int = 0
    mentions: int = 0
    problems: int = 0
    dead: bool = False


@dataclass(slots=True)
class NightSummary:
    """What the whole night gave.

    `skipped` says why there was nothing to do, if so; `fallen` which sources gave less of what
    than in the month before.
    """

    night: datetime
    run_id: str
    sources: list[SourceSummary] = field(default_factory=list)
    recovered: int = 0
    seconds: float = 0.0
    published: bool = False
    skipped: str | None = None
    fallen: list[str] = field(default_factory=list)

    def total(self, name: str) -> int:
        """The sum of one of the counting fields over all sources."""
        return sum(int(getattr(row, name)) for row in self.sources)

    def note(self, fallen: Sequence[Problem]) -> None:
        """Takes in what fell: it is told, and counts among its source's problems."""
        self.fallen += [f"{one.source}: {one.detail}" for one in fallen]
        for row in self.sources:
            row.problems += sum(one.source == row.source for one in fallen)

    @property
    def dead(self) -> list[str]:
        """The sources that gave nothing because everything of theirs failed."""
        return [row.source for row in self.sources if row.dead]

    @property
    def has_problems(self) -> bool:
        """Whether somebody should look at this night."""
        return bool(self.dead) or self.total("problems") > 0


COUNTED = tuple(f.name for f in fields(SourceSummary) if f.name not in ("source", "dead"))
"""The counting fields, in the order of the pipeline."""


WINDOW_COLUMNS = ("window", "lists", "failed", "links", "pages", "articles", "mentions", "problems")
"""Titles of the cells of a `WindowSummary`."""


@dataclass(slots=True)
class WindowSummary:
    """What a backfill found and fetched for one window of days."""

    window: str
    lists: int = 0
    lists_failed: int = 0
    links: int = 0
    counts: SourceSummary = field(default_factory=lambda: SourceSummary(""))

    def cells(self) -> tuple[object, ...]:
        """The row of the window: name, lists, failed lists, links, pages, articles and so on."""
        row = self.counts
        numbers = (row.pages, row.articles, row.mentions, row.problems)
        return (self.window, self.lists, self.lists_failed, self.links, *numbers)


@dataclass(slots=True)
class BackfillSummary:
    """What a backfill of one source gave, window by window."""

    source: str
    run_id: str
    windows: list[WindowSummary] = field(default_factory=list)

    @property
    def has_problems(self) -> bool:
        """Whether a list or a page failed."""
        return any(window.lists_failed or window.counts.problems for window in self.windows)


@dataclass(slots=True)
class ReparseSummary:
    """What a run over the archive gave."""

    run_id: str
    pages: int = 0
    articles: int = 0
    mentions: int = 0
    adopted: int = 0
    problems: int = 0
