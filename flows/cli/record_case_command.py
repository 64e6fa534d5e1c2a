"""`sitrep record-case`."""

import asyncio
from datetime import datetime
from pathlib import Path

import click

from flows.cli.times import INSTANT
from flows.clock import SystemClock
from flows.config import home_folder, load_settings
from flows.steps.case_pages import CasePage, page_from_archive, page_from_file, page_from_web
from flows.steps.cases import case_name, rules_for, slug, write_case
from parsers.errors import ConfigError
from parsers.web.urls import normalise
from warehouse.home import Home

CASES = Path("tests/pages")


@click.command(
    name="record-case",
    epilog="\b\nExamples:\n"
    "  sitrep record-case https://www.a-paper.org/news/4711\n"
    "  sitrep record-case saved.html --url https://www.a-paper.org/news/4711\n"
    "  sitrep record-case old.warc.gz --url http://a-paper.org/1 --name a-paper-2016\n"
    "\n\b\nAn address is looked for in the home's archive first and fetched only if it is not\n"
    "there. Pages belong to their publishers: before a case is published, write your own text\n"
    "into its markup.",
)
@click.argument("page", metavar="URL|FILE")
@click.option("--url", help="Address of the page in FILE.")
@click.option("--captured", type=INSTANT, help="When FILE was saved; now unless given.")
@click.option("--home", type=click.Path(path_type=Path), help="Instead of $SITREP_HOME.")
@click.option("--name", help="Name of the case; made from rules or address unless given.")
@click.option("--into", type=click.Path(path_type=Path), default=CASES, show_default=True)
@click.option("--force", is_flag=True, help="Replace a case of that name.")
def command(
    page: str,
    *,
    url: str | None,
    captured: datetime | None,
    home: Path | None,
    name: str | None,
    into: Path,
    force: bool,
) -> None:
    """Store a page with what the parser makes of it as a test case."""
    if not into.is_dir():
        raise click.UsageError(f"there is no folder {into}; name one with --into, or make it")
    if page.startswith(("http://", "https://")):
        if url or captured:
            raise click.UsageError("--url and --captured are for files; an address has its own")
        found = _at(page, home or home_folder())
    else:
        found = page_from_file(Path(page), _checked(url), captured or SystemClock().now())
    folder = write_case(found, into, slug(name) if name else case_name(found), force=force)
    rules = rules_for(found)
    told = f"site rules {rules.name} {rules.version}" if rules else "no site rules"
    click.echo(f"{folder}: {found.url} from {found.origin}, {told}")
    click.echo(f"Now compare {folder / 'expected.json'} with the page as a reader sees it.")


def _at(address: str, home: Path) -> CasePage:
    url = _checked(address) or address
    archived = page_from_archive(Home(home), url)
    return archived or asyncio.run(page_from_web(url, load_settings(home)))


def _checked(url: str | None) -> str | None:
    """The address as the house writes it; ConfigError for what is none."""
    address = normalise(url) if url else None
    if url and address is None:
        raise ConfigError(f"{url!r} is no address; write it like https://a-paper.org/news/4711")
    return address
