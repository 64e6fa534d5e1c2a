"""The page that a case is recorded from: a file, a WARC file, the home's archive, the web."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from flows.config import Settings, fetch_settings
from flows.fetch.fetcher import Fetcher
from flows.fetch.records import FetchRequest
from flows.steps.parsing import WARC_ENDINGS, page_in_capture, page_in_file
from flows.steps.problems import Problem
from flows.steps.shelf import Shelf
from parsers.errors import ArchiveError, FetchError, ParseError
from parsers.web.urls import host_of, normalise
from warehouse.archive.foreign import ForeignCapture, read_captures
from warehouse.home import Home
from warehouse.lookup import newest_capture, published_place

SOURCE = "record-case"
"""What requests for a case are called where sources have their names."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page with the facts that it is parsed with; `origin` says in words where it is from."""

    url: str
    body: bytes
    content_type: str | None
    fetched_at: datetime
    origin: str


def page_from_file(path: Path, url: str | None, captured: datetime) -> CasePage:
    """The page in an HTML or WARC file.

    `captured` is when an HTML file was saved; a WARC file says that itself. ParseError where the
    file has no such page or leaves it open which one is meant, ArchiveError where it is damaged.
    """
    try:
        if path.name.endswith(WARC_ENDINGS):
            return _from_warc(path, url, captured)
        if not url:
            raise ParseError(f"{path} does not say where it is from; add --url ADDRESS")
        return CasePage(url, page_in_file(path), None, captured, f"the file {path}")
    except OSError as error:
        told = f"{path} cannot be read: {error.strerror}; addresses begin with https://"
        raise ParseError(told) from error


def page_from_archive(home: Home, url: str) -> CasePage | None:
    """The newest capture of an address in the home's archive, or None.

    Asks the published copy: a page of tonight is there after the night. ArchiveError where the
    capture cannot be read.
    """
    capture = newest_capture(home.published, url)
    if capture is None:
        return None
    shelf = Shelf(home.archive, partial(published_place, home.published))
    page = shelf.page(capture, None, mine=False)
    if isinstance(page, Problem):
        raise ArchiveError(page.detail)
    return CasePage(page.url, page.body, page.content_type, page.fetched_at, "the home's archive")


async def page_from_web(url: str, settings: Settings) -> CasePage:
    """One polite request, as the nights make them; nothing is archived. FetchError without it."""
    fetching = fetch_settings(settings, (), hosts=(host_of(url).partition(":")[0],))
    async with Fetcher(fetching) as fetcher:
        result = await fetcher.fetch(FetchRequest(url, "article", SOURCE))
    if result.outcome != "ok":
        told = result.detail or (f"status {result.status}" if result.status else "no answer")
        kind = result.failure or result.outcome
        raise FetchError(kind, f"{url}: {told}; save the page in a browser and give the file")
    where = result.final_url or url
    return CasePage(
        where, result.body, result.header("content-type"), result.started_at, "the web, just now"
    )


def _from_warc(path: Path, url: str | None, captured: datetime) -> CasePage:
    """The last page of the address, or the only one; no more than two are kept at once."""
    wanted = normalise(url) if url else None
    found: CasePage | None = None
    for capture in read_captures(path):
        if not isinstance(capture, ForeignCapture):
            continue
        if wanted and normalise(capture.url) != wanted:
            continue
        page = page_in_capture(capture)
        if page is None:
            continue
        if found and not wanted:
            raise ParseError(f"{path} has several pages; say which one with --url ADDRESS")
        seen = capture.fetched_at or captured
        found = CasePage(capture.url, *page, seen, f"the file {path}")
    if found is None:
        raise ParseError(f"{path} has no page{f' of {url}' if url else ''}")
    return found
