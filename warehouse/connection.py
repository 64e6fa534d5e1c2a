"""Connections to DuckDB files: one way to open them, errors in our own words."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from parsers.errors import DiskFull, LockHeld, WarehouseError

Connection = duckdb.DuckDBPyConnection
"""A connection to a database of the home; opaque to everybody outside this package."""

STORAGE_VERSION = "v1.2.0"
"""The file format: the oldest that has zstd columns; DuckDB 1.2 to 2.0 read it."""

# Nothing is ever fetched behind the user's back: what sitrep needs is built into the library.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": STORAGE_VERSION,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def connect(path: Path | str, *, read_only: bool = False) -> Connection:
    """Opens a database file; LockHeld when another process has it, WarehouseError otherwise.

    A process may open one file several times, but not both for reading and for writing.
    """
    with translated(f"opening {path}"):
        return duckdb.connect(str(path), read_only=read_only, config=_SETTINGS)


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Turns DuckDB's exceptions into ours; `doing` begins the message."""
    try:
        yield
    except duckdb.Error as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        if "Could not set lock" in said:
            raise LockHeld(
                f"{doing}: another program has the file open for writing or with a lock; {said}"
            ) from error
        if "No space left" in said or "not enough disk space" in said:
            raise DiskFull(f"{doing}: the disk is full; free some space and run again") from error
        raise WarehouseError(f"{doing}: {said}") from error


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Everything inside happens or nothing does."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def packaged_sql(folder: str) -> dict[str, str]:
    """The `.sql` files of a folder of this package by name without suffix, sorted."""
    entries = sorted(files("warehouse").joinpath(folder).iterdir(), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".sql"): entry.read_text("utf-8")
        for entry in entries
        if entry.name.endswith(".sql")
    }


def listed(values: Iterable[object]) -> str:
    """Values for a statement that reads them with `unnest(?::JSON::BIGINT[])`.

    One text instead of a list: DuckDB looks for pandas anew at each value of a list, which costs
    100 microseconds a value where it is not installed.
    """
    return json.dumps(list(values))


def quoted(text: str) -> str:
    """A text as an SQL literal, for the few statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
