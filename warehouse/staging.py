"""Batches on their way to the warehouse: a folder of Parquet files, whole or not there.

A batch is written under a temporary name, synced and renamed; its name ends in a digest of its
content. Any process may stage; only the one writer loads.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from parsers.errors import DiskFull, WarehouseError
from warehouse.archive.files import lock, sync_folder, translated
from warehouse.connection import connect
from warehouse.home import Home
from warehouse.migrate import apply, migrations
from warehouse.parquet import Schema, column_names, table_schema, write_rows

LOAD_ORDER = (
    "sources",
    "feeds",
    "hosts",
    "links",
    "fetches",
    "captures",
    "article_versions",
    "copy_signatures",
    "parses",
    "mentions",
    "participants",
    "mention_places",
    "claims",
    "source_nights",
    "problems",
)
"""The tables that batches fill, in the order in which they are loaded."""

_FACTS = "batch.json"
_TEMPORARY = ".writing-"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")


@dataclass(frozen=True, slots=True)
class Batch:
    """A whole batch in the staging folder. `name` is unique to its content."""

    path: Path
    name: str
    digest: str
    run_id: str | None
    night: datetime | None
    rows: Mapping[str, int]


def stage(
    home: Home,
    batch_id: str,
    tables: Mapping[str, Sequence[Mapping[str, object]]],
    *,
    run_id: str | None = None,
    night: datetime | None = None,
) -> Path:
    """Writes a batch and gives its folder; it is on disk, whole, when this returns.

    Every row has exactly the columns of its table: WarehouseError names what is missing or too
    much. The same content under the same id gives the same folder. DiskFull when it does not fit.
    """
    if not _NAME.fullmatch(batch_id):
        raise WarehouseError(f"{batch_id[:200]!r} is no name for a batch: letters, digits, . _ -")
    filled = {table: rows for table, rows in tables.items() if rows}
    for table, rows in filled.items():
        _check(table, rows)
    home.staging.mkdir(parents=True, exist_ok=True)
    try:
        return _write(home.staging, batch_id, filled, run_id, night)
    except OSError as error:
        raise _storage_error(error, home.staging) from error


def staged(home: Home) -> list[Batch]:
    """The whole batches, in the order of their names; torn ones of dead processes are removed."""
    if not home.staging.is_dir():
        return []
    for folder in home.staging.glob(f"{_TEMPORARY}*"):
        _remove_if_torn(folder)
    paths = sorted(home.staging.iterdir())
    return [read_batch(path) for path in paths if path.is_dir() and not _is_temporary(path)]


def read_batch(path: Path) -> Batch:
    """The batch in a folder; WarehouseError when it is not what its name says."""
    try:
        facts = json.loads((path / _FACTS).read_text("utf-8"))
        night = datetime.fromisoformat(facts["night"]) if facts["night"] else None
        batch = Batch(path, path.name, facts["digest"], facts["run_id"], night, facts["rows"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WarehouseError(f"{path} is no batch: {error}; move it out of staging") from error
    if not path.name.endswith(_digest(path, batch.rows)[:16]):
        raise WarehouseError(f"{path} is damaged: move it out of staging and run again")
    return batch


def remove_batch(path: Path) -> None:
    """Removes a batch that was loaded; a crash in between leaves no half of it behind."""
    # Under a temporary name it counts as torn, which the next `staged` clears away.
    leaving = path.with_name(f"{_TEMPORARY}{path.name}")
    shutil.rmtree(leaving, ignore_errors=True)
    path.rename(leaving)
    shutil.rmtree(leaving)


def table_file(batch: Batch, table: str) -> Path:
    """The Parquet file of a table in a batch."""
    return batch.path / f"{table}.parquet"


@cache
def schemas() -> Mapping[str, Schema]:
    """The Arrow schemas of all tables that batches fill, from the packaged SQL."""
    connection = connect(":memory:")
    try:
        apply(connection, migrations())
        return {table: table_schema(connection, table) for table in LOAD_ORDER}
    finally:
        connection.close()


def _check(table: str, rows: Sequence[Mapping[str, object]]) -> None:
    if table not in schemas():
        raise WarehouseError(f"no batch can fill a table {table!r}")
    columns = set(column_names(schemas()[table]))
    for row in rows:
        if row.keys() != columns:
            missing = ", ".join(sorted(columns - row.keys())) or "nothing"
            unknown = ", ".join(sorted(row.keys() - columns)) or "nothing"
            raise WarehouseError(f"a row of {table}: missing {missing}; unknown {unknown}")


def _write(
    staging: Path,
    batch_id: str,
    tables: Mapping[str, Sequence[Mapping[str, object]]],
    run_id: str | None,
    night: datetime | None,
) -> Path:
    counts = {table: len(rows) for table, rows in sorted(tables.items())}
    with _temporary(staging) as folder:
        for table, rows in tables.items():
            write_rows(folder / f"{table}.parquet", schemas()[table], rows)
        digest = _digest(folder, counts)
        facts = {
            "batch_id": batch_id,
            "digest": digest,
            "run_id": run_id,
            "night": night.isoformat() if night else None,
            "rows": counts,
        }
        (folder / _FACTS).write_text(json.dumps(facts), "utf-8")
        for file in folder.iterdir():
            _sync(file)
        sync_folder(folder)
        target = staging / f"{batch_id}.{digest[:16]}"
        # The same batch may be there already: a unit that is tried again.
        if not target.exists():
            folder.rename(target)
            sync_folder(staging)
    return target


@contextmanager
def _temporary(staging: Path) -> Iterator[Path]:
    """A locked folder that is gone afterwards, unless it was renamed."""
    folder = Path(mkdtemp(prefix=_TEMPORARY, dir=staging))
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        lock(descriptor)
        yield folder
    finally:
        os.close(descriptor)
        shutil.rmtree(folder, ignore_errors=True)


def _remove_if_torn(folder: Path) -> None:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:  # renamed just now
        return
    try:
        if lock(descriptor):
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)


def _is_temporary(path: Path) -> bool:
    return path.name.startswith(_TEMPORARY)


def _digest(folder: Path, tables: Mapping[str, int]) -> str:
    digest = sha256()
    for table in sorted(tables):
        digest.update(f"{table}:{tables[table]}\n".encode())
        digest.update((folder / f"{table}.parquet").read_bytes())
    return digest.hexdigest()


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _storage_error(error: OSError, path: Path) -> WarehouseError:
    ours = translated(error, path)
    return ours if isinstance(ours, DiskFull) else WarehouseError(str(ours))
