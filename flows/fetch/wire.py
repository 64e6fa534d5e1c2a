"""The network under the HTTP client: checked addresses, and every byte of both directions kept.

httpcore2 calls these classes through its documented network-backend interface. Everything runs in
the task that sends the request, so a context variable tells a stream whose recording it serves;
a connection that is used again serves the next one.
"""

import asyncio
import ssl
import time
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import httpcore2

from flows.fetch.addresses import AddressGuard, Endpoint
from parsers.errors import FetchError

# More addresses than this are not tried: a name with fifty dead addresses has had its chance.
_MAX_ADDRESSES = 4
_BUFFER = 256 * 1024


@dataclass(slots=True)
class Recording:
    """The bytes of one exchange as they pass; `limit` bounds what is received."""

    limit: int
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    ip: str | None = None
    ended: bool = False
    stream: "RecordedStream | None" = None

    def receive(self, data: bytes) -> None:
        """Keep what came in; FetchError("too_large") above the limit."""
        self.received += data
        self.ended = not data
        if len(self.received) > self.limit:
            raise FetchError("too_large", f"more than {self.limit} bytes on the wire")


recording: ContextVar[Recording] = ContextVar("recording")


class CountingReader(asyncio.StreamReader):
    """A StreamReader that knows whether something lies unread in it."""

    unread = 0

    def feed_data(self, data: Any) -> None:
        """Called by asyncio with what came in."""
        self.unread += len(data)
        super().feed_data(data)

    async def read(self, n: int = -1) -> bytes:
        """As StreamReader.read."""
        data = await super().read(n)
        self.unread -= len(data)
        return data


class RecordedStream(httpcore2.AsyncNetworkStream):
    """A connection to one address; what is written and read goes to the current recording."""

    def __init__(
        self, reader: CountingReader, writer: asyncio.StreamWriter, endpoint: Endpoint
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._endpoint = endpoint
        self.spent = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - interface
        """What the server sends next; empty at its end."""
        try:
            async with asyncio.timeout(timeout):
                data = await self._reader.read(max_bytes)
        except TimeoutError as error:
            raise httpcore2.ReadTimeout(f"nothing came for {timeout} s") from error
        except OSError as error:
            raise httpcore2.ReadError(str(error)) from error
        recording.get().receive(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - interface
        """Send; the bytes belong to the request of the current recording."""
        if not buffer:
            return
        current = recording.get()
        current.sent += buffer
        current.ip, current.stream = self._endpoint.ip, self
        try:
            async with asyncio.timeout(timeout):
                self._writer.write(buffer)
                await self._writer.drain()
        except TimeoutError as error:
            raise httpcore2.WriteTimeout(f"not sent in {timeout} s") from error
        except OSError as error:
            raise httpcore2.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close without waiting for the other side: a hostile one would keep us."""
        self._writer.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - interface
    ) -> "RecordedStream":
        """The same connection, encrypted; FetchError("tls") when the server cannot be trusted."""
        try:
            async with asyncio.timeout(timeout):
                await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout("no TLS handshake in time") from error
        except (ssl.SSLError, OSError) as error:
            raise FetchError("tls", f"{server_hostname}: {error}") from error
        finally:
            # httpcore2 does not close a connection whose handshake fails or is cancelled.
            if self._writer.get_extra_info("ssl_object") is None:
                await self.aclose()
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore2 asks of an idle connection; a readable one is closed, not used again.

        Some servers say goodbye with a 408: it would be taken for the answer to the next request.
        """
        if info == "is_readable":
            left = self._reader.unread > 0 or self._reader.at_eof()
            return self.spent or left or self._writer.is_closing()
        return self._writer.get_extra_info(info)


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to the very addresses that the guard has checked."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> RecordedStream:
        """A connection to the first address of `host` that answers; `timeout` is for them all."""
        del local_address, socket_options
        end = None if timeout is None else time.monotonic() + timeout
        try:
            async with asyncio.timeout(timeout):
                endpoints = (await self._guard.endpoints(host, port))[:_MAX_ADDRESSES]
        except TimeoutError as error:
            raise FetchError("dns", f"{host} was not resolved in {timeout} s") from error
        for left in range(len(endpoints), 1, -1):
            share = None if end is None else (end - time.monotonic()) / left
            try:
                return await _connect(endpoints[-left], share)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await _connect(endpoints[-1], None if end is None else end - time.monotonic())

    async def sleep(self, seconds: float) -> None:
        """Part of the interface; unused, since the pool does not retry."""
        await asyncio.sleep(seconds)


async def _connect(endpoint: Endpoint, seconds: float | None) -> RecordedStream:
    """As asyncio.open_connection, with a reader of our own."""
    loop = asyncio.get_running_loop()
    reader = CountingReader(limit=_BUFFER)
    protocol = asyncio.StreamReaderProtocol(reader)
    try:
        async with asyncio.timeout(seconds):
            transport, _ = await loop.create_connection(
                lambda: protocol, endpoint.ip, endpoint.port
            )
    except TimeoutError as error:
        raise httpcore2.ConnectTimeout(f"{endpoint.ip}:{endpoint.port} does not answer") from error
    except OSError as error:
        raise httpcore2.ConnectError(f"{endpoint.ip}:{endpoint.port}: {error}") from error
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    return RecordedStream(reader, writer, endpoint)
