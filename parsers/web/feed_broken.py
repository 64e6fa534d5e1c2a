"""Feeds that are no well-formed XML, read by feedparser within bounds."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import feedparser

from parsers.errors import FeedError
from parsers.records import FeedDocument, FeedKind
from parsers.web.feed_entries import Entry, document_of, longest, texts_of

MAX_ENTRIES = 2000
"""Entries that are read: feedparser takes half a millisecond for each."""

MAX_TAGS = 100_000
MAX_CHARACTERS = 4 << 20

_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b", re.IGNORECASE)
_ENDS = ("</rss>", "</feed>", "</rdf:rdf>", "</rdf>", "-->")
_KINDS: dict[str, FeedKind] = {"rss10": "rdf", "rss090": "rdf"}


def read_broken(text: str, url: str, now: datetime) -> FeedDocument:
    """What feedparser makes of a text; the part beyond the bounds is left out.

    FeedError where it finds neither entries nor the marks of any kind of feed.
    """
    cut = affordable(text)
    # An in-memory file: given bytes or text, feedparser would try them as address or file name.
    source = io.BytesIO(cut.encode("utf-8", "replace"))
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            source, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        entries = list(_entries(found["entries"], url))
        version = str(found.get("version") or "")
        about = dict(found["feed"])
    except Exception as error:  # it raises on a dozen known inputs, anything from chr() to sgmllib
        raise FeedError(f"no feed can be read: {type(error).__name__}") from error
    if not entries and not version:
        raise FeedError("no feed can be read from the document")
    kind = _KINDS.get(version, "atom" if version.startswith("atom") else "rss")
    document = document_of(kind, entries, about, url, now)
    ended = text.rstrip().lower().endswith(_ENDS)
    problems = document.problems if ended else ("the document ends early", *document.problems)
    truncated = len(cut) < len(text) or not ended
    return replace(document, parser="feedparser", truncated=truncated, problems=problems)


def _entries(found: list[dict[str, object]], url: str) -> Iterator[Entry]:
    for entry in map(_plain_dictionary, found):
        yield Entry(
            links=texts_of(entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")),
            base=url,
            title=str(entry.get("title") or ""),
            entry_id=_text(entry, "id"),
            published=_text(entry, "published"),
            modified=_text(entry, "updated"),
            text=longest(entry.get("summary"), entry.get("content")),
        )


def _plain_dictionary(entry: dict[str, object]) -> dict[str, object]:
    """Without feedparser's own: asked for what is absent, it warns and gives something else."""
    return dict(dict.items(entry))


def _text(entry: dict[str, object], name: str) -> str | None:
    value = entry.get(name)
    return value if isinstance(value, str) and value else None


def affordable(text: str) -> str:
    """The beginning of a text, as much of it as a tolerant reader can be given."""
    text = text[:MAX_CHARACTERS]
    for number, start in enumerate(_ENTRY.finditer(text)):
        if number == MAX_ENTRIES:
            text = text[: start.start()]
            break
    pieces = text.split("<", MAX_TAGS)
    return "<".join(pieces[:MAX_TAGS])
