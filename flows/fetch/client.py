"""The shared HTTP/1.1 client: one request out, the exact bytes of one response back.

These are httpx2's own connections (its package httpcore2) without the client object on top of
them: the archive needs bytes, not headers that were read and written again, and redirects, cookies,
environment proxies and decoding are decided elsewhere or not wanted at all. Nor is its pool used:
lanes leave it nothing to decide, and it looks at every connection for every request. No other
module but `flows.fetch.wire` imports the library.
"""

import asyncio
import logging
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

Origin = tuple[bytes, bytes, int | None]

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
    """The connections of the whole process, kept alive between requests; an async context manager.

    One idle connection is kept for each origin: lanes ask a host one thing at a time.
    """

    def __init__(self, settings: FetchSettings, guard: AddressGuard) -> None:
        # At this level the library would log every response head, Set-Cookie included.
        logging.getLogger("httpcore2").setLevel(logging.INFO)
        self._limit = settings.wire_limit
        self._timeouts = {
            "connect": settings.connect_timeout,
            "read": settings.read_timeout,
            "write": settings.read_timeout,
        }
        self._trust = _trusting(settings)
        self._backend = GuardedBackend(guard)
        self._idle: dict[Origin, httpcore2.AsyncHTTPConnection] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._idle:
            await self._idle.popitem()[1].aclose()
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
        target = _target(url)
        # Header values are bytes to servers: what came as ISO-8859-1 goes back as it came.
        raw = [(name.encode("ascii"), value.encode("iso-8859-1")) for name, value in headers]
        request = httpcore2.Request(
            "GET", target, headers=raw, extensions={"timeout": self._timeouts}
        )
        connection = await self._connection(target)
        try:
            response = await connection.handle_async_request(request)
            self._check_length(response)
            # The pieces are in the recording already; the loop drives the connection.
            async for _ in cast("AsyncIterable[bytes]", response.stream):
                pass
            await response.aclose()
        finally:
            await self._give_back(connection, target)

    def _check_length(self, response: httpcore2.Response) -> None:
        """Nobody has to send ten megabytes of a film before we notice."""
        for name, value in response.headers:
            if name.lower() == b"content-length" and int(value) > self._limit:
                raise FetchError("too_large", f"{int(value)} bytes announced")

    async def _connection(self, target: httpcore2.URL) -> httpcore2.AsyncHTTPConnection:
        """The idle connection to this origin if it is still good, else a new one."""
        connection = self._idle.pop(_key(target), None)
        if connection is not None:
            if not connection.has_expired():
                return connection
            await connection.aclose()
        await self._close_expired()
        return httpcore2.AsyncHTTPConnection(
            origin=target.origin,
            ssl_context=self._trust,
            keepalive_expiry=_KEEPALIVE,
            network_backend=self._backend,
        )

    async def _give_back(
        self, connection: httpcore2.AsyncHTTPConnection, target: httpcore2.URL
    ) -> None:
        if connection.is_available() and _key(target) not in self._idle:
            self._idle[_key(target)] = connection
        else:
            await connection.aclose()

    async def _close_expired(self) -> None:
        old = [key for key, connection in self._idle.items() if connection.has_expired()]
        for key in old:
            await self._idle.pop(key).aclose()


def _key(target: httpcore2.URL) -> Origin:
    return target.scheme, target.host, target.port


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
