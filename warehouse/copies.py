"""Which articles are copies of one another, kept in step with the newest versions.

Bands find the pairs worth comparing; `parsers.copies` judges them; connected copies are a group
with one likely original.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from parsers.copies import Candidate, Relation, bands, likely_original, relation, similarity
from warehouse.connection import Connection

_TOUCHED = "SELECT article_id FROM touched ORDER BY article_id"

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
WHERE articles.article_id IN (SELECT unnest($ids::BIGINT[]))
"""
_SHARING = """
SELECT DISTINCT
    least(mine.article_id, theirs.article_id),
    greatest(mine.article_id, theirs.article_id)
FROM copy_bands AS mine JOIN copy_bands AS theirs USING (band)
WHERE mine.article_id IN (FROM touched) AND mine.article_id <> theirs.article_id
ORDER BY ALL
"""
_NEIGHBOURS = """
SELECT other_article_id FROM copy_pairs WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
UNION
SELECT article_id FROM copy_pairs WHERE other_article_id IN (SELECT unnest($ids::BIGINT[]))
"""
_STRENGTH: tuple[Relation, ...] = ("exact", "wire_story", "near_copy")


def refresh_copies(connection: Connection) -> None:
    """Compares the touched articles with all others; `articles` and `touched` are up to date."""
    affected = _ids(connection, _AFFECTED)
    if not affected:
        return
    _rewrite_bands(connection)
    _rewrite_pairs(connection)
    members = _with_neighbours(connection, affected)
    _forget(connection, members)
    known = _candidates(connection, members)
    for group in _groups(connection, set(known)):
        _write_group(connection, [known[each] for each in sorted(group)])


def _rewrite_bands(connection: Connection) -> None:
    connection.execute("DELETE FROM copy_bands WHERE article_id IN (FROM touched)")
    for one in _candidates(connection, _ids(connection, _TOUCHED)).values():
        if one.signature:
            connection.execute(
                "INSERT INTO copy_bands SELECT ?, unnest(?::BIGINT[])",
                [one.article_id, list(bands(one.signature))],
            )


def _rewrite_pairs(connection: Connection) -> None:
    connection.execute(
        "DELETE FROM copy_pairs WHERE article_id IN (FROM touched) "
        "OR other_article_id IN (FROM touched)"
    )
    pairs = connection.execute(_SHARING).fetchall()
    known = _candidates(connection, {each for pair in pairs for each in pair})
    for first, second in pairs:
        one, other = known[first], known[second]
        found = relation(one, other)
        if found is not None:
            connection.execute(
                "INSERT INTO copy_pairs VALUES (?, ?, ?, ?)",
                [first, second, found, similarity(one.signature, other.signature)],
            )


def _groups(connection: Connection, articles: set[int]) -> Iterable[set[int]]:
    """The articles that are connected by pairs, group by group; single ones are left out."""
    left = set(articles)
    while left:
        group = _with_neighbours(connection, {min(left)})
        left -= group
        if len(group) > 1:
            yield group


def _with_neighbours(connection: Connection, start: set[int]) -> set[int]:
    """`start` and everything that pairs lead to from there."""
    reached, frontier = set(start), set(start)
    while frontier:
        found = _ids(connection, _NEIGHBOURS, frontier)
        frontier = found - reached
        reached |= found
    return reached


def _write_group(connection: Connection, group: list[Candidate]) -> None:
    original = likely_original(group)
    for one in group:
        if one is original:
            continue
        connection.execute(
            "INSERT INTO copies VALUES (?, ?, ?, ?, ?)",
            [
                one.article_id,
                original.article_id,
                relation(one, original) or _strongest(connection, one.article_id),
                similarity(one.signature, original.signature),
                len(group),
            ],
        )


def _strongest(connection: Connection, article_id: int) -> Relation:
    """The relation to the group of an article that is a copy of a copy."""
    rows = connection.execute(
        "SELECT relation FROM copy_pairs WHERE ? IN (article_id, other_article_id)", [article_id]
    ).fetchall()
    return min((row[0] for row in rows), key=_STRENGTH.index)


def _forget(connection: Connection, articles: set[int]) -> None:
    connection.execute(
        "DELETE FROM copies WHERE article_id IN (SELECT unnest($ids::BIGINT[])) "
        "OR original_article_id IN (SELECT unnest($ids::BIGINT[]))",
        {"ids": sorted(articles)},
    )


def _candidates(connection: Connection, ids: set[int]) -> dict[int, Candidate]:
    rows = connection.execute(_CANDIDATES, {"ids": sorted(ids)}).fetchall()
    return {
        article_id: Candidate(
            article_id, key, tuple(numbers), agency, is_agency, _aware(published), _aware(seen)
        )
        for article_id, key, numbers, agency, is_agency, published, seen in rows
    }


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def _ids(connection: Connection, sql: str, ids: set[int] | None = None) -> set[int]:
    parameters = None if ids is None else {"ids": sorted(ids)}
    return {row[0] for row in connection.execute(sql, parameters).fetchall()}
