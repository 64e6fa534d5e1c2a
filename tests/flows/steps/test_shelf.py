from datetime import timedelta
from pathlib import Path

from flows.steps.problems import Problem
from flows.steps.reading import Page
from flows.steps.shelf import Shelf
from tests.flows.steps.build import NIGHT, URL
from tests.warehouse.archive.build import PAGE, exchange, original_of, response, writer, zipped
from warehouse.archive.records import StoredCapture
from warehouse.records import CaptureToRead


def to_read(stored: StoredCapture, **more: int) -> CaptureToRead:
    place = {"offset": stored.offset, "length": stored.length} | more
    facts = (7, "paper", NIGHT, stored.url, stored.url, "text/html", NIGHT, stored.file)
    return CaptureToRead(*facts, **place)


def test_a_page_comes_back_decoded_with_its_wishes(tmp_path: Path) -> None:
    fields = ("Content-Encoding: gzip", "X-Robots-Tag: noarchive")
    with writer(tmp_path) as archive:
        stored = archive.write(exchange(response(zipped(), *fields)), {})
    page = Shelf(tmp_path, lambda _id: None).page(to_read(stored), mine=True, zone="UTC")
    assert isinstance(page, Page)
    assert (page.body, page.url, page.mine) == (PAGE, URL, True)
    assert page.signals.noarchive


def test_an_unchanged_page_comes_back_from_its_original(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        first = archive.write(exchange(), {})
        later = exchange(response(b"", status="304 Not Modified"), fetched_at=NIGHT)
        again = archive.write(later, {}, original_of(first))
    places = {first.record_id: (first.file, first.offset, first.length)}
    page = Shelf(tmp_path, places.get).page(to_read(again), mine=False, zone="UTC")
    assert isinstance(page, Page)
    assert page.body == PAGE


def test_a_lost_original_and_a_wrong_place_are_problems_with_reasons(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        first = archive.write(exchange(), {})
        later = exchange(fetched_at=first.fetched_at + timedelta(days=1))
        again = archive.write(later, {}, original_of(first))
    shelf = Shelf(tmp_path, lambda _id: None)
    lost = shelf.page(to_read(again), mine=False, zone="UTC")
    assert isinstance(lost, Problem)
    assert (lost.kind, lost.capture_id) == ("archive", 7)
    assert first.record_id in lost.detail
    wrong = shelf.page(to_read(first, offset=first.offset + 1), mine=False, zone="UTC")
    assert isinstance(wrong, Problem)
    (tmp_path / first.file).unlink()
    gone = shelf.page(to_read(first), mine=False, zone="UTC")
    assert isinstance(gone, Problem)
    assert first.file in gone.detail
