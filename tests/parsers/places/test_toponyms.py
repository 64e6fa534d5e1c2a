import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.actors.nations import countries_of
from parsers.events.resources import packaged_resources
from parsers.places import Toponym, read_toponyms


def read(text: str) -> tuple[Toponym, ...]:
    resources = packaged_resources()
    sentences = tuple(s for s in resources.language.read(text) if s.parsed)
    nations = [resources.nations.find(sentence.tokens) for sentence in sentences]
    context = countries_of(nation for named in nations for nation in named)
    return read_toponyms(text, sentences, nations, context, resources.gazetteer)


def meant(text: str) -> dict[str, str]:
    return {t.name: t.entry.country for t in read(text) if t.entry is not None}


def region_of(text: str, name: str) -> str:
    found = next(t for t in read(text) if t.name == name)
    return found.entry.region if found.entry is not None else ""


def test_demonyms_and_offices_hold_names_of_places_that_are_told_apart() -> None:
    uses = {t.name: t.use for t in read("The Turkish minister met the Bank of England in London.")}
    assert uses == {"Turkish": "adjective", "England": "inside", "London": "seat"}


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("A storm hit Lumberton, Texas.", "US-TX"),
        ("A storm hit Lumberton, North Carolina.", "US-NC"),
        ("He was held in Springfield, Ill., on Monday.", "US-IL"),
    ],
)
def test_a_region_beside_a_town_decides_which_town_is_meant(text: str, region: str) -> None:
    assert read(text)[0].entry is not None
    assert region_of(text, read(text)[0].name) == region


def test_a_list_of_states_makes_its_names_states() -> None:
    text = "Floods were reported in Alabama, Tennessee and Georgia."
    assert region_of(text, "Georgia") == "US-GA"


def test_a_country_is_meant_where_its_neighbours_are_named() -> None:
    assert meant("Russia sent troops to Georgia, and Tbilisi protested.")["Georgia"] == "GEO"


def test_a_name_means_the_same_place_all_through_an_article() -> None:
    text = "Shells fell on Tripoli, Lebanon. Beirut sent soldiers. Tripoli was quiet on Friday."
    tripoli = [t.entry.country for t in read(text) if t.name == "Tripoli" and t.entry is not None]
    assert tripoli == ["LBN", "LBN"]


def test_the_kind_behind_a_list_holds_for_all_of_it() -> None:
    found = read("Drones were shot down over Kursk and Belgorod regions.")
    assert [t.entry.kind for t in found if t.entry is not None] == ["region", "region"]


def test_a_city_is_meant_unless_its_region_is_asked_for() -> None:
    city = read("The blast was heard in Kandahar on Monday.")[0]
    region = read("The blast was heard in Kandahar province on Monday.")[0]
    assert city.entry is not None
    assert region.entry is not None
    assert (city.entry.kind, region.entry.kind) == ("settlement", "region")


def test_a_dateline_is_a_place() -> None:
    first = read("MUNICH (AP) -- The two sides met on Friday.")[0]
    assert first.entry is not None
    assert (first.entry.country, first.cued) == ("DEU", True)


@pytest.mark.parametrize(
    "text",
    [
        "John Houston said that Houston would appeal.",
        "The University opened its Hall on Friday.",
        "Fighters of Hamas and the Taliban fled.",
    ],
)
def test_people_plain_words_and_groups_are_no_places(text: str) -> None:
    assert read(text) == ()


def test_a_country_never_becomes_a_building() -> None:
    found = read("Iran and Chad signed. The Iran Air office in Chad closed.")
    kinds = {t.entry.kind for t in found if t.entry is not None}
    assert kinds == {"country"}


words = st.sampled_from(
    ["Paris", "in", "Texas", ",", "of", "the", "Gaza", "Strip", "region", "and", "St.", "Mr.", "A",
     "\u2014", "-", "Al", "al-", "'s", "(", ")", "U.S.", "N.", "near", "5", "km", "\u0130", "\x00"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(words, max_size=25).map(" ".join))
def test_any_row_of_words_is_read_and_offsets_stay_in_order(text: str) -> None:
    found = read(text)
    assert all(t.first <= t.last <= t.end for t in found)
    assert [(t.sentence, t.first) for t in found] == sorted((t.sentence, t.first) for t in found)
    assert all(t.within is None or 0 <= t.within < len(found) for t in found)
