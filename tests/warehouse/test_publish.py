import subprocess
import sys
from dataclasses import replace

import pytest

from parsers.errors import DiskFull
from tests.warehouse.build import (
    NEXT,
    NIGHT,
    RAID,
    STRIKE,
    Story,
    ask,
    load,
    load_stories,
    story_tables,
)
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.publish import VIEWS, publish, published_contents
from warehouse.query import run_sql
from warehouse.staging import stage


def test_ids_are_sixteen_hexadecimal_digits_or_null(published: Home) -> None:
    columns = ask(
        published,
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal "
        "AND column_name LIKE '%\\_id' ESCAPE '\\' "
        "AND column_name NOT IN ('run_id', 'batch_id', 'record_id', 'entry_id', 'gazetteer_id')",
    )
    assert len(columns) > 30
    for table, column, kind in columns:
        assert kind == "VARCHAR", (table, column)
        wrong = ask(
            published,
            f"SELECT {column} FROM {table} WHERE NOT regexp_full_match({column}, '[0-9a-f]{{16}}')",  # noqa: S608
        )
        assert wrong == [], (table, column)
    assert ask(published, "SELECT DISTINCT part_of_claim_id FROM claims") == [(None,)]


def test_full_texts_are_in_the_other_file_only(published: Home) -> None:
    words = ask(published, "SELECT column_name FROM duckdb_columns() WHERE column_name = 'text'")
    assert len(words) == 4  # the words of participants, places, claims, and claims_side_by_side
    assert b"weighbridge" not in published.published.read_bytes()
    found = run_sql(
        published.published,
        "SELECT source, length(text) = characters FROM texts.texts "
        "JOIN article_versions USING (version_id) ORDER BY 1",
        texts=published.texts,
    )
    assert found.rows == (("gazette", True), ("kestrel", True))


def test_what_publishers_withhold_is_published_as_facts_only(home: Home) -> None:
    noarchive = Story(noarchive=True)
    reserved = replace(RAID, extraction="reserved", tdm_reserved=True)
    edited = replace(noarchive, night=NEXT, text=STRIKE + " A secret sentence came later.")
    load_stories(home, [noarchive, reserved, edited])
    publish(home)
    everything = home.published.read_bytes() + home.texts.read_bytes()
    for words in (b"grain terminal at Odesa on", b"weighbridge", b"secret sentence"):
        assert words not in everything
    assert ask(home, "SELECT DISTINCT type, killed, sentence FROM reported_events") == [
        ("ASSAULT", 3, None),
    ]
    sql = (
        "SELECT source, withheld, count(*) FROM article_versions WHERE characters > 0 GROUP BY ALL"
    )
    assert sorted(ask(home, sql)) == [("gazette", "noarchive", 2), ("kestrel", "tdm", 1)]
    assert ask(home, "SELECT changed, changes FROM article_changes") == [(["text"], None)]


def test_a_reader_of_the_old_copy_keeps_it_and_the_next_sees_the_new(published: Home) -> None:
    script = (
        "import duckdb, sys\n"
        "db = duckdb.connect(sys.argv[1], read_only=True)\n"
        "count = lambda: print(db.execute('SELECT count(*) FROM articles').fetchone()[0])\n"
        "count(); sys.stdout.flush(); sys.stdin.readline(); count()\n"
    )
    command = [sys.executable, "-c", script, str(published.published)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "2\n"
        load(published, story_tables(Story(url="https://gazette.example/more")), batch="more")
        assert publish(published).rows["articles"] == 3
        rest, _ = reader.communicate("go on\n", timeout=30)
    assert rest == "2\n"
    assert ask(published, "SELECT count(*) FROM articles") == [(3,)]


def test_a_plain_client_reads_while_the_writer_works(published: Home) -> None:
    script = (
        "import duckdb, sys\n"
        "db = duckdb.connect(sys.argv[1])\n"
        "print(db.execute('SELECT count(*) FROM articles').fetchone()[0])\n"
    )
    with published.lock("test"), Writer.open(published, threads=1) as writer:
        path = stage(published, "more", story_tables(Story(url="https://gazette.example/more")))
        writer.connection.execute("BEGIN TRANSACTION")
        command = [sys.executable, "-c", script, str(published.published)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.stdout, done.stderr) == ("2\n", "")
        writer.connection.execute("ROLLBACK")
        writer.load(path)
        writer.refresh()
        # And publishing works with the writer open.
        assert publish(published).rows["articles"] == 3


def test_texts_are_only_written_anew_when_they_changed(published: Home) -> None:
    assert not publish(published).texts_rewritten
    load(published, story_tables(Story(url="https://gazette.example/more")), batch="more")
    again = publish(published)
    assert (again.texts, again.texts_rewritten) == (3, True)
    published.texts.write_bytes(b"damaged")
    assert publish(published).texts_rewritten


def test_a_failed_publication_leaves_the_old_copy(
    published: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published.published.read_bytes()
    monkeypatch.setattr("warehouse.publish.VIEWS", (*VIEWS, "search_titles"))
    with pytest.raises(KeyError):
        publish(published)
    monkeypatch.undo()
    monkeypatch.setattr(Home, "free_bytes", lambda _self: 1000)
    with pytest.raises(DiskFull, match="the old copy stays"):
        publish(published)
    assert published.published.read_bytes() == before
    monkeypatch.undo()
    publish(published)
    assert not list(published.path.glob("*.new*"))


def test_the_publication_says_what_it_holds(published: Home) -> None:
    contents = published_contents(published.published)
    assert contents["newest_night"] == NIGHT.replace(tzinfo=None)
    assert (contents["batches"], contents["texts"]) == (1, 2)
