"""The diary: runs, their steps, and problems until they are resolved. Small direct writes.

Under the home's lock; each function is a transaction of its own, on a cursor of its own.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from warehouse.archive.records import Json
from warehouse.connection import Connection, listed, transaction, translated
from warehouse.drift import accept
from warehouse.records import ProblemState, Run, RunState, StoredProblem
from warehouse.rows import as_json, utc

_RUNS = """
SELECT run_id, kind, trigger_kind, night, state, started_at, finished_at, message,
    parameters, versions, counts
FROM runs ORDER BY started_at DESC LIMIT ?
"""
_OPEN = """
SELECT problem_id, kind, source, subject, detail, capture_id, code_version, first_night,
    last_night, nights, state
FROM problems
WHERE state <> 'resolved' AND ($source IS NULL OR source = $source)
    AND ($kind IS NULL OR kind = $kind)
ORDER BY last_night DESC, source, kind, subject LIMIT $most
"""
# What is tried again is due at once: pages, feeds (also disabled ones) and, by having no parse of
# this version any more, captures that a parser or extractor stumbled over.
_RETRY = (
    "UPDATE problems SET state = 'retry' WHERE problem_id IN (SELECT unnest($ids::JSON::BIGINT[]))",
    """
    UPDATE links SET next_visit_at = $night, failures = 0,
        state = if(
            links.state IN ('given_up', 'denied', 'gone', 'refused'), 'failed', links.state
        )
    FROM problems
    WHERE problems.problem_id IN (SELECT unnest($ids::JSON::BIGINT[]))
        AND links.source = problems.source AND links.url = problems.subject
    """,
    """
    UPDATE feeds SET next_attempt_at = $night, failures = 0, status = 'active',
        status_reason = NULL
    FROM problems
    WHERE problems.problem_id IN (SELECT unnest($ids::JSON::BIGINT[]))
        AND feeds.source = problems.source AND feeds.url = problems.subject
    """,
    """
    DELETE FROM parses WHERE extraction = 'failed' AND capture_id IN (
        SELECT capture_id FROM problems
        WHERE problem_id IN (SELECT unnest($ids::JSON::BIGINT[]))
    )
    """,
)


def start_run(
    db: Connection,
    run_id: str,
    kind: str,
    *,
    trigger: str,
    night: datetime,
    started_at: datetime,
    parameters: Mapping[str, Json],
    versions: Mapping[str, Json],
) -> None:
    """Notes that a run begins. Runs that never ended are noted as crashed: the lock was free."""
    cursor = db.cursor()
    with translated("noting the run"), transaction(cursor):
        cursor.execute(
            "UPDATE runs SET state = 'crashed', message = 'ended without a word' "
            "WHERE state = 'running'"
        )
        cursor.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, 'running', ?, NULL, NULL, ?, ?, '{}')",
            [
                run_id,
                kind,
                trigger,
                utc(night),
                utc(started_at),
                as_json(dict(parameters)),
                as_json(dict(versions)),
            ],
        )


def finish_run(
    db: Connection,
    run_id: str,
    state: RunState,
    *,
    finished_at: datetime,
    message: str | None = None,
    counts: Mapping[str, Json] | None = None,
) -> None:
    """Notes how a run ended."""
    with translated("noting the run"):
        db.cursor().execute(
            "UPDATE runs SET state = ?, finished_at = ?, message = ?, counts = ? WHERE run_id = ?",
            [state, utc(finished_at), message, as_json(dict(counts or {})), run_id],
        )


def step(
    db: Connection,
    run_id: str,
    name: str,
    state: RunState,
    *,
    started_at: datetime,
    seconds: float,
    message: str | None = None,
    counts: Mapping[str, Json] | None = None,
) -> None:
    """Notes one step of a run; a step that is done again replaces its note."""
    with translated("noting a step"):
        db.cursor().execute(
            "INSERT OR REPLACE INTO run_steps VALUES (?, ?, ?, ?, ?, ?, ?)",
            [run_id, name, state, utc(started_at), seconds, message, as_json(dict(counts or {}))],
        )


def runs(db: Connection, most: int = 20) -> list[Run]:
    """The last runs, the newest first."""
    with translated("reading runs"):
        rows = db.cursor().execute(_RUNS, [most]).fetchall()
    return [_run(row) for row in rows]


def last_good_night(db: Connection) -> datetime | None:
    """The newest night that was done, with or without problems."""
    with translated("reading runs"):
        row = (
            db.cursor()
            .execute(
                "SELECT max(night) FROM runs WHERE kind = 'nightly' "
                "AND state IN ('completed', 'completed_with_problems')"
            )
            .fetchone()
        )
    return _aware(row[0]) if row else None


def open_problems(
    db: Connection, source: str | None = None, kind: str | None = None, most: int = 1000
) -> list[StoredProblem]:
    """Problems that are not resolved, the newest first; of one source or kind if given."""
    values = {"source": source, "kind": kind, "most": most}
    with translated("reading problems"):
        rows = db.cursor().execute(_OPEN, values).fetchall()
    return [StoredProblem(*map(_aware, row)) for row in rows]


def count_problems(db: Connection) -> dict[str, int]:
    """The number of unresolved problems by kind."""
    sql = (
        "SELECT kind, count(*) FROM problems WHERE state <> 'resolved' GROUP BY kind ORDER BY kind"
    )
    with translated("reading problems"):
        return dict(db.cursor().execute(sql).fetchall())


def retry_problems(db: Connection, ids: Collection[int], night: datetime) -> None:
    """Makes what failed due at `night`: pages, feeds, and captures that tripped a bug."""
    cursor = db.cursor()
    with translated("marking problems"), transaction(cursor):
        for statement in _RETRY:
            values: dict[str, object] = {"ids": listed(ids)}
            if "$night" in statement:
                values["night"] = utc(night)
            cursor.execute(statement, values)


def resolve_problems(
    db: Connection, ids: Collection[int], at: datetime, resolution: str = "by hand"
) -> None:
    """Puts problems away; they open again when a later night reports them.

    What a source gives since a fall that is put away becomes its new norm.
    """
    state: ProblemState = "resolved"
    cursor = db.cursor()
    with translated("resolving problems"), transaction(cursor):
        accept(cursor, ids)
        cursor.execute(
            "UPDATE problems SET state = ?, resolved_at = ?, resolution = ? "
            "WHERE problem_id IN (SELECT unnest(?::JSON::BIGINT[]))",
            [state, utc(at), resolution, listed(ids)],
        )


def _run(row: Sequence[Any]) -> Run:
    values = list(map(_aware, row))
    return Run(*values[:8], *(json.loads(text) for text in values[8:]))


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
