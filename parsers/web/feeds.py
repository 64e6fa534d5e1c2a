"""Feeds: RSS 0.9 to 2.0, RDF, Atom and JSON Feed, bytes to `FeedDocument`.

fastfeedparser reads what is well-formed (some sixty times cheaper); feedparser reads what is
broken, within bounds. A strict pass of our own decides which, and supplies what neither tells.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import fastfeedparser

from parsers.errors import FeedError
from parsers.records import FeedDocument
from parsers.web.feed_broken import affordable, read_broken
from parsers.web.feed_dates import read_time
from parsers.web.feed_entries import Entry, document_of, longest, texts_of
from parsers.web.feed_json import parse_json_feed
from parsers.web.feed_scan import KINDS_BY_ROOT, Marks, Scan, scan_feed
from parsers.web.feed_text import readable, repaired, root_name

_MANY_UNREADABLE_TIMES = 50  # fastfeedparser tries five readers on each, up to milliseconds


def parse_feed(body: bytes, url: str, content_type: str | None, now: datetime) -> FeedDocument:
    """The links of a feed in its order; `parser` says which reader gave them.

    `url` is where the feed was fetched. `content_type` is the header's value; it counts for the
    encoding only, since feeds are sent under any label. An empty feed is a document with a
    problem. Raises FeedError, and nothing else, on bytes that are no feed.
    """
    text, problems = readable(body, content_type)
    if not text.strip():
        raise FeedError("the document is empty")
    if text.startswith(("{", "[")):
        document = parse_json_feed(text, url, now)
    else:
        _refuse_others(root_name(text))
        document, more = _parse_xml(text, url, now)
        problems += more
    return replace(document, problems=problems + document.problems)


def _refuse_others(root: str) -> None:
    if root == "html":
        raise FeedError("an HTML page in place of a feed")
    if root in ("urlset", "sitemapindex"):
        raise FeedError("a sitemap, not a feed: list it under the source's sitemaps")


def _parse_xml(text: str, url: str, now: datetime) -> tuple[FeedDocument, tuple[str, ...]]:
    problems: tuple[str, ...] = ()
    scan = scan_feed(text, url)
    if scan is None:
        scan = scan_feed(repaired(text), url)
        problems = ("broken references were mended",) if scan else ("not well-formed XML",)
    document = _read_fast(scan, url, now) if scan and _is_cheap(scan) else None
    return document or _read_unclean(text, url, now), problems


def _read_unclean(text: str, url: str, now: datetime) -> FeedDocument:
    """Ask feedparser first, then take whatever fastfeedparser's tolerant half saves."""
    try:
        document = read_broken(text, url, now)
    except FeedError:
        recovered = _read_recovered(text, url, now)
        if recovered is None:
            raise
        return recovered
    return document if document.links else _read_recovered(text, url, now) or document


def _read_recovered(text: str, url: str, now: datetime) -> FeedDocument | None:
    """Titles and addresses only: its times may be completed from today's date."""
    cut = affordable(text)
    found = _fast(cut.encode("utf-8", "replace"))
    if found is None:
        return None
    entries = [_fast_entry(entry, Marks(url)) for entry in found["entries"]]
    kind = KINDS_BY_ROOT.get(root_name(text), "rss")
    document = document_of(kind, entries, found["feed"], url, now)
    document = replace(document, parser="fastfeedparser", truncated=len(cut) < len(text))
    return document if document.links else None


def _read_fast(scan: Scan, url: str, now: datetime) -> FeedDocument | None:
    """What fastfeedparser makes of a well-formed feed; None where it fails or loses entries."""
    found = _fast(scan.data)
    if found is None or len(found["entries"]) != len(scan.marks):
        return None
    about = {**found["feed"], "language": scan.language or found["feed"].get("language")}
    entries = map(_fast_entry, found["entries"], scan.marks)
    document = document_of(scan.kind, entries, about, url, now)
    return replace(document, parser="fastfeedparser", truncated=scan.truncated)


def _fast(data: bytes) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = fastfeedparser.parse(
            data, include_tags=False, include_media=False, include_enclosures=False
        )
    except Exception:  # noqa: BLE001 - documented to raise ValueError, known to raise others
        return None
    return found


def _fast_entry(entry: dict[str, object], marks: Marks) -> Entry:
    links = entry.get("links")
    others = [link.get("href") for link in links] if isinstance(links, list) else []
    return Entry(
        links=texts_of(marks.original_link, entry.get("link"), *others, marks.entry_id),
        base=marks.base,
        title=str(entry.get("title") or marks.title or ""),
        entry_id=marks.entry_id,
        published=marks.published,
        modified=marks.modified,
        text=longest(entry.get("description"), entry.get("content")),
    )


def _is_cheap(scan: Scan) -> bool:
    times = {time for marks in scan.marks for time in (marks.published, marks.modified) if time}
    return sum(read_time(time) is None for time in times) <= _MANY_UNREADABLE_TIMES
