"""The writer: the one process that loads batches and keeps the derived tables in step.

A batch is merged in one transaction together with the ledger row that says so: a crash leaves the
whole batch or nothing, and loading it again changes nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from parsers.errors import WarehouseError
from warehouse.connection import Connection, connect, packaged_sql, transaction, translated
from warehouse.home import Home
from warehouse.migrate import migrate
from warehouse.refresh import refresh
from warehouse.rows import utc
from warehouse.staging import LOAD_ORDER, Batch, read_batch, remove_batch, staged, table_file

# What a version's mentions are replaced by is known from the parses alone.
_WITH_PARSES = frozenset(("mentions", "participants", "mention_places", "claims"))

MEMORY = "1GB"
"""Memory that DuckDB may take before it works on disk."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a batch; `rows` are those it held, by table."""

    name: str
    is_new: bool
    rows: Mapping[str, int]


class Writer:
    """The open warehouse. Make it with `Writer.open`, under the home's lock.

    Methods are for one thread at a time; `connection` goes to `warehouse.state`, whose functions
    may run beside them.
    """

    def __init__(self, home: Home, connection: Connection) -> None:
        self.home = home
        self.connection = connection

    @classmethod
    def open(cls, home: Home, *, threads: int | None = None, memory: str = MEMORY) -> Self:
        """Migrates the warehouse where needed and opens it.

        Raises LockHeld when another program has the database file open, SchemaTooNew, DiskFull.
        """
        home.create()
        migrate(home)
        connection = connect(home.warehouse)
        with translated("setting up the warehouse"):
            connection.execute("SET memory_limit = $memory", {"memory": memory})
            connection.execute("SET temp_directory = $folder", {"folder": str(home.path / ".tmp")})
            if threads is not None:
                connection.execute("SET threads = $threads", {"threads": threads})
        return cls(home, connection)

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes the database; what was loaded is in it."""
        self.close()

    def close(self) -> None:
        """Closes the database; DuckDB brings its log into the file."""
        self.connection.close()

    def load(self, path: Path) -> Loaded:
        """Loads one batch and removes its folder; a batch that was loaded before changes nothing.

        WarehouseError when the folder is no whole batch; then nothing of it was loaded.
        """
        batch = read_batch(path)
        with translated(f"loading {batch.name}"), transaction(self.connection):
            is_new = not self._is_loaded(batch)
            if is_new:
                self._merge(batch)
        remove_batch(path)
        return Loaded(batch.name, is_new, batch.rows)

    def load_pending(self) -> list[Loaded]:
        """Loads everything that lies in staging."""
        return [self.load(batch.path) for batch in staged(self.home)]

    def refresh(self) -> None:
        """Brings the derived tables up to date with what was loaded since the last time."""
        with translated("deriving tables"), transaction(self.connection):
            refresh(self.connection)

    def _is_loaded(self, batch: Batch) -> bool:
        known = self.connection.execute("SELECT 1 FROM batches WHERE batch_id = ?", [batch.name])
        return known.fetchone() is not None

    def _merge(self, batch: Batch) -> None:
        """The statements of every table that the batch fills, then its row in the ledger."""
        unknown = batch.rows.keys() - set(LOAD_ORDER)
        if unknown:
            raise WarehouseError(f"{batch.name} fills unknown tables: {', '.join(sorted(unknown))}")
        wanted = [table for table in LOAD_ORDER if _concerns(batch, table)]
        for table in wanted:
            self._bring(batch, table)
        for table in wanted:
            self.connection.execute(_statements()[table])
        for table in wanted:
            self.connection.execute(f"DROP TABLE temp.staged_{table}")
        self.connection.execute(
            "INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?)",
            [
                batch.name,
                batch.digest,
                batch.run_id,
                utc(batch.night),
                datetime.now(UTC).replace(tzinfo=None),
                json.dumps(dict(batch.rows)),
            ],
        )

    def _bring(self, batch: Batch, table: str) -> None:
        make = f"CREATE OR REPLACE TEMP TABLE staged_{table} AS "
        if table not in batch.rows:
            self.connection.execute(f'{make} FROM "{table}" LIMIT 0')
            return
        self.connection.execute(
            f"{make} FROM read_parquet($file)", {"file": str(table_file(batch, table))}
        )


@cache
def _statements() -> Mapping[str, str]:
    return packaged_sql("load_sql")


def _concerns(batch: Batch, table: str) -> bool:
    return table in batch.rows or (table in _WITH_PARSES and "parses" in batch.rows)
