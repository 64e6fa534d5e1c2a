"""The house rules that no linter knows, and documents that must stay true."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from flows.cli import _COMMANDS

ROOT = Path(__file__).parent.parent
PACKAGES = ("flows", "parsers", "warehouse")
SOURCES = [path for name in PACKAGES for path in (ROOT / name).rglob("*.py")]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
LONGEST = 320


def test_imports_point_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_no_room_is_called_by_a_word_that_says_nothing() -> None:
    names = {path.stem for path in SOURCES} | {path.parent.name for path in SOURCES}
    assert not names & {"utils", "common", "helpers", "models", "misc", "base", "core"}


def test_the_lock_pins_every_package_by_hash_and_names_no_index() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert "--index-url" not in text
        assert "://" not in text
        pins = re.findall(r"^[A-Za-z0-9._-]+(?:\[.*\])?==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[A-Za-z0-9._-]+(?:\[.*\])?==)", text, flags=re.MULTILINE)[1:]
        assert len(pins) == len(blocks) > 10
        assert all("--hash=sha256:" in block for block in blocks)


def test_bounds_for_known_bad_versions_stand_in_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {"prefect==3.8.8", "fastapi<0.151", "sqlalchemy<2.1", "duckdb>=1.5,<2"}
    assert wanted <= set(project["dependencies"])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_files_that_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_commands_that_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    named = set(re.findall(r"(?:bin/|`|^ {4}|&& |; )sitrep ([a-z-]+)", text, re.MULTILINE))
    assert named <= set(_COMMANDS)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    reasons = (ROOT / "docs" / "decisions.md").read_text("utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=\[]", requirement)[0]
        assert re.search(rf"\b{re.escape(name)}\b", reasons), name


def test_the_changelog_speaks_of_what_is_here() -> None:
    assert "Unreleased" in (ROOT / "CHANGELOG.md").read_text("utf-8")
