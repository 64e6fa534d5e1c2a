import re
from pathlib import Path

from tests.warehouse.build import (
    ask,
)
from warehouse.home import Home
from warehouse.query import run_sql


def test_examples_of_the_documentation_run(published: Home) -> None:
    text = (Path(__file__).parents[2] / "docs" / "warehouse.md").read_text("utf-8")
    examples = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(examples) >= 8
    for sql in examples:
        result = run_sql(published.published, sql, texts=published.texts)
        assert result.columns


def test_the_documentation_names_every_table_and_view(published: Home) -> None:
    text = (Path(__file__).parents[2] / "docs" / "warehouse.md").read_text("utf-8")
    names = ask(published, "SELECT DISTINCT table_name FROM duckdb_columns() WHERE NOT internal")
    assert [name for (name,) in names if f"`{name}`" not in text] == []
