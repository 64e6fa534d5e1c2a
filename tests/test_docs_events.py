"""docs/events.md says what the tables say."""

from typing import get_args

from benchmarks.event_codebook import PAGE, page
from parsers.events.records import EventType
from parsers.lexicon.tables import cell, rows


def test_the_codebook_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m benchmarks.event_codebook"


def test_every_type_has_a_line_and_every_line_says_what_it_is() -> None:
    lines = list(rows("crosswalk"))
    assert {row[0] for row in lines} == set(get_args(EventType))
    assert all(cell(row, 7).endswith((".", ").")) for row in lines)
