"""The shared HTTP/1.1 client: one request out, the exact bytes of one response back.

This is httpx2's own connection pool (its package httpcore2), used without the client object on
top of it: the archive needs bytes, not headers that were read and written again, and redirects,
cookies, environment proxies and decoding are decided elsewhere or not wanted at all. No other
module but `flows.fetch.wire` imports the library.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self, cast
from urllib.parse import urlsplit

import httpcore2

from flows.fetch.addresses import AddressGuard
from flows.fetch.settings import FetchSettings
from flows.fetch.wire import GuardedBackend, Recording, recording
from parsers.errors import FetchError, HttpError
from parsers.web.http import HttpResponse, parse_response

_AFTER_THE_END = frozenset(("body longer than its Content-Length", "bytes after the last chunk"))
# An idle connection is dropped before servers commonly drop theirs (nginx 75 s, Apache 5 s).
_KEEPALIVE = 4.0

_INTERIM_RESPONSE = re.compile(
    rb"HTTP/1\.[01] 1(?!01)[0-9]{2}[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n", re.IGNORECASE
)
_END_OF_HEAD = re.compile(rb"\n\r?\n")

_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (httpcore2.ConnectTimeout, "timeout"),
    (httpcore2.TimeoutException, "timeout"),
    (httpcore2.ConnectError, "connect"),
    (httpcore2.NetworkError, "disconnected"),
    (httpcore2.ProtocolError, "protocol"),
    (httpcore2.UnsupportedProtocol, "protocol"),
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request gave: the bytes of both directions, and a response or an error, or both.

    Both when the response broke off: `response` is what its head and the bytes so far say, and
    `received` begins with its status line (interim responses are left out). Without a whole head
    there is no response, and `received` is empty.
    """

    sent: bytes
    received: bytes
    ip: str | None
    response: HttpResponse | None
    error: FetchError | None


class Client:
    """One connection pool for the whole process; use it as an async context manager."""

    def __init__(self, settings: FetchSettings, guard: AddressGuard) -> None:
        self._limit = settings.wire_limit
        self._timeouts = {
            "connect": settings.connect_timeout,
            "read": settings.read_timeout,
            "write": settings.read_timeout,
            "pool": None,
        }
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_trusting(settings),
            max_connections=settings.concurrency,
            keepalive_expiry=_KEEPALIVE,
            network_backend=GuardedBackend(guard),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._pool.aclose()
        # Aborted transports are taken apart by the loop in its next turn.
        await asyncio.sleep(0)

    async def get(self, url: str, headers: list[tuple[str, str]], seconds: float) -> Reply:
        """Ask for a normalised address; never raises for what the network or a server does.

        `seconds` ends the exchange whatever it is doing: connecting, or dripping a byte a second.
        """
        current = Recording(self._limit)
        token = recording.set(current)
        error: FetchError | None = None
        try:
            async with asyncio.timeout(seconds):
                await self._exchange(url, headers)
        except TimeoutError:
            error = FetchError("deadline", f"not done within {seconds:.0f} s")
        except FetchError as failure:
            error = failure
        except tuple(kind for kind, _ in _KINDS) as failure:
            error = _translated(failure, current)
        finally:
            recording.reset(token)
        return _reply(current, error)

    async def _exchange(self, url: str, headers: list[tuple[str, str]]) -> None:
        # Header values are bytes to servers: what came as ISO-8859-1 goes back as it came.
        raw = [(name.encode("ascii"), value.encode("iso-8859-1")) for name, value in headers]
        request = httpcore2.Request(
            "GET", _target(url), headers=raw, extensions={"timeout": self._timeouts}
        )
        response = await self._pool.handle_async_request(request)
        try:
            # The pieces are in the recording already; the loop drives the connection.
            async for _ in cast("AsyncIterable[bytes]", response.stream):
                pass
        finally:
            await response.aclose()


def _trusting(settings: FetchSettings) -> ssl.SSLContext:
    """The system's certificates (or those SSL_CERT_FILE names) and the configured ones."""
    context = httpcore2.default_ssl_context()
    if settings.ca_file is not None:
        context.load_verify_locations(settings.ca_file)
    return context


def _target(url: str) -> httpcore2.URL:
    parts = urlsplit(url)
    target = parts.path or "/"
    return httpcore2.URL(
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=parts.port,
        target=f"{target}?{parts.query}" if parts.query else target,
    )


def _translated(failure: Exception, current: Recording) -> FetchError:
    if isinstance(failure, httpcore2.RemoteProtocolError) and current.ended:
        return FetchError("disconnected", str(failure))
    kind = next(name for library, name in _KINDS if isinstance(failure, library))
    return FetchError(kind, str(failure) or type(failure).__name__)


def _reply(current: Recording, error: FetchError | None) -> Reply:
    received = final_response(bytes(current.received))
    response: HttpResponse | None = None
    try:
        response = parse_response(received) if received else None
    except HttpError as failure:
        error = error or FetchError("protocol", str(failure))
    if response and current.stream and not _AFTER_THE_END.isdisjoint(response.problems):
        # What follows the message would be taken for the answer to the next request.
        current.stream.spent = True
    return Reply(bytes(current.sent), received, current.ip, response, error)


def final_response(received: bytes) -> bytes:
    """What was received without leading interim (1xx) responses; empty without a whole head."""
    start = 0
    while interim := _INTERIM_RESPONSE.match(received, start):
        start = interim.end()
    rest = received[start:]
    return rest if _END_OF_HEAD.search(rest) else b""
