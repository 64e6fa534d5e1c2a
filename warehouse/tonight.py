"""What a night asks of the warehouse once, for all sources together."""

from datetime import datetime

from warehouse.connection import Connection, translated
from warehouse.rows import utc

# The conditions are those of `state.due_links`; a query for each source would cost a night of
# hundreds of quiet sources seconds.
_DUE = """
SELECT DISTINCT source FROM links
WHERE (state = 'new' AND next_visit_at IS NULL) OR next_visit_at <= $night
"""


def sources_due(db: Connection, night: datetime) -> set[str]:
    """The sources that have at least one link to visit tonight."""
    with translated("reading the warehouse"):
        rows = db.cursor().execute(_DUE, {"night": utc(night)}).fetchall()
    return {row[0] for row in rows}
