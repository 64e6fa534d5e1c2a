"""One night over all pages of the gold folder, then the same night again, then the next one.

    python -m benchmarks.real_pages --gold DIR

Every host is served on loopback under its own name with a feed of its own. Prints what came of
the pages and checks that none is lost: each has a capture, and each capture a reading or a
stored problem with a reason. The second run may ask feeds conditionally and nothing else.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.gold_press import GoldPress, Site, add_gold_argument, load_sites, serve
from benchmarks.homes import make_home, run_sitrep
from warehouse.connection import Connection, connect
from warehouse.volatile import digests

FIRST, AGAIN, NEXT = "2026-03-10T01:00", "2026-03-10T01:30", "2026-03-12T02:00"
KEYS = {
    "rss": "feeds",
    "atom": "feeds",
    "news_sitemap": "news_sitemaps",
    "sitemap_index": "sitemaps",
}
COUNTS = {
    "captures of pages": "SELECT count(*) FROM captures WHERE purpose = 'article'",
    "articles": "SELECT count(*) FROM articles",
    "versions": "SELECT count(*) FROM article_versions",
    "mentions": "SELECT count(*) FROM mentions",
    "copies": "SELECT count(*) FROM copies",
    "open problems": "SELECT count(*) FROM problems WHERE state = 'open'",
}
LOST = """
SELECT l.url FROM links l
WHERE NOT EXISTS (
    SELECT 1 FROM captures c JOIN parses p USING (capture_id) WHERE c.link_id = l.link_id)
  AND NOT EXISTS (SELECT 1 FROM problems p WHERE p.subject = l.url)
"""


def feeds_of(sites: dict[str, Site]) -> dict[str, tuple[str, str]]:
    """What each host's source file is to name."""
    return {host: (KEYS[site.shape], site.feed_url) for host, site in sites.items()}


def main() -> None:
    """Runs the three nights and prints their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_gold_argument(parser)
    gold = parser.parse_args().gold
    if gold is None:
        sys.exit("no gold data: give --gold DIR or set SITREP_GOLD")
    sites, pages = load_sites(Path(gold))
    with tempfile.TemporaryDirectory() as folder, serve(sites) as press:
        home = Path(folder) / "home"
        make_home(home, press.port, feeds_of(sites))
        print(f"{pages} pages on {len(sites)} hosts")
        first = night(home, press, FIRST)
        again = night(home, press, AGAIN)
        press.night = 1
        night(home, press, NEXT)
        changed = [
            table
            for table in first
            if first[table] != again[table] and table not in ("fetches", "captures", "feeds")
        ]
        print(f"tables that the second run changed: {', '.join(changed) or 'none'}")


def night(home: Path, press: GoldPress, now: str) -> dict[str, str]:
    """One night; prints its figures and gives the digests of the tables."""
    press.log.clear()
    started = time.monotonic()
    said = run_sitrep(home, "nightly", "--now", now)
    print(f"\nnight {now}: {time.monotonic() - started:.1f} s")
    print(f"  {said.splitlines()[0]}")
    print(f"  requests: {requests(press.log)}")
    connection = connect(home / "warehouse.duckdb", read_only=True)
    for name, query in COUNTS.items():
        print(f"  {name}: {one(connection, query)}")
    kinds = connection.execute(
        "SELECT kind, count(*) FROM parses GROUP BY 1 ORDER BY 2 DESC"
    ).fetchall()
    print(f"  kinds of page: {', '.join(f'{kind} {count}' for kind, count in kinds)}")
    lost = connection.execute(LOST).fetchall()
    print(f"  lost: {len(lost)} {lost[:3] or ''}")
    found = digests(connection)
    connection.close()
    return found


def one(connection: Connection, query: str) -> object:
    """The single value of a query."""
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def requests(log: Counter[tuple[int, str, bool]]) -> str:
    """The server's view: kind, status, conditional or not, how many."""
    parts = [
        f"{kind} {status}{' conditional' if conditional else ''}: {count}"
        for (status, kind, conditional), count in sorted(log.items(), key=str)
    ]
    return ", ".join(parts)


if __name__ == "__main__":
    main()
