"""What is kept of an exchange are the bytes that went over the wire."""

import asyncio
import gzip

import pytest

from parsers.web.http import parse_request
from tests.flows.fetch.world import HOST, fetched, world
from tests.servers.misbehaving import Conversation, Page, answer

_GZ = gzip.compress(b"<p>Rain over the valley.</p>" * 40, mtime=0)
_CHUNKED = (
    b"HTTP/1.1 200 OK\r\ntransfer-encoding:   chunked  \r\nX-Odd:\t spaced\r\n\r\n"
    b"5;name=value\r\nhello\r\n0006\r\n world\r\n0\r\nX-Trailer: yes\r\n\r\n"
)
_NASTY = {
    "chunked with extension and trailer": _CHUNKED,
    "gzip with length": answer(_GZ, "200 OK", "Content-Encoding: gzip"),
    "lower case, padded, repeated": (
        b"HTTP/1.1 200 Fine\r\nset-cookie: a=1\r\nSet-Cookie: b=2\r\nCONTENT-LENGTH:  2\r\n\r\nok"
    ),
    "bare line feeds": b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
    "no body": answer(b"", "404 Not Found"),
}


@pytest.mark.parametrize("response", _NASTY.values(), ids=_NASTY.keys())
def test_the_response_is_kept_byte_for_byte(response: bytes) -> None:
    result = fetched({"/": response})
    assert result.exchanges[-1].response == response
    assert result.exchanges[-1].ip == "127.0.0.1"


def test_a_response_that_ends_with_the_connection_is_whole() -> None:
    response = b"HTTP/1.0 200 OK\r\nServer: old\r\n\r\n<p>until the end"

    async def old_server(talk: Conversation) -> None:
        await talk.send(response)
        talk.close()

    result = fetched({"/": old_server})
    assert (result.outcome, result.body) == ("ok", b"<p>until the end")
    assert result.exchanges[-1].response == response
    assert result.exchanges[-1].truncated is None


def test_the_request_is_kept_as_the_server_saw_it() -> None:
    async def run() -> None:
        async with world({"/a?b=c": answer(b"x")}, from_contact="desk@sitrep.example") as here:
            result = await here.get("/a?b=c")
            assert result.exchanges[-1].request == here.server.heads[-1]
            request = parse_request(here.server.heads[-1])
            assert (request.method, request.target) == ("GET", "/a?b=c")
            assert request.header("host") == HOST
            assert request.header("accept-encoding") == "gzip"
            assert request.header("from") == "desk@sitrep.example"
            assert request.header("user-agent") == "sitrep-test/1.0 (+https://sitrep.example/bot)"
            assert request.header("cookie") is None

    asyncio.run(run())


def test_early_hints_are_left_out_of_what_is_kept() -> None:
    final = answer(b"news")
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
    result = fetched({"/": hints * 2 + final})
    assert (result.outcome, result.body) == ("ok", b"news")
    assert result.exchanges[-1].response == final


def test_one_connection_serves_several_exchanges_without_mixing_them() -> None:
    pages: dict[str, Page] = {f"/{n}": answer(f"page {n}".encode()) for n in range(5)}

    async def run() -> None:
        async with world(pages) as here:
            for n in range(5):
                result = await here.get(f"/{n}")
                assert result.exchanges[-1].response == pages[f"/{n}"]
                assert result.exchanges[-1].request.startswith(f"GET /{n} ".encode())
            assert here.server.connections == 1

    asyncio.run(run())


@pytest.mark.parametrize(
    "first",
    [
        answer(b"first") + answer(b"forged"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n"
        + answer(b"forged"),
    ],
    ids=["length", "chunked"],
)
def test_bytes_after_a_response_do_not_answer_the_next_request(first: bytes) -> None:
    async def run() -> None:
        async with world({"/1": first, "/2": answer(b"second")}) as here:
            one, two = await here.get("/1"), await here.get("/2")
            assert (one.body[:5], two.body) == (b"first", b"second")
            assert any("longer" in p or "after" in p for p in one.problems)

    asyncio.run(run())


def test_an_exchange_survives_a_large_body() -> None:
    response = answer(bytes(range(256)) * 12_000)
    result = fetched({"/": response})
    assert result.exchanges[-1].response == response
    assert len(result.body) == 3_072_000
