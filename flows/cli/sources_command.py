"""`sitrep sources list|check|new`."""

import asyncio

import click

from flows.cli.tables import print_table
from flows.config import (
    fetch_settings,
    home_folder,
    load_settings,
    load_sources,
    record_check,
    source_states,
)
from flows.steps.checking import check_live, draft_live


@click.group(
    name="sources",
    epilog="\b\nExamples:\n"
    "  sitrep sources list\n"
    "  sitrep sources check bbc-news dawn\n"
    "  sitrep sources new https://a-paper.example/ > data/sources/a-paper.toml\n",
)
def command() -> None:
    """Publishers: what is there, does it work, draft a new one."""


@command.command("list")
@click.option("--enabled", is_flag=True, help="Only those that nights fetch.")
def list_sources(*, enabled: bool) -> None:
    """All sources: country, languages, enabled or why not."""
    states = [state for state in source_states(home_folder()) if state.enabled or not enabled]
    rows = [
        (
            state.name,
            state.source.country if state.source else "",
            " ".join(state.source.languages) if state.source else "",
            len(state.source.feeds) + len(state.source.news_sitemaps) if state.source else 0,
            "enabled" if state.enabled else state.obstacle,
        )
        for state in states
    ]
    print_table(("source", "country", "languages", "feeds", "state"), rows)
    click.echo(f"{len(rows)} sources, {sum(state.enabled for state in states)} enabled")


@command.command("check")
@click.argument("names", nargs=-1, required=True)
@click.pass_context
def check_sources(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Check sources live: robots, each feed, one article. A pass enables the source."""
    home = home_folder()
    sources = load_sources(home, names)
    fetching = fetch_settings(load_settings(home), sources)
    reports = asyncio.run(check_live(sources, fetching))
    for report in reports:
        record_check(home, report)
        click.echo(f"{report.source}: {'passed, enabled' if report.passed else 'failed'}")
        for finding in report.findings:
            remedy = f" -> {finding.remedy}" if finding.remedy else ""
            click.echo(f"  {finding.level:4} {finding.what}{remedy}")
    ctx.exit(0 if all(report.passed for report in reports) else 3)


@command.command("new")
@click.argument("url")
def new_source(url: str) -> None:
    """Draft a source file by looking for feeds and sitemaps at URL; prints it."""
    click.echo(asyncio.run(draft_live(url, load_settings(home_folder()))), nl=False)
