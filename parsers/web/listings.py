"""Listing pages: the links of a dated archive page, its address, and when to stop turning pages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from parsers.errors import ConfigError
from parsers.records import Link
from parsers.web.feed_entries import MAX_TITLE, entry_digest
from parsers.web.html import parse_html
from parsers.web.urls import normalise, site_of, url_key

MAX_LINKS = 5_000
"""Links of one page that are kept; archive pages of the largest papers have some 2,000."""

MAX_PAGES = 500
"""Pages of one listing that are turned: calendars and facets go on for ever."""

Pattern = str | re.Pattern[str]
Stop = Literal["repeated", "nothing_new", "left_window", "limit"]

_PLACE = re.compile(r"\{([^{}]*)\}")


def links_from_listing(
    html_text: str, url: str, allow: Iterable[Pattern] = (), deny: Iterable[Pattern] = ()
) -> tuple[Link, ...]:
    """The links of a page in reading order, each article once, as far as they are wanted.

    Only links to the page's own site, not to the page itself. Of several links to one article
    (`url_key`) the first address and the longest text are kept: a picture often comes before
    its headline. ParseError where the page is too large to be read.
    """
    own, site = url_key(url), site_of(url)
    allow, deny = tuple(allow), tuple(deny)
    found: dict[str, Link] = {}
    for anchor in parse_html(html_text).links(url):
        address = normalise(anchor.href)
        if address is None or site_of(address) != site:
            continue
        key, title = url_key(address), anchor.text[:MAX_TITLE]
        if key in found:
            if len(title) > len(found[key].title or ""):
                found[key] = replace(found[key], title=title)
        elif key != own and len(found) < MAX_LINKS and is_wanted(address, allow, deny):
            found[key] = Link(url=address, found_in=url, title=title or None)
    return tuple(
        replace(link, digest=entry_digest(link.title, None, None, "")) for link in found.values()
    )


def is_wanted(url: str, allow: Iterable[Pattern], deny: Iterable[Pattern]) -> bool:
    """Whether an address passes a source's patterns, which may match anywhere in it.

    Without `allow` everything is allowed; `deny` goes before it.
    """
    if any(re.search(pattern, url) for pattern in deny):
        return False
    allow = tuple(allow)
    return not allow or any(re.search(pattern, url) for pattern in allow)


def dated_address(template: str, day: date, page: int | None = None) -> str:
    """The address of the archive page of a day.

    Places are {yyyy}, {mm}, {dd}, {m} and {d} (without leading zero), {page} (None is the first).
    ConfigError where the template has another place or gives no address.
    """
    values = {
        "yyyy": f"{day.year:04d}",
        "mm": f"{day.month:02d}",
        "dd": f"{day.day:02d}",
        "m": str(day.month),
        "d": str(day.day),
        "page": str(1 if page is None else page),
    }
    unknown = sorted({name for name in _PLACE.findall(template) if name not in values})
    address = normalise(_PLACE.sub(lambda match: values.get(match[1], ""), template))
    if unknown or address is None:
        what = f"has an unknown place {{{unknown[0]}}}" if unknown else "gives no http(s) address"
        known = ", ".join(f"{{{name}}}" for name in values)
        raise ConfigError(f"the listing template {template!r} {what}; places are {known}")
    return address


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page as turned: the keys of its links, and the days of publication that are known."""

    keys: frozenset[str]
    days: tuple[date, ...] = ()


def stop_reason(
    pages: Sequence[ListingPage], first: date, last: date, max_pages: int = MAX_PAGES
) -> Stop | None:
    """Why no further page should be turned after `pages`, or None to go on.

    repeated: the last page shows the links of an earlier one; servers answer a page that does
    not exist with the last or the first. nothing_new: two pages in a row brought no new link,
    empty pages count. left_window: all known days of the last page lie before `first`, or after
    `last` when earlier pages were inside. limit: `max_pages` were turned.
    """
    if not pages:
        return None
    *before, latest = pages
    if latest.keys and any(page.keys == latest.keys for page in before):
        return "repeated"
    if len(pages) > 1 and not _brings_news(pages, -1) and not _brings_news(pages, -2):
        return "nothing_new"
    if latest.days and _has_left(before, latest, first, last):
        return "left_window"
    return "limit" if len(pages) >= max_pages else None


def _brings_news(pages: Sequence[ListingPage], index: int) -> bool:
    seen: frozenset[str] = frozenset().union(*(page.keys for page in pages[:index]))
    return not pages[index].keys <= seen


def _has_left(before: Sequence[ListingPage], latest: ListingPage, first: date, last: date) -> bool:
    if max(latest.days) < first:
        return True
    # Oldest first: a listing that starts after the window has not come to it yet.
    inside = any(day <= last for page in before for day in page.days)
    return inside and min(latest.days) > last
