"""What each source's new pages of a night gave, and those of the nights before: facts to compare.

Whether a field fell is decided in `flows.drift`; what follows from it is a row of `source_nights`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, get_args

from warehouse.connection import Connection, listed, packaged_sql, translated
from warehouse.expectations import WHOLE_TEXT
from warehouse.rows import Row, utc

Field = Literal["text", "title", "date", "authors", "length"]
"""What a page should give; "length" is a text at least half as long as the source's usual ones."""

FIELDS: tuple[Field, ...] = get_args(Field)

WINDOW_DAYS = 30
"""How far back nights are compared with."""

SHOWN = 3
"""Addresses of pages that lack a field: enough to open, few enough to read."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many have something, of so many that might."""

    have: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; of nothing it is 0."""
        return self.have / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class NightPages:
    """What the pages gave that a source's night fetched for the first time.

    `lacking` has some addresses of pages without a field, for "length" those of the shortest
    texts; `usual_length` is the median over the nights before, None without any text.
    """

    source: str
    night: datetime
    counts: Mapping[Field, Count]
    lacking: Mapping[Field, Sequence[str]]
    median_length: int | None = None
    usual_length: int | None = None


@dataclass(frozen=True, slots=True)
class PastNight:
    """The same of a night that was judged. `set_aside` are fields it is no measure for."""

    night: datetime
    parser_version: str
    counts: Mapping[Field, Count]
    fell: Collection[str] = ()
    set_aside: Collection[str] = ()


def night_pages(db: Connection, night: datetime, parser_version: str) -> list[NightPages]:
    """What each source's new pages of a night gave, as this parser read them.

    Sources without a new page are left out, so are pages of backfills and second visits.
    """
    values = {
        "night": utc(night),
        "parser": parser_version,
        "days": WINDOW_DAYS,
        "least": WHOLE_TEXT,
        "shown": SHOWN,
    }
    return [_night_pages(row, night) for row in _rows(db, "tonight", values)]


def nights_before(db: Connection, night: datetime) -> dict[str, list[PastNight]]:
    """The nights of the thirty days before, by source and in order."""
    found: dict[str, list[PastNight]] = {}
    for row in _rows(db, "before", {"night": utc(night), "days": WINDOW_DAYS}):
        moment = row["night"].replace(tzinfo=UTC)
        past = PastNight(
            moment, row["parser_version"], _counts(row), tuple(row["fell"]), tuple(row["set_aside"])
        )
        found.setdefault(row["source"], []).append(past)
    return found


def source_night_row(
    pages: NightPages, parser_version: str, usual: Mapping[Field, float], fell: Sequence[Field]
) -> Row:
    """The row of a night that was judged; `usual` has the shares before of what was compared."""
    counts = pages.counts
    row: Row = {f"with_{field}": counts[field].have for field in FIELDS}
    row |= {f"usual_{field}": usual.get(field) for field in FIELDS if field != "length"}
    return row | {
        "source": pages.source,
        "night": utc(pages.night),
        "parser_version": parser_version,
        "pages": counts["text"].of,
        "articles": counts["title"].of,
        "median_length": pages.median_length,
        "usual_length": pages.usual_length,
        "compared": sorted(usual),
        "fell": sorted(fell),
        "set_aside": sorted(fell),
    }


def accept(db: Connection, ids: Collection[int]) -> None:
    """Sets aside all nights up to these problems: what their sources give now is the new norm.

    Problems of other kinds are passed over. The caller holds the transaction.
    """
    db.execute(_statements()["accept"], {"ids": listed(ids)})


def _night_pages(row: Mapping[str, Any], night: datetime) -> NightPages:
    lacking: dict[Field, Sequence[str]] = {"length": tuple(row["shortest"])}
    for field in FIELDS:
        if field != "length":
            lacking[field] = tuple(row[f"without_{field}"])
    counts, lengths = _counts(row), (row["median_length"], row["usual_length"])
    return NightPages(row["source"], night, counts, lacking, *lengths)


def _counts(row: Mapping[str, Any]) -> dict[Field, Count]:
    """A refused page lacks its text and nothing else; only a whole text has a length."""
    of = {"text": row["pages"], "length": row["with_text"]}
    return {field: Count(row[f"with_{field}"], of.get(field, row["articles"])) for field in FIELDS}


def _rows(db: Connection, name: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
    with translated("comparing nights"):
        cursor = db.cursor().execute(_statements()[name], values)
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@cache
def _statements() -> dict[str, str]:
    return packaged_sql("drift_sql")
