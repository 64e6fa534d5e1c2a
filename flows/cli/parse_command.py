"""`sitrep parse`."""

import click

from flows.clock import SystemClock
from flows.config import home_folder, load_site_rules
from flows.resources import home_resources
from flows.steps.parsing import as_line, parse_input


@click.command(
    name="parse",
    epilog="\b\nExamples:\n"
    "  sitrep parse page.html --url https://paper.example/a\n"
    "  sitrep parse crawl.warc.gz | head -1\n"
    "  sitrep parse articles.jsonl --jsonl > events.jsonl\n"
    "\n\b\nA row of JSON lines may have id, url, title, published, and text, html or html_path.\n"
    "Exit code 3 when an input could not be read as an article.",
)
@click.argument("inputs", nargs=-1, required=True, metavar="PAGE|FILE.warc.gz|ROWS.jsonl|-")
@click.option("--url", help="Address of the page (one page only).")
@click.option("--jsonl", is_flag=True, help="The input is JSON lines.")
@click.pass_context
def command(ctx: click.Context, inputs: tuple[str, ...], url: str | None, *, jsonl: bool) -> None:
    """Print one JSON object for each article, with its events."""
    if url and len(inputs) > 1:
        raise click.UsageError("--url is the address of one page, and there are several inputs")
    site_rules = load_site_rules(home_folder())
    resources, now = home_resources(home_folder()), SystemClock().now()
    failed = False
    for name in inputs:
        for row in parse_input(name, resources, now, url=url, jsonl=jsonl, site_rules=site_rules):
            failed = failed or "error" in row
            click.echo(as_line(row), nl=False)
    ctx.exit(3 if failed else 0)
