"""What the writer's database knows: reads for planning, keeping and checking.

Each function opens a cursor of its own and sees what is committed, so it may run beside the
writer's transaction and in another thread. Instants come back aware, in UTC.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from parsers.records import Link
from warehouse.archive.reader import Place
from warehouse.archive.records import Json, Original
from warehouse.connection import Connection, listed, translated
from warehouse.records import (
    CaptureToRead,
    DayCoverage,
    DueLink,
    FeedHealth,
    KeptRecord,
    LinkState,
    SourceNight,
    WhyDue,
)
from warehouse.rows import utc

_FEED = ", ".join(item.name for item in fields(FeedHealth))
_LINK = ", ".join(item.name for item in fields(LinkState))
_ENTRY = "found_in, title, published_raw, modified_at, entry_id, language"

_DUE = f"""
SELECT {_LINK}, {_ENTRY}
FROM links
WHERE source = $source AND state = 'new' AND (next_visit_at IS NULL OR next_visit_at <= $night)
ORDER BY published_at DESC NULLS LAST, first_seen_at DESC, link_id LIMIT $new
"""  # noqa: S608 - names of a record
_DUE_AGAIN = f"""
SELECT {_LINK}, {_ENTRY}
FROM links
WHERE source = $source AND state <> 'new' AND next_visit_at <= $night
ORDER BY state = 'fetched', next_visit_at, link_id LIMIT $again
"""  # noqa: S608 - as above
_ORIGINALS = """
SELECT url, record_id, fetched_at, payload_digest
FROM captures
WHERE url IN (SELECT unnest($urls::JSON::VARCHAR[])) AND record_type = 'response'
    AND status = 200 AND truncated IS NULL
ORDER BY night DESC, fetched_at DESC, capture_id
"""
_TO_READ = """
SELECT capture_id, source, night, url, requested_url, content_type, fetched_at, file,
    record_offset, record_length
FROM captures
WHERE purpose IN ('article', 'revisit') AND is_answer AND status BETWEEN 200 AND 299
    AND ($everything OR NOT EXISTS (
        FROM parses
        WHERE parses.capture_id = captures.capture_id
            AND parser_version = $parser AND extractor_version = $extractor
    ))
    AND ($sources = '[]' OR source IN (SELECT unnest($sources::JSON::VARCHAR[])))
ORDER BY file, record_offset
"""
_VERSIONS = """
SELECT version_id FROM article_versions WHERE version_id IN (SELECT unnest(?::JSON::BIGINT[]))
"""
_UNFINISHED = """
SELECT DISTINCT captures.file
FROM captures JOIN fetches USING (fetch_id) JOIN runs USING (run_id)
WHERE run_id <> $run AND runs.state IN ('running', 'crashed', 'failed')
    -- Whatever was left before a run that went through was found by that run.
    AND runs.started_at > coalesce((
        SELECT max(started_at) FROM runs WHERE state IN ('completed', 'completed_with_problems')
    ), TIMESTAMP '0001-01-01')
"""
_NIGHT = """
WITH asked AS (
    SELECT
        source,
        count(*) FILTER (purpose IN ('feed', 'sitemap', 'listing')) AS feeds,
        count(*) FILTER (
            purpose IN ('feed', 'sitemap', 'listing') AND outcome NOT IN ('ok', 'not_modified')
        ) AS feeds_failed,
        count(*) FILTER (purpose IN ('article', 'revisit') AND outcome = 'ok') AS pages,
        count(*) FILTER (
            purpose IN ('article', 'revisit') AND outcome = 'not_modified'
        ) AS unchanged
    FROM fetches WHERE night = $night GROUP BY source
)
SELECT source, feeds, feeds_failed,
    (SELECT count(*) FROM links
        WHERE links.source = asked.source AND first_seen_at = $night) AS links_new,
    pages, unchanged,
    (SELECT count(DISTINCT article_id) FROM parses
        WHERE parses.source = asked.source AND night = $night) AS articles,
    (SELECT count(*) FROM article_versions
        WHERE article_versions.source = asked.source AND first_seen_at = $night) AS versions_new,
    (SELECT count(*) FROM mentions WHERE version_id IN (
        SELECT version_id FROM parses
        WHERE parses.source = asked.source AND night = $night)) AS mentions,
    (SELECT count(*) FROM problems
        WHERE problems.source = asked.source AND last_night = $night
            AND state <> 'resolved') AS problem_count
FROM asked ORDER BY source
"""
_USUAL_NIGHT = """
SELECT avg(bytes) FROM (
    SELECT sum(record_length) AS bytes FROM captures
    GROUP BY night ORDER BY night DESC LIMIT 7
)
"""


def feeds(db: Connection, source: str) -> dict[str, FeedHealth]:
    """The health of a source's feeds and sitemaps by address."""
    rows = _rows(db, f"SELECT {_FEED} FROM feeds WHERE source = ? ORDER BY url", [source])  # noqa: S608
    return {row[0]: FeedHealth(*map(_aware, row)) for row in rows}


def links(db: Connection, ids: Collection[int]) -> dict[int, LinkState]:
    """What is remembered of those of the links that are known, by id."""
    sql = f"SELECT {_LINK} FROM links WHERE link_id IN (SELECT unnest(?::JSON::BIGINT[]))"  # noqa: S608
    return {row[0]: LinkState(*map(_aware, row)) for row in _rows(db, sql, [listed(ids)])}


def due_links(
    db: Connection, source: str, night: datetime, *, new: int, again: int
) -> list[DueLink]:
    """The links to visit tonight.

    At most `new` that were never visited, the newest first, and at most `again` others: failures
    before re-visits, the longest due first.
    """
    values = {"source": source, "night": utc(night)}
    rows = _rows(db, _DUE, {**values, "new": new})
    rows += _rows(db, _DUE_AGAIN, {**values, "again": again})
    return [_due(row) for row in rows]


def originals(db: Connection, urls: Collection[str]) -> dict[str, list[Original]]:
    """The whole archived responses of addresses, the newest first; one scan for all of them.

    A scan takes some 8 ms for each million captures.
    """
    found: dict[str, list[Original]] = {}
    for url, record_id, fetched_at, digest in _rows(db, _ORIGINALS, {"urls": listed(urls)}):
        original = Original(record_id, url, fetched_at.replace(tzinfo=UTC), digest)
        found.setdefault(url, []).append(original)
    return found


def find_original(db: Connection, url: str, payload_digest: str | None) -> Original | None:
    """The newest response of an address with this payload ("sha1:..."; None: with any)."""
    for original in originals(db, [url]).get(url, []):
        if payload_digest in (None, original.payload_digest):
            return original
    return None


def known_captures(db: Connection, night: datetime) -> set[int]:
    """The ids of all captures of a night."""
    return _set(db, "SELECT capture_id FROM captures WHERE night = ?", [utc(night)])


def known_versions(db: Connection, ids: Collection[int]) -> set[int]:
    """Those of the article versions that are known."""
    return _set(db, _VERSIONS, [listed(ids)])


def known_offsets(db: Connection, file: str) -> set[int]:
    """Where in an archive file the ledger knows captures."""
    return _set(db, "SELECT record_offset FROM captures WHERE file = ?", [file])


def archive_files(db: Connection) -> set[str]:
    """The archive files of which the ledger knows at least one capture."""
    return {row[0] for row in _rows(db, "SELECT DISTINCT file FROM captures")}


def archive_ledger(db: Connection) -> dict[str, list[KeptRecord]]:
    """All captures by archive file, for `warehouse.archive.verify`."""
    sql = "SELECT file, record_offset, record_length, payload_digest FROM captures ORDER BY ALL"
    found: dict[str, list[KeptRecord]] = {}
    for file, offset, length, digest in _rows(db, sql):
        found.setdefault(file, []).append(KeptRecord(offset, length, digest))
    return found


def place_of(db: Connection, record_id: str) -> Place | None:
    """Where the archive keeps a record, for `warehouse.archive.reader`."""
    sql = "SELECT file, record_offset, record_length FROM captures WHERE record_id = ?"
    rows = _rows(db, sql, [record_id])
    return rows[0] if rows else None


def files_of_unfinished_runs(db: Connection, run_id: str) -> set[str]:
    """The archive files that runs wrote which did not end well, since the last one that did.

    `run_id` is the asking run, which is left out.
    """
    return {row[0] for row in _rows(db, _UNFINISHED, {"run": run_id})}


def hosts(db: Connection) -> dict[str, dict[str, Json]]:
    """What lanes stored, by host, in the form in which `rows.host_row` took it."""
    sql = (
        "SELECT host, next_allowed_at, backoff_until, failures, day, requests_today, robots, other "
        "FROM hosts"
    )
    return {row[0]: _host(row) for row in _rows(db, sql)}


def captures_to_read(
    db: Connection,
    parser_version: str,
    extractor_version: str,
    *,
    sources: Sequence[str] = (),
    everything: bool = False,
) -> list[CaptureToRead]:
    """Archived pages that these versions have not read, in the order of the archive.

    `sources` limits it (none: all), `everything` gives those that were read too. Unchanged copies
    (revisit records) are among them: they say that a state was still there.
    """
    values = {
        "parser": parser_version,
        "extractor": extractor_version,
        "sources": listed(sources),
        "everything": everything,
    }
    return [CaptureToRead(*map(_aware, row)) for row in _rows(db, _TO_READ, values)]


def night_counts(db: Connection, night: datetime) -> list[SourceNight]:
    """What each source gave on a night, counted from the tables: the same after every repeat."""
    return [SourceNight(*row) for row in _rows(db, _NIGHT, {"night": utc(night)})]


def usual_night_bytes(db: Connection) -> int | None:
    """Compressed bytes of responses in a night, the mean of the last seven; None without any."""
    (mean,) = _rows(db, _USUAL_NIGHT)[0]
    return int(mean) if mean is not None else None


def coverage(db: Connection, source: str, first: date, last: date) -> list[DayCoverage]:
    """What is there of a source from `first` to `last`; a day nobody looked at has no row."""
    sql = "SELECT * FROM coverage WHERE source = ? AND day BETWEEN ? AND ? ORDER BY day"
    return [DayCoverage(*row) for row in _rows(db, sql, [source, first, last])]


def _rows(
    db: Connection, sql: str, values: Sequence[object] | Mapping[str, object] | None = None
) -> list[Any]:
    with translated("reading the warehouse"):
        return db.cursor().execute(sql, values).fetchall()


def _set(db: Connection, sql: str, values: Sequence[object]) -> set[int]:
    return {row[0] for row in _rows(db, sql, values)}


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _due(row: Iterable[Any]) -> DueLink:
    values = list(map(_aware, row))
    state = LinkState(*values[: len(fields(LinkState))])
    found_in, title, raw, modified_at, entry_id, language = values[len(fields(LinkState)) :]
    why: WhyDue = "retry" if state.state != "fetched" else "revisit"
    entry = Link(
        url=state.url,
        found_in=found_in or "",
        title=title,
        published_at=state.published_at,
        published_raw=raw,
        modified_at=modified_at,
        entry_id=entry_id,
        language=language,
        digest=state.entry_digest,
    )
    return DueLink("new" if state.state == "new" else why, state, entry)


def _host(row: Sequence[Any]) -> dict[str, Json]:
    _, next_allowed_at, backoff_until, failures, day, requests_today, robots, other = row
    return {
        **json.loads(other),
        "next_allowed_at": _iso(next_allowed_at),
        "backoff_until": _iso(backoff_until),
        "failures": failures,
        "day": day.isoformat() if day else None,
        "requests_today": requests_today,
        "robots": json.loads(robots),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.replace(tzinfo=UTC).isoformat() if moment else None
