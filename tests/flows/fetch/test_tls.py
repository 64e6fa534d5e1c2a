"""Certificates are always checked; what is kept is what went inside of the encryption."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from flows.fetch.records import FetchResult
from tests.flows.fetch.world import HOST, world
from tests.servers.misbehaving import Conversation, MisbehavingServer, Page, answer


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _context(authority: trustme.CA, name: str, **facts: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **facts).configure_cert(context)
    return context


def _over_tls(
    context: ssl.SSLContext, trusted: Path | None, page: Page, **settings: Any
) -> FetchResult:
    async def run() -> FetchResult:
        server = MisbehavingServer({"/": page}, context)
        async with world({}, server=server, ca_file=trusted, **settings) as here:
            return await here.get(f"https://{HOST}/", "robots")

    return asyncio.run(run())


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


def test_what_is_kept_are_the_bytes_inside(authority: trustme.CA, ca_file: Path) -> None:
    response = answer(bytes(range(256)) * 8_000)
    result = _over_tls(_context(authority, HOST), ca_file, response)
    assert (result.outcome, len(result.body)) == ("ok", 2_048_000)
    assert result.exchanges[-1].response == response
    assert result.exchanges[-1].request.startswith(b"GET / HTTP/1.1\r\n")
    assert result.exchanges[-1].ip == "127.0.0.1"


def test_an_unknown_authority_is_not_trusted(authority: trustme.CA) -> None:
    result = _over_tls(_context(authority, HOST), None, answer(b"secret"))
    assert (result.outcome, result.failure, result.attempts) == ("failed", "tls", 1)
    assert result.exchanges == ()


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA, ca_file: Path) -> None:
    result = _over_tls(_context(authority, "other.example"), ca_file, answer(b""))
    assert (result.failure, result.attempts) == ("tls", 1)
    assert "ostname" in (result.detail or "")


def test_an_expired_certificate_is_refused(authority: trustme.CA, ca_file: Path) -> None:
    old = _context(authority, HOST, not_after=datetime(2020, 1, 1, tzinfo=UTC))
    result = _over_tls(old, ca_file, answer(b""))
    assert result.failure == "tls"
    assert "expired" in (result.detail or "")


@asynccontextmanager
async def _listening(first_words: bytes) -> AsyncIterator[dict[str, str]]:
    """A server that says its words whatever it is asked, as an entry for `allow_addresses`."""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(first_words)
            await reader.read()
        except OSError:
            pass  # the other side went away, as it should
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    try:
        yield {HOST: f"127.0.0.1:{server.sockets[0].getsockname()[1]}"}
    finally:
        server.close()


@pytest.mark.parametrize(
    ("first_words", "failure"),
    [(b"HTTP/1.1 400 Bad Request\r\n\r\n", "tls"), (b"", "timeout")],
    ids=["no TLS", "silence"],
)
def test_a_handshake_that_comes_to_nothing_is_a_failure(first_words: bytes, failure: str) -> None:
    async def run() -> None:
        async with (
            _listening(first_words) as allowed,
            world({}, allow_addresses=allowed, connect_timeout=0.3) as here,
        ):
            result = await here.get(f"https://{HOST}/", "robots")
            assert (result.outcome, result.failure) == ("failed", failure)

    asyncio.run(run())


def test_a_connection_cut_without_goodbye_is_a_disconnect(
    authority: trustme.CA, ca_file: Path
) -> None:
    async def cut(talk: Conversation) -> None:
        await talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf")
        await asyncio.sleep(0.05)
        talk.reset()

    result = _over_tls(_context(authority, HOST), ca_file, cut, retries=0)
    assert (result.failure, result.exchanges[-1].truncated) == ("disconnected", "disconnect")
