from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flows.config import Settings
from flows.fetch.records import FetchResult
from flows.steps.adopting import Adoption
from flows.steps.context import contexts
from flows.steps.shelf import Shelf
from parsers.events import packaged_resources
from parsers.ids import stable_id
from parsers.records import Link
from tests.flows.steps.build import NIGHT, URL, result, source
from tests.warehouse.archive.build import exchange, original_of, response, writer
from tests.whole.small import story
from warehouse.archive.ledger import captures_in
from warehouse.archive.records import StoredCapture
from warehouse.records import LinkState
from warehouse.rows import link_id_of, utc

PAGE = story("The bridge is mended")
LINK = Link(URL, "http://paper.example/feed.rss", "The bridge")
LATER = NIGHT + timedelta(days=1)


def adoption(root: Path, known: dict[int, LinkState] | None = None) -> Adoption:
    links = known or {}
    return Adoption(
        run_id="run",
        shelf=Shelf(root, lambda _record_id: None),
        resources=packaged_resources(),
        links=links.get,
        sources={"paper": source()},
        settings=Settings(),
    )


def archived(root: Path, *found: FetchResult) -> list[StoredCapture]:
    """What a run wrote before it fell; the second result is of the next night, unchanged."""
    with writer(root) as archive:
        stored: list[StoredCapture] = []
        for night, one in zip((NIGHT, LATER), found, strict=False):
            for part, context in zip(one.exchanges, contexts(one, night, LINK), strict=True):
                original = original_of(stored[0]) if stored and night == LATER else None
                stored.append(archive.write(part, context.to_json(), original))
    return list(captures_in(root, stored[0].file))


def test_a_capture_gets_the_rows_that_it_would_have_had(tmp_path: Path) -> None:
    found = replace(result(PAGE), attempts=2, problems=("a header without a name",))
    tables = adoption(tmp_path).tables(archived(tmp_path, found))
    (link,), (fetch,), (version,) = tables["links"], tables["fetches"], tables["article_versions"]
    assert (link["state"], link["visits"], link["title"]) == ("fetched", 1, "The bridge")
    assert (fetch["run_id"], fetch["attempts"]) == ("run", 2)
    assert fetch["problems"] == ["a header without a name"]
    assert version["title"] == "The bridge is mended"
    assert version["capture_id"] == tables["captures"][0]["capture_id"]
    assert [row["source"] for row in tables["sources"]] == ["paper"]


def test_a_failed_page_is_the_problem_that_it_was(tmp_path: Path) -> None:
    found = replace(
        result(PAGE), outcome="failed", failure="bad_encoding", detail="no gzip", body=b""
    )
    tables = adoption(tmp_path).tables(archived(tmp_path, found))
    (problem,), (fetch,), (link,) = tables["problems"], tables["fetches"], tables["links"]
    assert problem["detail"] == "bad encoding, HTTP 200, no gzip"
    assert (fetch["outcome"], fetch["failure"]) == ("failed", "bad_encoding")
    assert link["state"] == "failed"
    assert "article_versions" not in tables


def test_two_visits_of_one_link_are_two_and_the_second_finds_its_original(tmp_path: Path) -> None:
    again = replace(
        result(PAGE, purpose="revisit"),
        outcome="not_modified",
        status=304,
        exchanges=(exchange(response(b"", status="304 Not Modified"), URL, LATER),),
    )
    captures = archived(tmp_path, result(PAGE), again)
    assert [one.record_type for one in captures] == ["response", "revisit"]
    adopting = adoption(tmp_path)
    tables = adopting.tables(captures)
    assert adopting.adopted == 2
    assert [(row["state"], row["visits"]) for row in tables["links"]] == [
        ("fetched", 1),
        ("fetched", 2),
    ]
    assert not tables.get("problems")
    assert tables["sources"][0]["first_night"] == utc(NIGHT)


def test_what_is_known_of_a_link_goes_on(tmp_path: Path) -> None:
    link_id = link_id_of("paper", URL)
    known = LinkState(link_id, URL, visits=4, first_seen_at=NIGHT - timedelta(days=9))
    tables = adoption(tmp_path, {link_id: known}).tables(archived(tmp_path, result(PAGE)))
    (row,) = tables["links"]
    assert (row["visits"], row["first_seen_at"]) == (5, utc(known.first_seen_at))


def test_a_redirect_on_the_way_is_a_capture_and_no_answer(tmp_path: Path) -> None:
    moved = exchange(response(b"", "Location: /bridge", status="302 Found"), f"{URL}?old")
    found = result(PAGE, exchanges=(moved, exchange(response(PAGE), URL)))
    tables = adoption(tmp_path).tables(archived(tmp_path, found))
    assert [row["is_answer"] for row in tables["captures"]] == [False, True]
    assert len(tables["fetches"]) == len(tables["links"]) == 1


def problems_of(root: Path, captures: Sequence[StoredCapture]) -> list[tuple[object, object]]:
    adopting = adoption(root)
    tables = adopting.tables(captures)
    return [(row["kind"], row["source"]) for row in tables["problems"]]


def test_captures_of_other_tools_are_problems_and_stay_where_they_are(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        stored = archive.write(exchange(), {"warcinfo": "of somebody else"})
    captures = list(captures_in(tmp_path, stored.file))
    assert problems_of(tmp_path, captures) == [("archive", "paper")]


def test_a_damaged_record_is_a_problem_that_names_it(tmp_path: Path) -> None:
    captures = archived(tmp_path, result(PAGE))
    file = tmp_path / captures[0].file
    data = bytearray(file.read_bytes())
    data[captures[0].offset + 40] ^= 0xFF
    file.write_bytes(data)
    adopting = adoption(tmp_path)
    tables = adopting.tables(captures)
    assert [row["kind"] for row in tables["problems"]] == ["archive"]
    assert "verify" in str(tables["problems"][0]["detail"])
    # What the ledger can know without the bytes is kept.
    assert tables["captures"][0]["capture_id"] == stable_id(
        NIGHT.isoformat(), URL, 200, captures[0].payload_sha256
    )
