"""A small real HTTP/1.1 server for the demo press, on loopback only.

    with serve() as running:
        running.hosts        # {"www.kestrel-post.example": "127.0.0.1:40513", ...}
        running.press.set_night(2)
        running.hits         # what was asked, in order

`python -m flows.demo.server [NIGHT]` serves until interrupted, to look at it in a browser.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from typing import Any

from flows.demo.page import Page
from flows.demo.press import PAPERS, DemoPress, browser_host

CHUNK = 1_000
IDLE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One request as the server saw it; `at` is monotonic seconds, `target` path and query."""

    at: float
    method: str
    host: str
    target: str
    status: int
    conditional: bool
    user_agent: str

    @property
    def url(self) -> str:
        """The address without the port."""
        return f"http://{self.host}{self.target}"


@dataclass(slots=True)
class RunningPress:
    """A press that is being served; `hits` grows with every request."""

    press: DemoPress
    port: int
    hits: list[Hit] = field(default_factory=list)

    @property
    def hosts(self) -> dict[str, str]:
        """Where each paper's host is reached: the table that the configuration wants."""
        return hosts(self.port)


def hosts(port: int) -> dict[str, str]:
    """Host names of all papers, each with this machine's loopback address and the port."""
    return {paper.host: f"127.0.0.1:{port}" for paper in PAPERS}


@contextmanager
def serve(night: int = 1, port: int = 0) -> Iterator[RunningPress]:
    """Serve the press from a thread until the block is left; port 0 takes a free one."""
    with _Server(port) as server:
        running = RunningPress(DemoPress(night), server.server_address[1])
        server.running = running
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()
            server.hang_up()


class _Server(ThreadingHTTPServer):
    """The listening socket and the connections that are still open."""

    daemon_threads = False  # so that server_close waits for every connection's end
    request_queue_size = 128
    running: RunningPress

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self._lock = threading.Lock()
        self._open: set[socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, then hand it to its thread."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection that is through."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End connections that clients keep alive; their threads then end by themselves."""
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(SHUT_RDWR)
                except OSError:
                    continue  # the client was faster

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news; everything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with what the press has for host and target."""

    protocol_version = "HTTP/1.1"
    server_version = "DemoPress/1"
    sys_version = ""
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        """Send the page."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send what GET would, without the body."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Stay silent: requests are kept in `hits`."""

    def _answer(self, *, with_body: bool) -> None:
        page = self.server.running.press.answer(self.headers.get("Host", ""), self.path)
        if page.delay:
            time.sleep(page.delay)
        unchanged = self._is_unchanged(page)
        status = 304 if unchanged else page.status
        self._keep(status)
        compress = page.gzip and "gzip" in self.headers.get("Accept-Encoding", "")
        body = page.compressed if compress else page.body
        self.send_response(status)
        self._headers(page, compress=compress, unchanged=unchanged, length=len(body))
        self._flush(b"" if unchanged or not with_body else body, chunked=page.chunked)

    def _is_unchanged(self, page: Page) -> bool:
        """RFC 9110, 13.2.2: an entity tag goes before a date, and only good answers count."""
        if page.status != 200:  # noqa: PLR2004 - HTTP
            return False
        if tags := self.headers.get("If-None-Match"):
            # Weak comparison: W/ does not matter here.
            asked = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return page.etag is not None and page.etag.removeprefix("W/") in asked
        since, modified = self.headers.get("If-Modified-Since"), page.last_modified
        if not since or modified is None:
            return False
        try:
            return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (ValueError, TypeError):  # no date, or one without a zone
            return False

    def _headers(self, page: Page, *, compress: bool, unchanged: bool, length: int) -> None:
        if page.etag:
            self.send_header("ETag", page.etag)
        if page.last_modified:
            stamp = page.last_modified.astimezone(UTC)
            self.send_header("Last-Modified", format_datetime(stamp, usegmt=True))
        if page.gzip:
            self.send_header("Vary", "Accept-Encoding")
        for name, value in page.headers:
            self.send_header(name, value)
        if unchanged:
            return
        self.send_header("Content-Type", page.content_type)
        if compress:
            self.send_header("Content-Encoding", "gzip")
        if page.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))

    def _flush(self, body: bytes, *, chunked: bool) -> None:
        if body and chunked:
            body = _in_chunks(body)
        self._headers_buffer: list[bytes]
        # Head and body in one write, so that the client never waits for a second packet.
        self._headers_buffer += [b"\r\n", body]
        self.flush_headers()

    def _keep(self, status: int) -> None:
        asked = self.headers
        conditional = "If-None-Match" in asked or "If-Modified-Since" in asked
        host = asked.get("Host", "").partition(":")[0]
        agent = asked.get("User-Agent", "")
        hit = Hit(time.monotonic(), self.command, host, self.path, status, conditional, agent)
        self.server.running.hits.append(hit)


def _in_chunks(body: bytes) -> bytes:
    pieces = [body[start : start + CHUNK] for start in range(0, len(body), CHUNK)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])


def main(arguments: list[str]) -> None:
    """Serve a night (1 unless named) on a free port until interrupted."""
    night = int(arguments[0]) if arguments else 1
    with serve(night) as running:
        sys.stdout.write(f"night {night}: http://127.0.0.1:{running.port}/  (Ctrl-C ends)\n")
        for paper in PAPERS:
            sys.stdout.write(f"  http://{browser_host(paper)}:{running.port}/  {paper.title}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("closed\n")


if __name__ == "__main__":
    main(sys.argv[1:])
