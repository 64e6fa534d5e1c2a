from collections import Counter

import pytest

from parsers.actors.nations import countries_of
from parsers.events.places import PlaceFound, places_of
from parsers.events.resources import packaged_resources
from parsers.gazetteer import fold
from parsers.language import packaged_pipeline


def read(text: str) -> list[PlaceFound]:
    resources = packaged_resources()
    sentences = packaged_pipeline().read(text)
    nations = [resources.nations.find(sentence.tokens) for sentence in sentences]
    context = Counter[str]()
    for found in nations:
        context += countries_of(found)
    places = places_of(text, sentences, nations, context, resources.gazetteer)
    return [place for found in places for place in found]


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Troops stormed the strategic village of Telzan.", ["Telzan"]),
        ("They hold the towns of Abravi, Kelmoun and Telzan.", ["Abravi", "Kelmoun", "Telzan"]),
        ("A shell hit a house at 14 Elder Street.", ["14 Elder Street"]),
        ("Fighting went on near Telzan Hill.", ["Telzan Hill"]),
        ("Protesters marched in Gaza City Wednesday.", ["Gaza City"]),
        ("The blast was 20 km north of Mosul.", ["Mosul"]),
    ],
)
def test_places_in_the_words_of_dispatches_are_found(text: str, said: list[str]) -> None:
    assert [found.place.text for found in read(text)] == said


def test_distance_and_bearing_are_kept_as_written() -> None:
    (found,) = read("The blast was 20 km north of Mosul.")
    assert found.place.relation == "20 km north of"


def test_an_unknown_village_lies_in_the_country_of_its_sentence() -> None:
    village = read("Two men died in the village of Telzan in Syria.")[0].place
    assert (village.country, village.reason) == ("SYR", "place_not_in_gazetteer")
    assert village.latitude is None
