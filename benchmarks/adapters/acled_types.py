"""Rows of acled_types: a news snippet; the answer is its ACLED sub-event type.

Nothing is decided here: `sub_event_of` codes the snippet, and what it cannot name stays None. The
five types of the rows that ACLED does not have are never answered.
"""

from typing import Any

from parsers.events import Resources
from parsers.events.sub_events import sub_event_of


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """The sub-event type of one row."""
    return {"id": row["id"], "label": sub_event_of(resources.language.read(row["text"]))}
