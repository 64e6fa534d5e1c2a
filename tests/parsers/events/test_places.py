from collections import Counter

import pytest

from parsers.events.nations import countries_of
from parsers.events.places import PlaceFound, find_places
from parsers.events.resources import packaged_resources
from parsers.language import packaged_pipeline
from parsers.gazetteer import fold, packaged_gazetteer, read_gazetteer


def read(text: str) -> list[PlaceFound]:
    resources = packaged_resources()
    sentences = packaged_pipeline().read(text)
    nations = [resources.nations.find(sentence.tokens) for sentence in sentences]
    context = Counter[str]()
    for found in nations:
        context += countries_of(found)
    return [
        place
        for sentence, named in zip(sentences, nations, strict=True)
        for place in find_places(text, sentence, named, context, resources.gazetteer)
    ]


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("It fell in the southern region of Odesa.", "Odesa", "UKR", "region"),
        ("It fell near the city of Simferopol.", "Simferopol", "UKR", "settlement"),
        ("It fell in Russia's southern Kursk region.", "Kursk", "RUS", "region"),
        ("It fell in Paris.", "Paris", "FRA", "settlement"),
        ("It fell in Paris, Texas.", "Paris", "USA", "settlement"),
        ("It fell in Tripoli, Lebanon.", "Tripoli", "LBN", "settlement"),
        ("It fell in Tripoli, Libya.", "Tripoli", "LBY", "settlement"),
        ("It fell in Georgia.", "Georgia", "GEO", "country"),
        ("It fell in Mexico.", "Mexico", "MEX", "country"),
    ],
)
def test_a_name_is_read_against_what_stands_beside_it(
    text: str, name: str, country: str, precision: str
) -> None:
    first = next(found.place for found in read(text) if found.cued)
    assert (first.country, first.precision) == (country, precision)
    assert fold(first.name or "") == fold(name)


def test_districts_of_a_city_are_placed_in_the_city() -> None:
    (found,) = read("Debris fell on two Kyiv districts.")
    assert (found.place.name, found.place.country) == ("Kyiv", "UKR")


def test_near_is_kept_as_the_relation() -> None:
    (found,) = read("A train stopped near Simferopol.")
    assert found.place.relation == "near"


def test_who_holds_an_occupied_place_stands_beside_its_sovereign() -> None:
    (found,) = read("It fell in Russian-occupied Donetsk.")
    assert (found.place.country, found.place.controlled_by) == ("UKR", "RUS")


def test_a_place_unknown_to_the_gazetteer_keeps_its_words_and_empties_no_other() -> None:
    found = [f.place for f in read("It fell in Zzyrvk district, near Lviv in Ukraine.")]
    assert [(p.text, p.reason) for p in found[:2]] == [
        ("Zzyrvk district", "place_not_in_gazetteer"),
        ("Lviv", None),
    ]


@pytest.mark.parametrize(
    "text", ["President Jackson spoke.", "Mr. Houston left.", "Paris Hilton sang."]
)
def test_people_named_like_places_are_no_places(text: str) -> None:
    assert read(text) == []


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
