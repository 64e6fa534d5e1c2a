"""Has a source's page changed? Tonight's pages held against those of the month: pure decisions.

Each question is one of shares: so many of tonight's pages have a text, so many of the articles a
title, a date, an author, so many of the texts are at least half as long as usual. How likely is a
share this low on a night like those before? Where that is next to impossible, the field fell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp, lgamma

from warehouse.drift import FIELDS, Count, Field, NightPages, PastNight

LEAST_PAGES = 5
"""Pages below which a night is neither judged nor a measure: they may all be of one odd story."""

LEAST_NIGHTS = 7
"""Nights before: a paper's week has nights of its own kind (agency copy on Sundays). They are at
least 35 pages; with fewer, a share is known no better than to some ten points."""

LEAST_FALL = 0.1
"""Share lost, of all. A redesign takes more; with hundreds of pages less would be significant."""

LENGTH_KEPT = 0.8
"""Part of the usual median length that is still left when nothing is said of shorter texts."""

CHANCE = 1e-4
"""Likelihood below which a night is no accident. 75 sources with five fields each are 137,000
questions a year: at one in a thousand every third night would cry wolf."""

LIKENESS = 0.01
"""The least that pages of one night are taken to resemble each other (0: not at all, 1: as
copies do): the same desk, section and template. Thirty nights cannot show that there is less."""

_NAMES: Mapping[Field, str] = {
    "text": "pages with text",
    "title": "articles with a title",
    "date": "articles with a date",
    "authors": "articles with authors",
    "length": "the median text",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of tonight beside the nights before.

    `since` is the first night of its fall, None when it did not fall; `parser_before` read the
    newest of the nights that it was compared with.
    """

    field: Field
    tonight: Count
    before: Count
    nights: int
    parser_before: str
    since: datetime | None = None

    @property
    def fell(self) -> bool:
        """Whether tonight's share is too low to be an accident."""
        return self.since is not None


def compare(tonight: NightPages, before: Sequence[PastNight]) -> list[Comparison]:
    """The fields of tonight that can be judged, each with its verdict; `before` is in order.

    Nothing is said of a source with few pages or a short past. Nights that are set aside for a
    field are not compared with: those of a fall do not become the measure of the next night.
    """
    return [found for field in FIELDS if (found := _compared(field, tonight, before)) is not None]


def chance(tonight: Count, before: Sequence[Count]) -> float:
    """How likely at most this many are, if tonight is a night like those before.

    The answer of a beta-binomial distribution. It allows for few pages tonight, for few before,
    and for nights that differ by more than chance: the more they did, the less a low share says.
    """
    have, of = sum(one.have for one in before), sum(one.of for one in before)
    mean = (have + 0.5) / (of + 1)
    like = _likeness(mean, before)
    nights = sum(one.of**2 for one in before) / of**2  # one over their number, were all of a size
    spread = like * (1 + nights) + (1 - like) / (of + 1)
    weight = 1 / spread - 1
    return _at_most(tonight, mean * weight, (1 - mean) * weight)


def message(pages: NightPages, found: Comparison, parser_version: str) -> str:
    """A fall in words: from what to what, since when, which pages show it, what to do next."""
    since = found.since or pages.night
    when = "tonight" if since == pages.night else f"since {since:%Y-%m-%d}"
    shown = ", ".join(pages.lacking[found.field])
    what = "the shortest" if found.field == "length" else "without"
    lines = [f"{_NAMES[found.field]} fell {_from_to(pages, found)} {when}", f"{what}: {shown}"]
    if found.parser_before != parser_version:
        lines.append(f"the parser changed too ({found.parser_before}, now {parser_version})")
    lines.append(
        f"open one of them and run `sitrep sources check {pages.source}` "
        '(docs/operations.md, "When pages change")'
    )
    return "; ".join(lines)


def _from_to(pages: NightPages, found: Comparison) -> str:
    before, now = found.before, found.tonight
    if found.field == "length":
        return (
            f"from {pages.usual_length:,} characters ({before.of} texts, {found.nights} nights) "
            f"to {pages.median_length:,} ({now.of} texts)"
        )
    return (
        f"from {before.share:.0%} ({before.have} of {before.of}, {found.nights} nights) "
        f"to {now.share:.0%} ({now.have} of {now.of})"
    )


def _compared(field: Field, tonight: NightPages, before: Sequence[PastNight]) -> Comparison | None:
    usual = [night for night in before if _is_measure(field, night)]
    count = tonight.counts[field]
    if count.of < LEAST_PAGES or len(usual) < LEAST_NIGHTS:
        return None
    past = [night.counts[field] for night in usual]
    whole = Count(sum(one.have for one in past), sum(one.of for one in past))
    since = None
    if _matters(field, tonight, whole) and chance(count, past) < CHANCE:
        since = _since(field, before) or tonight.night
    return Comparison(field, count, whole, len(past), usual[-1].parser_version, since)


def _is_measure(field: Field, night: PastNight) -> bool:
    return field not in night.set_aside and night.counts[field].of >= LEAST_PAGES


def _matters(field: Field, tonight: NightPages, before: Count) -> bool:
    """Whether so much is lost that somebody would want to know."""
    if field == "length" and not _is_shorter(tonight):
        return False
    return before.share - tonight.counts[field].share >= LEAST_FALL


def _is_shorter(tonight: NightPages) -> bool:
    median, usual = tonight.median_length, tonight.usual_length
    return median is not None and usual is not None and median < LENGTH_KEPT * usual


def _since(field: Field, before: Sequence[PastNight]) -> datetime | None:
    """The first night of the fall that is still on; nights of a few pages say nothing."""
    since = None
    for night in reversed(before):
        if field in night.fell:
            since = night.night
        elif night.counts[field].of >= LEAST_PAGES:
            break
    return since


def _likeness(mean: float, before: Sequence[Count]) -> float:
    """How much pages of one night resemble each other, by how much the nights differ.

    Pearson's statistic is one a night where they differ by chance alone, and rises with the pages.
    The last night is left out: a redesign in the middle of it would hide that of the next.
    """
    nights = before[:-1]
    odd = ((one.have - one.of * mean) ** 2 / (one.of * mean * (1 - mean)) for one in nights)
    more = sum(one.of for one in nights) - len(nights)
    return min(max((sum(odd) - len(nights)) / more if more else 0.0, LIKENESS), 0.99)


def _at_most(count: Count, a: float, b: float) -> float:
    return min(1.0, sum(exp(_log_chance(have, count.of, a, b)) for have in range(count.have + 1)))


def _log_chance(have: int, of: int, a: float, b: float) -> float:
    ways = lgamma(of + 1) - lgamma(have + 1) - lgamma(of - have + 1)
    return ways + _log_beta(have + a, of - have + b) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
