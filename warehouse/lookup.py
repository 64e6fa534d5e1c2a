"""Where a page of some address lies in the archive, from the published copy: read-only.

`warehouse.state` asks the writer's database; this may be asked while a night runs.
"""

from dataclasses import replace
from datetime import UTC
from pathlib import Path

from warehouse.archive.reader import Place
from warehouse.query import run_sql
from warehouse.records import CaptureToRead

_NEWEST = """
SELECT 0, source, night, url, requested_url, content_type, fetched_at, file, record_offset,
    record_length
FROM captures
WHERE ? IN (url, requested_url) AND is_answer AND status BETWEEN 200 AND 299
ORDER BY fetched_at DESC, record_id
"""
_PLACE = "SELECT file, record_offset, record_length FROM captures WHERE record_id = ?"


def newest_capture(published: Path, url: str) -> CaptureToRead | None:
    """The newest answer that an address gave, or None; what was asked and redirected counts too.

    Its id is left at 0. A file that is not there yet knows nothing; WarehouseError where it
    cannot be read.
    """
    if not published.is_file():
        return None
    rows = run_sql(published, _NEWEST, parameters=[url], limit=1).rows
    if not rows:
        return None
    found = CaptureToRead(*rows[0])
    night, fetched_at = (time.replace(tzinfo=UTC) for time in (found.night, found.fetched_at))
    return replace(found, night=night, fetched_at=fetched_at)


def published_place(published: Path, record_id: str) -> Place | None:
    """Where the archive keeps a record, for `warehouse.archive.reader`."""
    rows = run_sql(published, _PLACE, parameters=[record_id], limit=1).rows
    return (rows[0][0], rows[0][1], rows[0][2]) if rows else None
