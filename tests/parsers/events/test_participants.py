"""Who did it and to whom, in sentences of our own."""

from datetime import date

import pytest

from parsers.events import extract_events
from parsers.events.records import Mention
from parsers.records import Article


def first(text: str, kind: str, day: date | None = None) -> Mention:
    mentions = extract_events(Article.from_text(text, published_at=day))
    return next(m for m in mentions if m.type == kind)


def sides(text: str, kind: str = "ASSAULT") -> tuple[str | None, str | None]:
    mention = first(text, kind)
    actor = mention.actors[0].text if mention.actors else None
    return actor, mention.recipients[0].text if mention.recipients else None


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Rebels attacked an army post on Monday.", "Rebels", "an army post"),
        ("Two soldiers were killed by gunmen in the north.", "gunmen", "Two soldiers"),
        ("Two soldiers killed in Taliban attack", "Taliban", "Two soldiers"),
        ("Israeli airstrikes on Gaza killed 12 people.", "Israeli", "Gaza"),
        ("A man who shot two officers was found dead.", "A man", "two officers"),
        ("Hamas fired rockets at Israel. It attacked Ashkelon.", "Hamas", None),
        ("Three people died when a bomb exploded in the market.", None, "Three people"),
    ],
)
def test_the_sides_of_an_attack(text: str, actor: str | None, recipient: str | None) -> None:
    found = sides(text)
    assert found[0] == actor
    if recipient is not None:
        assert found[1] == recipient


def test_officials_who_say_it_did_not_do_it() -> None:
    assert sides("Three people were killed in a bombing, officials said.")[0] is None


def test_police_who_tell_of_an_arrest_made_it() -> None:
    text = "A 30-year-old woman was arrested on Sunday, the Metropolitan Police said."
    assert "Metropolitan Police" in str(sides(text, "COERCE")[0])


def test_who_claims_an_attack_did_it() -> None:
    text = (
        "A bomb killed nine people at a market in Kabul on Friday. "
        "The Islamic State group claimed responsibility for the attack."
    )
    assert "Islamic State" in str(sides(text)[0])


def test_two_sides_of_a_meeting() -> None:
    found = sides("Chancellor Angela Merkel met Narendra Modi in Berlin on Tuesday.", "CONSULT")
    assert "Merkel" in str(found[0])
    assert found[1] == "Narendra Modi"


def test_a_leader_has_the_office_of_the_day() -> None:
    text = "Joe Biden met Prime Minister David Cameron in London on Monday."
    mention = first(text, "CONSULT", date(2014, 6, 4))
    actor = mention.actors[0]
    assert (actor.kind, actor.country, actor.role) == ("person", "USA", "vice president")
    assert actor.wikidata == "Q6279"


def test_an_armed_group_has_its_country_and_sector() -> None:
    actor = first("Boko Haram attacked a village on Sunday.", "ASSAULT").actors[0]
    assert (actor.kind, actor.country, actor.sector) == ("armed group", "NGA", "REB")


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        (
            "President Ana Brkic is to meet her Dutch counterpart.",
            "CONSULT",
            "Brkic",
            "counterpart",
        ),
        ("French and Greek officers met in Piraeus on Friday.", "CONSULT", "officers", None),
        ("A Syrian missile struck a cement works on Sunday.", "ASSAULT", "Syrian", "cement works"),
        ("Serbia and Kosovo exchanged 14 prisoners on Sunday.", "RETREAT", "Serbia", "Kosovo"),
        ("A drone of the navy hit a barge on Friday.", "ASSAULT", "navy", "barge"),
        ("Two soldiers died when their bus came under fire.", "ASSAULT", "None", "bus"),
        ("Some 90 nurses took part in a military exercise.", "MOBILIZE", "nurses", None),
        ("On Monday morning police arrested two men.", "COERCE", "police", "two men"),
        ("Rebels captured an outpost near Gorna.", "COERCE", "Rebels", "outpost"),
        ("The navy shot down 17 of 20 drones on Friday.", "ASSAULT", "navy", "drones"),
        ("A Greek frigate shadowed the convoy on Friday.", "MOBILIZE", "Greek", "convoy"),
        ("Norway has sent a patrol vessel to guard a cable.", "MOBILIZE", "Norway", None),
        ("Gunmen on horses attacked a mill on Sunday.", "ASSAULT", "Gunmen", "mill"),
        ("The rebels have taken the hill of Drenova.", "COERCE", "rebels", "hill"),
    ],
)
def test_sides_that_only_the_rest_of_the_phrase_gives(
    text: str, kind: str, actor: str, recipient: str | None
) -> None:
    found = sides(text, kind)
    assert actor in str(found[0])
    assert recipient is None or recipient in str(found[1])


def test_a_doer_of_something_else_freed_nobody() -> None:
    text = "Nine fishermen were freed on Sunday after talks led by a bishop."
    assert sides(text, "RETREAT")[0] is None


def test_the_dead_of_a_disaster_are_figures() -> None:
    assert sides("An earthquake killed nine people near Bor on Monday.", "DISASTER")[1] is None


def test_what_an_attack_was_near_was_not_struck() -> None:
    text = "Six people died when a suicide bomber blew himself up outside a school."
    assert "people" in str(sides(text)[1])
