"""The table of page quality: what is measured, the bar for each figure, and the best peer.

Everything here is arithmetic on what the scorer said; nothing is read or run.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from benchmarks.page_scores import NEWS, Score

Unit = Literal["share", "percent", "times", "count"]
SHORT = {"fundus_fixtures": "fixtures", "postlight_meta": "postlight"}
SHORT |= {"htmldate_mediacloud": "mediacloud"}


@dataclass(frozen=True, slots=True)
class Figures:
    """What one library reaches: by corpus, with address and scripts hidden, and in speed."""

    scores: Mapping[str, Score] = field(default_factory=dict)
    hidden: Mapping[str, Score] = field(default_factory=dict)
    speed: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One row. The bar is a number, or what the best peer reaches and `above` on top of it."""

    name: str
    read: Callable[[Figures], float | None]
    bar: float | None = None
    above: float | None = None
    unit: Unit = "share"

    @property
    def less_is_better(self) -> bool:
        """Shares of pages gone wrong and counts of errors."""
        return self.unit in ("percent", "count")

    def best(self, peers: Mapping[str, Figures]) -> tuple[str, float] | None:
        """The peer with the best figure, the first of equals; None when none gives one."""
        values = [
            (name, value) for name, one in peers.items() if (value := self.read(one)) is not None
        ]
        if not values:
            return None
        choose = min if self.less_is_better else max
        return choose(values, key=lambda pair: pair[1])

    def bar_beside(self, peers: Mapping[str, Figures]) -> float | None:
        """The number to reach."""
        if self.above is None:
            return self.bar
        best = self.best(peers)
        return best and round(best[1] + self.above, 4)

    def reached(self, value: float | None, bar: float | None) -> bool | None:
        """Whether a figure reaches the bar; None where one of the two is missing."""
        if value is None or bar is None:
            return None
        if self.unit == "percent":
            return value < bar
        return value <= bar if self.unit == "count" else value >= bar


def _figure(corpus: str, group: str, key: str, figures: Figures) -> float | None:
    value: float | None = figures.scores.get(corpus, {}).get(group, {}).get(key)
    return value


def _macro(scores: Mapping[str, Score]) -> float | None:
    """The mean over all news corpora; None when one of them is missing."""
    found = [scores[name]["text"]["f1"] for name in NEWS if "text" in scores.get(name, {})]
    return sum(found) / len(found) if len(found) == len(NEWS) else None


def _called_articles(figures: Figures) -> float | None:
    """None for what reads no text: it calls nothing an article."""
    if not any("text" in score for score in figures.scores.values()):
        return None
    return _figure("not_articles", "not_articles", "called_articles", figures)


def _refused(figures: Figures) -> float | None:
    texts = [one["text"] for name in NEWS if "text" in (one := figures.scores.get(name, {}))]
    pages = sum(text["n"] for text in texts)
    return sum(text["empty"] for text in texts) / pages if pages else None


def _raised(figures: Figures) -> float | None:
    scores = figures.scores.values()
    return sum(score["errors"] for score in scores) if scores else None


def _per_corpus(
    label: str, group: str, key: str, bars: Mapping[str, float | None]
) -> list[Measure]:
    return [
        Measure(f"{label}, {SHORT.get(corpus, corpus)}", partial(_figure, corpus, group, key), bar)
        for corpus, bar in bars.items()
    ]


TEXT_BARS = dict(zip(NEWS, (0.962, 0.941, 0.948, 0.949), strict=True))
TITLE_BARS = {"naeb": 0.92, "fundus_fixtures": 0.93, "postlight_meta": None, "no_author": None}
AUTHOR_BARS = {"naeb": 0.90, "fundus_fixtures": 0.90, "postlight_meta": 0.75}
DATE_BARS = {"naeb": 0.93, "fundus_fixtures": 0.99, "postlight_meta": 0.90}
DATE_BARS |= {"htmldate_mediacloud": 0.96}

MEASURES = (
    Measure("text F1, macro", lambda one: _macro(one.scores), 0.965),
    *_per_corpus("text F1", "text", "f1", TEXT_BARS),
    Measure("text F1, macro, no address, no scripts", lambda one: _macro(one.hidden), above=0.015),
    *_per_corpus("title exact", "title", "exact", TITLE_BARS),
    *_per_corpus("authors exact", "authors", "exact_set", AUTHOR_BARS),
    *_per_corpus("date, same day", "date", "same_day", DATE_BARS),
    Measure(
        "authors invented, no_author",
        partial(_figure, "no_author", "authors", "false_on_empty"),
        0.05,
        unit="percent",
    ),
    Measure("not_articles called articles", _called_articles, 0.05, unit="percent"),
    Measure("news pages refused", _refused, 0.01, unit="percent"),
    Measure("speed, times trafilatura (CPU)", lambda one: one.speed, 12.0, unit="times"),
    Measure("pages that raise", _raised, 0, unit="count"),
)
NOT_REACHED = "!"
ABSENT = "-"


def rows(ours: Figures, peers: Mapping[str, Figures]) -> Iterator[list[str]]:
    """The header, then a row a measure: measure, bar, sitrep, best peer, each peer."""
    yield ["measure", "bar", "sitrep", "best peer", *peers]
    for measure in MEASURES:
        bar, value, best = measure.bar_beside(peers), measure.read(ours), measure.best(peers)
        mark = f" {NOT_REACHED}" if measure.reached(value, bar) is False else ""
        yield [
            measure.name,
            ("< " if measure.unit == "percent" else "") + written(bar, measure.unit),
            written(value, measure.unit) + mark,
            f"{written(best[1], measure.unit)} {best[0]}" if best else ABSENT,
            *(written(measure.read(peer), measure.unit) for peer in peers.values()),
        ]


def written(value: float | None, unit: Unit) -> str:
    """A figure as the table shows it."""
    if value is None:
        return ABSENT
    if unit == "share":
        return f"{value:.3f}".removeprefix("0")
    if unit == "percent":
        return f"{100 * value:.1f} %"
    return f"{value:.1f}x" if unit == "times" else f"{value:.0f}"


def as_text(table: Sequence[Sequence[str]]) -> str:
    """Columns of equal width for a terminal."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )
    return "\n".join(lines) + f"\n\n{NOT_REACHED} the bar is not reached; {ABSENT} not measured"


def as_markdown(table: Sequence[Sequence[str]]) -> str:
    """The same as a Markdown table."""
    header, *body = (f"| {' | '.join(row)} |" for row in table)
    return "\n".join([header, "|---" * len(table[0]) + "|", *body])
