import pytest

from parsers.gazetteer import packaged_gazetteer, read_gazetteer


def test_the_gazetteer_folds_accents_case_and_hyphens() -> None:
    gazetteer = packaged_gazetteer()
    names = ("Khān Yūnis", "khan yunis", "Khan-Yunis")
    assert len({gazetteer.find(name) for name in names}) == 1
    assert gazetteer.find("Khan Yunis")[0].country == "PSE"


def test_an_unknown_name_gives_no_entry_whatever_its_letters() -> None:
    assert packaged_gazetteer().find("") == ()
    assert packaged_gazetteer().find("\ud800 \t\n") == ()


def test_a_table_of_ones_own_is_read_like_the_packaged_one() -> None:
    table = b"\n".join(
        (
            b"s\t7\tXanadu\tCHN\t42.36\t116.18\t900",
            b"r\tCN-NM\tNei Mongol\tCHN\t44.0\t113.0\t0",
            b"",
            b"xanadu\t0 1",
        )
    )
    settlement, region = read_gazetteer(table).find("XANADU")
    assert (settlement.id, settlement.latitude, settlement.population) == ("geonames:7", 42.36, 900)
    assert (region.id, region.kind) == ("iso3166-2:CN-NM", "region")


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Sahel", "area", ""),
        ("Persian Gulf", "sea", ""),
        ("Crimea", "region", "UKR"),
        ("Kenya", "country", "KEN"),
        ("NSW", "region", "AUS"),
        ("Fla.", "region", "USA"),
    ],
)
def test_countries_areas_and_short_names_of_regions_are_known(
    name: str, kind: str, country: str
) -> None:
    first = packaged_gazetteer().find(name)[0]
    assert (first.kind, first.country) == (kind, country)


def test_short_names_must_be_written_as_they_are() -> None:
    kinds = {entry.kind for entry in packaged_gazetteer().find("eu")}
    assert "area" not in kinds


def test_a_settlement_knows_its_region() -> None:
    regions = {e.region for e in packaged_gazetteer().find("Lumberton") if e.country == "USA"}
    assert {"US-NC", "US-TX"} <= regions


def test_adjectives_of_regions_lead_to_the_region() -> None:
    texan, crimean = map(packaged_gazetteer().adjective, ("Texan", "Crimean"))
    assert texan is not None
    assert crimean is not None
    assert (texan.region, crimean.country) == ("US-TX", "UKR")
