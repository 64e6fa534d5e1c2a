from typing import Any, get_args

import pytest

from flows.fetch.records import Failure, Outcome, Purpose
from flows.plan import LinkStateName
from flows.steps.problems import ProblemKind
from flows.steps.reading import Extraction
from parsers.copies import Relation
from parsers.events.records import ClaimKind, EventType, Modality, PlaceRole, Side, Tier
from parsers.records import Access, PageKind
from tests.warehouse.build import (
    ask,
)
from warehouse.archive.records import RecordType, Truncation
from warehouse.home import Home
from warehouse.query import run_sql
from warehouse.records import ProblemState, RunState

LITERALS: dict[tuple[str, str], Any] = {
    ("mentions", "type"): EventType,
    ("mentions", "modality"): Modality,
    ("mentions", "tier"): Tier,
    ("mentions", "attribution_side"): Side,
    ("claims", "kind"): ClaimKind,
    ("claims", "side"): Side,
    ("mention_places", "role"): PlaceRole,
    ("parses", "kind"): PageKind,
    ("parses", "extraction"): Extraction,
    ("articles", "access"): Access,
    ("captures", "record_type"): RecordType,
    ("captures", "truncated"): Truncation,
    ("fetches", "purpose"): Purpose,
    ("fetches", "outcome"): Outcome,
    ("fetches", "failure"): Failure,
    ("links", "state"): LinkStateName,
    ("copies", "relation"): Relation,
    ("problems", "kind"): ProblemKind,
    ("problems", "state"): ProblemState,
    ("runs", "state"): RunState,
}


@pytest.mark.parametrize("where", LITERALS, ids=".".join)
def test_every_code_has_a_meaning_and_no_other_is_explained(
    published: Home, where: tuple[str, str]
) -> None:
    sql = "SELECT code FROM codebook WHERE code IS NOT NULL AND (table_name, column_name) = (?, ?)"
    found = run_sql(published.published, sql, parameters=where).rows
    assert {code for (code,) in found} == set(get_args(LITERALS[where]))


@pytest.mark.parametrize(
    "what", ["duckdb_tables() AS t", "duckdb_views() AS t", "duckdb_columns() AS t"]
)
@pytest.mark.parametrize("which", ["published", "texts"])
def test_everything_has_a_comment(published: Home, what: str, which: str) -> None:
    sql = f"SELECT t FROM {what} WHERE NOT internal AND coalesce(comment, '') = ''"  # noqa: S608
    path = {"published": published.published, "texts": published.texts}[which]
    assert run_sql(path, sql).rows == ()


def test_the_codebook_has_every_table_and_column_once(published: Home) -> None:
    missing = ask(
        published,
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal "
        "AND schema_name = 'main' EXCEPT "
        "SELECT table_name, column_name FROM codebook WHERE code IS NULL",
    )
    assert missing == []
    twice = ask(
        published,
        "SELECT table_name, column_name, code FROM codebook GROUP BY ALL HAVING count(*) > 1",
    )
    assert twice == []
