"""dates: the expressions of time of an article with their TIMEX3 types and values."""

from datetime import date
from typing import Any

from parsers.events import Resources
from parsers.times import find_timexes


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """One article to its expressions of time, read against the document's date."""
    published = date.fromisoformat(row["published"][:10]) if row["published"] else None
    sentences = resources.language.read(row["text"])
    found = find_timexes(row["text"], sentences, published)
    return {
        "id": row["id"],
        "timexes": [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "mod": t.mod}
            for timexes in found
            for t in timexes
        ],
    }
