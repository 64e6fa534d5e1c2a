"""docs/faults.md is true: 97 faults, and every test and page that it names exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

_TESTS = Path(__file__).parents[2]
_TABLE = _TESTS.parent / "docs" / "faults.md"
_ROW = re.compile(r"\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|")
_NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
_PAGE = re.compile(r"`pages/([\w-]+)`")
_ROWS = [match.groups() for match in map(_ROW.fullmatch, _TABLE.read_text().splitlines()) if match]


@cache
def _tests_of(path: str) -> frozenset[str]:
    tree = ast.parse((_TESTS / path).read_text())
    return frozenset(n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))


def test_the_table_has_every_fault_once_and_in_order() -> None:
    assert [int(row[0]) for row in _ROWS] == list(range(1, 98))


@pytest.mark.parametrize("row", _ROWS, ids=[row[0] for row in _ROWS])
def test_a_fault_names_its_room_and_tests_that_exist(row: tuple[str, ...]) -> None:
    _, _, outcome, room, shown_by = row
    assert outcome.strip()
    place = _TESTS.parent / room.strip()
    named = _NAMED.findall(shown_by)
    assert not named or place.is_dir() or place.with_suffix(".py").is_file(), f"no room: {room}"
    pages = _PAGE.findall(shown_by)
    assert named or pages or shown_by.startswith("later: ")
    for path, test in named:
        assert test.startswith("test_")
        assert test in _tests_of(path), f"{path} has no {test}"
    for page in pages:
        assert (_TESTS / "pages" / page / "expected.json").is_file(), f"no page {page}"


def test_most_faults_are_shown_by_a_test() -> None:
    assert sum(bool(_NAMED.search(row[4])) for row in _ROWS) >= 60
