"""`sitrep record-case`: where the page comes from, what is written, and what is refused."""

import asyncio
import gzip
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import cli
from flows.steps.cases import slug
from flows.steps.context import CaptureContext
from parsers.errors import SitrepError
from tests.flows.test_check import HOME, page
from tests.servers.misbehaving import MisbehavingServer, Page, answer, redirect
from tests.warehouse.archive.build import exchange, original_of, response, writer, zipped
from tests.warehouse.build import load
from warehouse.archive.records import StoredCapture
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.rows import capture_row

NIGHT = datetime(2024, 5, 18, 1, tzinfo=UTC)
URL = f"{HOME}/news/1"
BODY = page().partition(b"\r\n\r\n")[2]


def record(into: Path, *arguments: object) -> Result:
    options = ["--into", str(into), "--home", str(into.parent / "home")]
    return CliRunner().invoke(cli, ["record-case", *map(str, arguments), *options])


def expected(folder: Path) -> Any:
    return json.loads((folder / "expected.json").read_text("utf-8"))


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    folder = tmp_path / "cases"
    folder.mkdir()
    return folder


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.html"
    path.write_bytes(BODY)
    return path


def test_a_saved_page_becomes_a_case_with_everything_that_is_read(cases: Path, saved: Path) -> None:
    result = record(cases, saved, "--url", URL, "--captured", "2024-05-17T22:00")
    assert result.exit_code == 0, result.output
    folder = cases / "paper-example-1"
    assert f"{folder}: {URL} from the file {saved}, no site rules" in result.output
    assert "compare" in result.output
    assert (folder / "page.html").read_bytes() == BODY
    told = expected(folder)
    assert (told["url"], told["fetched_at"]) == (URL, "2024-05-17T22:00:00+00:00")
    assert "rules" not in told
    fields = told["expected"]
    assert (fields["kind"], fields["title"]) == ("article", "Shells hit a market")
    assert fields["published"]["utc"] == "2024-05-17T20:00:00+00:00"
    assert len(fields["blocks"]) > 3
    assert {path.name for path in cases.iterdir()} == {folder.name}
    assert {path.name for path in folder.iterdir()} == {"page.html", "expected.json"}


def test_a_packed_page_is_stored_unpacked(cases: Path, tmp_path: Path) -> None:
    packed = tmp_path / "saved.html.gz"
    packed.write_bytes(gzip.compress(BODY))
    assert record(cases, packed, "--url", URL, "--name", "x").exit_code == 0
    assert (cases / "x" / "page.html").read_bytes() == BODY


def test_a_page_that_is_no_article_is_recorded_as_refused(cases: Path, tmp_path: Path) -> None:
    wall = tmp_path / "wall.html"
    wall.write_text("<html><title>404 Not Found</title><h1>404</h1><p>Not found.</p>")
    assert record(cases, wall, "--url", URL, "--name", "x").exit_code == 0
    assert set(expected(cases / "x")["expected"]) == {"refused"}


def test_a_page_with_site_rules_is_recorded_under_their_name(cases: Path) -> None:
    case = Path(__file__).parents[1] / "pages" / "site-le-monde-2022-08-01"
    facts = expected(case)
    at = facts["fetched_at"]
    result = record(cases, case / "page.html", "--url", facts["url"], "--captured", at)
    assert "site rules le_monde 2022-08-01" in result.output
    again = expected(cases / case.name)
    assert again["rules"] == facts["rules"]
    assert facts["expected"].items() <= again["expected"].items()


def test_an_existing_case_is_replaced_only_by_force(cases: Path, saved: Path) -> None:
    assert record(cases, saved, "--url", URL, "--name", "x").exit_code == 0
    saved.write_bytes(BODY.replace(b"Shells", b"Stones"))
    again = record(cases, saved, "--url", URL, "--name", "x")
    assert isinstance(again.exception, SitrepError)
    assert "choose --name, or --force" in str(again.exception)
    assert b"Stones" not in (cases / "x" / "page.html").read_bytes()
    assert record(cases, saved, "--url", URL, "--name", "x", "--force").exit_code == 0
    assert b"Stones" in (cases / "x" / "page.html").read_bytes()


@pytest.mark.parametrize("name", ["../out", "/out", "a/../../out", "..", "C:\\out", "\0"])
def test_no_name_leads_out_of_the_folder(cases: Path, saved: Path, name: str) -> None:
    before = {path for path in cases.parent.rglob("*") if cases not in path.parents}
    assert record(cases, saved, "--url", URL, "--name", name).exit_code == 0
    assert {path for path in cases.parent.rglob("*") if cases not in path.parents} == before
    (folder,) = cases.iterdir()
    assert folder.name == slug(name)


@given(st.text())
def test_any_text_makes_a_name_of_one_folder(text: str) -> None:
    name = slug(text)
    assert Path(name).name == name
    assert 0 < len(name) <= 80
    assert slug(name) == name


def test_links_are_not_written_through(cases: Path, saved: Path) -> None:
    outside = cases.parent / "outside"
    outside.mkdir()
    (cases / "x").symlink_to(outside, target_is_directory=True)
    refused = record(cases, saved, "--url", URL, "--name", "x", "--force")
    assert "is a link to another place" in str(refused.exception)
    assert not list(outside.iterdir())
    (cases / "y").mkdir()
    (cases / "y" / "page.html").symlink_to(outside / "page.html")
    assert record(cases, saved, "--url", URL, "--name", "y", "--force").exit_code == 0
    assert not list(outside.iterdir())


def test_wrong_usage_says_what_to_do(cases: Path, saved: Path) -> None:
    assert "add --url ADDRESS" in str(record(cases, saved).exception)
    assert "is no address" in str(record(cases, saved, "--url", "ftp://x").exception)
    assert "begin with https://" in str(record(cases, "paper.example/1", "--url", URL).exception)
    assert "are for files" in record(cases, URL, "--url", URL).output
    assert "name one with --into" in record(cases / "nowhere", saved, "--url", URL).output


def test_a_page_comes_out_of_a_warc_file(cases: Path) -> None:
    other = f"{HOME}/news/2"
    with writer(cases.parent / "archive") as archive:
        stored = archive.write(exchange(response(zipped(BODY), "Content-Encoding: gzip"), URL), {})
        archive.write(exchange(response(BODY.replace(b"Shells", b"Stones")), other), {})
    file = cases.parent / "archive" / stored.file
    assert "say which one with --url" in str(record(cases, file).exception)
    assert record(cases, file, "--url", URL, "--name", "x").exit_code == 0
    assert (cases / "x" / "page.html").read_bytes() == BODY
    told = expected(cases / "x")
    assert told["fetched_at"] == stored.fetched_at.isoformat()
    assert told["content_type"] == "text/html"
    gone = record(cases, file, "--url", f"{HOME}/news/3")
    assert f"has no page of {HOME}/news/3" in str(gone.exception)


def test_damage_is_one_line(cases: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.warc.gz"
    broken.write_bytes(b"no warc at all")
    assert isinstance(record(cases, broken).exception, SitrepError)


def captured(stored: StoredCapture, requested: str) -> dict[str, Any]:
    context = CaptureContext(
        night=stored.fetched_at,
        source="paper",
        purpose="article",
        requested=requested,
        hop=0,
        is_answer=True,
        outcome="ok",
        attempts=1,
    )
    return capture_row(stored, context)


def test_an_archived_address_is_not_fetched(cases: Path) -> None:
    home = Home(cases.parent / "home")
    home.create()
    with writer(home.archive) as archive:
        first = archive.write(exchange(response(BODY), URL, NIGHT), {})
        later = exchange(response(BODY), URL, NIGHT.replace(day=20))
        again = archive.write(later, {}, original_of(first))
    assert again.record_type == "revisit"
    load(home, {"captures": [captured(stored, f"{HOME}/old") for stored in (first, again)]})
    with home.lock("test"):
        publish(home)
    for number, address in enumerate((URL, f"{HOME}/old")):
        result = record(cases, address, "--name", f"case-{number}")
        assert "from the home's archive" in result.output, result.exception
        told = expected(cases / f"case-{number}")
        assert (told["url"], told["fetched_at"]) == (URL, "2024-05-20T01:00:00+00:00")
        assert (cases / f"case-{number}" / "page.html").read_bytes() == BODY


@contextmanager
def serving(home: Path, pages: Mapping[str, Page]) -> Iterator[MisbehavingServer]:
    """A server in a loop of its own; the home's settings lead its host's name there."""
    loop = asyncio.new_event_loop()
    server, up, done = MisbehavingServer(dict(pages)), threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with server.running():
            up.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    up.wait(10)
    settings = f'fetch.min_delay = 0\nhosts."paper.example" = "127.0.0.1:{server.port}"\n'
    (home / "sitrep.toml").write_text(settings)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)
        loop.close()


def test_an_unknown_address_is_fetched_once_as_the_nights_do(cases: Path) -> None:
    pages = {"/short": redirect("/news/1"), "/news/1": page(), "/robots.txt": answer(b"")}
    with serving(cases.parent / "home", pages):
        result = record(cases, f"{HOME}/short")
    assert "from the web, just now" in result.output, result.exception
    told = expected(cases / "paper-example-1")
    assert told["url"] == URL
    assert told["content_type"] == "text/html; charset=utf-8"
    assert (cases / "paper-example-1" / "page.html").read_bytes() == BODY
    assert not (cases.parent / "home" / "archive").exists()


def test_rules_for_robots_and_missing_pages_are_told(cases: Path) -> None:
    rules = answer(b"User-agent: *\nDisallow: /news/", "200 OK", "Content-Type: text/plain")
    with serving(cases.parent / "home", {"/robots.txt": rules, "/news/1": page()}):
        denied = record(cases, URL)
        missing = record(cases, f"{HOME}/gone")
    assert "robots_denied" in str(denied.exception)
    assert "status 404" in str(missing.exception)
    assert "save the page in a browser" in str(missing.exception)
    assert not list(cases.iterdir())


def test_strangers_are_not_asked_without_a_contact(cases: Path) -> None:
    result = record(cases, "https://a-paper.org/news/1")
    assert isinstance(result.exception, SitrepError)
    assert "contact" in str(result.exception)


def test_addresses_of_this_network_are_not_fetched(cases: Path) -> None:
    (cases.parent / "home" / "sitrep.toml").write_text('contact = "news@a-paper.org"\n')
    result = record(cases, "http://127.0.0.1:9/x")
    assert isinstance(result.exception, SitrepError)
    assert "blocked_address" in str(result.exception)
