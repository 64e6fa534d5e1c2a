"""Which articles are copies of one another, kept in step with the newest versions.

Bands find the pairs worth comparing; `parsers.copies` judges them; connected copies are a group
with one likely original. The result follows from the articles alone, not from the order in which
they came.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from parsers.copies import Candidate, Relation, bands, likely_original, relation, similarity
from warehouse.connection import Connection, listed

MOST_IN_BAND = 500
"""A band that more articles share is boilerplate (a daily table, a cookie notice): not compared."""

_TOUCHED = "SELECT article_id FROM touched"

# A group loses a member when one of its articles was changed: its other members are affected too.
_AFFECTED = """
SELECT article_id FROM touched
UNION
SELECT unnest([member.article_id, member.original_article_id]) FROM copies AS member
WHERE member.original_article_id IN (
    SELECT original_article_id FROM copies
    WHERE article_id IN (FROM touched) OR original_article_id IN (FROM touched)
)
"""
_CANDIDATES = """
SELECT articles.article_id, text_key, signature, agency, is_agency, articles.published_at,
    articles.first_seen_at
FROM articles JOIN copy_signatures ON version_id = newest_version_id
WHERE articles.article_id IN (SELECT unnest($ids::JSON::BIGINT[]))
"""
_SHARING = """
WITH common AS (
    SELECT band FROM copy_bands WHERE band IN (
        SELECT band FROM copy_bands WHERE article_id IN (FROM touched)
    )
    GROUP BY band HAVING count(*) BETWEEN 2 AND $most
)
SELECT DISTINCT
    least(mine.article_id, theirs.article_id),
    greatest(mine.article_id, theirs.article_id)
FROM common
JOIN copy_bands AS mine USING (band)
JOIN copy_bands AS theirs USING (band)
WHERE mine.article_id IN (FROM touched) AND mine.article_id <> theirs.article_id
ORDER BY ALL
"""
_NEIGHBOURS = """
SELECT article_id, other_article_id, relation FROM copy_pairs
WHERE article_id IN (SELECT unnest($ids::JSON::BIGINT[]))
    OR other_article_id IN (SELECT unnest($ids::JSON::BIGINT[]))
"""
_FORGET = """
DELETE FROM copies
WHERE article_id IN (SELECT unnest($ids::JSON::BIGINT[]))
    OR original_article_id IN (SELECT unnest($ids::JSON::BIGINT[]))
"""
_STRENGTH: tuple[Relation, ...] = ("exact", "wire_story", "near_copy")
_PART = 50_000  # rows a statement

Pairs = dict[int, dict[int, Relation]]
"""For each article the articles that it forms a pair with."""


def refresh_copies(connection: Connection) -> None:
    """Compares the touched articles with all others; `articles` and `touched` are up to date."""
    affected = _ids(connection, _AFFECTED)
    if not affected:
        return
    _rewrite_bands(connection)
    _rewrite_pairs(connection)
    pairs = _reachable(connection, affected)
    connection.execute(_FORGET, {"ids": listed(affected | pairs.keys())})
    known = _candidates(connection, set(pairs))
    rows = [row for group in _groups(pairs) for row in _rows_of(group, known, pairs)]
    _insert(connection, "copies", "BIGINT, BIGINT, VARCHAR, DOUBLE, INTEGER", rows)


def _rewrite_bands(connection: Connection) -> None:
    connection.execute("DELETE FROM copy_bands WHERE article_id IN (FROM touched)")
    rows = [
        (one.article_id, band)
        for one in _candidates(connection, _ids(connection, _TOUCHED)).values()
        for band in bands(one.signature)
    ]
    _insert(connection, "copy_bands", "BIGINT, BIGINT", rows)


def _rewrite_pairs(connection: Connection) -> None:
    connection.execute(
        "DELETE FROM copy_pairs WHERE article_id IN (FROM touched) "
        "OR other_article_id IN (FROM touched)"
    )
    sharing = connection.execute(_SHARING, {"most": MOST_IN_BAND}).fetchall()
    known = _candidates(connection, {each for pair in sharing for each in pair})
    rows = []
    for first, second in sharing:
        one, other = known[first], known[second]
        found = relation(one, other)
        if found is not None:
            rows.append((first, second, found, similarity(one.signature, other.signature)))
    _insert(connection, "copy_pairs", "BIGINT, BIGINT, VARCHAR, DOUBLE", rows)


def _reachable(connection: Connection, start: set[int]) -> Pairs:
    """All pairs that can be reached from `start` by going from pair to pair."""
    pairs: Pairs = {}
    frontier = set(start)
    seen = set(start)
    while frontier:
        found = connection.execute(_NEIGHBOURS, {"ids": listed(frontier)}).fetchall()
        for one, other, how in found:
            pairs.setdefault(one, {})[other] = how
            pairs.setdefault(other, {})[one] = how
        frontier = pairs.keys() - seen
        seen |= frontier
    return pairs


def _groups(pairs: Pairs) -> Iterator[list[int]]:
    """The articles that are connected by pairs, group by group."""
    left = set(pairs)
    while left:
        group, frontier = set[int](), {min(left)}
        while frontier:
            group |= frontier
            frontier = {other for one in frontier for other in pairs[one]} - group
        left -= group
        yield sorted(group)


def _rows_of(
    group: Sequence[int], known: dict[int, Candidate], pairs: Pairs
) -> Iterator[tuple[object, ...]]:
    original = likely_original(known[each] for each in group)
    for each in group:
        one = known[each]
        if one is not original:
            # A copy of a copy may be no copy of the original: then its closest relation counts.
            how = relation(one, original) or min(pairs[each].values(), key=_STRENGTH.index)
            alike = similarity(one.signature, original.signature)
            yield (each, original.article_id, how, alike, len(group))


def _insert(
    connection: Connection, table: str, types: str, rows: Sequence[tuple[object, ...]]
) -> None:
    """Inserts many rows as lists: thousands of times quicker than row by row."""
    values = ", ".join(f"unnest(?::JSON::{kind}[])" for kind in types.split(", "))
    for start in range(0, len(rows), _PART):
        columns = [listed(column) for column in zip(*rows[start : start + _PART], strict=True)]
        connection.execute(f"INSERT INTO {table} SELECT {values}", columns)


def _candidates(connection: Connection, ids: set[int]) -> dict[int, Candidate]:
    rows = connection.execute(_CANDIDATES, {"ids": listed(ids)}).fetchall()
    return {
        article_id: Candidate(
            article_id, key, tuple(numbers), agency, is_agency, _aware(published), _aware(seen)
        )
        for article_id, key, numbers, agency, is_agency, published, seen in rows
    }


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def _ids(connection: Connection, sql: str) -> set[int]:
    return {row[0] for row in connection.execute(sql).fetchall()}
