"""The server of the demo press speaks HTTP/1.1 as real news sites do, each in its own way."""

import gzip
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

from flows.demo.page import Page
from flows.demo.papers import lantern
from flows.demo.press import PAPERS, DemoPress
from flows.demo.server import RunningPress, hosts, serve
from tests.flows.demo.conftest import Ask

KESTREL = "http://www.kestrel-post.example"
STORY = f"{KESTREL}/world/2026/03/09/odesa-grain-terminal"
BOMB = "http://www.meridian-courier.example/news/20260308-maiduguri-market-bomb"
HAITI = "http://thelantern.example/index.php?story=haiti-convoy-kidnap"
RDF = "http://oldharbour-gazette.example/headlines.rdf"


def test_an_unchanged_page_is_answered_with_304_by_entity_tag(ask: Ask) -> None:
    first = ask(STORY)
    again = ask(STORY, If_None_Match=first.headers["etag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_an_unchanged_page_is_answered_with_304_by_date(ask: Ask) -> None:
    url = "http://www.correo-andino.example/rss.xml"
    first = ask(url)
    assert "etag" not in first.headers
    assert ask(url, If_Modified_Since=first.headers["last-modified"]).status == 304


def test_an_entity_tag_goes_before_a_date(ask: Ask) -> None:
    stamp = ask(STORY).headers["last-modified"]
    assert ask(STORY, If_None_Match='"other"', If_Modified_Since=stamp).status == 200


def test_weak_entity_tags_are_compared_weakly(ask: Ask) -> None:
    tag = ask("http://thelantern.example/").headers["etag"]
    assert tag.startswith('W/"')
    answer = ask("http://thelantern.example/", If_None_Match=f'"x", {tag.removeprefix("W/")}')
    assert answer.status == 304


@pytest.mark.parametrize("stamp", ["yesterday", "", "Tue, 10 Mar 2026 00:00:00", "-1"])
def test_a_senseless_date_is_ignored(ask: Ask, stamp: str) -> None:
    assert ask(STORY, If_Modified_Since=stamp).status == 200


def test_an_old_server_gives_no_validators(ask: Ask) -> None:
    headers = ask("http://oldharbour-gazette.example/").headers
    assert "etag" not in headers
    assert "last-modified" not in headers


def test_pages_are_compressed_for_clients_that_take_it_and_only_for_them(ask: Ask) -> None:
    plain, packed = ask(STORY), ask(STORY, Accept_Encoding="gzip, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body


def test_chunked_answers_have_no_length_and_arrive_whole(ask: Ask) -> None:
    answer = ask(BOMB)
    assert answer.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in answer.headers
    assert answer.body.endswith(b"</html>\n")


def test_one_paper_sends_gzip_in_chunks(ask: Ask) -> None:
    url = "http://tasman-wire.example/stories/manila-drill/"
    answer = ask(url, Accept_Encoding="gzip")
    assert answer.headers["transfer-encoding"] == "chunked"
    assert gzip.decompress(answer.body) == ask(url).body


@pytest.mark.parametrize("url", [STORY, BOMB])
def test_head_gives_the_headers_of_get_and_no_body(ask: Ask, url: str) -> None:
    head, get = ask(url, method="HEAD"), ask(url)
    assert head.body == b""
    dated = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in dated} == {
        k: v for k, v in get.headers.items() if k not in dated
    }


def test_other_methods_are_refused(ask: Ask) -> None:
    assert ask(STORY, method="DELETE").status == 501


def test_a_connection_is_kept_for_several_requests(running: RunningPress) -> None:
    connection = HTTPConnection("127.0.0.1", running.port, timeout=5)
    sockets = set()
    for path in ("/robots.txt", "/", "/feeds/latest.xml", "/nowhere"):
        connection.request("GET", path, headers={"Host": "www.kestrel-post.example"})
        connection.getresponse().read()
        sockets.add(connection.sock.getsockname() if connection.sock else None)
    connection.close()
    assert len(sockets) == 1
    assert None not in sockets


def test_a_connection_after_an_unchanged_chunked_page_is_still_in_step(
    running: RunningPress, ask: Ask
) -> None:
    tag = ask(BOMB).headers["etag"]
    connection = HTTPConnection("127.0.0.1", running.port, timeout=5)
    statuses = []
    for headers in ({"If-None-Match": tag}, {}):
        host = {"Host": "www.meridian-courier.example"}
        connection.request("GET", BOMB.split("example")[1], headers=host | headers)
        response = connection.getresponse()
        statuses.append((response.status, bool(response.read())))
    connection.close()
    assert statuses == [(304, False), (200, True)]


def test_the_second_night_changes_pages_feeds_and_entity_tags(
    running: RunningPress, ask: Ask
) -> None:
    before = ask(BOMB)
    assert b"killed nine people" in before.body
    assert (ask(HAITI).status, ask(RDF).status) == (200, 200)
    running.press.set_night(2)
    after = ask(BOMB, If_None_Match=before.headers["etag"])
    assert after.status == 200
    assert b"killed eleven people" in after.body
    assert (ask(HAITI).status, ask(RDF).status) == (410, 500)


def test_there_are_two_nights_and_no_others() -> None:
    with pytest.raises(ValueError, match="nights"):
        DemoPress(3)


def test_a_night_is_the_same_byte_for_byte_each_time() -> None:
    first, second = DemoPress(2), DemoPress(2)
    for paper in PAPERS:
        assert first.answer(paper.host, "/") == second.answer(paper.host, "/")
    assert first.urls == second.urls


def test_the_slow_host_is_slow_and_bounded(ask: Ask) -> None:
    started = time.monotonic()
    ask("http://thelantern.example/robots.txt")
    assert lantern.DELAY <= time.monotonic() - started < lantern.DELAY + 1
    assert lantern.DELAY <= 1


def test_only_one_host_is_slow() -> None:
    press = DemoPress()
    slow = {url.split("/")[2] for url in press.urls if _page(press, url).delay}
    assert slow == {"thelantern.example"}


def test_requests_are_kept_in_order(running: RunningPress, ask: Ask) -> None:
    tag = ask(STORY, User_Agent="sitrep/test").headers["etag"]
    ask(f"{STORY}?utm_source=x", If_None_Match=tag)
    ask(f"{KESTREL}/nowhere", method="HEAD")
    assert [(hit.method, hit.url, hit.status, hit.conditional) for hit in running.hits] == [
        ("GET", STORY, 200, False),
        ("GET", f"{STORY}?utm_source=x", 304, True),
        ("HEAD", f"{KESTREL}/nowhere", 404, False),
    ]
    assert running.hits[0].user_agent == "sitrep/test"
    assert running.hits[0].at <= running.hits[1].at


def test_an_unknown_host_gets_the_newsstand_with_names_for_a_browser(ask: Ask) -> None:
    stand = ask("http://127.0.0.1/").body.decode()
    for paper in PAPERS:
        assert paper.title in stand
    assert ".localhost:" in stand


def test_a_browser_reaches_the_papers_under_localhost(ask: Ask) -> None:
    assert ask(STORY.replace(".example", ".localhost")).body == ask(STORY).body


def test_every_paper_is_reached_on_loopback() -> None:
    table = hosts(8123)
    assert len(table) == len(PAPERS) >= 5
    assert set(table.values()) == {"127.0.0.1:8123"}


def test_leaving_the_block_closes_connections_that_clients_keep_open() -> None:
    with serve() as running:
        client = socket.create_connection(("127.0.0.1", running.port), timeout=5)
        client.sendall(b"GET / HTTP/1.1\r\nHost: tasman-wire.example\r\n\r\n")
        assert client.recv(15) == b"HTTP/1.1 200 OK"
        started = time.monotonic()
    assert time.monotonic() - started < 2
    client.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", running.port), timeout=1)


@pytest.mark.parametrize(
    "rubbish",
    [b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\r\n\r\n"],
)
def test_rubbish_ends_the_connection_and_not_the_server(
    running: RunningPress, ask: Ask, rubbish: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=5) as client:
        client.sendall(rubbish)
        client.shutdown(socket.SHUT_WR)
        while client.recv(4096):
            pass
    assert ask(STORY).status == 200


def test_the_module_serves_until_it_is_interrupted() -> None:
    program = [sys.executable, "-m", "flows.demo.server", "2"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        server.terminate()
    assert line.startswith("night 2: http://127.0.0.1:")


def _page(press: DemoPress, url: str) -> Page:
    host, _, target = url.removeprefix("http://").partition("/")
    return press.answer(host, f"/{target}")
