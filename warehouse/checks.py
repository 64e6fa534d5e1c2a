"""Is the warehouse sound? Questions whose answer must be nothing, and the files around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parsers.errors import WarehouseError
from warehouse.connection import Connection, connect, packaged_sql, translated
from warehouse.home import Home
from warehouse.migrate import migrations, pending
from warehouse.publish import published_contents
from warehouse.staging import staged

Kind = Literal[
    "missing",  # there is no warehouse
    "migrations",  # the schema is not that of this sitrep
    "rows",  # rows that contradict one another; `name` is the check in checks_sql
    "staging",  # batches that are not loaded, or damaged
    "underived",  # loaded, but the derived tables do not know it yet
    "published",  # the published copy is missing, damaged or older than the warehouse
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be. `remedy` says what to do."""

    kind: Kind
    name: str
    detail: str
    remedy: str


def verify_warehouse(home: Home) -> tuple[Finding, ...]:
    """Everything that is wrong with the warehouse of `home`; nothing is changed.

    The caller holds the home's lock. LockHeld when another program has the database open.
    """
    if not home.warehouse.is_file():
        return (Finding("missing", home.warehouse.name, "is not there", "run `sitrep nightly`"),)
    connection = connect(home.warehouse)
    try:
        found = list(_migrations(connection))
        if not found:
            found += [*_rows(connection), *_underived(connection), *_published(connection, home)]
    finally:
        connection.close()
    return (*found, *_staging(home))


def _migrations(connection: Connection) -> Iterator[Finding]:
    try:
        lacking = pending(connection, migrations())
    except WarehouseError as error:
        yield Finding("migrations", "schema", str(error), "see docs/operations.md, Upgrade")
        return
    for each in lacking:
        yield Finding("migrations", each.name, "is not applied", "run `sitrep status`")


def _rows(connection: Connection) -> Iterator[Finding]:
    """Each check selects what contradicts it; its first line says what must hold."""
    for name, sql in packaged_sql("checks_sql").items():
        with translated(f"check {name}"):
            wrong = connection.execute(sql).fetchall()
        if wrong:
            rule = sql.splitlines()[0].removeprefix("-- ").strip()
            shown = "; ".join(", ".join(map(str, row)) for row in wrong[:3])
            detail = f"{rule} {len(wrong)} rows contradict it, the first: {shown}"
            yield Finding("rows", name, detail, "run `sitrep reparse --rebuild`")


def _underived(connection: Connection) -> Iterator[Finding]:
    row = connection.execute(
        "SELECT (SELECT count(*) FROM touched_articles) + (SELECT count(*) FROM touched_days)"
    ).fetchone()
    if row and row[0]:
        detail = f"{row[0]} changes are not in the derived tables"
        yield Finding("underived", "touched", detail, "run `sitrep publish`")


def _published(connection: Connection, home: Home) -> Iterator[Finding]:
    remedy = "run `sitrep publish`"
    name = home.published.name
    if not home.published.is_file():
        yield Finding("published", name, "is not there", remedy)
        return
    row = connection.execute("SELECT count(*) FROM batches").fetchone()
    try:
        contents = published_contents(home.published)
    except WarehouseError as error:
        yield Finding("published", name, str(error), remedy)
        return
    if row and contents["batches"] != row[0]:
        detail = f"holds {contents['batches']} batches, the warehouse {row[0]}"
        yield Finding("published", name, detail, remedy)
    if contents["texts"] and not home.texts.is_file():
        yield Finding("published", home.texts.name, "is not there", remedy)


def _staging(home: Home) -> Iterator[Finding]:
    try:
        waiting = staged(home)
    except WarehouseError as error:
        yield Finding("staging", "staging", str(error), "move it away; the archive has its pages")
        return
    for batch in waiting:
        yield Finding("staging", batch.name, "is not loaded", "the next run loads it")
