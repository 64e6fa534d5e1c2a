"""`sitrep sources list|check|new|repeated`."""

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
from flows.steps.repeating import Proposal, propose_lines
from warehouse.home import Home

_SHOWN = 120


@click.group(
    name="sources",
    epilog="\b\nExamples:\n"
    "  sitrep sources list\n"
    "  sitrep sources check bbc-news dawn\n"
    "  sitrep sources new https://a-paper.example/ > data/sources/a-paper.toml\n"
    "  sitrep sources repeated dawn --days 30\n",
)
def command() -> None:
    """Publishers: what is there, does it work, draft a new one, what does it repeat."""


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


@command.command("repeated")
@click.argument("name")
@click.option("--least", type=click.IntRange(2), default=5, help="In so many articles.")
@click.option("--share", type=click.FloatRange(0, 1), default=0.2, help="In that share of them.")
@click.option("--days", type=click.IntRange(1), default=90, help="Before its newest article.")
def repeated(name: str, least: int, share: float, days: int) -> None:
    """Paragraphs that stand in many articles of a source, as site rules to review.

    Looks through the published texts of NAME and changes nothing.
    """
    home = Home(home_folder())
    load_sources(home.path, (name,))
    found = propose_lines(home, name, least=least, share=share, days=days)
    told = f"in {found.articles} different articles of {name}"
    if not found.paragraphs:
        click.echo(f"no paragraph {told} is repeated so often, but what its rules drop already")
        return
    rows = [
        (one.articles, f"{found.share(one):.0%}", _short(one.text), "\n".join(one.urls))
        for one in found.paragraphs
    ]
    print_table(("articles", "share", "paragraph", "for example"), rows)
    click.echo(f"{len(rows)} paragraphs {told}\n")
    _print_rules(found)


def _print_rules(found: Proposal) -> None:
    if found.own:
        where = f"version {found.own.version} of {found.file}: its drop_lines become"
    else:
        where = f"a new file {found.file}"
    click.echo(
        f"For {where}, in $SITREP_HOME, once you have taken out what belongs to articles:\n\n"
        f"{found.toml()}\n"
        f"Then `sitrep reparse --source {found.source} --all` reads the archive again. Nothing "
        "has been changed."
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
