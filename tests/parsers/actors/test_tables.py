"""The tables of actors hold together: dates in order, codes known, names once."""

import re
from collections import Counter
from datetime import date

import pytest

from parsers.actors.describer import read_groups, read_sectors
from parsers.actors.leaders import read_leaders
from parsers.language.words import words_of
from parsers.lexicon.tables import cell, listed, rows

KINDS = {"state", "armed group", "organisation", "person", "people"}
SECTORS = frozenset(
    (
        "GOV", "MIL", "COP", "SPY", "REB", "PRM", "OPP", "PTY", "LEG", "JUD", "CVL", "LAB", "MED",
        "CRM", "BUS", "HLH", "EDU", "REL", "NGO", "IGO",
    )
)  # fmt: skip
QID = re.compile(r"Q[1-9]\d*")


def leader(name: str) -> object:
    found = read_leaders().at(words_of(name), 0)
    assert found is not None
    return found.value


def test_kinds_and_sectors_are_known() -> None:
    for row in rows("groups"):
        assert row[0] in KINDS, row
        assert row[1] in SECTORS, row
        assert not cell(row, 2) or len(row[2]) == 3
    for row in rows("sectors"):
        assert row[1] in KINDS, row
        assert row[0] in SECTORS, row


def test_no_name_of_a_group_stands_twice() -> None:
    names = Counter(name for row in rows("groups") for name in listed(row[3]))
    assert [name for name, count in names.items() if count > 1] == []


def test_countries_of_groups_and_leaders_are_in_the_table_of_countries() -> None:
    known = {row[0] for row in rows("countries")}
    used = {cell(row, 2) for row in rows("groups")} | {row[1] for row in rows("leaders")}
    assert used - {""} <= known
    assert {row[0] for row in rows("identifiers")} <= known


def test_identifiers_look_like_wikidata_ids_and_stand_for_one_name() -> None:
    ids = [row[1] for row in rows("identifiers")]
    ids += [cell(row, 4) for row in rows("groups") if cell(row, 4)]
    assert all(QID.fullmatch(one) for one in ids)
    assert len(ids) == len(set(ids))
    by_id: dict[str, set[str]] = {}
    for row in rows("leaders"):
        if cell(row, 6):
            by_id.setdefault(row[6], set()).add(listed(row[0])[0])
    assert all(len(names) == 1 for names in by_id.values())


def test_offices_begin_before_they_end() -> None:
    for phrases in read_leaders().entries.values():
        for _, someone in phrases:
            for office in someone.offices:
                assert office.until is None or office.since <= office.until, someone.name


@pytest.mark.parametrize(
    ("name", "day", "office"),
    [
        ("Joe Biden", date(2022, 3, 1), "president"),
        ("Joe Biden", date(2013, 2, 2), "vice president"),
        ("Joe Biden", date(2018, 1, 1), None),
        ("Vladimir Putin", date(2010, 1, 1), "prime minister"),
    ],
)
def test_an_office_is_the_one_held_on_the_day(name: str, day: date, office: str | None) -> None:
    held = leader(name).office_on(day)  # type: ignore[attr-defined]
    assert (held.name if held else None) == office


def test_ones_own_lines_win_over_the_packaged_ones() -> None:
    own = [("armed group", "PRM", "XKX", "Hamas;Home Guard of Nowhere")]
    table = read_groups(own)
    found = table.at(words_of("Hamas"), 0)
    assert found is not None
    assert found.value.country == "XKX"
    assert table.at(words_of("Home Guard of Nowhere"), 0) is not None


def test_sectors_find_the_longest_phrase() -> None:
    found = read_sectors().at(words_of("police chief"), 0)
    assert found is not None
    assert found.value == ("COP", "person")
