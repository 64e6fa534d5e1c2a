"""`sitrep demo`."""

import asyncio
import os
from pathlib import Path

import click

from flows.cli.progress import progress
from flows.cli.sql_command import show
from flows.cli.tables import print_table
from flows.config.settings import HOME
from flows.demo.run import run_demo
from flows.report import headline, source_table
from flows.steps.summary import BackfillSummary, NightSummary
from warehouse.home import Home

ARTICLES = """
SELECT source, any_value(language) AS language, count(*) AS articles,
    sum(versions)::INTEGER AS versions, count(copies.article_id) AS copies,
    min(published_day) AS first, max(published_day) AS last
FROM articles LEFT JOIN copies USING (article_id) GROUP BY source ORDER BY source
"""
EVENTS = """
SELECT date_start AS day, type, mode, place, country, killed, wounded, said_by,
    left(sentence, 90) AS sentence
FROM reported_events
WHERE NOT is_copy AND date_start >= DATE '2026-03-01'
ORDER BY killed DESC NULLS LAST, day, place, sentence LIMIT 20
"""
QUESTIONS = {
    "How many died in Odesa, and who says so?": """
SELECT published_at, killed, wounded, said_by, source, figures
FROM reported_events WHERE place LIKE 'Ode%' AND type = 'ASSAULT' AND killed IS NOT NULL
ORDER BY published_at
""",
    "What did papers change after publication?": """
SELECT source, title, changed, figures_removed, figures_added FROM article_changes
ORDER BY source, title
""",
    "What was reported within 50 km of Odesa since the autumn?": """
SELECT date_start AS day, type, mode, place, distance_km, killed, source
FROM events_near(46.48, 30.73, 50) WHERE date_start >= DATE '2025-09-01' ORDER BY day, type, source
""",
}


@click.command(name="demo", epilog="\b\nExample:\n  sitrep demo --home demo-data")
@click.option("--home", "folder", default="demo-data", show_default=True, help="Made anew.")
def command(folder: str) -> None:
    """Two simulated nights and a backfill over a bundled press on this machine; offline."""
    home = Home(Path(folder).resolve())
    os.environ[HOME] = str(home.path)
    with progress("demo") as tell:
        nights, backfills = asyncio.run(run_demo(home.path, tell))
    for night in nights:
        _night(night)
    _backfills(backfills)
    show(ARTICLES, "Articles by source")
    show(EVENTS, "Events of March, those with the highest tolls")
    for title, question in QUESTIONS.items():
        click.echo(f"{title}\n{question.strip()}\n")
        show(question)
    _files(home, folder)


def _night(night: NightSummary) -> None:
    rows = source_table(night)
    print_table(list(rows[0]), [tuple(row.values()) for row in rows], headline(night))


def _backfills(backfills: list[BackfillSummary]) -> None:
    rows = [
        (done.source, *window.cells())
        for done in backfills
        for window in done.windows
        if window.lists
    ]
    columns = ("source", "window", "lists", "failed", "links", "pages", "articles", "mentions")
    print_table(columns, [row[: len(columns)] for row in rows], "Backfill of January and February")


def _files(home: Home, folder: str) -> None:
    click.echo("Where everything is:")
    for path, what in (
        (home.archive, "every response as WARC"),
        (home.published, "the published database: open it with any DuckDB"),
        (home.texts, "the articles' texts"),
        (home.warehouse, "the writer's own database"),
    ):
        click.echo(f"  {path}  {what}")
    click.echo(f'Go on: SITREP_HOME={folder} sitrep sql "FROM reported_events"')
