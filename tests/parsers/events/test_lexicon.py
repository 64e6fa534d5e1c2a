"""The tables hold together: a line that could never match or means nothing is a mistake."""

from typing import get_args

import pytest

from parsers.events import extract_events
from parsers.events.codes import Codes, Setting, codes_of
from parsers.events.records import ClaimKind, EventType, Participant
from parsers.events.triggers import read_triggers, trigger_rows
from parsers.lexicon.inflection import plural, verb_forms
from parsers.lexicon.tables import rows, word_classes
from parsers.records import Article

TRIGGERS = list(trigger_rows())
ACLED = frozenset(
    (
        "Armed clash", "Government regains territory", "Non-state actor overtakes territory",
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade", "Peaceful protest",
        "Protest with intervention", "Excessive force against protesters",
        "Violent demonstration", "Mob violence", "Agreement", "Arrests",
        "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Sexual violence", "Attack",
        "Abduction/forced disappearance", "Other",
    )
)  # fmt: skip


def test_every_trigger_has_a_known_type_a_role_and_says_what_it_stands_for() -> None:
    for pattern, kind, _, role, _, gloss in TRIGGERS:
        assert kind in get_args(EventType), pattern
        assert role in {"act", "noun", "effect", "toll"}, pattern
        assert gloss.endswith("."), pattern


def test_every_condition_names_a_class_of_words() -> None:
    classes = word_classes()
    asked = {need.lstrip("!<>") for row in TRIGGERS for need in row[4].split()}
    assert asked <= classes.keys()
    assert all(classes[name] for name in asked)


def test_no_line_stands_twice() -> None:
    keys = [(row[0], row[1], row[4]) for row in TRIGGERS]
    assert len(keys) == len(set(keys))


def test_every_trigger_can_be_found_by_its_first_word() -> None:
    table = read_triggers()
    found = {trigger.pattern for triggers in table.by_first.values() for trigger in triggers}
    assert found == {row[0] for row in TRIGGERS}


def test_every_mode_of_the_triggers_has_a_line_in_the_crosswalk() -> None:
    lines = {(row[0], row[1] if len(row) > 1 else "") for row in rows("crosswalk")}
    assert {(row[1], row[2]) for row in TRIGGERS} <= lines


def test_the_crosswalk_uses_the_words_of_acled_and_codes_of_cameo() -> None:
    for row in rows("crosswalk"):
        codes = codes_of(row[0], row[1] if len(row) > 1 else "", Setting())
        assert codes.acled_sub_event is None or codes.acled_sub_event in ACLED
        assert codes.cameo is None or (codes.cameo.isdigit() and 3 <= len(codes.cameo) <= 4)
        assert (codes.quad_class is None) == (codes.intensity is None)


def test_the_kinds_of_claims_are_those_of_the_records() -> None:
    assert {row[0] for row in rows("kinds")} <= set(get_args(ClaimKind))


def somebody(text: str, sector: str | None = None) -> tuple[Participant, ...]:
    return (Participant(text, (0, len(text)), sector=sector),)


def test_armed_people_against_armed_people_are_a_battle() -> None:
    soldiers, rebels = somebody("the army", "MIL"), somebody("two rebels", "REB")
    battle = codes_of("ASSAULT", "firearms", Setting(rebels, soldiers))
    attack = codes_of("ASSAULT", "firearms", Setting(rebels, somebody("a farmer", "CVL")))
    assert (battle.acled_event, attack.acled_sub_event) == ("Battles", "Attack")


def test_people_without_arms_who_fight_are_a_mob_or_violent_protesters() -> None:
    fans, marchers = somebody("rival crowds", "CVL"), somebody("protesters", "CVL")
    assert codes_of("ASSAULT", "clash", Setting(fans, fans)).acled_sub_event == "Mob violence"
    police = somebody("police", "COP")
    codes = codes_of("ASSAULT", "clash", Setting(marchers, police))
    assert codes.acled_sub_event == "Violent demonstration"


def test_who_takes_ground_decides_what_acled_calls_it() -> None:
    def taken(actors: tuple[Participant, ...], losers: tuple[Participant, ...] = ()) -> Codes:
        return codes_of("COERCE", "seize", Setting(actors, losers, gains=True))

    army, rebels = somebody("the army", "MIL"), somebody("rebels", "REB")
    assert taken(army).acled_sub_event == "Government regains territory"
    assert taken(rebels).acled_sub_event == "Non-state actor overtakes territory"
    assert taken((), rebels).acled_sub_event == "Government regains territory"
    assert taken(()).acled_sub_event is None


def test_a_weapon_decides_where_the_mode_is_open() -> None:
    hit = codes_of("ASSAULT", "unknown", Setting(weapon="missile"))
    thrown = codes_of("ASSAULT", "explosives", Setting(weapon="grenade"))
    assert hit.acled_sub_event == "Shelling/artillery/missile attack"
    assert thrown.acled_sub_event == "Grenade"


def test_seized_arms_are_disrupted_and_checked_protests_are_met() -> None:
    rifles = codes_of("COERCE", "seize", Setting(recipients=somebody("40 rifles")))
    assert rifles.acled_sub_event == "Disrupted weapons use"
    met = codes_of("PROTEST", "demo", Setting(words=frozenset({"police", "dispersed"})))
    assert met.acled_sub_event == "Protest with intervention"
    force = codes_of("ASSAULT", "crowd-control", Setting(harm=True))
    assert force.acled_sub_event == "Excessive force against protesters"


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("kill", "killing"), ("shoot", "shot"), ("stab", "stabbed"), ("free", "freed"),
     ("carry", "carried"), ("arrest", "arrests"), ("seize", "seizing"), ("clash", "clashes")],
)  # fmt: skip
def test_verbs_are_inflected(lemma: str, form: str) -> None:
    assert form in verb_forms(lemma)


def test_nouns_get_their_plural() -> None:
    assert [plural(n) for n in ("attack", "clash", "rally", "day")] == [
        "attacks", "clashes", "rallies", "days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("Rebels shelled the town of Goma in Congo on Monday.", "ASSAULT", "artillery"),
        ("Two hikers were kidnapped by bandits in Niger.", "ASSAULT", "abduct"),
        ("Soldiers clashed with rebels near Goma.", "ASSAULT", "clash"),
        ("A court in Oslo sentenced the banker to six years.", "COERCE", "legal"),
        ("The government imposed a curfew in Dakar on Sunday.", "COERCE", "restrict"),
        ("Customs officers seized two tonnes of cocaine in Hamburg.", "COERCE", "seize"),
        ("Spain deported 14 migrants to Morocco on Monday.", "COERCE", "deport"),
        ("Police raided the offices of the newspaper in Baku.", "COERCE", "raid"),
        ("The country test-fired a rocket over the sea.", "MOBILIZE", "weapons"),
        ("Nurses went on strike in Leeds on Monday.", "PROTEST", "strike"),
        ("Romania expelled two diplomats on Monday.", "SANCTION", None),
        ("Firefighters rescued 12 people from the roof.", "AID", None),
        ("The army withdrew its soldiers from the border on Monday.", "RETREAT", "withdraw"),
        ("A ceasefire took effect in the valley on Monday.", "RETREAT", "ceasefire"),
        ("The two leaders spoke by phone on Monday.", "CONSULT", "phone"),
        ("A ferry capsized off Cebu on Monday.", "ACCIDENT", None),
        ("Flash floods swept through the valley on Monday.", "DISASTER", None),
    ],
)
def test_a_sentence_gives_the_type_and_mode_of_its_trigger(
    text: str, type_: str, mode: str | None
) -> None:
    found = [(m.type, m.mode) for m in extract_events(Article.from_text(text))]
    assert found == [(type_, mode)]
