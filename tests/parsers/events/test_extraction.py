"""The door itself: many events, tables of one's own, purity."""

from dataclasses import replace
from datetime import date

from parsers.events import extract_events, packaged_resources
from parsers.gazetteer import read_gazetteer
from parsers.records import Article

CITIES = ("Kyiv", "Paris", "Lima", "Oslo", "Quito", "Cairo", "Tunis", "Minsk")


def test_a_live_blog_of_many_posts_keeps_them_apart_and_is_read_in_linear_time() -> None:
    posts = [
        f"A bomb attack killed {number + 5} people in {CITIES[number % 8]} on "
        f"{number % 27 + 1} March {1950 + number % 70}."
        for number in range(400)
    ]
    mentions = extract_events(Article.from_text("\n\n".join(posts)))
    assert len(mentions) == 400
    assert all(len(mention.evidence) == 1 for mention in mentions)


def test_a_gazetteer_of_ones_own_takes_the_place_of_the_packaged_one() -> None:
    own = read_gazetteer(b"s\t7\tXanadu\tCHN\t42.36\t116.18\t90000\n\nxanadu\t0")
    article = Article.from_text("Police arrested two men in the village of Xanadu.")
    (packaged,) = extract_events(article)
    (mention,) = extract_events(article, replace(packaged_resources(), gazetteer=own))
    assert [p.reason for p in packaged.places] == ["place_not_in_gazetteer"]
    assert [(p.gazetteer_id, p.latitude, p.longitude) for p in mention.places] == [
        ("geonames:7", 42.36, 116.18)
    ]


def test_resources_are_loaded_once() -> None:
    assert packaged_resources() is packaged_resources()


def test_fields_that_are_missing_say_why() -> None:
    (mention,) = extract_events(Article.from_text("Two soldiers were killed in an ambush."))
    assert mention.places == ()
    assert mention.time is None
    assert mention.reasons == ("no_date_in_text", "no_place_in_text")


def test_the_place_of_the_sentence_before_stands_with_its_reason() -> None:
    text = "Rebels entered the city of Goma in Congo. Two soldiers were killed in an ambush."
    mention = next(m for m in extract_events(Article.from_text(text)) if m.claims)
    place = mention.places[0]
    assert (place.text, place.reason) == ("Goma", "place_from_context")
    assert text[slice(*place.span)] == "Goma"


def test_several_events_of_one_sentence_have_triggers_of_their_own() -> None:
    text = "Protesters marched in Lima and police arrested 12 people, the mayor said."
    day = date(2024, 2, 8)
    mentions = extract_events(Article.from_text(text, published_at=day))
    assert {m.type for m in mentions} == {"PROTEST", "COERCE"}
    assert len({m.trigger for m in mentions}) == 2
