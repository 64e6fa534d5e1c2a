import asyncio
from dataclasses import replace
from pathlib import Path

from flows.steps.context import CaptureContext
from flows.steps.keeping import Keeper
from parsers.records import Link
from tests.flows.steps.build import NIGHT, URL, result
from tests.warehouse.archive.build import PAGE, exchange, response
from warehouse.archive.files import archive_files, open_files
from warehouse.archive.ledger import captures_in
from warehouse.archive.records import Original, StoredCapture


def keeper(root: Path, originals: dict[str, Original] | None = None) -> Keeper:
    known = originals or {}
    return Keeper(
        root, NIGHT, {"software": "sitrep"}, lambda: NIGHT, lambda url, _digest: known.get(url)
    )


def closed(desk: Keeper, root: Path) -> list[StoredCapture]:
    asyncio.run(desk.close_all())
    return [one for file in archive_files(root) for one in captures_in(root, file)]


def test_the_same_bytes_of_an_address_on_a_night_are_kept_once(tmp_path: Path) -> None:
    desk = keeper(tmp_path)
    (first,), (again,) = desk.keep(result()), desk.keep(result())
    (other,) = desk.keep(result(PAGE + b"<p>And more.</p>"))
    assert first.stored is not None
    assert again.stored is None
    assert first.capture_id == again.capture_id != other.capture_id
    assert len(closed(desk, tmp_path)) == 2


def test_a_repeated_night_finds_what_the_ledger_has(tmp_path: Path) -> None:
    (first,) = keeper(tmp_path).keep(result())
    desk = keeper(tmp_path / "later")
    desk.known.add(first.capture_id)
    (again,) = desk.keep(result())
    assert again.stored is None
    assert closed(desk, tmp_path / "later") == []


def test_a_page_that_did_not_change_refers_to_its_original(tmp_path: Path) -> None:
    (first,) = keeper(tmp_path).keep(result())
    assert first.stored is not None
    stored = first.stored
    original = Original(stored.record_id, URL, stored.fetched_at, stored.payload_digest)
    desk = keeper(tmp_path / "later", {URL: original})
    (again,) = desk.keep(result(purpose="revisit"))
    assert again.stored is not None
    assert (again.stored.record_type, again.stored.refers_to) == ("revisit", stored.record_id)
    assert again.stored.payload_sha256 == stored.payload_sha256


def test_every_hop_and_the_rules_on_the_way_are_kept_with_their_reasons(tmp_path: Path) -> None:
    moved = exchange(
        response(b"", "Location: /bridge", status="301 Moved Permanently"), f"{URL}?old"
    )
    rules = result(b"User-agent: *", "http://paper.example/robots.txt", "robots")
    found = result(exchanges=(moved, exchange(url=URL)), robots=(rules,))
    found = replace(found, request=replace(found.request, url=f"{URL}?old"))
    desk = keeper(tmp_path)
    kept = desk.keep(found, Link(f"{URL}?old", "http://paper.example/feed.rss", "The bridge"))
    assert [one.context.purpose for one in kept] == ["robots", "article", "article"]
    told = [CaptureContext.from_json(one.context) for one in closed(desk, tmp_path)]
    assert [(one.hop, one.is_answer) for one in told] == [(0, True), (0, False), (1, True)]
    assert told[2].requested == f"{URL}?old"
    assert told[2].link is not None
    assert told[2].link.title == "The bridge"


def test_nothing_is_left_open_when_all_is_closed(tmp_path: Path) -> None:
    desk = keeper(tmp_path)
    desk.keep(result())
    asyncio.run(desk.sync("paper"))
    assert len(list(open_files(tmp_path))) == 1
    asyncio.run(desk.close_all())
    assert list(open_files(tmp_path)) == []
    assert len(list(archive_files(tmp_path))) == 1
