"""The command line: argument parsing only. Each command's module is imported when it is used.

Exit codes: 0 done; 1 an expected failure; 2 wrong usage or configuration; 3 done, but with
problems that somebody should look at; 4 the archive is damaged; 5 the warehouse refused;
6 somebody else holds the lock; 7 the disk is too full. They are the same for every command.
"""

import importlib
import sys

import click

from parsers.errors import SitrepError

# name -> (module, one line for the overview); kept here so that --help imports nothing else.
_COMMANDS = {
    "nightly": ("nightly", "Run tonight: discover, fetch, archive, parse, extract, load, publish."),
    "backfill": ("backfill", "Fetch a source's older articles between two days."),
    "reparse": ("reparse", "Run the current parsers over the archive; no network."),
    "sources": ("sources", "List, check and draft sources; what they repeat."),
    "parse": ("parse", "Parse pages, WARC files or JSON lines and print articles with events."),
    "explain": ("explain", "Show an article with its events marked, as text or as a page."),
    "evaluate": ("evaluate", "Score the extractor on your own annotated articles."),
    "gazetteer": ("gazetteer", "Import a GeoNames dump; which places are not found."),
    "record-case": ("record_case", "Store a page with what the parser makes of it as a test case."),
    "sql": ("sql", "Ask the published warehouse a question."),
    "status": ("status", "Last runs, sources in trouble, what is due, disk."),
    "problems": ("problems", "What failed and why; mark for another try."),
    "verify": ("verify", "Check archive and warehouse; repair what can be repaired."),
    "publish": ("publish", "Publish the warehouse as it is now."),
    "rollback": ("rollback", "Put back the warehouse as it was before the last migration."),
    "demo": ("demo", "Two simulated nights over a bundled press on this machine."),
}

HELP = """\
Turns the news into a database.

Nightly runs fetch the articles of configured sources, keep the raw pages as WARC, parse them,
extract the events they report, and publish a DuckDB file for SQL.

\b
Examples:
  sitrep demo
  sitrep sources check kyiv-independent
  sitrep nightly
  sitrep sql "SELECT * FROM reported_events LIMIT 10"

\b
Everything lives in the folder $SITREP_HOME (default ./data).
Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 done with problems,
4 archive damaged, 5 warehouse refused, 6 locked by somebody else, 7 disk too full.
"""


class LazyGroup(click.Group):
    """A group whose commands are modules of this package, imported on use."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names in the order of a working day."""
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, or None."""
        if name not in _COMMANDS:
            return None
        module = importlib.import_module(f"flows.cli.{_COMMANDS[name][0]}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=LazyGroup, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sitrep")
def cli() -> None:
    """Group of all commands; the text that users see is HELP."""


def main() -> None:
    """Entry point: expected errors become one line on standard error and an exit code."""
    try:
        ended_with = cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("sitrep: stopped; nothing that was archived is lost, run it again", err=True)
        sys.exit(130)
    except SitrepError as error:
        click.echo(f"sitrep: {error}", err=True)
        sys.exit(error.exit_code)
    sys.exit(ended_with if isinstance(ended_with, int) else 0)
