"""What the warehouse remembers between nights and says of itself. Times are aware, in UTC.

`FeedHealth` and `LinkState` are what planning decides on; their rows are `feeds` and `links`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from parsers.records import Link
from warehouse.archive.records import Json

ProblemState = Literal["open", "retry", "resolved"]
RunState = Literal[
    "running", "completed", "completed_with_problems", "skipped", "failed", "crashed"
]
WhyDue = Literal["new", "retry", "revisit"]


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """What is remembered of a feed or sitemap; see `flows.plan`, which computes it."""

    url: str
    kind: str
    listed_in: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    gives_304: bool = False
    failures: float = 0.0
    last_error: str | None = None
    last_attempt_at: datetime | None = None
    last_success_at: datetime | None = None
    last_new_story_at: datetime | None = None
    full_at: datetime | None = None
    next_attempt_at: datetime | None = None
    status: str = "active"
    status_reason: str | None = None


@dataclass(frozen=True, slots=True)
class LinkState:
    """What is remembered of a link; see `flows.plan`, which computes it."""

    link_id: int
    url: str
    state: str = "new"
    reason: str | None = None
    visits: int = 0
    failures: int = 0
    first_seen_at: datetime | None = None
    first_fetched_at: datetime | None = None
    published_at: datetime | None = None
    next_visit_at: datetime | None = None
    entry_digest: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class DueLink:
    """A link to visit: why, what is remembered, and what a feed last said of it."""

    why: WhyDue
    state: LinkState
    entry: Link


@dataclass(frozen=True, slots=True)
class CaptureToRead:
    """An archived page that some version of parser or extractor has not read yet."""

    capture_id: int
    source: str
    night: datetime
    url: str
    requested_url: str
    content_type: str | None
    fetched_at: datetime
    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run as it is remembered."""

    run_id: str
    kind: str
    trigger: str
    night: datetime
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    message: str | None
    parameters: Mapping[str, Json]
    versions: Mapping[str, Json]
    counts: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class StoredProblem:
    """A failure, kept until it is resolved. `nights` counts the nights that reported it."""

    problem_id: int
    kind: str
    source: str
    subject: str
    detail: str
    capture_id: int | None
    code_version: str | None
    first_night: datetime
    last_night: datetime
    nights: int
    state: ProblemState


@dataclass(frozen=True, slots=True)
class SourceNight:
    """What one source gave on one night, counted from the tables."""

    source: str
    feeds: int
    feeds_failed: int
    links_new: int
    pages: int
    unchanged: int
    articles: int
    versions_new: int
    mentions: int
    problems: int


@dataclass(frozen=True, slots=True)
class DayCoverage:
    """What is there of one source and day."""

    source: str
    day: date
    expected: float
    found: int
    fetched: int
    parsed: int
    with_events: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What the ledger knows of a capture's record, for `warehouse.archive.verify`."""

    offset: int
    length: int
    payload_digest: str
