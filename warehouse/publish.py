"""Makes what analysts open: `sitrep.duckdb` and `texts.duckdb`, each replaced by one rename.

A reader that has the old file open keeps reading it; the next connection sees the new one. The
writer's database stays open meanwhile.
"""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from parsers.errors import DiskFull, WarehouseError
from warehouse.archive.files import sync_folder
from warehouse.codebook import comments, entries_for, write_codebook
from warehouse.connection import (
    STORAGE_VERSION,
    Connection,
    connect,
    packaged_sql,
    quoted,
    transaction,
    translated,
)
from warehouse.home import Home

VIEWS = (
    "reported_events_all",
    "reported_events",
    "daily_toll",
    "claims_side_by_side",
    "source_health",
    "source_drift",
    "coverage_gaps",
    "syndication",
    "article_changes",
)
"""The published views in the order in which they are made: later ones read earlier ones."""

# Views made of another one, all columns: their meanings are those of the other.
_TWINS = {"reported_events": "reported_events_all"}
_CODEBOOK = ["table_name", "column_name", "code", "meaning", "unit", "source"]
_SPARE = 20_000_000


@dataclass(frozen=True, slots=True)
class Published:
    """What was published. `rows` by table; `texts` is the number of texts."""

    path: Path
    texts_path: Path
    rows: Mapping[str, int]
    texts: int
    texts_rewritten: bool
    seconds: float


def publish(home: Home) -> Published:
    """Publishes the warehouse of `home` as it is now; the caller holds the home's lock.

    May run while a `Writer` of this process is open. The old files stay until the new ones are
    whole and checked: DiskFull or WarehouseError leave them in place.
    """
    started = time.monotonic()
    _check_space(home)
    connection = connect(home.warehouse)
    try:
        with translated("publishing"):
            texts, rewritten = _publish_texts(connection, home)
            rows = _publish_tables(connection, home, texts)
    finally:
        connection.close()
    sync_folder(home.path)
    return Published(home.published, home.texts, rows, texts, rewritten, time.monotonic() - started)


def published_contents(path: Path) -> dict[str, object]:
    """The row of `publication` in a published file; WarehouseError when it cannot be read."""
    connection = connect(path, read_only=True)
    try:
        with translated(f"reading {path}"):
            cursor = connection.execute("FROM publication")
            names = [column[0] for column in cursor.description or ()]
            return dict(zip(names, cursor.fetchone() or (), strict=True))
    finally:
        connection.close()


def _publish_tables(connection: Connection, home: Home, texts: int) -> dict[str, int]:
    new = _fresh(home.published)
    with _attached(connection, new):
        with transaction(connection):
            connection.execute(packaged_sql("publish_sql")["tables"])
            _write_publication(connection, texts)
        expected = _counts(connection, "published")
    _dress(new)
    _check(new, expected)
    new.replace(home.published)
    return expected


def _publish_texts(connection: Connection, home: Home) -> tuple[int, bool]:
    """Writes the texts anew, unless those that are published are the same."""
    wanted = connection.execute(
        "SELECT count(*), coalesce(sum(version_id::HUGEINT), 0)::VARCHAR "
        "FROM article_versions WHERE withheld IS NULL"
    ).fetchone()
    if wanted is None or wanted == _published_texts(home.texts):
        return (wanted[0] if wanted else 0), False
    new = _fresh(home.texts)
    with _attached(connection, new), transaction(connection):
        connection.execute(packaged_sql("publish_sql")["texts"])
    _comment_texts(new)
    _check(new, {"texts": wanted[0]})
    new.replace(home.texts)
    return wanted[0], True


def _published_texts(path: Path) -> tuple[int, str] | None:
    if not path.exists():
        return None
    try:
        connection = connect(path, read_only=True)
    except WarehouseError:  # damaged: written anew
        return None
    try:
        with translated(f"reading {path}"):
            row = connection.execute("SELECT texts, checksum FROM contents").fetchone()
    except WarehouseError:
        return None
    finally:
        connection.close()
    return (row[0], row[1]) if row else None


def _write_publication(connection: Connection, texts: int) -> None:
    connection.execute(
        "CREATE TABLE published.publication AS SELECT "
        "$at::TIMESTAMP AS published_at, $version AS version, "
        "(SELECT max(number) FROM schema_migrations) AS schema_number, "
        "(SELECT max(night) FROM fetches) AS newest_night, "
        "(SELECT count(*) FROM batches) AS batches, $texts::BIGINT AS texts",
        {
            "at": datetime.now(UTC).replace(tzinfo=None),
            "version": version("sitrep"),
            "texts": texts,
        },
    )


def _dress(path: Path) -> None:
    """Views, macros, codebook and comments."""
    views, macros = packaged_sql("views"), packaged_sql("macros")
    connection = connect(path)
    try:
        for name in VIEWS:
            connection.execute(views[name])
        for sql in macros.values():
            connection.execute(sql)
        described = _columns(connection) | {"codebook": _CODEBOOK}
        entries = entries_for(described, views, _TWINS)
        write_codebook(connection, entries)
        connection.execute(";\n".join(comments(entries, views)))
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _comment_texts(path: Path) -> None:
    connection = connect(path)
    try:
        connection.execute(";\n".join(comments(entries_for(_columns(connection), {}), {})))
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _columns(connection: Connection) -> dict[str, list[str]]:
    rows = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return dict(rows)


def _counts(connection: Connection, database: str | None = None) -> dict[str, int]:
    """The rows of every table of a database, by default the one that was opened."""
    tables = connection.execute(
        "SELECT database_name, table_name FROM duckdb_tables() "
        "WHERE database_name = coalesce(?, current_database()) ORDER BY ALL",
        [database],
    ).fetchall()
    counts = {}
    for owner, table in tables:
        row = connection.execute(f'SELECT count(*) FROM "{owner}"."{table}"').fetchone()  # noqa: S608 - our own names
        counts[table] = row[0] if row else 0
    return counts


def _check(path: Path, expected: Mapping[str, int]) -> None:
    """Opens the file as a reader would; WarehouseError when anything is not as it should be."""
    if path.with_name(path.name + ".wal").exists():
        raise WarehouseError(f"{path} still has a log beside it and was not published")
    connection = connect(path, read_only=True)
    try:
        found = _counts(connection)
        wrong = [table for table, count in expected.items() if found.get(table) != count]
        if wrong:
            raise WarehouseError(f"{path} lacks rows of {', '.join(wrong)} and was not published")
        for (view,) in connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall():
            connection.execute(f'FROM "{view}" LIMIT 1').fetchall()
    finally:
        connection.close()
    with path.open("rb") as handle:
        os.fsync(handle.fileno())


@contextmanager
def _attached(connection: Connection, path: Path) -> Iterator[None]:
    """Makes `path` as the database `published`; it is whole on disk afterwards."""
    connection.execute(
        f"ATTACH {quoted(str(path))} AS published (STORAGE_VERSION '{STORAGE_VERSION}')"
    )
    try:
        yield
        connection.execute("CHECKPOINT published")
    finally:
        connection.execute("DETACH published")


def _fresh(path: Path) -> Path:
    """The path of the file in the making, with what an earlier attempt left removed."""
    new = path.with_name(path.name + ".new")
    for stale in (new, new.with_name(new.name + ".wal")):
        stale.unlink(missing_ok=True)
    return new


def _check_space(home: Home) -> None:
    size = home.warehouse.stat().st_size if home.warehouse.exists() else 0
    needed, free = size + _SPARE, home.free_bytes()
    if free < needed:
        raise DiskFull(
            f"publishing needs {needed / 1e6:,.0f} MB free in {home.path}, there are "
            f"{free / 1e6:,.0f} MB; the old copy stays"
        )
