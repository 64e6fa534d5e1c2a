from pathlib import Path

import pytest

from parsers.errors import DiskFull, SchemaTooNew, WarehouseError
from tests.warehouse.build import Story, load_stories
from warehouse.connection import Connection, connect
from warehouse.home import Home
from warehouse.migrate import Migration, apply, kept_copy, migrate, migrations, rollback
from warehouse.volatile import digests

NEXT = Migration(1000, "1000_more", "ALTER TABLE sources ADD COLUMN mood VARCHAR")


def schema_of(connection: Connection) -> list[tuple[str, ...]]:
    return connection.execute(
        "SELECT table_name, sql FROM duckdb_tables() UNION ALL "
        "SELECT index_name, sql FROM duckdb_indexes() ORDER BY ALL"
    ).fetchall()


def columns(path: Path, table: str) -> list[str]:
    connection = connect(path)
    try:
        rows = connection.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()  # noqa: S608
    finally:
        connection.close()
    return [row[0] for row in rows]


def test_numbers_are_unique_and_without_gaps() -> None:
    assert [each.number for each in migrations()] == list(range(1, len(migrations()) + 1))


@pytest.mark.parametrize("upto", range(1, len(migrations())))
def test_a_new_database_and_one_that_grew_have_the_same_schema(home: Home, upto: int) -> None:
    migrate(home, migrations()[:upto])
    migrate(home)
    fresh = connect(":memory:")
    apply(fresh, migrations())
    grown = connect(home.warehouse)
    try:
        assert schema_of(grown) == schema_of(fresh)
    finally:
        grown.close()
        fresh.close()


def test_a_migrated_database_has_nothing_pending(home: Home) -> None:
    assert migrate(home) == migrations()
    assert migrate(home) == ()


def test_text_bodies_are_compressed(home: Home) -> None:
    load_stories(home, [Story(text="Nobody was hurt in the harbour. " * 4000)])
    connection = connect(home.warehouse)
    try:
        kinds = connection.execute(
            "SELECT DISTINCT compression FROM pragma_storage_info('article_versions') "
            "WHERE column_name = 'text' AND segment_type = 'VARCHAR'"
        ).fetchall()
    finally:
        connection.close()
    assert {kind.lower() for (kind,) in kinds} == {"zstd"}


def test_rollback_puts_back_the_database_from_before(home: Home) -> None:
    load_stories(home, [Story()])
    assert migrate(home, (*migrations(), NEXT)) == (NEXT,)
    assert "mood" in columns(home.warehouse, "sources")
    kept = kept_copy(home, 1000)
    assert kept.is_file()
    with pytest.raises(SchemaTooNew, match="1000_more"):
        migrate(home)
    assert rollback(home) == kept
    assert "mood" not in columns(home.warehouse, "sources")
    assert migrate(home) == ()
    with pytest.raises(WarehouseError, match="no database from before"):
        rollback(home)


def test_data_survive_a_migration(home: Home) -> None:
    load_stories(home, [Story()])
    before = connect(home.warehouse)
    expected = digests(before)
    before.close()
    migrate(home, (*migrations(), Migration(1000, "1000_more", "CREATE TABLE extra (x INTEGER)")))
    after = connect(home.warehouse)
    found = digests(after)
    after.close()
    assert {table: found[table] for table in expected} == expected


def test_a_migration_that_fails_leaves_the_database_as_it_was(home: Home) -> None:
    load_stories(home, [Story()])
    before = home.warehouse.read_bytes()
    broken = Migration(1000, "1000_broken", "CREATE TABLE half (x INTEGER); SELECT nonsense")
    with pytest.raises(WarehouseError, match="1000_broken"):
        migrate(home, (*migrations(), broken))
    assert home.warehouse.read_bytes() == before
    assert [path.name for path in home.path.glob("warehouse.duckdb*")] == ["warehouse.duckdb"]


def test_an_applied_file_that_was_changed_is_noticed(home: Home) -> None:
    migrate(home)
    first = migrations()[0]
    changed = Migration(first.number, first.name, first.sql + "-- a word more")
    with pytest.raises(WarehouseError, match="another text"):
        migrate(home, (changed, *migrations()[1:]))


def test_a_full_disk_is_noticed_before_anything_is_touched(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(home)
    before = home.warehouse.read_bytes()
    monkeypatch.setattr(Home, "free_bytes", lambda _self: 1000)
    with pytest.raises(DiskFull, match="nothing was changed"):
        migrate(home, (*migrations(), NEXT))
    assert home.warehouse.read_bytes() == before
