"""What may differ between a disturbed and an undisturbed run, and digests of all the rest.

No volatile column is part of any key. A test of crashes compares `digests` before and after.
"""

from collections.abc import Mapping

from warehouse.connection import Connection

VOLATILE_TABLES: frozenset[str] = frozenset(
    (
        "batches",  # how the work was cut into batches
        "hosts",  # what politeness remembers of hosts that were asked: wall-clock times throughout
        "run_steps",
        "runs",
        "schema_migrations",
        "touched_articles",  # empty after a refresh
        "touched_days",
    )
)

_MODULUS = 1 << 60  # parts of a 128-bit digest that a BIGINT holds

VOLATILE: Mapping[str, frozenset[str]] = {
    # Where a record lies, its random id, and everything that hangs on the wall clock.
    "captures": frozenset(
        (
            "fetched_at",
            "ip",
            "file",
            "record_offset",
            "record_length",
            "record_id",
            "refers_to",
            "block_digest",  # covers the Date header
        )
    ),
    "fetches": frozenset(("started_at", "seconds", "run_id", "wait_until", "attempts", "detail")),
    "problems": frozenset(("resolved_at",)),
}
"""Volatile columns of the tables that are compared."""


def digests(connection: Connection) -> dict[str, str]:
    """A digest of each table's content, whatever the order of its rows.

    Equal content gives equal digests; a row that is there twice counts twice.
    """
    tables = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_name) FROM duckdb_columns() "
        "WHERE database_name = current_database() AND table_name IN "
        "(SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()) "
        "GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    return {
        table: _digest(connection, table, stable_columns(table, columns))
        for table, columns in tables
        if table not in VOLATILE_TABLES
    }


def stable_columns(table: str, columns: list[str]) -> list[str]:
    """The columns of a table that are compared."""
    return [column for column in columns if column not in VOLATILE.get(table, ())]


def _digest(connection: Connection, table: str, columns: list[str]) -> str:
    # A row as text tells NULL from the empty string and 1 from '1'.
    row = ", ".join(f'"{column}" := "{column}"' for column in columns)
    # A sum does not depend on the order; XOR would lose pairs of equal rows.
    found = connection.execute(
        f"SELECT count(*), coalesce(sum((md5_number(row_text) % {_MODULUS})::BIGINT), 0), "  # noqa: S608 - names of our own schema
        f"coalesce(sum((md5_number(row_text) // {_MODULUS} % {_MODULUS})::BIGINT), 0) "
        f'FROM (SELECT struct_pack({row})::VARCHAR AS row_text FROM "{table}")'
    ).fetchone()
    count, low, high = found or (0, 0, 0)
    return f"{count}:{high:x}:{low:x}"
