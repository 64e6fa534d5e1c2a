"""`sitrep sql`."""

import sys
from pathlib import Path
from typing import Literal, cast

import click

from flows.cli.tables import print_table
from flows.config import home_folder
from warehouse.home import Home
from warehouse.query import Format, export_sql, run_sql, write_rows

SHOWN = 200
"""Rows that a table on the terminal shows; files and pipes get all of them."""


@click.command(
    name="sql",
    epilog="\b\nExamples:\n"
    '  sitrep sql "SELECT type, count(*) FROM reported_events GROUP BY type"\n'
    "  sitrep sql -f question.sql --format csv > answer.csv\n"
    '  sitrep sql "FROM events_near(46.48, 30.73, 25)" --format parquet -o odesa.parquet\n'
    '  sitrep sql "SELECT title, text FROM articles JOIN texts.texts '
    'ON newest_version_id = version_id" \n'
    "\n\b\nAsks the published copy, read-only; texts.duckdb is attached as `texts`.\n"
    'Tables and columns: sitrep sql "FROM codebook WHERE column_name IS NULL"',
)
@click.argument("question", required=False)
@click.option("-f", "--file", "file", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "parquet"]))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def command(question: str | None, file: Path | None, form: str | None, output: Path | None) -> None:
    """Ask the published database a question in SQL."""
    if (question is None) == (file is None):
        raise click.UsageError("give the question or -f FILE, one of them")
    text = file.read_text("utf-8") if file else str(question)
    home = _home()
    if form == "parquet" and output is None:
        raise click.UsageError("parquet goes to a file: add -o FILE")
    if output is not None:
        kind = cast("Format", form if form not in (None, "table") else "csv")
        count = export_sql(home.published, text, output, kind, texts=home.texts)
        click.echo(f"{count} rows in {output}", err=True)
    elif form in ("csv", "json"):
        result = run_sql(home.published, text, texts=home.texts)
        write_rows(result, sys.stdout, cast("Literal['csv', 'json']", form))
    else:
        show(text)


def show(question: str, title: str | None = None, limit: int = SHOWN) -> None:
    """Asks and prints a table; says when there was more."""
    home = _home()
    result = run_sql(home.published, question, texts=home.texts, limit=limit)
    print_table(result.columns, result.rows, title)
    if result.truncated:
        click.echo(f"(the first {limit} rows; --format csv gives all)")


def _home() -> Home:

    return Home(home_folder())
