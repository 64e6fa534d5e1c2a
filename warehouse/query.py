"""Questions to the published files: read-only, shut off from the rest of the machine."""

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Literal

from parsers.errors import WarehouseError
from warehouse.connection import Connection, connect, quoted, translated
from warehouse.parquet import write_result

Format = Literal["csv", "json", "parquet"]

# Spreadsheets take a cell that begins like this for a formula and run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PART = 1000


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a question; `truncated` says that there were more rows than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


def run_sql(
    path: Path,
    sql: str,
    *,
    parameters: Sequence[object] | None = None,
    texts: Path | None = None,
    limit: int | None = None,
) -> Result:
    """Asks a published file and gives the rows of the last statement, at most `limit`.

    `texts` is attached as the database `texts` where it is given and there. The statements can
    read these files and nothing else: no other file, no network, no extension, no setting.
    WarehouseError says what is wrong with the question.
    """
    with _opened(path, texts) as connection, translated("this question"):
        cursor = _asked(connection, sql, parameters)
        columns = tuple(column[0] for column in cursor.description or ())
        if limit is None:
            return Result(columns, tuple(cursor.fetchall()))
        rows = cursor.fetchmany(limit + 1)
        return Result(columns, tuple(rows[:limit]), len(rows) > limit)


def export_sql(
    path: Path, sql: str, target: Path, form: Format, *, texts: Path | None = None
) -> int:
    """Writes the answer to a file and gives the number of its rows.

    csv: UTF-8 with a header; text that a spreadsheet would run as a formula gets an apostrophe
    in front. json: an array of objects. parquet: types as in the database. The file is replaced
    only when all is written.
    """
    partial = target.with_name(target.name + ".part")
    try:
        with _opened(path, texts) as connection, translated("this question"):
            count = _write(_asked(connection, sql), partial, form)
        partial.replace(target)
    except OSError as error:
        raise WarehouseError(f"{target} cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def write_rows(result: Result, stream: IO[str], form: Literal["csv", "json"]) -> None:
    """Writes an answer to a text stream, see `export_sql`."""
    _write_text(stream, result.columns, iter(result.rows), form)


def plain(value: object) -> object:
    """A value as JSON has it: times in ISO form, decimals as numbers, bytes as hexadecimal."""
    match value:
        case None | str() | int() | float():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return float(value)
        case list() | tuple():
            return [plain(each) for each in value]
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
    return value.hex() if isinstance(value, bytes) else str(value)


@contextmanager
def _opened(path: Path, texts: Path | None) -> Iterator[Connection]:
    if not path.is_file():
        raise WarehouseError(f"{path} is not there yet; `sitrep publish` makes it")
    connection = connect(path, read_only=True)
    try:
        with translated(f"opening {path}"):
            if texts is not None and texts.is_file():
                connection.execute(f"ATTACH {quoted(str(texts))} AS texts (READ_ONLY)")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _asked(
    connection: Connection, sql: str, parameters: Sequence[object] | None = None
) -> Connection:
    # For nothing but comments DuckDB gives None, whatever its types say.
    cursor: Connection | None = connection.execute(sql, parameters)
    if cursor is None:
        raise WarehouseError("this question is empty: write a SELECT")
    return cursor


def _write(cursor: Connection, path: Path, form: Format) -> int:
    if form == "parquet":
        return write_result(path, cursor)
    columns = tuple(column[0] for column in cursor.description or ())
    with path.open("w", encoding="utf-8", newline="") as stream:
        return _write_text(stream, columns, _fetched(cursor), form)


def _fetched(cursor: Connection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_PART):
        yield from rows


def _write_text(
    stream: IO[str],
    columns: Sequence[str],
    rows: Iterator[tuple[Any, ...]],
    form: Literal["csv", "json"],
) -> int:
    return (
        _write_csv(stream, columns, rows) if form == "csv" else _write_json(stream, columns, rows)
    )


def _write_csv(stream: IO[str], columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> int:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    return count


def _cell(value: object) -> object:
    value = plain(value)
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _write_json(stream: IO[str], columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    stream.write("[")
    for row in rows:
        pairs = dict(zip(columns, map(plain, row), strict=True))
        stream.write((",\n" if count else "\n") + json.dumps(pairs, ensure_ascii=False))
        count += 1
    stream.write("\n]\n" if count else "]\n")
    return count
