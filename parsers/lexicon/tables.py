"""The packaged tables, read once: what each file holds stands in its first line."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of `<table>.tsv` as tuples of cells; comments and empty lines are left out."""
    text = files("parsers.lexicon").joinpath(f"{table}.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


def cell(row: tuple[str, ...], number: int) -> str:
    """A cell of a row, empty where the row is shorter."""
    return row[number] if number < len(row) else ""


def listed(text: str) -> tuple[str, ...]:
    """The entries of a cell that lists several, separated by ";"."""
    return tuple(entry.strip() for entry in text.split(";") if entry.strip())


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Class of words by name, for the conditions of triggers."""
    return {row[0]: frozenset(listed(cell(row, 1))) for row in rows("words")}


@cache
def _grammar() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(cell(row, 1).split()) for row in rows("grammar")}


def word_set(name: str) -> frozenset[str]:
    """A list of function words or stop words of `grammar.tsv`, by module and name."""
    return _grammar()[name]
