"""The demo press on loopback, and a client that shows the bare answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from flows.demo.server import RunningPress, serve


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture
def running() -> Iterator[RunningPress]:
    with serve() as press:
        yield press


@pytest.fixture
def ask(running: RunningPress) -> Ask:
    """Request an address of the press as its own host: ask(url, method="GET", **headers)."""

    def request(url: str, method: str = "GET", **headers: str) -> Answer:
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection = HTTPConnection("127.0.0.1", running.port, timeout=5)
        sent = {"Host": f"{parts.netloc}:{running.port}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, headers=sent)
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        answer = Answer(response.status, named, response.read())
        connection.close()
        return answer

    return request
