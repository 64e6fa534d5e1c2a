"""What every table, view, column and code means: data in `meanings/*.tsv`, one file a table.

A meaning that begins with "=" is that of another table's column, codes included. What stands in
`shared.tsv` holds for columns of that name wherever a table's own file says nothing. A view as a
whole is explained by the comment at the top of its `.sql` file.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from warehouse.connection import Connection, quoted

SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the codebook; `column` "" is the table, `code` "" the column as a whole."""

    table: str
    column: str
    code: str
    meaning: str
    unit: str
    source: str


@cache
def written() -> Mapping[str, tuple[Entry, ...]]:
    """The entries as they are written, by file."""
    found = {}
    for file in files("warehouse").joinpath("meanings").iterdir():
        if file.name.endswith(".tsv"):
            table = file.name.removesuffix(".tsv")
            rows = csv.reader(file.read_text("utf-8").splitlines()[1:], "excel-tab")
            found[table] = tuple(Entry(table, *row) for row in rows)
    return found


def entries_for(
    tables: Mapping[str, list[str]],
    views: Mapping[str, str],
    twins: Mapping[str, str] | None = None,
) -> list[Entry]:
    """The entries of these tables and views with their columns.

    `views` gives the SQL of views by name, `twins` those whose columns are another one's. A
    column without a meaning raises LookupError: nothing is published before it is explained.
    """
    found: list[Entry] = []
    for table, columns in tables.items():
        found.append(_of_table(table, views))
        file = (twins or {}).get(table, table)
        for column in columns:
            found += [replace(entry, table=table) for entry in _of_column(file, column)]
    return found


def question(sql: str) -> str:
    """The comment at the top of an SQL file, as one line."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def comments(entries: list[Entry], views: Mapping[str, str]) -> Iterator[str]:
    """The statements that put the entries on the tables and columns as comments."""
    codes: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.code:
            codes.setdefault((entry.table, entry.column), []).append(entry)
    for entry in entries:
        if entry.code:
            continue
        if entry.column:
            text = _told(entry, codes.get((entry.table, entry.column), []))
            yield f'COMMENT ON COLUMN "{entry.table}"."{entry.column}" IS {quoted(text)}'
        else:
            kind = "VIEW" if entry.table in views else "TABLE"
            yield f'COMMENT ON {kind} "{entry.table}" IS {quoted(entry.meaning)}'


def write_codebook(connection: Connection, entries: list[Entry]) -> None:
    """Makes and fills the table `codebook`."""
    connection.execute(
        "CREATE TABLE codebook (table_name VARCHAR, column_name VARCHAR, code VARCHAR, "
        "meaning VARCHAR, unit VARCHAR, source VARCHAR)"
    )
    # One statement: several hundred single inserts would take a second.
    values = ", ".join(
        "(" + ", ".join(quoted(value) if value else "NULL" for value in _values(entry)) + ")"
        for entry in entries
    )
    connection.execute(f"INSERT INTO codebook VALUES {values}")  # noqa: S608 - packaged texts, quoted


def _values(entry: Entry) -> tuple[str, ...]:
    return (entry.table, entry.column, entry.code, entry.meaning, entry.unit, entry.source)


def _of_table(table: str, views: Mapping[str, str]) -> Entry:
    if table in views:
        return Entry(table, "", "", question(views[table]), "", "view")
    for entry in written().get(table, ()):
        if not entry.column:
            return entry
    raise LookupError(f"no meaning is written for the table {table}")


def _of_column(table: str, column: str) -> list[Entry]:
    for file in (table, SHARED):
        found = [entry for entry in written().get(file, ()) if entry.column == column]
        if found:
            break
    else:
        raise LookupError(f"no meaning is written for {table}.{column}")
    if found[0].meaning.startswith("="):
        other, _, name = found[0].meaning.removeprefix("=").partition(".")
        found = _of_column(other, name)
    return [replace(entry, table=table, column=column) for entry in found]


def _told(entry: Entry, codes: list[Entry]) -> str:
    text = entry.meaning + (f" [{entry.unit}]" if entry.unit else "")
    if codes:
        told = (f"{code.code}: {code.meaning.removesuffix('.')}" for code in codes)
        text += f" Codes: {'; '.join(told)}."
    return text
