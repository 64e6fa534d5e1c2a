"""Pages from the archive instead of the network: what adoption and re-parsing read.

A capture that cannot be read any more (damage, a lost original) is a stored problem; what the
database has of it stays.
"""

from dataclasses import dataclass
from pathlib import Path

from flows.fetch.records import FetchRequest, FetchResult
from flows.steps.context import CaptureContext
from flows.steps.problems import Problem
from flows.steps.reading import Page
from parsers.errors import ArchiveError
from parsers.web.decode import decode_body
from parsers.web.http import joined_header
from parsers.web.signals import read_signals
from warehouse.archive.reader import ArchivedResponse, Resolve, read_capture
from warehouse.archive.records import StoredCapture
from warehouse.records import CaptureToRead
from warehouse.rows import capture_id_of

DECODED_LIMIT = 25_000_000
"""Decoded bytes of an archived page; the fetcher's own default."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The archive folder, and how the original of a revisit is found."""

    root: Path
    resolve: Resolve

    def page(self, capture: CaptureToRead, zone: str | None, *, mine: bool) -> Page | Problem:
        """The page of a capture that the ledger knows; `zone` is its source's."""
        place = (capture.file, capture.offset, capture.length)
        try:
            archived = read_capture(self.root, *place, self.resolve)
        except ArchiveError as error:
            return Problem("archive", capture.source, capture.url, str(error), capture.capture_id)
        return Page(
            capture_id=capture.capture_id,
            source=capture.source,
            url=capture.url,
            body=_decoded(archived),
            content_type=capture.content_type,
            fetched_at=capture.fetched_at,
            signals=read_signals(_headers(archived)),
            mine=mine,
            zone=zone,
        )

    def result(self, stored: StoredCapture, context: CaptureContext) -> FetchResult:
        """What the fetcher had said when it made this capture; ArchiveError if it is damaged."""
        place = (stored.file, stored.offset, stored.length)
        archived = read_capture(self.root, *place, self.resolve)
        return FetchResult(
            request=FetchRequest(context.requested, context.purpose, context.source),
            outcome=context.outcome,
            started_at=stored.fetched_at,
            seconds=0.0,
            attempts=context.attempts,
            final_url=stored.url,
            status=stored.status,
            headers=_headers(archived),
            body=_decoded(archived),
            failure=context.failure,
            detail=context.detail,
            problems=context.problems,
        )


def capture_id(stored: StoredCapture, context: CaptureContext) -> int:
    """The id that the ledger gives, or would give, to an archived capture."""
    return capture_id_of(context.night, stored.url, stored.status, stored.payload_sha256)


def _decoded(archived: ArchivedResponse) -> bytes:
    coding = archived.http.header("content-encoding")
    return decode_body(archived.http.payload, coding, DECODED_LIMIT).body


def _headers(archived: ArchivedResponse) -> tuple[tuple[str, str], ...]:
    """Names in lower case, repeated ones joined, as the fetcher gives them."""
    headers = archived.http.headers
    names = dict.fromkeys(name.lower() for name, _value in headers)
    return tuple((name, joined_header(headers, name) or "") for name in names)
