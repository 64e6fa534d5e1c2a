import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from parsers.errors import WarehouseError
from parsers.records import Link
from tests.warehouse.build import (
    NEXT,
    NIGHT,
    STRIKE,
    Problem,
    Story,
    discovery_tables,
    load,
    load_stories,
    story_tables,
)
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.records import FeedHealth, LinkState
from warehouse.rows import feed_row, link_id_of, link_row, problem_row
from warehouse.rows_articles import merged
from warehouse.staging import stage, staged, table_file
from warehouse.volatile import VOLATILE, VOLATILE_TABLES, digests

KESTREL = Story(url="https://kestrel.example/x", source="kestrel")


def one(writer: Writer, sql: str) -> tuple[object, ...]:
    return writer.connection.execute(sql).fetchone() or ()


def test_loading_twice_changes_nothing(home: Home) -> None:
    tables = merged([discovery_tables(), story_tables(Story())])
    with Writer.open(home, threads=1) as writer:
        assert writer.load(stage(home, "a", tables)).is_new
        writer.refresh()
        before = digests(writer.connection)
        assert not writer.load(stage(home, "a", tables)).is_new
        assert digests(writer.connection) == before
        # The same rows under another name: idempotent by their keys.
        assert writer.load(stage(home, "b", tables)).is_new
        writer.refresh()
        assert digests(writer.connection) == before
    assert staged(home) == []


def test_the_order_of_loading_does_not_matter(home: Home, tmp_path: Path) -> None:
    again = replace(Story(), night=NEXT)
    parts = [
        merged([discovery_tables(), story_tables(Story())]),
        merged([discovery_tables("kestrel"), story_tables(KESTREL)]),
        merged([discovery_tables(night=NEXT), story_tables(again)]),
    ]
    other = Home(tmp_path / "other")
    for place, order in ((home, parts), (other, parts[::-1])):
        for number, part in enumerate(order):
            load(place, part, batch=f"b{number}")
    with Writer.open(home, threads=1) as one_writer, Writer.open(other, threads=1) as other_writer:
        found = digests(one_writer.connection)
        assert digests(other_writer.connection) == found
        assert found["articles"].startswith("2:")


def test_a_damaged_file_in_a_batch_loads_nothing(home: Home) -> None:
    with Writer.open(home, threads=1) as writer:
        before = digests(writer.connection)
        path = stage(home, "a", story_tables(Story()))
        (batch,) = staged(home)
        table_file(batch, "claims").write_bytes(b"no parquet")
        with pytest.raises(WarehouseError, match="damaged"):
            writer.load(path)
        assert digests(writer.connection) == before


def test_an_error_in_the_middle_of_a_batch_takes_all_of_it_back(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warehouse import load as module  # noqa: PLC0415 - its cached statements are patched

    broken = {**module._statements(), "problems": "SELECT nonsense"}
    tables = story_tables(Story()) | {
        "problems": [problem_row(Problem("page_failed", "gazette", "x"), NIGHT)]
    }
    with Writer.open(home, threads=1) as writer:
        before = digests(writer.connection)
        path = stage(home, "a", tables)
        monkeypatch.setattr(module, "_statements", lambda: broken)
        with pytest.raises(WarehouseError, match="nonsense"):
            writer.load(path)
        monkeypatch.undo()
        assert digests(writer.connection) == before
        assert one(writer, "SELECT count(*) FROM batches") == (0,)
        assert [loaded.is_new for loaded in writer.load_pending()] == [True]


LOADER = """
import sys
from pathlib import Path
from warehouse.home import Home
from warehouse.load import Writer
with Writer.open(Home(Path(sys.argv[1])), threads=1) as writer:
    print("open", flush=True)
    writer.load_pending()
    writer.refresh()
print("done", flush=True)
"""


def stage_many(home: Home) -> None:
    for number in range(6):
        stories = [
            replace(Story(), url=f"https://gazette.example/{number}/{each}", offset=each)
            for each in range(4)
        ]
        stage(home, f"b{number:02}", merged([discovery_tables(), *map(story_tables, stories)]))


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_a_kill_in_the_middle_of_loading_leaves_whole_batches(
    home: Home, tmp_path: Path, share: float
) -> None:
    undisturbed = Home(tmp_path / "undisturbed")
    stage_many(undisturbed)
    with Writer.open(undisturbed, threads=1) as writer:
        started = time.monotonic()
        writer.load_pending()
        whole = time.monotonic() - started
        writer.refresh()
        expected = digests(writer.connection)
    stage_many(home)
    command = [sys.executable, "-c", LOADER, str(home.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(whole * share)
        process.kill()
    with Writer.open(home, threads=1) as writer:
        batches, versions = one(
            writer, "SELECT (SELECT count(*) FROM batches), (SELECT count(*) FROM article_versions)"
        )
        # Four articles a batch, or none of them.
        assert versions == 4 * int(str(batches))
        writer.load_pending()
        writer.refresh()
        assert digests(writer.connection) == expected


def test_digests_notice_every_change_but_those_of_volatile_columns(home: Home) -> None:
    load_stories(home, [Story()])
    with Writer.open(home, threads=1) as writer:
        connection = writer.connection
        before = digests(connection)
        connection.execute("UPDATE captures SET record_offset = 99, fetched_at = now()::TIMESTAMP")
        assert digests(connection) == before
        connection.execute("UPDATE claims SET low = low + 1 WHERE kind = 'killed'")
        after = digests(connection)
        assert [table for table in before if before[table] != after[table]] == ["claims"]
        connection.execute("INSERT INTO claims FROM claims")
        assert digests(connection)["claims"] != after["claims"]


def test_volatile_columns_exist_and_are_in_no_key(home: Home) -> None:
    with Writer.open(home, threads=1) as writer:
        keys = writer.connection.execute(
            "SELECT table_name, unnest(constraint_column_names) FROM duckdb_constraints() "
            "WHERE constraint_type = 'PRIMARY KEY'"
        ).fetchall()
        columns = writer.connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    named = {(table, column) for table, group in VOLATILE.items() for column in group}
    assert named <= set(columns)
    assert not named & set(keys)
    assert {table for table, _ in columns} >= VOLATILE_TABLES


def test_a_new_extraction_replaces_the_mentions_of_its_version(home: Home) -> None:
    load_stories(home, [Story(), KESTREL])
    newer = replace(Story(), extractor_version="events-2", mentions=())
    load(home, story_tables(newer), batch="again")
    with Writer.open(home, threads=1) as writer:
        for table in ("mentions", "participants", "mention_places", "claims"):
            owners = writer.connection.execute(
                f"SELECT DISTINCT v.source FROM article_versions v JOIN {table} USING (version_id)"  # noqa: S608
            ).fetchall()
            assert owners == [("kestrel",)]


def test_a_state_that_is_seen_again_is_one_version_with_two_sights(home: Home) -> None:
    load_stories(home, [Story(), replace(Story(), night=NEXT)])
    with Writer.open(home, threads=1) as writer:
        assert one(writer, "SELECT count(*) FROM article_versions") == (1,)
        first, last = one(writer, "SELECT first_seen_at, last_seen_at FROM article_versions")
        assert (first, last) == (NIGHT.replace(tzinfo=None), NEXT.replace(tzinfo=None))
        assert one(writer, "SELECT count(*) FROM mentions") == (1,)
        assert one(writer, "SELECT count(*) FROM captures") == (2,)


def test_a_visit_keeps_what_the_entry_said_and_an_entry_the_first_sight(home: Home) -> None:
    url = "https://gazette.example/odesa"
    state = LinkState(link_id_of("gazette", url), url, first_seen_at=NIGHT, entry_digest="d1")
    entry = Link(url, "https://gazette.example/feed", "As the feed has it", digest="d1")
    load(home, {"links": [link_row(state, "gazette", NIGHT, entry)]}, batch="a")
    visited = replace(state, state="fetched", visits=1, first_fetched_at=NEXT)
    load(home, {"links": [link_row(visited, "gazette", NEXT)]}, batch="b")
    with Writer.open(home, threads=1) as writer:
        assert one(writer, "SELECT title, state, entry_digest, first_seen_at FROM links") == (
            "As the feed has it", "fetched", "d1", NIGHT.replace(tzinfo=None),
        )  # fmt: skip
        edited = replace(entry, title="As it has it now", digest="d2")
        row = link_row(replace(visited, first_seen_at=NEXT), "gazette", NEXT, edited)
        writer.load(stage(home, "c", {"links": [row]}))
        assert one(writer, "SELECT title, state, entry_digest, first_seen_at FROM links") == (
            "As it has it now", "fetched", "d2", NIGHT.replace(tzinfo=None),
        )  # fmt: skip


def test_old_health_never_replaces_newer_health(home: Home) -> None:
    feed = FeedHealth("https://gazette.example/feed", "feed", last_attempt_at=NEXT, etag="new")
    old = replace(feed, last_attempt_at=NIGHT, etag="old")
    load(home, {"feeds": [feed_row(feed, "gazette", NEXT)]}, batch="a")
    load(home, {"feeds": [feed_row(old, "gazette", NIGHT)]}, batch="b")
    with Writer.open(home, threads=1) as writer:
        assert one(writer, "SELECT etag FROM feeds") == ("new",)


def test_a_problem_counts_its_nights_and_opens_again(home: Home) -> None:
    problem = Problem("page_failed", "gazette", "https://gazette.example/odesa")
    for batch, night in (("a", NIGHT), ("b", NIGHT), ("c", NEXT)):
        detail = replace(problem, detail=f"HTTP 500 {batch}")
        load(home, {"problems": [problem_row(detail, night)]}, batch=batch)
    with Writer.open(home, threads=1) as writer:
        assert one(writer, "SELECT nights, detail, state FROM problems") == (
            2, "HTTP 500 c", "open",
        )  # fmt: skip


def test_a_problem_is_resolved_by_an_answer(home: Home) -> None:
    story = Story()
    problems = [
        problem_row(Problem("page_failed", "gazette", story.url), NIGHT),
        problem_row(Problem("page_failed", "gazette", "https://gazette.example/never"), NIGHT),
    ]
    load(home, {"problems": problems}, batch="a")
    load(home, story_tables(replace(story, night=NEXT)), batch="b")
    with Writer.open(home, threads=1) as writer:
        rows = writer.connection.execute(
            "SELECT subject, state FROM problems ORDER BY 1"
        ).fetchall()
    assert rows == [("https://gazette.example/never", "open"), (story.url, "resolved")]


def test_figures_too_large_for_a_column_are_cut(home: Home) -> None:
    story = Story(killed=10**30)
    load_stories(home, [story])
    with Writer.open(home, threads=1) as writer:
        assert one(writer, "SELECT max(low) FROM claims") == (2**63 - 1,)


def test_a_page_that_moved_between_papers_keeps_both_sources(home: Home) -> None:
    load_stories(home, [Story(text=STRIKE), KESTREL])
    with Writer.open(home, threads=1) as writer:
        assert one(writer, "SELECT count(DISTINCT source) FROM links") == (2,)
