"""Serves all pages of a gold folder on loopback, each host under its own name.

Every host gets a feed or sitemap that lists its pages; the four shapes (RSS, Atom, news sitemap,
gzipped sitemap index) take turns. Pages are served byte for byte with an ETag; two captures of
one address are served one night after the other. Nothing of the pages is kept anywhere else.
"""

import argparse
import gzip
import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

NEWS = (
    "scrapinghub",
    "naeb",
    "fundus_eval",
    "fundus_fixtures",
    "htmldate_mediacloud",
    "postlight_meta",
)
OTHERS = ("no_author", "not_articles")
SHAPES = ("rss", "atom", "news_sitemap", "sitemap_index")
FEED_PATHS = {
    "rss": "/sitrep-feed.rss",
    "atom": "/sitrep-feed.atom",
    "news_sitemap": "/sitrep-news.xml",
    "sitemap_index": "/sitrep-index.xml.gz",
}


@dataclass
class Site:
    """One host: its pages by path, each with the bodies of successive nights."""

    host: str
    shape: str
    pages: dict[str, list[bytes]] = field(default_factory=dict)

    @property
    def feed_url(self) -> str:
        """Where the host lists its pages."""
        return f"http://{self.host}{FEED_PATHS[self.shape]}"

    def addresses(self) -> list[str]:
        """The absolute addresses of all pages."""
        return [f"http://{self.host}{path}" for path in self.pages]


def load_sites(gold: Path, corpora: tuple[str, ...] = NEWS + OTHERS) -> tuple[dict[str, Site], int]:
    """All hosts of the gold pages, and how many pages were read; pages without address get one."""
    sites: dict[str, Site] = {}
    count = 0
    for corpus in corpora:
        folder = gold / "pages" / corpus
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            url = row.get("url") or f"http://no-address.{corpus}.example/{row['id']}"
            host, path = _address(url)
            site = sites.setdefault(host, Site(host, SHAPES[len(sites) % 4]))
            body = gzip.decompress((folder / row["html"]).read_bytes())
            site.pages.setdefault(path, []).append(body)
            count += 1
    return sites, count


def _address(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return (parts.hostname or "").lower(), path + (f"?{query}" if query else "")


def feed_body(site: Site, path: str) -> bytes | None:
    """The feed or sitemap at a path of the site, or None when there is none."""
    items = "".join(_ITEM[site.shape].format(url=escape(url)) for url in site.addresses())
    if path == FEED_PATHS[site.shape] and site.shape == "sitemap_index":
        child = f"http://{site.host}/sitrep-pages.xml.gz"
        return gzip.compress(_INDEX.format(url=child).encode(), mtime=0)
    if path == "/sitrep-pages.xml.gz" and site.shape == "sitemap_index":
        return gzip.compress(
            _FRAME["sitemap"].format(items=items, host=site.host).encode(), mtime=0
        )
    if path == FEED_PATHS[site.shape]:
        return _FRAME[site.shape].format(items=items, host=site.host).encode()
    return None


_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_INDEX = (
    f'<?xml version="1.0"?><sitemapindex {_NS}><sitemap><loc>{{url}}</loc></sitemap></sitemapindex>'
)
_ITEM = {
    "rss": "<item><link>{url}</link><guid>{url}</guid><title>page</title></item>",
    "atom": '<entry><id>{url}</id><link href="{url}"/><title>page</title></entry>',
    "news_sitemap": "<url><loc>{url}</loc>"
    "<news:news><news:title>page</news:title></news:news></url>",
    "sitemap_index": "<url><loc>{url}</loc></url>",
}
_FRAME = {
    "rss": '<rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>',
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>{host}</title>{items}</feed>',
    "news_sitemap": f"<urlset {_NS} "
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{items}</urlset>',
    "sitemap": f"<urlset {_NS}>{{items}}</urlset>",
}


class GoldPress(ThreadingHTTPServer):
    """The server; `night` chooses the body, `log` counts (status, kind, conditional)."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, sites: dict[str, Site]) -> None:
        self.sites = sites
        self.night = 0
        self.log: Counter[tuple[int, str, bool]] = Counter()
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news; everything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: GoldPress

    def do_GET(self) -> None:
        """Answers with a feed, a page or 404, and 304 where the validator still holds."""
        site = self.server.sites.get((self.headers.get("Host") or "").split(":")[0].lower())
        feed = feed_body(site, self.path) if site else None
        if feed is not None:
            self._answer(feed, "application/xml", "feed")
        elif site and self.path in site.pages:
            bodies = site.pages[self.path]
            self._answer(bodies[min(self.server.night, len(bodies) - 1)], "text/html", "page")
        else:
            self._send(404, b"not here", "text/plain", None, "other")

    def _answer(self, body: bytes, content_type: str, kind: str) -> None:
        etag = f'"{sha1(body, usedforsecurity=False).hexdigest()}"'
        if self.headers.get("If-None-Match") == etag:
            self._send(304, b"", None, etag, kind)
        else:
            self._send(200, body, content_type, etag, kind)

    def _send(
        self, status: int, body: bytes, content_type: str | None, etag: str | None, kind: str
    ) -> None:
        conditional = "If-None-Match" in self.headers
        self.server.log[status, kind, conditional] += 1
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        if etag:
            self.send_header("ETag", etag)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Quiet: the server counts instead."""


@contextmanager
def serve(sites: dict[str, Site]) -> Iterator[GoldPress]:
    """The server in a thread, until the block ends."""
    press = GoldPress(sites)
    thread = threading.Thread(target=press.serve_forever, daemon=True)
    thread.start()
    try:
        yield press
    finally:
        press.shutdown()
        press.server_close()
        thread.join(10)


def add_gold_argument(parser: argparse.ArgumentParser) -> None:
    """`--gold DIR`, or the environment variable SITREP_GOLD."""
    parser.add_argument(
        "--gold", type=Path, default=os.environ.get("SITREP_GOLD"), help="gold folder"
    )
