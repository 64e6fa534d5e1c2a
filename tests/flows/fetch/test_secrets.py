"""Logins reach the one host they are for, and nothing that is kept."""

import asyncio
import logging

import pytest

from flows.fetch.records import FetchResult
from flows.fetch.secrets import MARKER, Secrets
from parsers.errors import ConfigError
from tests.flows.fetch.world import HOST, OTHER, world
from tests.servers.misbehaving import Conversation, Page, answer, redirect

_TOKEN = "tok-5f3c9a17e2"  # noqa: S105 - made up for these tests
_SESSION = "sess-0b77d1c4aa"
_SECRETS = {HOST: {"Authorization": f"Bearer {_TOKEN}", "Cookie": f"sid={_SESSION}; theme=dark"}}


def _kept(result: FetchResult) -> bytes:
    """Everything that a result holds, as bytes to search in."""
    return repr(result).encode() + b"".join(e.request + e.response for e in result.exchanges)


def _all_kept(result: FetchResult) -> bytes:
    return _kept(result) + b"".join(_kept(rules) for rules in result.robots)


async def _echo(talk: Conversation) -> None:
    sent = (talk.header("authorization") or "-") + (talk.header("cookie") or "-")
    body = f"<p>You sent {sent}, dear subscriber.</p>".encode()
    await talk.send(
        answer(body, "200 OK", f"Set-Cookie: sid={_SESSION}; Path=/", f"X-Echo: {_TOKEN}")
    )


def test_the_host_gets_its_login_and_nothing_kept_shows_it() -> None:
    async def run() -> None:
        async with world({"/a": _echo}, secrets=_SECRETS) as here:
            result = await here.get("/a")
            assert result.outcome == "ok"
            assert f"Bearer {_TOKEN}".encode() in here.server.heads[-1]
            kept = _all_kept(result)
            assert _TOKEN.encode() not in kept
            assert _SESSION.encode() not in kept
            assert b"Authorization: " + MARKER in result.exchanges[-1].request
            assert b"Set-Cookie: " + MARKER in result.exchanges[-1].response
            assert b"dear subscriber" in result.body

    asyncio.run(run())


def test_no_log_shows_the_login(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        async with world({"/a": _echo}, secrets=_SECRETS) as here:
            assert (await here.get("/a")).outcome == "ok"

    caplog.set_level(logging.DEBUG)
    asyncio.run(run())
    assert _TOKEN not in caplog.text
    assert _SESSION not in caplog.text


def test_masked_echoes_keep_their_length() -> None:
    async def run() -> None:
        async with world({"/a": _echo}, secrets=_SECRETS) as here:
            result = await here.get("/a")
            assert int(result.header("content-length") or 0) == len(result.body)

    asyncio.run(run())


def test_no_other_host_gets_the_login() -> None:
    pages: dict[str, Page] = {f"{HOST}/a": redirect(f"http://{OTHER}/b"), f"{OTHER}/b": _echo}

    async def run() -> None:
        async with world(pages, secrets=_SECRETS) as here:
            assert (await here.get("/a")).outcome == "ok"
            to_other = [head for head in here.server.heads if OTHER.encode() in head]
            assert len(to_other) == 2
            assert all(_TOKEN.encode() not in head for head in to_other)

    asyncio.run(run())


def test_without_a_login_cookies_of_the_server_are_kept_as_sent() -> None:
    async def run() -> None:
        async with world({"/a": _echo}) as here:
            result = await here.get("/a")
            assert f"Set-Cookie: sid={_SESSION}".encode() in result.exchanges[-1].response

    asyncio.run(run())


def test_a_login_is_not_sent_in_the_clear_to_the_open_internet() -> None:
    async def to_the_server(host: str, port: int) -> list[str]:
        await asyncio.sleep(0)
        return ["8.8.8.8"]

    async def run() -> None:
        secrets = {"far.example": {"Authorization": f"Bearer {_TOKEN}"}}
        async with world({}, secrets=secrets, resolver=to_the_server) as here:
            headers = here.fetcher._headers
            request = (await here.get("/x")).request
            plain, secure = (
                dict(headers(request, f"{scheme}://far.example/")) for scheme in ("http", "https")
            )
            assert "Authorization" not in plain
            assert secure["Authorization"] == f"Bearer {_TOKEN}"
            assert secure["Accept-Encoding"] == "identity"

    asyncio.run(run())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Bad Name", "secret-1"),
        ("X", "a\r\nEvil: 1"),
        ("X", ""),
        ("X", "schl\u00fcssel"),
        ("", "secret-1"),
    ],
)
def test_a_header_that_http_does_not_allow_is_a_configuration_error(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Secrets({HOST: {name: value}})
    assert not value or value not in str(caught.value)


def test_a_short_word_is_not_masked_all_over_the_page() -> None:
    secrets = Secrets({HOST: {"Cookie": "theme=dark"}})
    received = b"HTTP/1.1 200 OK\r\n\r\n<p>It was a dark night"
    assert secrets.masked(HOST, b"GET / HTTP/1.1\r\nCookie: theme=dark\r\n\r\n", received) == (
        b"GET / HTTP/1.1\r\nCookie: " + MARKER + b"\r\n\r\n",
        received,
    )
