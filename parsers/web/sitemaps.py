"""Sitemaps: lists of pages, lists of sitemaps, news sitemaps, and the plain text form.

The format is that of sitemaps.org with the news extension that search engines defined.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from parsers.errors import FeedError
from parsers.records import FeedDocument, FeedKind, Link
from parsers.web.decode import gunzip
from parsers.web.feed_dates import believable, read_time
from parsers.web.feed_entries import MAX_TITLE, entry_digest, language_tag
from parsers.web.feed_text import readable, repaired, root_name
from parsers.web.feeds import parse_feed
from parsers.web.sitemap_scan import MAX_URLS, ROOTS, SitemapScan, scan_sitemap
from parsers.web.urls import resolve, site_of, url_key

MAX_BYTES = 50 << 20
"""Decoded bytes of one sitemap that are read (sitemaps.org: 50 MB)."""

MAX_INDEX_DEPTH = 5
"""How many indexes deep children should be followed; named here, counted by who follows."""

_ONE_MOMENT = timedelta(minutes=1)
_ENOUGH = 20  # entries from which a shared time is no coincidence


def parse_sitemap(
    body: bytes, url: str, now: datetime, sites: Collection[str] = ()
) -> FeedDocument:
    """The links of a sitemap, or the `children` that an index names, in its order.

    Gzip is unpacked whatever the address says. RSS and Atom, which the format allows, go to
    `parse_feed`. What is cut off or damaged gives what stood before, `truncated`.

    Addresses of other sites than the sitemap's own and `sites` (both as `site_of` gives them)
    are left out with a problem; so is an index that names itself. A modification time that all
    entries share to the minute is the time of the file, not of the pages, and is dropped.
    FeedError, and nothing else, where there is nothing to read.
    """
    unpacked = gunzip(body, MAX_BYTES)
    if unpacked.problem and not unpacked.body:
        raise FeedError(unpacked.problem)
    document = _parse(unpacked.body, url, now, {site_of(url), *sites})
    if unpacked.truncated:
        problems = (unpacked.problem or "cut", *document.problems)
        document = replace(document, truncated=True, problems=problems)
    return document


def _parse(body: bytes, url: str, now: datetime, sites: set[str]) -> FeedDocument:
    scan = scan_sitemap(body)
    if scan.root and not scan.malformed:
        return _document(scan, url, now, sites)
    text, problems = readable(body, None)
    root = root_name(text)
    if root in ("rss", "rdf", "feed"):
        return parse_feed(body, url, None, now)
    if root in ROOTS:
        mended = scan_sitemap(repaired(text).encode("utf-8", "replace"))
        better = len(mended.entries) > len(scan.entries)
        document = _document(mended if better else scan, url, now, sites)
        return replace(document, problems=problems + document.problems)
    if root == "html":
        raise FeedError("an HTML page in place of a sitemap")
    return _from_lines(text, url, now, sites)


def _document(scan: SitemapScan, url: str, now: datetime, sites: set[str]) -> FeedDocument:
    if scan.problem and not scan.entries:
        raise FeedError(scan.problem)
    problems = [scan.problem] if scan.problem else []
    if _one_time_for_all(scan.entries):
        problems.append("all entries were changed at the same time: not believed")
        for entry in scan.entries:
            entry.pop("lastmod", None)
    links, odd = _links(scan.entries, url, now, sites)
    problems += odd
    kind: FeedKind = "sitemap"
    if scan.root == "sitemapindex":
        kind = "sitemap_index"
        links, odd = _without_itself(links, url)
        problems += odd
    elif any("publication_date" in entry for entry in scan.entries):
        kind = "news_sitemap"
    if not links:
        problems.append("the sitemap has no entries")
    return FeedDocument(
        kind=kind,
        links=() if kind == "sitemap_index" else links,
        children=links if kind == "sitemap_index" else (),
        parser="sitemap",
        truncated=scan.problem is not None,
        problems=tuple(problems),
    )


def _links(
    entries: Iterable[dict[str, str]], url: str, now: datetime, sites: set[str]
) -> tuple[tuple[Link, ...], list[str]]:
    """One link for each address, in order, and what was odd."""
    links: dict[str, Link] = {}
    odd: Counter[str] = Counter()
    origins: dict[str, bool] = {}
    for entry in entries:
        address = resolve(url, entry.get("loc", ""))
        if address is None or not entry.get("loc"):
            odd["without a usable address"] += 1
            continue
        origin = address[: address.find("/", 8)]
        if origin not in origins:
            origins[origin] = site_of(address) in sites
        if not origins[origin]:
            odd["of other sites, left out"] += 1
        elif address in links:
            odd["with the address of another"] += 1
        else:
            links[address] = _link(entry, address, url, now, odd)
    problems = [f"entries {what}: {count}" for what, count in odd.items() if count]
    return tuple(links.values()), problems


def _link(entry: dict[str, str], address: str, url: str, now: datetime, odd: Counter[str]) -> Link:
    title = entry.get("title", "")[:MAX_TITLE] or None
    published, modified = entry.get("publication_date") or None, entry.get("lastmod") or None
    published_at = believable(read_time(published), now)
    modified_at = believable(read_time(modified), now)
    odd["with a time that cannot be read or be true"] += bool(
        (published and not published_at) or (modified and not modified_at)
    )
    return Link(
        url=address,
        found_in=url,
        title=title,
        published_at=published_at,
        published_raw=published,
        modified_at=modified_at,
        language=language_tag(entry.get("language")),
        digest=entry_digest(title, published, modified, ""),
    )


def _one_time_for_all(entries: list[dict[str, str]]) -> bool:
    """Whether all entries carry one time of day: a day alone may honestly be shared."""
    raw = [entry.get("lastmod", "") for entry in entries]
    if len(raw) < _ENOUGH or not all(len(value) > len("2024-05-12") for value in raw):
        return False
    # A spread of different minutes shows in the first few values: the common case is cheap.
    times = [read_time(value) for value in dict.fromkeys(raw[:_ENOUGH])]
    times += [read_time(value) for value in dict.fromkeys(raw)] if _close(times) else []
    return _close(times)


def _close(times: list[datetime | None]) -> bool:
    known = [time for time in times if time]
    return len(known) == len(times) and max(known) - min(known) <= _ONE_MOMENT


def _without_itself(links: tuple[Link, ...], url: str) -> tuple[tuple[Link, ...], list[str]]:
    own = url_key(url)
    others = tuple(link for link in links if url_key(link.url) != own)
    return others, ["the index names itself"] if len(others) < len(links) else []


def _from_lines(text: str, url: str, now: datetime, sites: set[str]) -> FeedDocument:
    """The text form: one address a line. Anything else in the first lines is no sitemap."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not lines[0].strip().startswith(("http://", "https://")):
        raise FeedError("no sitemap can be read from the document")
    entries = ({"loc": line.strip()} for line in lines[:MAX_URLS])
    links, problems = _links(entries, url, now, sites)
    return FeedDocument(
        kind="sitemap",
        links=links,
        parser="lines",
        truncated=len(lines) > MAX_URLS,
        problems=tuple(problems),
    )
