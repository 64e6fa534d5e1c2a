"""Whatever a server did: what the fetcher keeps of it, the archive can hold and give back."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flows.fetch.world import START, fetched
from tests.servers.misbehaving import Conversation, Page, answer, redirect
from warehouse.archive.reader import read_capture
from warehouse.archive.writer import ArchiveWriter

_GOOD = answer(b"<p>Rain over the valley", "200 OK", "Content-Type: text/html", "X-Odd: a\tb")
_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"


def _said(data: bytes) -> Page:
    async def serve(talk: Conversation) -> None:
        await talk.send(data)
        talk.close()

    return serve


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    """A response with some bytes changed, cut off or put in."""
    data = bytearray(draw(st.sampled_from([_GOOD, _CHUNKED, answer(b"x", "404 No", length=9)])))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(data)


@settings(max_examples=60, deadline=None)
@given(_damaged())
def test_what_is_kept_can_be_archived_and_read_back(data: bytes) -> None:
    pages: dict[str, Page] = {"/": redirect("/there"), "/there": _said(data)}
    result = fetched(pages, retries=0, read_timeout=1.0)
    assert result.exchanges, "the redirect at least"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with ArchiveWriter(root, "paper", operator={}, clock=lambda: datetime.now(UTC)) as writer:
            stored = [writer.write(exchange, {"why": "test"}) for exchange in result.exchanges]
        for exchange, capture in zip(result.exchanges, stored, strict=True):
            back = read_capture(root, capture.file, capture.offset, capture.length)
            assert (back.block, back.fetched_at) == (exchange.response, START)
            assert capture.truncated == exchange.truncated
