"""How well pages are read: text, title, authors and date beside other libraries, and how fast.

    python -m benchmarks.pages --gold DIR --eval DIR [--worst N] [--markdown]

Prints one table: a row a measure with the bar to reach, this house's figure, the best peer's and
each peer's. `--gold` defaults to SITREP_GOLD, `--eval` to SITREP_EVAL; `pages/` in the one holds
the corpora (`gold.jsonl` and `html/`), in the other the scorer. Peers live in the environment that
`make peers` makes. `--no-url` and `--no-scripts` hide the address and the scripts with their
linked data from everybody; without them a second pass over the news measures with both hidden.

`extract` is what the scorer calls: (raw bytes, address) to {"text", "title", "authors", "date"}.
"""

import argparse
import os
import tempfile
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from datetime import time as clock
from pathlib import Path

from benchmarks.page_scores import HIDDEN, NEWS, OTHERS, Data, Library, Score, ours, score_all
from benchmarks.page_table import Figures, as_markdown, as_text, rows
from benchmarks.page_worst import worst
from benchmarks.peers import ABSENT, HOME, OURS, PEERS, PeerHome, find_home, speeds
from parsers import parse_article
from parsers.article.countries import country_zone
from parsers.article.zones import ASSUMED
from parsers.errors import ParseError
from parsers.records import PageTime
from parsers.sites.table import NO_RULES


def extract(raw: bytes, url: str | None) -> dict[str, object]:
    """The fields that the scorer compares; all empty for a page that is refused."""
    try:
        article = parse_article(raw, url, site_rules=NO_RULES)
    except ParseError:
        return {"text": "", "title": None, "authors": [], "date": None}
    return {
        "text": article.text,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "date": _as_written(article.published, country_zone(url, article.language)),
    }


def _as_written(time: PageTime | None, zone: tzinfo | None) -> str | None:
    """The instant with an offset that puts it on the page's own day: scorers compare days.

    A day without an instant, or with one that is a guess, is the midnight it begins with where
    the publisher's country is known (some gold has that midnight in UTC), else it stays a day.
    """
    if time is None or time.local is None:
        return None
    if time.utc is None or time.method.endswith(ASSUMED):
        if zone is None:
            return time.local.isoformat()
        return datetime.combine(time.local, clock.min, zone).isoformat()
    return time.utc.astimezone(timezone(_offset(time.utc, time.local))).isoformat()


def _offset(moment: datetime, day: date) -> timedelta:
    """The least offset at which the instant falls on the day."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if moment < start:
        return start - moment
    end = start + timedelta(days=1, seconds=-1)
    return min(timedelta(), end - moment.replace(microsecond=0))


def main() -> None:
    """Score all, then print the table and what was asked for beside it."""
    asked = _arguments()
    data = Data(asked.gold, asked.eval)
    flags = [flag for flag in HIDDEN if vars(asked)[flag[2:].replace("-", "_")]]
    home = None if asked.no_peers else find_home(asked.peers_home)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        libraries = [ours(here / "sitrep"), *_peers(home, asked.cache or here)]
        figures = _measure(data, libraries, flags)
        if home and not asked.no_speed:
            timed = speeds(home, data.scorer, data.gold, here)
            figures = {
                lib: Figures(one.scores, one.hidden, timed.get(lib)) for lib, one in figures.items()
            }
        table = list(rows(figures.pop(OURS), figures))
        print(as_markdown(table) if asked.markdown else as_text(table))
        if home is None and not asked.no_peers:
            print(ABSENT)
        if asked.worst:
            print("\n".join(worst(data, libraries[0], flags, asked.worst)))


def _peers(home: PeerHome | None, folder: Path) -> list[Library]:
    if home is None:
        return []
    return [Library(peer.lib, home.python, folder / home.label(peer)) for peer in PEERS]


def _measure(data: Data, libraries: list[Library], flags: list[str]) -> dict[str, Figures]:
    """Every library's figures; the second pass only where the first one hid nothing."""
    shown = score_all(data, libraries, (*NEWS, *OTHERS), flags)
    hidden: dict[str, dict[str, Score]] = {}
    if not flags:
        silent = {peer.lib for peer in PEERS if not peer.gives_text}
        readers = [library for library in libraries if library.lib not in silent]
        hidden = score_all(data, readers, NEWS, HIDDEN)
    return {lib: Figures(scores, hidden.get(lib, {})) for lib, scores in shown.items()}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--eval", type=Path, default=os.environ.get("SITREP_EVAL"))
    parser.add_argument("--no-url", action="store_true", help="hide the address of the page")
    parser.add_argument("--no-scripts", action="store_true", help="hide scripts and JSON-LD")
    parser.add_argument("--no-peers", action="store_true", help="measure sitrep alone")
    parser.add_argument("--no-speed", action="store_true", help="leave the comparison of speed out")
    parser.add_argument("--peers-home", type=Path, default=HOME, help="the peers' environment")
    parser.add_argument("--cache", type=Path, help="keep the peers' predictions in this folder")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="the N worst pages too")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    asked = parser.parse_args()
    if not asked.gold or not asked.eval:
        parser.error("name the folders with --gold and --eval, or set SITREP_GOLD and SITREP_EVAL")
    asked.gold, asked.eval = Path(asked.gold).resolve(), Path(asked.eval).resolve()
    if asked.cache:
        asked.cache = asked.cache.resolve()
    return asked


if __name__ == "__main__":
    main()
