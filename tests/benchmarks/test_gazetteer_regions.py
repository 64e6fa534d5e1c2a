from benchmarks.gazetteer_regions import Area, Group, match_regions

NORTH = Area("XX-N", "norderland", 10.0, 10.0)
SOUTH = Area("XX-S", "suderland", 8.0, 10.0)


def test_settlements_are_matched_with_the_region_that_they_lie_in() -> None:
    groups = (
        Group("01", 8.2, 10.1, frozenset({"abra"})),
        Group("02", 9.7, 9.9, frozenset({"telm"})),
    )
    assert match_regions("XX", groups, (NORTH, SOUTH)) == {"01": "XX-S", "02": "XX-N"}


def test_a_region_is_given_once_and_nothing_far_away_is_matched() -> None:
    groups = (Group("01", 10.0, 10.1, frozenset()), Group("02", 40.0, 10.0, frozenset()))
    assert match_regions("XX", groups, (NORTH,)) == {"01": "XX-N"}


def test_the_name_of_the_seat_outweighs_a_nearer_middle() -> None:
    group = Group("01", 9.2, 10.0, frozenset({"suder"}))
    assert match_regions("XX", (group,), (NORTH, SOUTH)) == {"01": "XX-S"}


def test_countries_with_the_same_codes_need_no_map() -> None:
    texas = Area("US-TX", "texas", 31.0, -98.0)
    groups = (Group("TX", 0.0, 0.0, frozenset()), Group("ZZ", 31.0, -98.0, frozenset()))
    assert match_regions("US", groups, (texas,)) == {"TX": "US-TX"}


def test_a_middle_is_that_of_all_settlements_and_names_are_of_the_largest() -> None:
    cities = [
        {"name": f"Town {n}", "population": n, "latitude": float(n), "longitude": 0.0}
        for n in range(12)
    ]
    group = Group.of("01", cities)
    assert (group.latitude, len(group.names)) == (5.5, 10)
    assert "town 0" not in group.names
