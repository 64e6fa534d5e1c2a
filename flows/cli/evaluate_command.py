"""`sitrep evaluate`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from flows.cli.tables import print_table
from flows.config import home_folder
from flows.evaluate import Annotated, Scorecard, read_annotated, score
from flows.evaluate.annotations import Event
from flows.evaluate.scorecard import Share
from flows.resources import home_resources
from parsers.events import Resources, extract_events
from parsers.events.projection import project
from parsers.records import Article


@click.command(
    name="evaluate",
    epilog="\b\nExamples:\n"
    "  sitrep evaluate my-annotations.jsonl\n"
    "  sitrep evaluate my-annotations.jsonl --json > scorecard.json\n"
    "\n\b\nA line is an article: id, text, published (ISO date or null) and events, each at least\n"
    "with type and evidence ([[start, end], ...] in the text). docs/events.md has all fields and\n"
    "what they mean.",
)
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the scorecard as JSON.")
def command(gold: Path, *, as_json: bool) -> None:
    """Score the extractor on your own annotated articles."""
    with gold.open(encoding="utf-8") as lines:
        articles = list(read_annotated(lines, gold.name))
    if not articles:
        raise click.UsageError(f"{gold.name} holds no articles")
    types = frozenset(event["type"] for article in articles for event in article.events)
    card = score(_predicted(articles, home_resources(home_folder())), types)
    if as_json:
        click.echo(json.dumps(asdict(card)))
        return
    _print(card)


def _predicted(
    articles: Iterable[Annotated], resources: Resources
) -> Iterator[tuple[Annotated, Sequence[Event]]]:
    for one in articles:
        article = Article.from_text(
            one.text, title=one.title, published_at=one.published, url=one.url
        )
        mentions = extract_events(article, resources)
        yield one, [project(mention, article) for mention in mentions]


def _print(card: Scorecard) -> None:
    rows = [
        ("events, right type", card.typed),
        ("events, any type", card.detected),
        ("figures", card.counts),
        ("tier A, right type", card.tier_a),
        *((f"  {kind}", share) for kind, share in card.types.items()),
    ]
    title = f"{card.articles} articles, {card.typed.gold} annotated events"
    columns = ("", "precision", "recall", "F1", "right", "predicted", "annotated")
    print_table(columns, (_row(name, share) for name, share in rows), title)
    low, high = card.tier_a.interval
    click.echo(f"tier A: precision between {low:.2f} and {high:.2f} with 95 % confidence")
    print_table(
        ("field of a found event", "right", "of", "share"),
        ((name, right, of, round(right / of, 3)) for name, (right, of) in card.fields.items()),
    )
    click.echo(f"{card.false_alarms} events in {card.empty} articles that have none")


def _row(name: str, share: Share) -> tuple[object, ...]:
    ratios = (round(share.precision, 3), round(share.recall, 3), round(share.f1, 3))
    return name, *ratios, share.right, share.predicted, share.gold
