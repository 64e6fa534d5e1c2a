"""`sitrep explain`."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from flows.clock import SystemClock
from flows.config import home_folder, load_site_rules
from flows.explain import as_page, facts_of, marks_of, pieces
from flows.resources import home_resources
from flows.steps.parsing import read_article
from parsers.events import extract_events, extraction_status
from parsers.events.records import Mention
from parsers.records import Article

_STYLES = {
    "trigger": "bold red", "actor": "blue", "recipient": "magenta", "place": "green",
    "time": "yellow", "figure": "bold yellow", "weapon": "cyan", "target": "cyan",
    "source": "underline",
}  # fmt: skip


@click.command(
    name="explain",
    epilog="\b\nExamples:\n"
    "  sitrep explain page.html --url https://paper.example/a\n"
    "  sitrep explain dispatch.txt --published 2026-05-18 --html dispatch-events.html\n"
    "\n\b\nA file that ends in .txt is the article's text as it is; everything else is a page.\n"
    "`sitrep sql` shows the events that are stored already, with their sentences.",
)
@click.argument("article", metavar="PAGE.html|TEXT.txt|-")
@click.option("--url", help="Address of the page.")
@click.option("--published", metavar="DAY", help="ISO date against which 'on Tuesday' is read.")
@click.option(
    "--html", "page", type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page there instead of printing.",
)  # fmt: skip
def command(article: str, url: str | None, published: str | None, page: Path | None) -> None:
    """Show an article with its events marked: what was read from which words."""
    home = home_folder()
    read = read_article(article, SystemClock().now(), load_site_rules(home), url, published)
    mentions = extract_events(read, home_resources(home))
    if extraction_status(read) == "language":
        click.echo(f"events are read from English only; this article is in {read.language}")
    if page is None:
        _print(read, mentions)
        return
    page.write_text(as_page(read, mentions), encoding="utf-8", errors="replace")
    click.echo(f"{len(mentions)} events in {page}")


def _print(article: Article, mentions: Sequence[Mention]) -> None:
    console = Console()
    console.print(Text(article.title or "", style="bold"))
    console.print(_marked(article.text, mentions))
    for number, mention in enumerate(mentions, 1):
        console.print(Text(f"\n{number}. {article.text[slice(*mention.trigger)]}", style="bold"))
        for name, told in facts_of(mention):
            if told:
                console.print(Text(f"   {name:10}{_shown(told)}"))


def _marked(text: str, mentions: Sequence[Mention]) -> Text:
    marked = Text()
    for (start, end), marks in pieces(len(text), marks_of(mentions)):
        fields = sorted({mark.field for mark in marks}, key=list(_STYLES).index)
        marked.append(_shown(text[start:end]), style=_STYLES[fields[0]] if fields else "")
        ended = sorted({m.number for m in marks if m.field == "trigger" and m.span[1] == end})
        marked.append("".join(f"[{number}]" for number in ended), style="red")
    return marked


def _shown(text: str) -> str:
    """The text without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
