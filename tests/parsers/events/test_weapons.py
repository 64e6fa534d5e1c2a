"""Weapons and targets: by the tree, in the words of the text, null where nothing is told."""

import pytest

from parsers.events import extract_events
from parsers.records import Article


@pytest.mark.parametrize(
    ("text", "weapon", "kind"),
    [
        ("Two men armed with long rifles attacked a bank in Lyon.", "long rifles", "firearms"),
        ("A car bomb exploded near the market in Kabul and killed nine.", "car bomb", "explosives"),
        ("The army hit the port with cruise missiles.", "cruise missiles", "missile"),
        ("He stabbed three tourists with a kitchen knife.", "kitchen knife", "blade"),
    ],
)
def test_the_weapon_is_named_in_the_words_of_the_text(text: str, weapon: str, kind: str) -> None:
    mention = extract_events(Article.from_text(text))[0]
    assert mention.weapon is not None
    assert (mention.weapon.text, mention.weapon.klass) == (weapon, kind)
    assert text[slice(*mention.weapon.span)] == weapon


def test_no_weapon_is_made_up() -> None:
    for mention in extract_events(Article.from_text("Gunmen killed two farmers near Herat.")):
        assert mention.weapon is None


def test_what_was_hit_is_named() -> None:
    text = "A missile struck an apartment building in Odesa and killed four people."
    target = extract_events(Article.from_text(text))[0].target_object
    assert target is not None
    assert target.text == "apartment building"
