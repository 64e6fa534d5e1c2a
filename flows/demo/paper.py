"""A newspaper of the demo press: where it lives and what it says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.demo.story import Story

DISCLAIMER = "An invented newspaper for demonstration: none of this happened."


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper; `zone` is the IANA time zone that its dates are written in."""

    name: str
    host: str
    title: str
    motto: str
    language: str
    zone: str

    def link(self, path: str) -> str:
        """The absolute address of a path."""
        return f"http://{self.host}{path}"

    def local(self, instant: datetime) -> datetime:
        """An instant on the paper's own clock."""
        return instant.astimezone(ZoneInfo(self.zone))


def current(stories: Iterable[Story]) -> list[Story]:
    """The stories that feeds and front pages carry: not old, not taken back."""
    return [story for story in stories if not story.old and not story.gone]


def of_month(stories: Iterable[Story], year: int, month: int) -> list[Story]:
    """The stories published in a month that are still there."""
    wanted = (year, month)
    return [s for s in stories if (s.published.year, s.published.month) == wanted and not s.gone]


def others(story: Story, stories: Iterable[Story], count: int = 3) -> list[Story]:
    """The stories teased beside this one, those of its section first."""
    candidates = [other for other in current(stories) if other.slug != story.slug]
    return sorted(candidates, key=lambda other: other.section != story.section)[:count]
