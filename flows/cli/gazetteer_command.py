"""`sitrep gazetteer import|coverage`."""

from pathlib import Path

import click

from flows.cli.tables import print_table
from flows.config import home_folder
from flows.gazetteer import INDEX_NAME, import_dump
from parsers.gazetteer import packaged_gazetteer
from parsers.gazetteer.dump import Problem
from warehouse.home import Home
from warehouse.query import run_sql

_SAID: dict[Problem, str] = {
    "columns": "not 19 columns divided by tabs",
    "number": "an id, figure or degree that is no number",
    "degrees": "degrees outside of the Earth",
    "name": "no name",
    "country": "a country code that is none",
}
_COVERAGE = """
SELECT coalesce(country, 'unknown') AS country, count(*) AS places,
       count(*) FILTER (reason = 'place_not_in_gazetteer') AS not_found,
       round(count(*) FILTER (reason = 'place_not_in_gazetteer') / count(*), 3) AS share
FROM mention_places GROUP BY ALL ORDER BY places DESC, country
"""


@click.group(
    name="gazetteer",
    epilog="\b\nExamples:\n"
    "  sitrep gazetteer import UA.zip\n"
    "  sitrep gazetteer import allCountries.zip --admin1 admin1CodesASCII.txt\n"
    "  sitrep gazetteer coverage\n"
    "\n\b\nDumps: https://download.geonames.org/export/dump/ (CC BY 4.0).",
)
def command() -> None:
    """Names of places: import a GeoNames dump, see which places are not found."""


@command.command("import")
@click.argument("dump", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--admin1",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GeoNames' admin1CodesASCII.txt: names of regions that the dump lacks.",
)
@click.pass_context
def import_command(ctx: click.Context, dump: Path, admin1: Path | None) -> None:
    """Read a GeoNames dump (a country's .txt or .zip, or allCountries) into the home folder.

    It replaces what was imported before, and is used beside the packaged gazetteer from then on.
    Exit code 3 when lines could not be read as places.
    """
    target = home_folder() / INDEX_NAME
    report = import_dump(dump, target, packaged_gazetteer(), admin1)
    click.echo(f"{report.places:,} places with {report.names:,} names in {target}")
    if report.left_out:
        click.echo(f"{report.left_out:,} features of other kinds left out")
    for kind, count in report.problems.most_common():
        click.echo(f"{count:,} lines: {_SAID[kind]} (first: line {report.first[kind]})", err=True)
    ctx.exit(3 if report.problems else 0)


@command.command("coverage")
def coverage_command() -> None:
    """The share of the events' places that the gazetteer does not know, for each country."""
    home = Home(home_folder())
    result = run_sql(home.published, _COVERAGE)
    print_table(result.columns, result.rows)
