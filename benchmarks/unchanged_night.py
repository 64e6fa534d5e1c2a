"""An unchanged night over 200 feeds on loopback: wall, CPU and memory, without Prefect and with.

    python -m benchmarks.unchanged_night [--feeds 200]

Each feed has a host of its own, 30 entries and an ETag. A first night fills the home and is not
timed; then a night without news is timed on the command line, and two through Prefect's embedded
server, of which the second finds its database in place. Bars: 5 s, 15 s, and 400 MB at the peak.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from benchmarks.homes import make_home

ENTRIES = 30
FIRST = datetime(2026, 3, 10, 1, tzinfo=UTC)
BARS = {"command line": 5.0, "embedded server, warm": 15.0}
MEMORY_BAR = 400.0
ETAG = '"unchanged"'
_SENTENCES = (
    "The council of the river district met on Monday and voted for the new bridge. "
    "Builders expect to begin in spring, and the mayor promised that the old ferry will run on. "
    "Residents of both banks had waited for the decision for eleven years."
)
_NIGHT = """
import asyncio
from datetime import datetime
from flows.nightly import nightly
state = asyncio.run(nightly(now=datetime.fromisoformat({now!r}), return_state=True))
raise SystemExit(0 if state.is_completed() else 1)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds, CPU seconds, megabytes at its peak."""

    wall: float
    cpu: float
    peak: float


class _Press(BaseHTTPRequestHandler):
    """Feeds with an ETag and short articles; every host has its own of both."""

    protocol_version = "HTTP/1.1"
    hits: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        kind = self.path.split("/")[1].partition(".")[0]
        if self.headers.get("If-None-Match") == ETAG:
            self._answer(304, b"", "text/plain", f"{kind} 304")
        elif self.path == "/robots.txt":
            self._answer(404, b"", "text/plain", "robots 404")
        elif self.path == "/feed.xml":
            self._answer(200, _feed(host), "application/rss+xml", "feed 200")
        else:
            self._answer(200, _page(host, self.path), "text/html; charset=utf-8", f"{kind} 200")

    def _answer(self, status: int, body: bytes, content_type: str, counted: str) -> None:
        self.hits[counted] += 1
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("ETag", ETAG)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


def _feed(host: str) -> bytes:
    items = "".join(
        f"<item><title>Bridge at mile {number} of {host}</title>"
        f"<link>http://{host}/story/{number}.html</link>"
        f"<pubDate>{format_datetime(FIRST - timedelta(hours=number))}</pubDate></item>"
        for number in range(ENTRIES)
    )
    return f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>".encode()


def _page(host: str, path: str) -> bytes:
    text = "".join(f"<p>{_SENTENCES} Part {part} of {path} at {host}.</p>" for part in range(4))
    return (
        f"<html lang='en'><head><title>Bridge {path}</title></head>"
        f"<body><article><h1>Bridge {path}</h1>{text}</article></body></html>"
    ).encode()


@contextmanager
def press() -> Iterator[int]:
    """Serves all hosts from a thread; gives the port."""
    with _Server(("127.0.0.1", 0), _Press) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def timed(home: Path, *command: str) -> Cost:
    """Runs a Python command on the home in a process of its own and says what it took."""
    env = {**os.environ, "SITREP_HOME": str(home), "PREFECT_HOME": str(home / "prefect")}
    env |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    env.pop("PREFECT_API_URL", None)
    log = home / "last.log"
    started = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, *command], env=env, stdout=out, stderr=out)
        _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise RuntimeError(log.read_text("utf-8")[-3000:])
    return Cost(wall, used.ru_utime + used.ru_stime, _megabytes(used))


def _megabytes(used: resource.struct_rusage) -> float:
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return used.ru_maxrss * unit / 1e6


def main() -> None:
    """Fills a home, measures the nights and prints the table; exit code 1 above a bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="make the home here and keep it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, press() as port:
        home = arguments.keep or Path(folder) / "home"
        hosts = [f"paper-{number}.example" for number in range(arguments.feeds)]
        make_home(home, port, {host: ("feeds", f"http://{host}/feed.xml") for host in hosts})
        rows = measure(home)
    above = [name for name, bar in BARS.items() if rows[name].wall > bar]
    above += [name for name in BARS if rows[name].peak > MEMORY_BAR]
    print(f"above a bar: {', '.join(above) or 'none'}")
    sys.exit(1 if above else 0)


def measure(home: Path) -> dict[str, Cost]:
    """The nights in their order, each a later one; prints a row as each ends."""
    print(f"{'night':<24}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}  requests")
    rows = {}
    for number, name in enumerate(
        ("fills the home", "command line", "embedded server, cold", "embedded server, warm")
    ):
        _Press.hits.clear()
        # Half an hour apart: no article is due again, only the feeds are asked.
        now = (FIRST + timedelta(minutes=30 * number)).isoformat()
        embedded = ("-c", _NIGHT.format(now=now))
        direct = ("-m", "flows.cli", "nightly", "--now", now)
        cost = rows[name] = timed(home, *(embedded if "server" in name else direct))
        asked = ", ".join(f"{kind}: {count}" for kind, count in sorted(_Press.hits.items()))
        print(f"{name:<24}{cost.wall:>8.1f}{cost.cpu:>8.1f}{cost.peak:>9.0f}  {asked}", flush=True)
    return rows


if __name__ == "__main__":
    main()
