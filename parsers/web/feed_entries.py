"""From what a reader found in an entry to a `Link`: one address, one time, one digest."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from parsers.ids import public_id, stable_id
from parsers.records import FeedDocument, FeedKind, Link
from parsers.web.feed_dates import believable, read_time
from parsers.web.urls import normalise, resolve

MAX_TITLE = 1000
"""Characters of a title that are kept."""

_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article, as written.

    `links` are addresses in order of preference, possibly relative to `base`; `text` is the
    summary or content, markup and all, and only goes into the digest.
    """

    links: tuple[str, ...]
    base: str
    title: str | None = None
    entry_id: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    text: str = ""


def links_of(
    entries: Iterable[Entry], url: str, now: datetime
) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """The links of a feed in its order, each address once, and what was odd about the entries.

    An entry without a usable address is left out and counted. Ids that several entries share
    are no ids. A time that cannot be true keeps only its raw form.
    """
    entries = list(entries)
    shared = {name for name, count in Counter(e.entry_id for e in entries).items() if count > 1}
    found_in = normalise(url) or url
    links: dict[str, Link] = {}
    odd: Counter[str] = Counter()
    for entry in entries:
        address = _address(entry)
        if address is None:
            odd["without a usable address"] += 1
        elif address in links:
            odd["with the address of another"] += 1
        else:
            if entry.entry_id and entry.entry_id in shared:
                odd["that share an id"] += 1
                entry = replace(entry, entry_id=None)  # noqa: PLW2901 - the entry, mended
            links[address] = _link(entry, address, found_in, now, odd)
    problems = tuple(f"entries {what}: {count}" for what, count in odd.items() if count)
    return tuple(links.values()), problems


def document_of(
    kind: FeedKind,
    entries: Iterable[Entry],
    about: Mapping[str, object],
    url: str,
    now: datetime,
) -> FeedDocument:
    """The document made of a feed's entries and what the feed says of itself (`about`)."""
    entries = list(entries)
    links, problems = links_of(entries, url, now)
    return FeedDocument(
        kind=kind,
        links=links,
        title=plain(str(about.get("title") or ""))[:MAX_TITLE] or None,
        language=language_tag(str(about.get("language") or "")),
        problems=problems if entries else (*problems, "the feed has no entries"),
    )


def texts_of(*values: object) -> tuple[str, ...]:
    """Those of the values that are texts and not empty."""
    return tuple(value for value in values if isinstance(value, str) and value)


def longest(summary: object, content: object) -> str:
    """The longest text of a summary and a list of content parts.

    Readers fill a missing summary from the content, each in its own way; the longest is the same.
    """
    parts = content if isinstance(content, list) else []
    values = [part.get("value") for part in parts if isinstance(part, dict)]
    return max(texts_of(summary, *values), key=len, default="")


def plain(text: str | None) -> str:
    """Text without tags, entities and runs of white space."""
    text = text or ""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def language_tag(raw: str | None) -> str | None:
    """A language tag in lower case with hyphens ("pt-br"), or None for what is none."""
    tag = (raw or "").strip().lower().replace("_", "-")
    return tag if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}", tag) else None


def entry_digest(title: str | None, published: str | None, modified: str | None, text: str) -> str:
    """Sixteen hexadecimal digits over what an entry says, whichever reader read it.

    The text counts without tags: counting pixels and session ids stand in their attributes.
    """
    words = _TAG.sub(" ", text).strip() if "<" in text else text.strip()
    return public_id(stable_id(title, published, modified, words))


def _address(entry: Entry) -> str | None:
    found = (resolve(entry.base, link) for link in entry.links if link)
    return next((address for address in found if address), None)


def _link(entry: Entry, address: str, found_in: str, now: datetime, odd: Counter[str]) -> Link:
    said, changed = read_time(entry.published), read_time(entry.modified)
    published, modified = believable(said, now), believable(changed, now)
    odd["with a time that cannot be read"] += bool(entry.published and not said)
    odd["with a time that cannot be true"] += said != published or changed != modified
    title = plain(entry.title)[:MAX_TITLE] or None
    return Link(
        url=address,
        found_in=found_in,
        title=title,
        published_at=published,
        published_raw=entry.published,
        modified_at=modified,
        entry_id=entry.entry_id or None,
        language=language_tag(entry.language),
        digest=entry_digest(title, entry.published, entry.modified, entry.text),
    )
