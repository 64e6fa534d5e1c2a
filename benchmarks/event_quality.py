"""Measures the event extractor on annotated articles: typed, detected, counts and slots.

    python -m benchmarks.event_quality --gold DIR --eval DIR [--show ID]

`--gold` (or SITREP_GOLD) is the folder that holds `events/dev.jsonl`, `--eval` (or SITREP_EVAL)
the one that holds `events/score_events.py`; the scorer is called as it is. Two parts are printed
apart: the articles to develop with, and those laid aside (sha256(id) mod 3 == 0, and what shares
an incident with one of them; the article `seed` stays in development).
"""

import argparse
import os
import time
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from benchmarks.gold_files import EVENT_ROWS, EVENT_SCORER, Row, load_scorer, read_rows
from benchmarks.parsed import kept_pipeline
from parsers.events import Resources, extract_events, packaged_resources, project
from parsers.records import Article


def laid_aside(rows: list[Row]) -> set[str]:
    """The ids of the articles that are only scored, never looked at."""
    aside = {r["id"] for r in rows if int(sha256(r["id"].encode()).hexdigest(), 16) % 3 == 0}
    by_incident: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for event in row["events"]:
            if event.get("incident"):
                by_incident[event["incident"]].add(row["id"])
    grown = True
    while grown:
        size = len(aside)
        for ids in by_incident.values():
            if ids & aside:
                aside |= ids
        grown = len(aside) > size
    return aside - {"seed"}


def predict(row: Row) -> Row:
    """The row as `sitrep parse` would print its events."""
    article = Article.from_text(row["text"], published_at=day_of(row["published"]), url=row["url"])
    events = [project(m, article) for m in extract_events(article, _resources())]
    return {"id": row["id"], "events": events}


@cache
def _resources() -> Resources:
    return replace(packaged_resources(), language=kept_pipeline())


def day_of(value: str | None) -> date | None:
    """The day of an ISO date or time; None without one."""
    return date.fromisoformat(value[:10]) if value else None


def report(name: str, scorer: ModuleType, rows: list[Row], predicted: list[Row]) -> Row:
    """Prints one part's figures and gives them back."""
    ids = {row["id"] for row in rows}
    result: Row = scorer.evaluate(rows, [p for p in predicted if p["id"] in ids])
    print(f"\n{name}: {len(rows)} articles, {sum(len(r['events']) for r in rows)} events")
    for key in ("typed", "detected", "counts"):
        x = result[key]
        shares = f"P {x['p']:.3f}  R {x['r']:.3f}  F1 {x['f1']:.3f}"
        print(f"  {key:10} {shares}  ({x['tp']}/{x['predicted']}/{x['gold']})")
    slots = "  ".join(f"{k} {v['accuracy']:.2f}" for k, v in result["slots"].items())
    print(f"  slots      {slots}")
    types = "  ".join(
        f"{kind} {x['f1']:.2f} ({x['tp']}/{x['predicted']}/{x['gold']})"
        for kind, x in result["by_type"].items()
    )
    print(f"  types      {types}")
    empty = [row["id"] for row in rows if not row["events"]]
    alarms = sum(len(p["events"]) for p in predicted if p["id"] in empty)
    print(f"  false alarms on {len(empty)} articles without events: {alarms}")
    return result


def main() -> None:
    """Runs the extractor over all rows and prints both parts and the speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--eval", type=Path, default=os.environ.get("SITREP_EVAL"))
    parser.add_argument(
        "--show", metavar="ID", help="print gold and predicted events of an article"
    )
    args = parser.parse_args()
    if args.gold is None or args.eval is None:
        parser.error("--gold and --eval are needed (or SITREP_GOLD and SITREP_EVAL)")
    rows = read_rows(Path(args.gold) / EVENT_ROWS)
    scorer = load_scorer(Path(args.eval) / EVENT_SCORER)
    packaged_resources()
    start = time.process_time()
    predicted = [predict(row) for row in rows]
    spent = time.process_time() - start
    aside = laid_aside(rows)
    if args.show:
        if args.show in aside:
            parser.error("this article is laid aside: it is scored, not looked at")
        found = next(p for p in predicted if p["id"] == args.show)
        scorer.show(next(r for r in rows if r["id"] == args.show), found)
        return
    report("developed", scorer, [r for r in rows if r["id"] not in aside], predicted)
    report("laid aside", scorer, [r for r in rows if r["id"] in aside], predicted)
    words = sum(len(row["text"].split()) for row in rows)
    print(f"\n{len(rows) / spent:.0f} articles/s, {words / spent:,.0f} words/s of CPU")


if __name__ == "__main__":
    main()
