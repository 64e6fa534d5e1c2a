"""toponyms: every name of a place in an article, demonyms and names inside names included.

The benchmark counts "Turkish", "Washington says" and the place in "Bank of England" as names of
places but no names of peoples ("the Turks"), and holds only places that GeoNames has: names that no
table knows are left out.
"""

from typing import Any

from parsers.actors.nations import countries_of
from parsers.events import Resources
from parsers.places import read_toponyms


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """One article to its names of places with degrees."""
    sentences = tuple(s for s in resources.language.read(row["text"]) if s.parsed)
    nations = [resources.nations.find(s.tokens) for s in sentences]
    context = countries_of(n for found in nations for n in found)
    toponyms = read_toponyms(row["text"], sentences, nations, context, resources.gazetteer)
    by_number = {s.number: s for s in sentences}
    found = []
    for toponym in toponyms:
        if toponym.entry is not None and toponym.use != "people":
            tokens = by_number[toponym.sentence].tokens
            found.append({
                "start": tokens[toponym.first].start,
                "end": tokens[toponym.last].end,
                "lat": toponym.entry.latitude,
                "lon": toponym.entry.longitude,
            })  # fmt: skip
    return {"id": row["id"], "toponyms": found}
