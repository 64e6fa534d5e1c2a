import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from flows.cli import _COMMANDS, cli
from flows.cli.tables import print_table
from flows.cli.times import DAY, DURATION, INSTANT
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.publish import publish


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        env={**os.environ, "SITREP_HOME": str(home), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty published database."""
    home = Home(tmp_path_factory.mktemp("home"))
    home.create()
    with home.lock("test"), Writer.open(home):
        publish(home)
    return home.path


def test_help_imports_neither_prefect_nor_duckdb_nor_the_page_parser() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom flows.cli import cli\n"
        "result = CliRunner().invoke(cli, ['--help'])\nassert result.exit_code == 0\n"
        "heavy = {'prefect', 'duckdb', 'pyarrow', 'selectolax', 'datasketch', 'pydantic'}\n"
        "print(','.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", sorted(_COMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert f"sitrep {name}" in result.output


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(cli, ["nightlyy"]).exit_code == 2


def test_a_night_without_enabled_sources_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "nightly")
    assert done.returncode == 2
    assert done.stderr.strip().endswith("`sitrep sources check NAME` enables one")
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_one_line_that_names_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "sitrep.toml").write_text("contcat = 'a@b.org'\n")
    done = run(tmp_path, "nightly")
    assert done.returncode == 2
    assert "sitrep.toml" in done.stderr
    assert "contact" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_locked_home_ends_with_six_and_names_the_holder(published: Path) -> None:
    with Home(published).lock("a test"):
        done = run(published, "publish")
    assert done.returncode == 6
    assert "a test" in done.stderr


def test_sql_answers_as_table_csv_and_json(published: Path) -> None:
    question = "SELECT 1 AS one, 'x' AS letter"
    assert "letter" in run(published, "sql", question).stdout
    assert run(published, "sql", question, "--format", "csv").stdout == "one,letter\n1,x\n"
    answer = json.loads(run(published, "sql", question, "--format", "json").stdout)
    assert answer == [{"one": 1, "letter": "x"}]


def test_sql_reads_a_file_and_writes_parquet(published: Path, tmp_path: Path) -> None:
    question = tmp_path / "q.sql"
    question.write_text("SELECT count(*) AS articles FROM articles")
    target = tmp_path / "a.parquet"
    done = run(published, "sql", "-f", str(question), "--format", "parquet", "-o", str(target))
    assert done.returncode == 0
    assert target.read_bytes().startswith(b"PAR1")


def test_sql_says_what_is_wrong_with_a_question(published: Path) -> None:
    done = run(published, "sql", "SELEC 1")
    assert done.returncode == 5
    assert "syntax error" in done.stderr
    assert "Traceback" not in done.stderr


def test_sql_cannot_read_other_files(published: Path) -> None:
    done = run(published, "sql", "FROM read_csv('/etc/hostname')")
    assert done.returncode == 5


def test_sql_wants_one_question(published: Path) -> None:
    assert run(published, "sql").returncode == 2


def test_status_of_an_empty_home_tells_what_to_run(tmp_path: Path) -> None:
    done = run(tmp_path, "status")
    assert done.returncode == 0
    assert "sitrep nightly" in done.stdout


def test_status_with_max_age_fails_when_there_was_no_night(published: Path) -> None:
    done = run(published, "status", "--max-age", "26h")
    assert done.returncode == 3
    assert "none" in done.stdout


def test_times_days_and_durations_are_read_as_written() -> None:
    assert INSTANT.convert("2026-03-10T01:00") == datetime(2026, 3, 10, 1, tzinfo=UTC)
    assert INSTANT.convert("2026-03-10T01:00+02:00").utcoffset() == timedelta(hours=2)
    assert DAY.convert("2026-03-10") == date(2026, 3, 10)
    assert DURATION.convert("26h") == timedelta(hours=26)


@pytest.mark.parametrize(("kind", "text"), [(INSTANT, "soon"), (DAY, "10.3."), (DURATION, "26")])
def test_what_is_no_time_is_wrong_usage(kind: click.ParamType[object], text: str) -> None:
    with pytest.raises(click.BadParameter, match="write"):
        kind.convert(text, None, None)


def test_cells_are_shown_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("a",), [("[red]x[/red]\x1b[2J",), (None,)])
    out = capsys.readouterr().out
    assert "[red]x[/red]" in out
    assert "\x1b[2J" not in out
