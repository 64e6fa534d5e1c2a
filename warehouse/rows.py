"""From records to rows: what was configured, asked, archived, found and went wrong. Pure.

A row is a dictionary with a value for every column of its table. Instants become UTC without a
zone, as the tables have them. Articles and events are the business of `rows_articles` and
`rows_events`.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from parsers.ids import stable_id
from parsers.records import FeedDocument, Link
from parsers.web.urls import URL_RULES_VERSION, url_key
from warehouse.archive.records import Json, StoredCapture
from warehouse.facts import Context, Fetched, ProblemFacts, SourceFacts
from warehouse.records import FeedHealth, LinkState

Row = dict[str, object]
"""Column names and values."""

_FOR_PAGES = ("article", "revisit")
_HOST_INSTANTS = ("next_allowed_at", "backoff_until")
_HOST_COUNTS = ("failures", "requests_today")


def utc(moment: datetime | None) -> datetime | None:
    """An aware instant as the tables have it; ValueError for one without a zone."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.astimezone(UTC).replace(tzinfo=None)


def night_key(night: datetime) -> str:
    """A night as it stands in keys: ISO 8601 in UTC."""
    return night.astimezone(UTC).isoformat()


def capture_id_of(night: datetime, url: str, status: int, payload_sha256: str) -> int:
    """The id of a capture: the same bytes of an address on one night are one capture."""
    return stable_id(night_key(night), url, status, payload_sha256)


def fetch_id_of(night: datetime, purpose: str, url: str) -> int:
    """The id of a request: what is asked again on the same night is the same request."""
    return stable_id(night_key(night), purpose, url)


def link_id_of(source: str, url: str) -> int:
    """The id of a link: all forms of an address that a source names are one link."""
    return stable_id(source, url_key(url))


def feed_id_of(source: str, url: str) -> int:
    """The id of a source's feed or sitemap."""
    return stable_id(source, url)


def problem_id_of(kind: str, source: str, subject: str) -> int:
    """The id of a problem: the same failure of the same thing is one problem, night after night."""
    return stable_id(kind, source, subject)


def source_row(source: SourceFacts, night: datetime) -> Row:
    """The row of a source as it is configured tonight."""
    return {
        "source": source.name,
        "title": source.title,
        "home": source.home,
        "country": source.country,
        "languages": list(source.languages),
        "time_zone": source.time_zone,
        "known_from": source.known_from,
        "verified_on": None if source.verified == "never" else source.verified,
        "disabled": source.disabled,
        "expected_articles_a_day": float(source.expectations.articles_a_day),
        "expected_share_with_date": float(source.expectations.share_with_date),
        "expected_share_with_text": float(source.expectations.share_with_text),
        "first_night": utc(night),
    }


def feed_row(
    feed: FeedHealth, source: str, night: datetime, document: FeedDocument | None = None
) -> Row:
    """The row of a feed; without a document (304, failure) what the last one said stays."""
    return {
        "feed_id": feed_id_of(source, feed.url),
        "source": source,
        "url": feed.url,
        "kind": feed.kind,
        "listed_in": feed.listed_in,
        "etag": feed.etag,
        "last_modified": feed.last_modified,
        "content_hash": feed.content_hash,
        "gives_304": feed.gives_304,
        "failures": feed.failures,
        "last_error": feed.last_error,
        "last_attempt_at": utc(feed.last_attempt_at),
        "last_success_at": utc(feed.last_success_at),
        "last_new_story_at": utc(feed.last_new_story_at),
        "full_at": utc(feed.full_at),
        "next_attempt_at": utc(feed.next_attempt_at),
        "status": feed.status,
        "status_reason": feed.status_reason,
        "title": document.title if document else None,
        "language": document.language if document else None,
        "format": document.kind if document else None,
        "parser": document.parser if document else None,
        "entries": len(document.links) + len(document.children) if document else None,
        "truncated": document.truncated if document else None,
        "oddities": list(document.problems) if document else None,
        "first_night": utc(night),
    }


def link_row(state: LinkState, source: str, night: datetime, entry: Link | None = None) -> Row:
    """The row of a link after discovery (with the entry that named it) or after a visit.

    Without an entry, or with one that was found nowhere, what the last entry said stays.
    """
    said = entry if entry is not None and entry.found_in else None
    return {
        "link_id": state.link_id,
        "source": source,
        "url": state.url,
        "url_key": url_key(state.url),
        "url_rules_version": URL_RULES_VERSION,
        "found_in": said.found_in if said else None,
        "title": said.title if said else None,
        "published_at": utc(said.published_at if said else state.published_at),
        "published_raw": said.published_raw if said else None,
        "modified_at": utc(said.modified_at) if said else None,
        "entry_id": said.entry_id if said else None,
        "language": said.language if said else None,
        "entry_digest": said.digest if said else state.entry_digest,
        "entry_night": utc(night) if said else None,
        "state": state.state,
        "reason": state.reason,
        "visits": state.visits,
        "failures": state.failures,
        "first_seen_at": utc(state.first_seen_at or night),
        "first_fetched_at": utc(state.first_fetched_at),
        "next_visit_at": utc(state.next_visit_at),
        "etag": state.etag,
        "last_modified": state.last_modified,
    }


def host_row(host: str, state: Mapping[str, Any]) -> Row:
    """The row of a host from what its lane stores (JSON values, instants as ISO text).

    Keys without a column of their own are kept in `other`.
    """
    columns = {*_HOST_INSTANTS, *_HOST_COUNTS, "day", "robots"}
    return {
        "host": host,
        **{name: _instant(state.get(name)) for name in _HOST_INSTANTS},
        **{name: int(state.get(name) or 0) for name in _HOST_COUNTS},
        "day": date.fromisoformat(state["day"]) if state.get("day") else None,
        "robots": as_json(state.get("robots") or {}),
        "other": as_json({key: value for key, value in state.items() if key not in columns}),
    }


def fetch_row(
    result: Fetched, night: datetime, capture_id: int | None = None, run_id: str | None = None
) -> Row:
    """The row of a request; `capture_id` is that of its answer, None where there was none.

    Request and answer headers are in the archive only.
    """
    request = result.request
    return {
        "fetch_id": fetch_id_of(night, request.purpose, request.url),
        "source": request.source,
        "night": utc(night),
        "purpose": request.purpose,
        "url": request.url,
        "link_id": _link_of(request.source, request.purpose, request.url),
        "outcome": result.outcome,
        "failure": result.failure,
        "detail": result.detail,
        "status": result.status,
        "attempts": result.attempts,
        "hops": len(result.exchanges),
        "final_url": result.final_url,
        "capture_id": capture_id,
        "problems": list(result.problems),
        "wait_until": utc(result.wait_until),
        "started_at": utc(result.started_at),
        "seconds": result.seconds,
        "run_id": run_id,
    }


def adopted_fetch_row(stored: StoredCapture, context: Context, run_id: str | None = None) -> Row:
    """The row of a request that only the archive remembers, from the capture of its answer."""
    return {
        "fetch_id": fetch_id_of(context.night, context.purpose, context.requested),
        "source": context.source,
        "night": utc(context.night),
        "purpose": context.purpose,
        "url": context.requested,
        "link_id": _link_of(context.source, context.purpose, context.requested),
        "outcome": context.outcome,
        "failure": context.failure,
        "detail": context.detail,
        "status": stored.status,
        "attempts": context.attempts,
        "hops": context.hop + 1,
        "final_url": stored.url,
        "capture_id": _capture_id(stored, context),
        "problems": list(context.problems),
        "wait_until": None,
        "started_at": utc(stored.fetched_at),
        "seconds": None,
        "run_id": run_id,
    }


def capture_row(stored: StoredCapture, context: Context) -> Row:
    """The row of an archived response."""
    return {
        "capture_id": _capture_id(stored, context),
        "source": context.source,
        "night": utc(context.night),
        "purpose": context.purpose,
        "requested_url": context.requested,
        "fetch_id": fetch_id_of(context.night, context.purpose, context.requested),
        "link_id": _link_of(context.source, context.purpose, context.requested),
        "url": stored.url,
        "hop": context.hop,
        "is_answer": context.is_answer,
        "status": stored.status,
        "content_type": stored.content_type,
        "record_type": stored.record_type,
        "payload_digest": stored.payload_digest,
        "payload_sha256": stored.payload_sha256,
        "payload_length": stored.payload_length,
        "truncated": stored.truncated,
        "fetched_at": utc(stored.fetched_at),
        "ip": stored.ip,
        "file": stored.file,
        "record_offset": stored.offset,
        "record_length": stored.length,
        "record_id": stored.record_id,
        "refers_to": stored.refers_to,
        "block_digest": stored.block_digest,
    }


def problem_row(problem: ProblemFacts, night: datetime, code_version: str | None = None) -> Row:
    """The row of a failure tonight; `code_version` is that of the code that failed."""
    return {
        "problem_id": problem_id_of(problem.kind, problem.source, problem.subject),
        "kind": problem.kind,
        "source": problem.source,
        "subject": problem.subject,
        "detail": problem.detail,
        "capture_id": problem.capture_id,
        "code_version": code_version,
        "first_night": utc(night),
        "last_night": utc(night),
        "nights": 1,
        "state": "open",
        "resolved_at": None,
        "resolution": None,
    }


def as_json(value: Json | Sequence[object] | Mapping[str, object]) -> str:
    """A value as compact JSON with its keys in order, so that equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _capture_id(stored: StoredCapture, context: Context) -> int:
    return capture_id_of(context.night, stored.url, stored.status, stored.payload_sha256)


def _link_of(source: str, purpose: str, url: str) -> int | None:
    return link_id_of(source, url) if purpose in _FOR_PAGES else None


def _instant(value: str | None) -> datetime | None:
    return utc(datetime.fromisoformat(value)) if value else None
