"""What is relied on of httpcore2 and of asyncio; a release that changes it fails here first."""

import ast
import asyncio
import inspect
from pathlib import Path

import httpcore2
import pytest

import flows.fetch
from flows.fetch.wire import GuardedBackend, RecordedStream
from tests.flows.fetch.world import fetched
from tests.servers.misbehaving import answer

_ROOM = Path(flows.fetch.__file__ or "").parent


def _modules() -> list[Path]:
    return sorted(_ROOM.glob("*.py"))


def test_only_two_modules_know_the_library() -> None:
    importers = set()
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.startswith(("httpcore", "httpx", "h11", "anyio")) for name in names):
                importers.add(path.name)
    assert importers == {"client.py", "wire.py"}


def test_nothing_private_of_the_library_is_used() -> None:
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text())):
            private = isinstance(node, ast.Attribute) and node.attr.startswith("_")
            if isinstance(node, ast.Attribute) and private and not node.attr.endswith("__"):
                owner = node.value
                assert isinstance(owner, ast.Name), f"{path.name}: {ast.unparse(node)}"
                assert owner.id in ("self", "cls"), f"{path.name}: {ast.unparse(node)}"


def test_the_pool_takes_a_network_backend() -> None:
    wanted = {"ssl_context", "max_connections", "keepalive_expiry", "network_backend"}
    assert wanted <= set(inspect.signature(httpcore2.AsyncConnectionPool).parameters)
    defaults = inspect.signature(httpcore2.AsyncConnectionPool).parameters
    assert (defaults["http1"].default, defaults["http2"].default) == (True, False)
    assert defaults["retries"].default == 0


def test_our_backend_and_stream_fit_the_interface() -> None:
    for ours, theirs in (
        (GuardedBackend, httpcore2.AsyncNetworkBackend),
        (RecordedStream, httpcore2.AsyncNetworkStream),
    ):
        for name, method in inspect.getmembers(ours, inspect.isfunction):
            base = getattr(theirs, name, None)
            if base is not None and not name.startswith("__"):
                expected = list(inspect.signature(base).parameters)
                assert list(inspect.signature(method).parameters) == expected


def test_a_connection_that_reads_as_readable_is_not_used_again() -> None:
    """`spent` and a closed peer reach the pool through the extra info "is_readable"."""

    class Stream(httpcore2.AsyncNetworkStream):
        asked: list[str] = []  # noqa: RUF012 - one test, one list
        readable = False

        async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
            pass

        async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
            return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

        async def aclose(self) -> None:
            pass

        def get_extra_info(self, info: str) -> bool | None:
            self.asked.append(info)
            return self.readable if info == "is_readable" else None

    class Backend(httpcore2.AsyncNetworkBackend):
        streams: list[Stream] = []  # noqa: RUF012 - one test, one list

        async def connect_tcp(self, *args: object, **kwargs: object) -> Stream:
            self.streams.append(Stream())
            return self.streams[-1]

    async def run() -> None:
        backend = Backend()
        async with httpcore2.AsyncConnectionPool(network_backend=backend) as pool:
            await pool.request("GET", "http://a.example/")
            await pool.request("GET", "http://a.example/")
            assert len(backend.streams) == 1
            backend.streams[0].readable = True
            await pool.request("GET", "http://a.example/")
            assert len(backend.streams) == 2

    asyncio.run(run())


def test_proxies_in_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would make the connections, and no address would be checked."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetched({"/": answer(b"straight")}).body == b"straight"
