"""Servers that break the rules of the transport: each ends in a stated outcome, in bounded time."""

import asyncio
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.fetch.client import final_response
from tests.flows.fetch.world import HOST, fetched, world
from tests.servers.misbehaving import (
    Conversation,
    MisbehavingServer,
    Page,
    answer,
    one_after_the_other,
)

_MIB = 1 << 20


async def _slow_head(talk: Conversation) -> None:
    await talk.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 5_000, 0.05)


async def _slow_body(talk: Conversation) -> None:
    await talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    await talk.drip(b"b" * 5_000, 0.05)


async def _silence(talk: Conversation) -> None:
    await talk.reader.read(1)


async def _reset_in_the_body(talk: Conversation) -> None:
    await talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf a sen")
    await asyncio.sleep(0.05)
    talk.reset()


async def _reset_at_once(talk: Conversation) -> None:
    talk.reset()


async def _close_at_once(talk: Conversation) -> None:
    talk.close()


def _then_close(data: bytes) -> Page:
    async def serve(talk: Conversation) -> None:
        await talk.send(data)
        talk.close()

    return serve


@pytest.mark.parametrize("page", [_slow_head, _slow_body], ids=["head", "body"])
def test_a_slow_loris_ends_at_the_deadline(page: Page) -> None:
    started = time.monotonic()
    result = fetched({"/": page}, deadline=0.6, read_timeout=2.0)
    assert (result.outcome, result.failure) == ("failed", "deadline")
    assert time.monotonic() - started < 3.0
    assert result.attempts == 1


def test_what_came_before_the_deadline_is_kept_and_marked() -> None:
    result = fetched({"/": _slow_body}, deadline=0.5)
    exchange = result.exchanges[-1]
    assert exchange.truncated == "time"
    assert exchange.response.startswith(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nb")
    assert result.body == b""


def test_a_silent_server_ends_at_the_read_timeout() -> None:
    result = fetched({"/": _silence}, read_timeout=0.3)
    assert (result.outcome, result.failure, result.exchanges) == ("failed", "timeout", ())


def test_a_reset_in_the_body_is_tried_again_and_then_kept_as_cut() -> None:
    result = fetched({"/": _reset_in_the_body})
    assert (result.outcome, result.failure, result.attempts) == ("failed", "disconnected", 3)
    assert len(result.exchanges) == 1
    assert result.exchanges[0].truncated == "disconnect"
    assert result.exchanges[0].response.endswith(b"half a sen")


def test_a_server_that_recovers_is_heard() -> None:
    page = one_after_the_other(_reset_at_once, _close_at_once, answer(b"at last"))
    result = fetched({"/": page})
    assert (result.outcome, result.body, result.attempts) == ("ok", b"at last", 3)


def test_a_body_shorter_than_its_length_is_a_disconnect() -> None:
    result = fetched({"/": _then_close(answer(b"short", length=50))})
    assert (result.outcome, result.failure) == ("failed", "disconnected")
    assert result.exchanges[-1].response == answer(b"short", length=50)
    assert "body shorter than its Content-Length" in result.problems


@pytest.mark.parametrize(("status", "outcome"), [(404, "gone"), (403, "refused"), (429, "busy")])
def test_a_refusal_says_all_in_its_head(status: int, outcome: str) -> None:
    result = fetched({"/": _then_close(answer(b"half", f"{status} No", length=50))})
    assert (result.outcome, result.status, result.attempts) == (outcome, status, 1)
    assert result.exchanges[-1].truncated == "disconnect"
    assert any("broke off" in problem for problem in result.problems)


def test_a_redirect_with_a_broken_body_is_followed() -> None:
    moved = answer(b"half", "301 Moved", "Location: /new", length=50)
    result = fetched({"/": _then_close(moved), "/new": answer(b"here")})
    assert (result.outcome, result.body, result.attempts) == ("ok", b"here", 2)


def test_garbage_in_place_of_a_chunk_is_a_protocol_failure() -> None:
    bad = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz;no chunk\r\n"
    result = fetched({"/": _then_close(bad)})
    assert (result.outcome, result.failure) == ("failed", "protocol")
    assert result.exchanges[-1].response == bad
    assert result.exchanges[-1].truncated == "disconnect"


def test_chunks_that_stop_are_a_disconnect() -> None:
    cut = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
    result = fetched({"/": _then_close(cut)})
    assert (result.outcome, result.failure) == ("failed", "disconnected")


def test_junk_without_a_status_line_is_no_response() -> None:
    result = fetched({"/": _then_close(b"<html>HTTP/0.9 says hello</html>\r\n\r\n")})
    assert (result.outcome, result.failure, result.exchanges) == ("failed", "protocol", ())


def test_interim_responses_without_end_are_cut_at_the_limit() -> None:
    async def flood(talk: Conversation) -> None:
        for _ in range(10_000):
            await talk.send(b"HTTP/1.1 103 Early Hints\r\nX: " + b"y" * 500 + b"\r\n\r\n")

    result = fetched({"/": flood}, wire_limit=200_000)
    assert (result.outcome, result.failure, result.exchanges) == ("failed", "too_large", ())


def test_a_head_of_ten_megabytes_is_refused() -> None:
    async def huge(talk: Conversation) -> None:
        await talk.send(b"HTTP/1.1 200 OK\r\nX-Huge: ")
        for _ in range(160):
            await talk.send(b"a" * 65_536)

    result = fetched({"/": huge})
    assert (result.outcome, result.failure) == ("failed", "protocol")


def test_repeated_headers_are_joined_and_all_kept() -> None:
    raw = answer(b"ok", "200 OK", "X-Tag: one", "X-Tag: two", "Content-Type: text/html")
    result = fetched({"/": raw})
    assert result.header("x-tag") == "one, two"
    assert result.exchanges[-1].response == raw


def test_contradicting_lengths_are_a_protocol_failure() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 7\r\n\r\nokforged"
    assert fetched({"/": _then_close(raw)}).failure == "protocol"


def test_a_body_larger_than_the_wire_limit_is_cut_and_marked() -> None:
    page = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 3 * _MIB
    result = fetched({"/": page}, wire_limit=_MIB)
    assert (result.outcome, result.failure, result.body) == ("failed", "too_large", b"")
    exchange = result.exchanges[-1]
    assert exchange.truncated == "length"
    assert _MIB < len(exchange.response) < _MIB + 200_000


def test_a_film_is_not_downloaded_to_learn_that_it_is_too_long() -> None:
    async def film(talk: Conversation) -> None:
        await talk.send(answer(b"first frames", length=4_000_000_000))
        await talk.reader.read(1)

    result = fetched({"/": film}, read_timeout=1.0)
    assert (result.outcome, result.failure, result.attempts) == ("failed", "too_large", 1)
    assert result.exchanges[-1].truncated == "length"
    assert result.exchanges[-1].response.startswith(b"HTTP/1.1 200 OK")


def test_an_empty_page_is_an_answer_with_a_problem() -> None:
    result = fetched({"/": answer(b"")})
    assert (result.outcome, result.body) == ("ok", b"")
    assert "empty body" in result.problems


def test_a_wrong_content_type_is_passed_on_as_it_is() -> None:
    result = fetched({"/": answer(b"%PDF-1.7", "200 OK", "Content-Type: text/html")})
    assert (result.outcome, result.header("content-type")) == ("ok", "text/html")
    assert result.body == b"%PDF-1.7"


def test_a_connection_that_the_server_closed_meanwhile_is_replaced() -> None:
    async def answer_then_hang_up(talk: Conversation) -> None:
        await talk.send(answer(b"once"))
        if talk.earlier == 0:
            talk.close()

    async def run() -> None:
        async with world({"/": answer_then_hang_up}) as here:
            outcomes = [(await here.get("/")).outcome for _ in range(4)]
            assert outcomes == ["ok"] * 4

    asyncio.run(run())


def test_a_reused_connection_that_dies_on_the_request_is_tried_again() -> None:
    async def dies_when_used_again(talk: Conversation) -> None:
        if talk.earlier:
            talk.reset()
        else:
            await talk.send(answer(b"fresh"))

    async def run() -> None:
        async with world({"/": dies_when_used_again}) as here:
            await here.get("/")
            again = await here.get("/")
            assert (again.outcome, again.body) == ("ok", b"fresh")

    asyncio.run(run())


def test_a_goodbye_on_an_idle_connection_does_not_answer_the_next_request() -> None:
    async def answer_then_say_goodbye(talk: Conversation) -> None:
        await talk.send(answer(b"page"))
        await asyncio.sleep(0.02)
        await talk.send(answer(b"too late", "408 Request Timeout"))

    async def run() -> None:
        async with world({"/robots.txt": answer(b""), "/": answer_then_say_goodbye}) as here:
            await here.get("/")
            await asyncio.sleep(0.1)
            again = await here.get("/")
            assert (again.outcome, again.status, again.body) == ("ok", 200, b"page")
            assert here.server.connections == 2

    asyncio.run(run())


def test_nobody_listening_is_a_connect_failure() -> None:
    async def run() -> None:
        server = MisbehavingServer({})
        async with world({}, server=server) as here:
            nowhere = MisbehavingServer({})
            async with nowhere.running():
                port = nowhere.port
        async with world({}, allow_addresses={HOST: f"127.0.0.1:{port}"}) as here:
            result = await here.get("/", "robots")
            assert (result.outcome, result.failure, result.attempts) == ("failed", "connect", 3)

    asyncio.run(run())


@pytest.mark.parametrize("status", ["500 Oops", "502 Bad Gateway", "504 Timeout"])
def test_passing_server_errors_are_tried_again(status: str) -> None:
    page = one_after_the_other(answer(b"", status), answer(b"recovered"))
    result = fetched({"/": page})
    assert (result.outcome, result.body, result.attempts) == ("ok", b"recovered", 2)


def test_a_lasting_server_error_is_its_own_outcome() -> None:
    result = fetched({"/": answer(b"broken", "500 Oops")})
    assert (result.outcome, result.status, result.attempts) == ("server_error", 500, 3)
    assert result.body == b"broken"


@pytest.mark.parametrize("status", ["101 Switching Protocols", "999 Request denied"])
def test_a_status_that_means_nothing_is_a_protocol_failure(status: str) -> None:
    result = fetched({"/": _then_close(answer(b"", status))})
    assert (result.outcome, result.failure) == ("failed", "protocol")


_FRAGMENTS = st.sampled_from(
    [
        b"HTTP/1.1 ", b"HTTP/1.0 ", b"200 OK", b"103 Hi", b"301 Moved", b"304 No", b"503 Busy",
        b"\r\n", b"\r\n\r\n", b"\n", b"Content-Length: ", b"7", b"-1", b"9" * 30, b"chunked",
        b"Transfer-Encoding: ", b"Content-Encoding: gzip", b"Location: //", b"Retry-After: ",
        b"0\r\n\r\n", b"5\r\nhello\r\n", b"\x00", b"\xff\xfe", b": ", b" ", b"\x1f\x8b\x08",
    ]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(_FRAGMENTS | st.binary(max_size=8), max_size=14).map(b"".join))
def test_whatever_a_server_says_there_is_a_result(said: bytes) -> None:
    result = fetched({"/": _then_close(said)}, retries=0, read_timeout=1.0)
    assert result.request.url == f"http://{HOST}/"
    assert (result.outcome == "failed") == (result.failure is not None)


def test_the_final_response_is_found_behind_interim_ones() -> None:
    assert final_response(b"HTTP/1.1 100 Continue\r\n\r\n") == b""
    assert final_response(b"HTTP/1.1 200 OK\r\nHalf: he") == b""
    assert final_response(b"HTTP/1.1 103 X\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n") == (
        b"HTTP/1.1 200 OK\r\n\r\n"
    )
