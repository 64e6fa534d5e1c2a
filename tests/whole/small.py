"""Small papers on a server that does what a test wants, in a home of their own."""

import os
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.homes import make_home
from flows.clock import SimulatedClock
from flows.steps.calling import directly
from flows.steps.night import run_night
from flows.steps.summary import NightSummary
from tests.servers.misbehaving import MisbehavingServer, Page, answer
from warehouse.home import Home

PAPER = "paper.example"
TEXT = (
    "The council of Upper Wickham voted on Tuesday to mend the bridge before the winter. "
    "Two lorries had broken through its planks since March, and one driver was hurt. "
)


@dataclass
class Street:
    """A home, the server beside it, and nights over both."""

    home: Home
    server: MisbehavingServer
    settings: dict[str, str] = field(default_factory=dict)

    async def night(self, night: Any, **more: Any) -> NightSummary:
        """One night, as every other."""
        clock = SimulatedClock(night)
        return await run_night(night=night, clock=clock, call=directly, trigger="test", **more)

    def asked(self) -> list[str]:
        """The addresses asked for since the last time, rules left out."""
        found = [url for url in self.server.asked if not url.endswith("/robots.txt")]
        self.server.asked.clear()
        return found


def story(title: str, more: str = "") -> bytes:
    """A page that is an article."""
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        f"<title>{title}</title><meta property=og:type content=article>"
        '<meta property="article:published_time" content="2026-03-09T12:00:00Z"></head><body>'
        f"<article><h1>{title}</h1><p>By Ada Quill</p>"
        f"<p>{TEXT}</p><p>{TEXT}{more}</p><p>{TEXT}</p></article></body></html>"
    ).encode()


def feed(urls: Iterable[str]) -> bytes:
    """An RSS feed that lists these addresses."""
    items = "".join(f"<item><link>{url}</link><title>A story</title></item>" for url in urls)
    return f'<rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'.encode()


def paper(host: str, *stories: str) -> dict[str, Page]:
    """The pages of a paper in good order: rules, feed and stories."""
    urls = [f"http://{host}/{name}" for name in stories]
    html = "Content-Type: text/html; charset=utf-8"
    pages: dict[str, Page] = {
        f"{host}/robots.txt": answer(b"User-agent: *\nDisallow:\n"),
        f"{host}/feed.rss": answer(feed(urls), "200 OK", "Content-Type: application/rss+xml"),
    }
    told = {f"{host}/{name}": answer(story(f"Story {name}"), "200 OK", html) for name in stories}
    return pages | told


@asynccontextmanager
async def street(
    folder: Path, pages: Mapping[str, Page], hosts: Iterable[str] = (PAPER,)
) -> AsyncIterator[Street]:
    """A home that reads `feed.rss` of these hosts, served until the block ends."""
    async with MisbehavingServer(pages, lifetime=60.0).running() as server:
        home = Home(folder / "home")
        feeds = {host: ("feeds", f"http://{host}/feed.rss") for host in hosts}
        make_home(home.path, server.port, feeds)
        assert os.environ["SITREP_HOME"] == str(home.path)
        yield Street(home, server)
