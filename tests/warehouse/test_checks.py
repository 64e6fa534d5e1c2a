from collections.abc import Callable

import pytest

from tests.warehouse.build import (
    Story,
    story_tables,
)
from warehouse.checks import verify_warehouse
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.staging import stage


def test_a_sound_home_has_no_findings(published: Home) -> None:
    assert verify_warehouse(published) == ()


def damage(sql: str) -> Callable[[Home], None]:
    def apply(home: Home) -> None:
        with Writer.open(home, threads=1) as writer:
            writer.connection.execute(sql)

    return apply


@pytest.mark.parametrize(
    ("harm", "kind", "name"),
    [
        (damage("DELETE FROM captures"), "rows", "parses_have_captures"),
        (damage("DELETE FROM fetches"), "rows", "captures_have_fetches"),
        (damage("DELETE FROM mentions"), "rows", "parts_have_mentions"),
        (damage("INSERT INTO mentions FROM mentions"), "rows", "ids_are_unique"),
        (damage("UPDATE mentions SET trigger_end = 9999"), "rows", "offsets_in_text"),
        (damage("UPDATE mentions SET trigger_start = 9"), "rows", "offsets_in_text"),
        (damage("DELETE FROM articles"), "rows", "articles_have_versions"),
        (damage("UPDATE claims SET part_of_claim_id = 1"), "rows", "claims_lead_to_sums"),
        (
            damage("UPDATE captures SET file = 'one', record_offset = 1"),
            "rows",
            "records_are_apart",
        ),
        (damage("UPDATE schema_migrations SET sha256 = 'x'"), "migrations", "schema"),
        (damage("INSERT INTO touched_articles VALUES (1)"), "underived", "touched"),
        (damage("DELETE FROM batches"), "published", "sitrep.duckdb"),
        (lambda home: home.published.write_bytes(b"damaged"), "published", "sitrep.duckdb"),
        (lambda home: home.published.unlink(), "published", "sitrep.duckdb"),
        (lambda home: home.texts.unlink(), "published", "texts.duckdb"),
        (lambda home: home.warehouse.unlink(), "missing", "warehouse.duckdb"),
        (lambda home: stage(home, "left", story_tables(Story())), "staging", "left"),
        (lambda home: (home.staging / "odd").mkdir(), "staging", "staging"),
    ],
)
def test_damage_is_found(
    published: Home, harm: Callable[[Home], object], kind: str, name: str
) -> None:
    harm(published)
    found = verify_warehouse(published)
    assert (kind, name) in [
        (each.kind, each.name.partition(".")[0] if kind == "staging" else each.name)
        for each in found
    ]
    assert all(each.remedy for each in found)
