"""A real server on loopback that can lie on the wire.

It speaks through plain sockets, so that it can send what no HTTP library would. Pages are bytes
to be sent as they are, or coroutine functions that do what they like with the connection. It
stops by itself: every conversation ends after `lifetime` seconds, and so does the server.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

MOST_CONNECTIONS = 200


@dataclass
class Conversation:
    """One request that came in, and the means to answer it in any way."""

    head: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    earlier: int

    @property
    def path(self) -> str:
        return self.head.split(b" ", 2)[1].decode("latin-1")

    def header(self, name: str) -> str | None:
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def drip(self, data: bytes, pause: float) -> None:
        for byte in data:
            await self.send(bytes((byte,)))
            await asyncio.sleep(pause)

    def reset(self) -> None:
        """End the connection with a TCP reset."""
        self.writer.transport.abort()

    def close(self) -> None:
        self.writer.close()


Page = bytes | Callable[[Conversation], Awaitable[None]]


def answer(
    body: bytes = b"", status: str = "200 OK", *headers: str, length: int | None = None
) -> bytes:
    """A response with a Content-Length (a wrong one on request)."""
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {size}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(target: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, f"Location: {target}")


def one_after_the_other(*pages: Page) -> Page:
    """A different page each time; the last one for ever."""
    left = list(pages)

    async def serve(talk: Conversation) -> None:
        page = left.pop(0) if len(left) > 1 else left[0]
        await _serve(page, talk)

    return serve


async def _serve(page: Page, talk: Conversation) -> None:
    if isinstance(page, bytes):
        await talk.send(page)
    else:
        await page(talk)


@dataclass
class MisbehavingServer:
    """`pages` by "host/path" or "/path"; what is not there is a 404."""

    pages: Mapping[str, Page]
    context: ssl.SSLContext | None = None
    lifetime: float = 20.0
    port: int = 0
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    connections: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    _talks: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["MisbehavingServer"]:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, ssl=self.context)
        self.port = server.sockets[0].getsockname()[1]
        stop = asyncio.get_running_loop().call_later(self.lifetime, server.close)
        try:
            yield self
        finally:
            stop.cancel()
            server.close()
            for task in self._talks:
                task.cancel()
            await asyncio.gather(*self._talks, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if task := asyncio.current_task():
            self._talks.add(task)
            task.add_done_callback(self._talks.discard)
        try:
            if self.connections <= MOST_CONNECTIONS:
                with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                    async with asyncio.timeout(self.lifetime):
                        await self._answers(reader, writer)
        except asyncio.CancelledError:
            pass  # the server stops: asyncio would log a cancelled conversation as an error
        finally:
            writer.transport.abort()

    async def _answers(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        earlier = 0
        while not writer.is_closing():
            head = await reader.readuntil(b"\r\n\r\n")
            talk = Conversation(head, reader, writer, earlier)
            host = (talk.header("host") or "").partition(":")[0]
            self.asked.append(f"{host}{talk.path}")
            self.heads.append(head)
            page = self.pages.get(f"{host}{talk.path}", self.pages.get(talk.path))
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
            try:
                await _serve(answer(b"nothing", "404 Not Found") if page is None else page, talk)
            finally:
                self.in_flight -= 1
            earlier += 1
