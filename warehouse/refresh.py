"""Derived tables, brought up to date for what loads have touched and for nothing else.

What SQL can say is said in `refresh_sql`; comparing texts is done here, in Python.
"""

from functools import cache

from warehouse.connection import Connection, packaged_sql
from warehouse.copies import refresh_copies
from warehouse.differences import State, compare
from warehouse.rows import as_json

_UNCOMPARED = """
SELECT version_id, previous_version_id FROM transitions
WHERE previous_version_id IS NOT NULL
"""
_STATE = """
SELECT title, authors, text, kind, access, section, language, published_day, truncated
FROM article_versions WHERE version_id = ?
"""


def refresh(connection: Connection) -> None:
    """Brings all derived tables up to date; the caller holds the transaction."""
    statements = _statements()
    connection.execute(statements["touched"])
    connection.execute(statements["articles"])
    connection.execute(statements["transitions"])
    _compare_states(connection)
    connection.execute(statements["version_changes"])
    refresh_copies(connection)
    connection.execute(statements["problems"])
    connection.execute(statements["coverage"])
    connection.execute(statements["done"])


def _compare_states(connection: Connection) -> None:
    """Fills `compared` with what changed between the states that follow one another."""
    for version_id, previous_id in connection.execute(_UNCOMPARED).fetchall():
        before, after = _state(connection, previous_id), _state(connection, version_id)
        change = compare(before, after)
        connection.execute(
            "INSERT INTO compared VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                version_id,
                previous_id,
                list(change.fields),
                len(change.sentences_added),
                len(change.sentences_removed),
                list(change.figures_added),
                list(change.figures_removed),
                as_json(change.details),
            ],
        )


def _state(connection: Connection, version_id: int) -> State:
    row = connection.execute(_STATE, [version_id]).fetchone()
    if row is None:
        raise LookupError(f"no version {version_id}")
    title, authors, text, kind, access, section, language, day, truncated = row
    fields = {
        "title": title,
        "authors": authors,
        "kind": kind,
        "access": access,
        "section": section,
        "language": language,
        "published_day": day.isoformat() if day else None,
        "truncated": truncated,
    }
    return State(fields, text or "")


@cache
def _statements() -> dict[str, str]:
    return packaged_sql("refresh_sql")
