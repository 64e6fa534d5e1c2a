"""What sources gave over the last nights, to be held against what they are expected to give."""

from dataclasses import dataclass
from datetime import datetime

from warehouse.connection import Connection, translated
from warehouse.rows import utc

_YIELD = """
WITH read AS (
    SELECT parses.source, parses.night, parses.article_id, any_value(versions) AS version
    FROM parses JOIN article_versions AS versions USING (version_id)
    WHERE parses.night > $night - INTERVAL 7 DAY AND parses.night <= $night
    GROUP BY ALL
), asked AS (
    SELECT source, count(DISTINCT night) AS nights FROM fetches
    WHERE night > $night - INTERVAL 7 DAY AND night <= $night
        AND purpose IN ('feed', 'sitemap')
    GROUP BY source
)
SELECT asked.source, any_value(nights), count(DISTINCT article_id),
    count(DISTINCT article_id) FILTER (version.published_day IS NOT NULL),
    count(DISTINCT article_id) FILTER (version.characters >= $least AND NOT version.truncated)
FROM asked LEFT JOIN read USING (source)
GROUP BY asked.source
"""

WHOLE_TEXT = 200
"""Characters from which a text counts as one; shorter ones are teasers."""


@dataclass(frozen=True, slots=True)
class SourceYield:
    """What a source gave in a week: nights it was asked, articles, those with date and text."""

    source: str
    nights: int
    articles: int
    with_date: int
    with_text: int


def recent_yield(db: Connection, night: datetime) -> dict[str, SourceYield]:
    """The yield of each source over the seven days up to a night, by name."""
    with translated("reading the warehouse"):
        rows = db.cursor().execute(_YIELD, {"night": utc(night), "least": WHOLE_TEXT}).fetchall()
    return {row[0]: SourceYield(*row) for row in rows}
