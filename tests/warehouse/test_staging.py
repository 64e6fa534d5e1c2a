import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import WarehouseError
from tests.warehouse.build import NIGHT, Problem, Story, story_tables
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.rows import problem_row
from warehouse.staging import LOAD_ORDER, read_batch, remove_batch, schemas, stage, staged


def test_a_staged_batch_is_listed_with_what_it_holds(home: Home) -> None:
    path = stage(home, "gazette-1", story_tables(Story()), run_id="run-1", night=NIGHT)
    (batch,) = staged(home)
    assert batch.path == path
    assert batch.run_id == "run-1"
    assert batch.night == NIGHT
    assert batch.rows["article_versions"] == 1
    assert batch.name.startswith("gazette-1.")


def test_the_same_content_gives_the_same_folder_and_other_content_another(home: Home) -> None:
    first = stage(home, "a", story_tables(Story()))
    assert stage(home, "a", story_tables(Story())) == first
    assert stage(home, "a", story_tables(Story(killed=4))) != first
    assert len(staged(home)) == 2


@pytest.mark.parametrize("change", ["missing", "unknown"])
def test_a_row_must_have_exactly_the_columns_of_its_table(home: Home, change: str) -> None:
    row = problem_row(Problem("page_failed", "gazette", "https://gazette.example/"), NIGHT)
    if change == "missing":
        del row["detail"]
    else:
        row["mood"] = "bad"
    with pytest.raises(WarehouseError, match=f"{change} (detail|mood)"):
        stage(home, "a", {"problems": [row]})
    assert staged(home) == []
    assert list(home.staging.iterdir()) == []


def test_a_value_of_the_wrong_type_names_its_column(home: Home) -> None:
    row = problem_row(Problem("page_failed", "gazette", "x"), NIGHT) | {"nights": "many"}
    with pytest.raises(WarehouseError, match="nights"):
        stage(home, "a", {"problems": [row]})
    assert list(home.staging.iterdir()) == []


def test_derived_tables_cannot_be_staged(home: Home) -> None:
    with pytest.raises(WarehouseError, match="articles"):
        stage(home, "a", {"articles": [{"article_id": 1}]})


@pytest.mark.parametrize("name", ["../out", "", ".hidden", "a/b", "x" * 200])
def test_a_batch_cannot_lead_out_of_staging(home: Home, name: str) -> None:
    with pytest.raises(WarehouseError, match="no name for a batch"):
        stage(home, name, story_tables(Story()))


def test_torn_batches_of_dead_processes_are_removed(home: Home) -> None:
    torn = home.staging / ".writing-abc"
    torn.mkdir()
    (torn / "links.parquet").write_bytes(b"PAR1 half")
    assert staged(home) == []
    assert not torn.exists()


def test_a_crash_while_a_loaded_batch_is_removed_leaves_no_half_of_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage(home, "a", story_tables(Story()))

    def half_removed(folder: Path, *, ignore_errors: bool = False) -> None:
        if folder.exists():
            (folder / "batch.json").unlink()
            raise KeyboardInterrupt

    monkeypatch.setattr("warehouse.staging.shutil.rmtree", half_removed)
    with pytest.raises(KeyboardInterrupt):
        remove_batch(path)
    monkeypatch.undo()
    assert staged(home) == []
    assert list(home.staging.iterdir()) == []


def test_a_damaged_batch_is_refused(home: Home) -> None:
    path = stage(home, "a", story_tables(Story()))
    file = path / "links.parquet"
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    file.write_bytes(damaged)
    with pytest.raises(WarehouseError, match="damaged"):
        read_batch(path)


def test_a_folder_that_is_no_batch_is_a_clear_error(home: Home) -> None:
    (home.staging / "what").mkdir()
    (home.staging / "what" / "batch.json").write_text(json.dumps([]))
    with pytest.raises(WarehouseError, match="is no batch"):
        staged(home)


def test_a_disk_error_is_ours(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("warehouse.staging.os.fsync", full)
    with pytest.raises(WarehouseError, match="no room"):
        stage(home, "a", story_tables(Story()))
    assert staged(home) == []


def test_every_staged_table_has_a_statement_that_loads_it() -> None:
    folder = Path(__file__).parents[2] / "warehouse" / "load_sql"
    assert {path.stem for path in folder.glob("*.sql")} == set(LOAD_ORDER) == set(schemas())


hostile = st.text(
    st.characters(codec=None, categories=None) | st.sampled_from("\ud800\udfff\x00\x1f\u202e=")
) | st.just("a pair \ud800\udfff of lone surrogates")


@settings(max_examples=15, deadline=None)
@given(detail=hostile, subject=hostile)
def test_any_text_can_be_staged_and_loaded(
    tmp_path_factory: pytest.TempPathFactory, detail: str, subject: str
) -> None:
    home = Home(tmp_path_factory.mktemp("home"))
    row = problem_row(Problem("page_failed", "gazette", subject, detail), NIGHT)
    with Writer.open(home, threads=1) as writer:
        writer.load(stage(home, "a", {"problems": [row]}))
        (found,) = writer.connection.execute("SELECT detail FROM problems").fetchone() or ("",)
    assert found == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in detail)
