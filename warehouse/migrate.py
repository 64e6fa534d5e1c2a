"""Brings the writer's database to the schema of this sitrep: on a copy, then by one rename.

A migration is a numbered `.sql` file. What is pending is what is packaged minus what was applied;
a file that was applied never changes again (its checksum is kept). The database as it was stays
beside the new one as `warehouse.duckdb.before-<n>`.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from parsers.errors import DiskFull, SchemaTooNew, WarehouseError
from warehouse.archive.files import sync_folder
from warehouse.connection import Connection, connect, packaged_sql, transaction, translated
from warehouse.home import Home

_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    number INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL,
    version VARCHAR NOT NULL
)
"""
_SPARE = 50_000_000  # a new database and its temporary files, with room to spare


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file of SQL."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """The checksum of its text."""
        return sha256(self.sql.encode()).hexdigest()


def migrations() -> tuple[Migration, ...]:
    """All packaged migrations in order."""
    found = [
        Migration(int(name.partition("_")[0]), name, sql)
        for name, sql in packaged_sql("schema").items()
    ]
    return tuple(sorted(found, key=lambda each: each.number))


def pending(connection: Connection, known: tuple[Migration, ...]) -> tuple[Migration, ...]:
    """The migrations that the database lacks.

    SchemaTooNew when it has one that this sitrep does not know; WarehouseError when one that was
    applied has another text now.
    """
    applied = _applied(connection)
    ours = {each.number: each for each in known}
    for number, (name, digest, by) in applied.items():
        if number not in ours:
            raise SchemaTooNew(
                f"the warehouse has migration {name}, written by sitrep {by}; "
                f"this is sitrep {version('sitrep')}: upgrade it, or run `sitrep rollback`"
            )
        if ours[number].sha256 != digest:
            raise WarehouseError(
                f"migration {name} was applied with another text (by sitrep {by}): "
                "this copy of sitrep was changed; install it anew"
            )
    return tuple(each for each in known if each.number not in applied)


def apply(connection: Connection, wanted: tuple[Migration, ...]) -> None:
    """Applies migrations, each in a transaction of its own with the note that it ran."""
    connection.execute(_LEDGER)
    for each in wanted:
        with translated(f"migration {each.name}"), transaction(connection):
            connection.execute(each.sql)
            connection.execute(
                "INSERT INTO schema_migrations VALUES (?, ?, ?, ?, ?)",
                [
                    each.number,
                    each.name,
                    each.sha256,
                    datetime.now(UTC).replace(tzinfo=None),
                    version("sitrep"),
                ],
            )


def migrate(home: Home, known: tuple[Migration, ...] | None = None) -> tuple[Migration, ...]:
    """Brings the warehouse of `home` up to date and gives the migrations that ran.

    The caller holds the home's lock. DiskFull before anything is touched when the copy would not
    fit. A crash at any point leaves the old database or the new one, whole.
    """
    known = migrations() if known is None else known
    wanted = _wanted(home.warehouse, known)
    if not wanted:
        return ()
    _check_space(home)
    copy = home.warehouse.with_name(home.warehouse.name + ".migrating")
    _remove(copy)
    existed = home.warehouse.exists()
    if existed:
        shutil.copyfile(home.warehouse, copy)
    _migrate_copy(copy, wanted, known)
    if existed:
        _keep(home.warehouse, kept_copy(home, wanted[0].number))
    copy.replace(home.warehouse)
    sync_folder(home.path)
    return wanted


def kept_copy(home: Home, number: int) -> Path:
    """Where the database from before migration `number` is kept."""
    return home.warehouse.with_name(f"{home.warehouse.name}.before-{number}")


def rollback(home: Home) -> Path:
    """Puts back the database from before the last migration; gives the path it was kept at.

    What was loaded since is lost from the database, not from the archive. The newer database
    stays as `warehouse.duckdb.undone`. The caller holds the home's lock.
    """
    kept = sorted(home.path.glob(f"{home.warehouse.name}.before-*"), key=_number_of)
    if not kept:
        raise WarehouseError(f"{home.path} holds no database from before a migration")
    newest = kept[-1]
    _remove(undone := home.warehouse.with_name(home.warehouse.name + ".undone"))
    if home.warehouse.exists():
        _settle(home.warehouse)
        _link(home.warehouse, undone)
    newest.replace(home.warehouse)
    sync_folder(home.path)
    return newest


def _applied(connection: Connection) -> dict[int, tuple[str, str, str]]:
    there = connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_migrations'"
    ).fetchone()
    if not there:
        return {}
    rows = connection.execute(
        "SELECT number, name, sha256, version FROM schema_migrations ORDER BY number"
    ).fetchall()
    return {number: (name, digest, by) for number, name, digest, by in rows}


def _wanted(path: Path, known: tuple[Migration, ...]) -> tuple[Migration, ...]:
    if not path.exists():
        return known
    connection = connect(path)
    try:
        wanted = pending(connection, known)
        if wanted:
            connection.execute("CHECKPOINT")  # the copy is of the file alone, without its log
    finally:
        connection.close()
    return wanted


def _check_space(home: Home) -> None:
    size = home.warehouse.stat().st_size if home.warehouse.exists() else 0
    # The copy, and as much again: a migration may rebuild its largest table.
    needed = 2 * size + _SPARE
    free = home.free_bytes()
    if free < needed:
        raise DiskFull(
            f"the migration needs {needed / 1e6:,.0f} MB free in {home.path}, "
            f"there are {free / 1e6:,.0f} MB; nothing was changed"
        )


def _migrate_copy(copy: Path, wanted: tuple[Migration, ...], known: tuple[Migration, ...]) -> None:
    connection = connect(copy)
    try:
        apply(connection, wanted)
        pending(connection, known)  # what was written can be read back and has our checksums
        connection.execute("CHECKPOINT")
    except BaseException:
        connection.close()
        _remove(copy)
        raise
    connection.close()
    with copy.open("rb") as handle:
        os.fsync(handle.fileno())


def _settle(path: Path) -> None:
    """Brings what is in the database's log into its file."""
    connection = connect(path)
    try:
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _keep(path: Path, kept: Path) -> None:
    _remove(kept)
    _link(path, kept)


def _link(path: Path, other: Path) -> None:
    """A second name for the file: at no instant is there no database."""
    try:
        os.link(path, other)
    except OSError:  # file systems without hard links
        shutil.copyfile(path, other)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _number_of(path: Path) -> int:
    return int(path.name.rpartition("-")[2])
