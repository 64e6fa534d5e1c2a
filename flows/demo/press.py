"""The demo press: six invented papers, what each of their addresses answers on a night."""

from flows.demo.page import Page, error
from flows.demo.paper import Paper
from flows.demo.papers import correo, gazette, kestrel, lantern, meridian, tasman
from flows.demo.story import NIGHTS, stories_on

NEWSROOMS = (correo, gazette, kestrel, lantern, meridian, tasman)
PAPERS: tuple[Paper, ...] = tuple(room.PAPER for room in NEWSROOMS)

OUTAGES = {(2, gazette.PAPER.host, "/headlines.rdf"): error(500, "Internal Server Error")}
"""What does not work, by night, host and path."""

_LOOPBACK_NAME = ".localhost"  # browsers lead every such name to this machine (RFC 6761)


class DemoPress:
    """All papers on one night; `set_night` turns the page for every later request.

    The first simulated night starts on 2026-03-10 at 01:00 UTC, the second a day later. Pages
    are made when a night is set and are the same, byte for byte, each time.
    """

    def __init__(self, night: int = 1) -> None:
        self._sites: dict[str, dict[str, Page]] = {}
        self.set_night(night)

    def set_night(self, night: int) -> None:
        """Show what the papers print on this night: 1 or 2."""
        if night not in NIGHTS:
            raise ValueError(f"the demo press has nights {NIGHTS}, not {night}")
        self.night = night
        # One assignment, so that a request sees one night or the other and never half of it.
        self._sites = {
            room.PAPER.host: room.pages(stories_on(room.PAPER.name, night)) for room in NEWSROOMS
        }

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that is served tonight."""
        return tuple(f"http://{host}{path}" for host, site in self._sites.items() for path in site)

    def answer(self, host: str, target: str) -> Page:
        """The page for a Host header (its port does not matter) and a request target.

        A query that no page is known under is ignored, as most news sites do: addresses with
        tracking parameters lead to the story.
        """
        name, _, port = host.lower().partition(":")
        if name.endswith(_LOOPBACK_NAME):
            name = name.removesuffix(_LOOPBACK_NAME) + ".example"
        site = self._sites.get(name)
        if site is None:
            return self._newsstand(port)
        path = target.partition("?")[0]
        if down := OUTAGES.get((self.night, name, path)):
            return down
        return site.get(target) or site.get(path) or error(404, "Not Found")

    def _newsstand(self, port: str) -> Page:
        """What an unknown host gets: the papers, under names that a browser can reach."""
        rows = "".join(
            f'<li><a href="http://{browser_host(paper)}:{port}/">{paper.title}</a>: {paper.motto}'
            for paper in PAPERS
        )
        body = (
            "<!doctype html><meta charset='utf-8'><title>The demo press</title>"
            f"<h1>The demo press, night {self.night}</h1><ul>{rows}</ul>"
        )
        return Page(body.encode(), validation="none")


def browser_host(paper: Paper) -> str:
    """The name under which a browser on this machine reaches the paper."""
    return paper.host.removesuffix(".example") + _LOOPBACK_NAME
