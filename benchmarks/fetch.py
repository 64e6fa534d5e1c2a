"""What fetching and archiving cost, beside the bare clients httpx and httpx2.

    python -m benchmarks.fetch [--pages 400] [--rounds 3] [--concurrency 1 8 32]

Prints CPU milliseconds per page (this process only; the server is another one), for pages of
100 KB served gzip-packed and plain, then what a decompression bomb costs each client in memory.
The bar: fetch plus archive at most 1.4 times the CPU of the bare client (httpx2) for packed pages,
which is what every client here asks for by default. Exits with 1 when the bar is missed.
"""

import argparse
import asyncio
import gzip
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import httpcore2
import httpx
import httpx2

from flows.fetch.fetcher import Fetcher
from flows.fetch.records import FetchRequest, FetchResult
from flows.fetch.settings import FetchSettings
from warehouse.archive.writer import ArchiveWriter

PAGE_BYTES = 100_000
DIFFERENT_PAGES = 100
BAR = 1.4
BATCH = 50
BOMB_MIB = 300

Get = Callable[[int], Awaitable[None]]
Client = Callable[[int, int, bool], Any]


def _pages() -> list[bytes]:
    """Different pages with the redundancy of real ones (packed to about two fifths)."""
    dice = random.Random(1)  # noqa: S311 - the same pages every time
    words = ["".join(dice.choices("etaoinshrdlucmfw", k=2 + n % 8)) for n in range(3000)]
    pages = []
    for n in range(DIFFERENT_PAGES):
        text = " ".join(dice.choices(words, k=PAGE_BYTES // 4))
        pages.append(f"<!doctype html><title>{n}</title><p>{text}".encode()[:PAGE_BYTES])
    return pages


def _responses(pages: list[bytes], *, packed: bool) -> list[bytes]:
    head = "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html; charset=utf-8\r\n"
    coding = "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n" if packed else ""
    bodies = [gzip.compress(page, 6) if packed else page for page in pages]
    return [f"{head}{coding}Content-Length: {len(b)}\r\n\r\n".encode() + b for b in bodies]


class _Serve(asyncio.Protocol):
    """Answers /<number> and /plain/<number>; /bomb is a bomb, all else is not there."""

    packed: list[bytes]
    plain: list[bytes]
    bomb: bytes

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._buffer = b""

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
            parts = head.split(b" ", 2)[1].split(b"/")
            if parts[-1].isdigit():
                among = self.plain if b"plain" in parts else self.packed
                self._transport.write(among[int(parts[-1]) % DIFFERENT_PAGES])
            elif parts[-1] == b"bomb":
                self._transport.write(self.bomb)
            else:
                self._transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=5)
    body = b"".join(packer.process(bytes(1 << 20)) for _ in range(BOMB_MIB)) + packer.finish()
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _server(ports: Any, seconds: float) -> None:
    async def run() -> None:
        pages = _pages()
        _Serve.packed = _responses(pages, packed=True)
        _Serve.plain = _responses(pages, packed=False)
        _Serve.bomb = _brotli_bomb()
        server = await asyncio.get_running_loop().create_server(_Serve, "127.0.0.1", 0)
        ports.put(server.sockets[0].getsockname()[1])
        await asyncio.sleep(seconds)

    asyncio.run(run())


@asynccontextmanager
async def _bare(library: Any, port: int, concurrency: int, *, plain: bool) -> AsyncIterator[Get]:
    """The bare client as its documentation shows it: get, and the decoded content."""
    base = f"http://127.0.0.1:{port}/{'plain/' if plain else ''}"
    limits = library.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
    async with library.AsyncClient(limits=limits, trust_env=False) as client:

        async def get(n: int) -> None:
            response = await client.get(f"{base}{n}")
            assert len(response.content) == PAGE_BYTES

        yield get


@asynccontextmanager
async def _pool(port: int, concurrency: int, *, plain: bool) -> AsyncIterator[Get]:
    """httpx2's connection pool alone, nothing decoded: the floor under everything here."""
    base = f"http://127.0.0.1:{port}/{'plain/' if plain else ''}"
    async with httpcore2.AsyncConnectionPool(max_connections=concurrency) as pool:

        async def get(n: int) -> None:
            response = await pool.request("GET", f"{base}{n}")
            assert response.status == 200

        yield get


@asynccontextmanager
async def _sitrep(port: int, concurrency: int, *, plain: bool, archive: bool) -> AsyncIterator[Get]:
    """The fetcher: rules for robots, lanes, exact bytes, bounded decoding; and the archive."""
    hosts = [f"h{n}.example" for n in range(concurrency)]
    settings = FetchSettings(
        user_agent="sitrep-bench/1.0",
        min_delay=0.0,
        latency_factor=0.0,
        daily_budget=1_000_000,
        concurrency=concurrency,
        tdm_files=False,
        allow_addresses=dict.fromkeys(hosts, f"127.0.0.1:{port}"),
    )
    with tempfile.TemporaryDirectory() as folder:
        writer = ArchiveWriter(
            Path(folder), "bench", operator={"software": "bench"}, clock=lambda: datetime.now(UTC)
        )
        written = 0

        async def get(n: int) -> None:
            nonlocal written
            url = f"http://{hosts[n % concurrency]}/{'plain/' if plain else ''}{n}"
            result = await fetcher.fetch(FetchRequest(url, "article", "bench"))
            assert len(result.body) == PAGE_BYTES
            if archive:
                written += _keep(writer, result)
                if written % BATCH == 0:
                    writer.sync()

        async with Fetcher(settings) as fetcher:
            yield get
        writer.close()


def _keep(writer: ArchiveWriter, result: FetchResult) -> int:
    for exchange in result.exchanges:
        writer.write(exchange, {"source": "bench", "purpose": result.request.purpose})
    return len(result.exchanges)


async def _cpu_per_page(make: Any, pages: int, concurrency: int) -> float:
    """CPU milliseconds a page, with connections and rules for robots already there."""
    async with make as get:
        await asyncio.gather(*(get(n) for n in range(concurrency)))
        numbers = iter(range(pages))

        async def worker(first: int) -> None:
            # Each worker has a host of its own, as lanes want it.
            for n in numbers:
                await get(n * concurrency + first)

        started = time.process_time()
        await asyncio.gather(*(worker(first) for first in range(concurrency)))
        return (time.process_time() - started) * 1000 / pages


def _variants(port: int, c: int, *, plain: bool) -> dict[str, Callable[[], Any]]:
    return {
        "httpx, bare": lambda: _bare(httpx, port, c, plain=plain),
        "httpx2, bare": lambda: _bare(httpx2, port, c, plain=plain),
        "httpx2's pool alone, not decoded": lambda: _pool(port, c, plain=plain),
        "sitrep fetch": lambda: _sitrep(port, c, plain=plain, archive=False),
        "sitrep fetch + archive": lambda: _sitrep(port, c, plain=plain, archive=True),
    }


def _measured(port: int, c: int, pages: int, rounds: int, *, plain: bool) -> dict[str, float]:
    """The median of several rounds, the variants taking turns."""
    figures: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, make in _variants(port, c, plain=plain).items():
            figures.setdefault(name, []).append(asyncio.run(_cpu_per_page(make(), pages, c)))
    return {name: statistics.median(values) for name, values in figures.items()}


def _print_costs(c: int, figures: dict[str, float], *, plain: bool) -> float:
    """One table; gives fetch plus archive in units of the bare client."""
    kind = "plain" if plain else "gzip-packed"
    print(f"\n{kind} pages of 100 KB, {c} at a time      CPU ms/page   x httpx2   x httpx")
    for name, value in figures.items():
        by2, by1 = value / figures["httpx2, bare"], value / figures["httpx, bare"]
        print(f"  {name:<42}{value:>9.3f}{by2:>12.2f}{by1:>10.2f}")
    return figures["sitrep fetch + archive"] / figures["httpx2, bare"]


def _bomb_cost(client: str, port: int, answer: Any) -> None:
    """Growth of the peak memory by one bomb, in MB; runs in a process of its own."""

    async def run() -> str:
        if client == "sitrep":
            allowed = {"h.example": f"127.0.0.1:{port}"}
            settings = FetchSettings(user_agent="bench", allow_addresses=allowed, min_delay=0.0)
            async with Fetcher(settings) as fetcher:
                await fetcher.fetch(FetchRequest("http://h.example/0", "article", "bench"))
                before = _peak()
                result = await fetcher.fetch(FetchRequest("http://h.example/bomb", "check", "b"))
                return f"{_peak() - before:6.0f} MB   {result.outcome}/{result.failure}"
        library = {"httpx": httpx, "httpx2": httpx2}[client]
        async with library.AsyncClient(trust_env=False) as http:
            await http.get(f"http://127.0.0.1:{port}/0")
            before, seen = _peak(), 0
            async with http.stream("GET", f"http://127.0.0.1:{port}/bomb") as response:
                async for piece in response.aiter_bytes():
                    seen += len(piece)
                    if seen > 20 << 20:
                        break
            return f"{_peak() - before:6.0f} MB   stopped by the caller after {seen >> 20} MiB"

    answer.put(asyncio.run(run()))


def _peak() -> float:
    """Peak resident memory in MB; /proc forgets the parent's, getrusage on Linux does not."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) / 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000


def _print_bombs(port: int, context: Any) -> None:
    print(f"\none brotli bomb ({BOMB_MIB} MiB in a few hundred bytes): growth of peak memory")
    for client in ("httpx", "httpx2", "sitrep"):
        answer = context.Queue()
        process = context.Process(target=_bomb_cost, args=(client, port, answer))
        process.start()
        print(f"  {client:<12}{answer.get(timeout=60)}")
        process.join()


def main() -> int:
    """Measure, print, compare with the bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--concurrency", type=int, nargs="+", default=[1, 8, 32])
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    ports = context.Queue()
    server = context.Process(target=_server, args=(ports, 900.0), daemon=True)
    server.start()
    try:
        port = ports.get(timeout=60)
        ratios = []
        for plain in (False, True):
            for c in options.concurrency:
                figures = _measured(port, c, options.pages, options.rounds, plain=plain)
                ratio = _print_costs(c, figures, plain=plain)
                ratios += [] if plain else [ratio]
        _print_bombs(port, context)
    finally:
        server.kill()
        server.join()
    worst = max(ratios)
    verdict = "met" if worst <= BAR else "MISSED"
    print(f"\nbar: fetch + archive <= {BAR} x bare httpx2 on packed pages: {worst:.2f}, {verdict}")
    return 0 if worst <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
