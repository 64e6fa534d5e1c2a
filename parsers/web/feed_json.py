"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from parsers.errors import FeedError
from parsers.records import FeedDocument
from parsers.web.feed_entries import Entry, document_of
from parsers.web.feed_scan import MAX_ENTRIES


def parse_json_feed(text: str, url: str, now: datetime) -> FeedDocument:
    """The links of a JSON Feed; FeedError where the text is no JSON or has no list of items.

    Fields of the wrong type count as absent: hand-made feeds are full of them.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"neither XML nor JSON can be read: {error}"[:200]) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise FeedError("JSON without a list of items is no feed")
    document = document_of("json", _entries(items[:MAX_ENTRIES], url), feed, url, now)
    if "jsonfeed.org/version" not in _text(feed, "version"):
        document = replace(
            document, problems=("no version of JSON Feed is named", *document.problems)
        )
    return replace(document, parser="json", truncated=len(items) > MAX_ENTRIES)


def _entries(items: list[object], url: str) -> Iterator[Entry]:
    for item in items:
        if isinstance(item, dict):
            yield Entry(
                links=(_text(item, "url"), _text(item, "external_url"), _text(item, "id")),
                base=url,
                title=_text(item, "title"),
                entry_id=_text(item, "id") or None,
                published=_text(item, "date_published") or None,
                modified=_text(item, "date_modified") or None,
                language=_text(item, "language"),
                text=max(
                    (_text(item, name) for name in ("summary", "content_html", "content_text")),
                    key=len,
                ),
            )


def _text(fields: dict[str, object], name: str) -> str:
    """A field as text; numbers are ids, everything else that is no text counts as absent."""
    value = fields.get(name)
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
