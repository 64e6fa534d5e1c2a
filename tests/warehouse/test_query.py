import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from parsers.errors import WarehouseError
from warehouse.home import Home
from warehouse.query import export_sql, run_sql, write_rows


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY articles TO '/tmp/out.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "DELETE FROM articles",
        "SELECT nonsense",
        "",
        "-- nothing",
    ],
)
def test_questions_reach_nothing_but_the_published_files(published: Home, sql: str) -> None:
    with pytest.raises(WarehouseError, match="this question"):
        run_sql(published.published, sql)


def test_a_limit_says_that_there_is_more(published: Home) -> None:
    sql = "SELECT source FROM articles ORDER BY 1"
    assert run_sql(published.published, sql, limit=1).truncated
    assert not run_sql(published.published, sql, limit=2).truncated


def test_asking_before_anything_is_published_says_what_to_do(home: Home) -> None:
    with pytest.raises(WarehouseError, match="sitrep publish"):
        run_sql(home.published, "SELECT 1")


ODD = "SELECT '=1+1' AS \"=a\", -5 AS n, '-x' AS t, [1, 2] AS l, DATE '2026-03-02' AS d, NULL AS z"


def test_csv_is_safe_to_open_in_a_spreadsheet(published: Home, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert export_sql(published.published, ODD, target, "csv") == 1
    rows = list(csv.reader(target.read_text("utf-8").splitlines()))
    assert rows == [
        ["'=a", "n", "t", "l", "d", "z"],
        ["'=1+1", "-5", "'-x", "[1, 2]", "2026-03-02", ""],
    ]
    assert list(tmp_path.glob("*.part")) == []


def test_json_and_parquet_hold_the_same_rows(published: Home, tmp_path: Path) -> None:
    sql = "SELECT source, published_at, killed FROM reported_events ORDER BY source"
    assert export_sql(published.published, sql, tmp_path / "a.json", "json") == 2
    assert export_sql(published.published, sql, tmp_path / "a.parquet", "parquet") == 2
    rows = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert rows[1] == {"source": "kestrel", "published_at": "2026-03-02T02:00:00", "killed": 5}
    assert [row["killed"] for row in pq.read_table(tmp_path / "a.parquet").to_pylist()] == [3, 5]
    stream = io.StringIO()
    write_rows(run_sql(published.published, "SELECT 1 AS a WHERE false"), stream, "json")
    assert json.loads(stream.getvalue()) == []


def test_a_target_that_cannot_be_written_is_a_clear_error(published: Home, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="cannot be written"):
        export_sql(published.published, "SELECT 1", tmp_path / "no" / "a.csv", "csv")
