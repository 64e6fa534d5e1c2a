"""Rows to Parquet and back: the only module that knows pyarrow, which has no types."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from parsers.errors import WarehouseError
from warehouse.connection import Connection

_SURROGATE = re.compile("[\ud800-\udfff]")

Schema: TypeAlias = Any
"""Names and types of a table's columns; opaque outside this module."""


def table_schema(connection: Connection, table: str) -> Schema:
    """The Arrow schema of a table as the database declares it; types only, no constraints."""
    empty = connection.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608 - a name of ours
    schema: Schema = empty.to_arrow_table().schema
    return schema


def column_names(schema: Schema) -> tuple[str, ...]:
    """The columns in the order of the table."""
    return tuple(schema.names)


def write_rows(path: Path, schema: Schema, rows: Sequence[Mapping[str, object]]) -> None:
    """Writes rows that have exactly the columns of `schema`.

    Lone surrogates, which no UTF-8 file can hold, become U+FFFD: one character for one, so that
    offsets stay true. WarehouseError names the column whose value has the wrong type.
    """
    columns = [_column(name, schema.field(name).type, rows) for name in schema.names]
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), path, compression="zstd")


def write_result(path: Path, result: Connection) -> int:
    """Writes what a connection has just selected; gives the number of rows."""
    table = result.to_arrow_table()
    pq.write_table(table, path, compression="zstd")
    return int(table.num_rows)


def _column(name: str, kind: Any, rows: Sequence[Mapping[str, object]]) -> Any:
    values = [row[name] for row in rows]
    try:
        return pa.array(values, type=kind)
    except UnicodeEncodeError:
        return pa.array([_encodable(value) for value in values], type=kind)
    except (pa.ArrowException, OverflowError, TypeError, ValueError) as error:
        raise WarehouseError(f"column {name}: {error}") from error


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_encodable(each) for each in value]
    return value
