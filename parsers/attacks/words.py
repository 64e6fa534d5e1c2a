"""The lists of words that the reading of attacks goes by: `lexicon/attacks.tsv`."""

from functools import cache

from parsers.lexicon.tables import cell, rows


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(cell(row, 1).split()) for row in rows("attacks")}


def words_for(name: str) -> frozenset[str]:
    """A list by its name; "_" in the table stands for a blank."""
    return frozenset(word.replace("_", " ") for word in _lists()[name])
