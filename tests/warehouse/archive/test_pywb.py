"""Replay by pywb, which others wrote, in an environment of its own: the bodies come back."""

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.warehouse.archive.build import (
    PAGE,
    START,
    chunked,
    exchange,
    original_of,
    response,
    writer,
    zipped,
)
from warehouse.archive.records import StoredCapture

BIN = Path(__file__).parents[3] / ".venv-pywb" / "bin"

pytestmark = [
    pytest.mark.pywb,
    pytest.mark.skipif(
        not (BIN / "wayback").exists(),
        reason="no .venv-pywb: `make test` makes it from requirements-pywb.lock",
    ),
]


@dataclass(frozen=True)
class Expected:
    """A capture and what replay must give for it."""

    capture: StoredCapture
    status: int
    body: bytes
    location: str | None = None


def write_captures(root: Path) -> list[Expected]:
    page, packed = zipped(PAGE), zipped(PAGE + b"packed")
    host = "http://paper.example"
    later, latest = START + timedelta(hours=1), START + timedelta(hours=2)
    in_chunks = ("Transfer-Encoding: chunked", "Content-Encoding: gzip")
    moved = response(b"", f"Location: {host}/plain", status="301 Moved Permanently")
    unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'
    with writer(root) as archive:
        plain = archive.write(exchange(response(), f"{host}/plain"), {"n": 1})
        coded = archive.write(
            exchange(response(packed, "Content-Encoding: gzip"), f"{host}/gzip"), {"n": 2}
        )
        pieces = archive.write(
            exchange(response(chunked(PAGE), in_chunks[0]), f"{host}/chunked"), {"n": 3}
        )
        both = archive.write(exchange(response(chunked(page), *in_chunks), f"{host}/both"), {})
        gone = archive.write(exchange(moved, f"{host}/old"), {"n": 4})
        same = archive.write(
            exchange(response(), f"{host}/plain", later), {"n": 5}, original_of(plain)
        )
        elsewhere = archive.write(
            exchange(response(chunked(packed), *in_chunks), f"{host}/copy", later),
            {"n": 6},
            original_of(coded),
        )
        not_modified = archive.write(
            exchange(unchanged, f"{host}/gzip", latest), {"n": 7}, original_of(coded)
        )
    assert [row.record_type for row in (same, elsewhere, not_modified)] == ["revisit"] * 3
    return [
        Expected(plain, 200, PAGE),
        Expected(coded, 200, packed),
        Expected(pieces, 200, PAGE),
        Expected(both, 200, page),
        Expected(gone, 301, b"", f"{host}/plain"),
        Expected(same, 200, PAGE),
        Expected(elsewhere, 200, packed),
        # pywb answers with the head that is stored for that instant, as the server did.
        Expected(not_modified, 304, b""),
    ]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def replay(folder: Path) -> Iterator[int]:
    port = free_port()
    with (folder / "wayback.log").open("wb") as log:
        process = subprocess.Popen(
            [BIN / "wayback", "-b", "127.0.0.1", "-p", str(port)],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert process.poll() is None, "wayback ended before it answered"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("wayback did not answer within 30 seconds")


def ask(port: int, path: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def check(port: int, expected: list[Expected]) -> None:
    for one in expected:
        stamp = f"{one.capture.fetched_at:%Y%m%d%H%M%S}"
        answer, body = ask(port, f"/news/{stamp}id_/{one.capture.url}")
        assert (one.capture.url, answer.status, body) == (one.capture.url, one.status, one.body)
        assert answer.getheader("Location") == one.location
        given = answer.getheader("Memento-Datetime")
        assert given == f"{one.capture.fetched_at:%a, %d %b %Y %H:%M:%S GMT}"


def test_captures_are_replayed_byte_for_byte(tmp_path: Path) -> None:
    expected = write_captures(tmp_path / "archive")
    warc = tmp_path / "archive" / expected[0].capture.file
    for words in (["init", "news"], ["add", "news", str(warc)]):
        subprocess.run([BIN / "wb-manager", *words], cwd=tmp_path, check=True, capture_output=True)
    with replay(tmp_path) as port:
        check(port, expected)


def test_our_own_index_serves_replay_as_it_lies(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    expected = write_captures(root)
    index = root / expected[0].capture.file.replace(".warc.gz", ".cdxj")
    (tmp_path / "config.yaml").write_text(
        f"collections:\n  news:\n    index_paths: {index}\n    archive_paths: {root}/\n"
    )
    with replay(tmp_path) as port:
        check(port, expected)
