"""How often the drift alarm cries wolf, and how often it notices: simulated nights of one field.

    python -m benchmarks.drift_alarm

A paper's nights are drawn from one constant share, so that each alarm is a false one; then the
share falls on one night. `likeness` says how much the pages of one night resemble each other: 0
are independent pages, .05 a paper whose nights differ visibly.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.drift import compare
from warehouse.drift import FIELDS, WINDOW_DAYS, Count, Field, NightPages, PastNight

FIRST = datetime(2026, 1, 1, 4, 15, tzinfo=UTC)
SHARES = (0.3, 0.6, 0.9, 0.98, 1.0)
PAGES = (5, 10, 30, 100)
LIKENESSES = (0.0, 0.02, 0.05, 0.1)
FALLS = ((0.98, 0.0), (0.98, 0.5), (0.98, 0.8), (0.6, 0.0), (0.6, 0.2))


@dataclass(frozen=True, slots=True)
class Rate:
    """Nights of about so many pages, of which this share has the field."""

    share: float
    likeness: float
    pages: int

    def draw(self, chances: random.Random, share: float | None = None) -> Count:
        """One night; `share` instead of its own."""
        pages = max(1, round(chances.gauss(self.pages, self.pages / 4)))
        share = self.share if share is None else share
        if self.likeness and 0 < share < 1:
            weight = 1 / self.likeness - 1
            share = chances.betavariate(share * weight, (1 - share) * weight)
        return Count(sum(chances.random() < share for _ in range(pages)), pages)


def false_alarms(rate: Rate, nights: int, chances: random.Random) -> tuple[int, int]:
    """Nights that were judged, and alarms among them, where nothing ever changes."""
    judged = alarms = 0
    before: list[PastNight] = []
    for number in range(nights):
        count = rate.draw(chances)
        found = _said(count, number, before)
        judged += found is not None
        alarms += bool(found)
        before = [*before, _past(count, number, fell=bool(found))][-WINDOW_DAYS:]
    return judged, alarms


def caught(rate: Rate, to: float, trials: int, chances: random.Random) -> float:
    """The part of falls to this share that are told on their first night."""
    told = 0
    for _ in range(trials):
        before = [_past(rate.draw(chances), number, fell=False) for number in range(WINDOW_DAYS)]
        told += bool(_said(rate.draw(chances, to), WINDOW_DAYS, before))
    return told / trials


def main() -> None:
    """Prints both tables."""
    chances = random.Random(1)  # noqa: S311 - nights to be judged
    print("false alarms in 10,000 judged nights of one field, by the share that has it")
    print("likeness  pages " + "".join(f"{share:>8.2f}" for share in SHARES))
    for likeness in LIKENESSES:
        _print_false_alarms(likeness, chances)
    print("\nfalls told on their first night, by the shares before and after")
    print("likeness  pages " + "".join(f"{a:>6.2f}>{b:.1f}" for a, b in FALLS))
    for likeness in LIKENESSES[:3]:
        for pages in PAGES:
            parts = [caught(Rate(a, likeness, pages), b, 200, chances) for a, b in FALLS]
            print(f"{likeness:8.2f} {pages:6d} " + "".join(f"{part:>10.0%}" for part in parts))


def _print_false_alarms(likeness: float, chances: random.Random) -> None:
    """The rows of one likeness, and their sum."""
    judged = alarms = 0
    for pages in PAGES:
        found = [false_alarms(Rate(share, likeness, pages), 4000, chances) for share in SHARES]
        cells = "".join(f"{1e4 * told / max(1, nights):8.1f}" for nights, told in found)
        print(f"{likeness:8.2f} {pages:6d} {cells}")
        judged += sum(nights for nights, _ in found)
        alarms += sum(told for _, told in found)
    print(f"{likeness:8.2f}    all {alarms} in {judged:,} nights, {1e4 * alarms / judged:.1f}")


def _said(count: Count, number: int, before: Sequence[PastNight]) -> bool | None:
    """Whether a night's field fell; None where it is not judged."""
    night = FIRST + timedelta(days=number)
    found = compare(NightPages("paper", night, _only(count), {}), before)
    return found[0].fell if found else None


def _past(count: Count, number: int, *, fell: bool) -> PastNight:
    fields = ("date",) if fell else ()
    return PastNight(FIRST + timedelta(days=number), "article-1", _only(count), fields, fields)


def _only(count: Count) -> dict[Field, Count]:
    return dict.fromkeys(FIELDS, Count(0, 0)) | {"date": count}


if __name__ == "__main__":
    main()
