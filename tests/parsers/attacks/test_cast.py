"""The cast of reported attacks: who did it, to whom, to what, with what."""

import pytest

from parsers.attacks.cast import read_cast
from parsers.attacks.entities import said, things
from parsers.events import packaged_resources


def cast_of(text: str) -> dict[str, list[str]]:
    sentences = packaged_resources().language.read(text)
    cast = read_cast(sentences, packaged_resources())
    return {
        "perpetrators": said(text, sentences, cast.perpetrators),
        "organisations": said(text, sentences, cast.organisations),
        "targets": things(text, sentences, cast.targets),
        "victims": said(text, sentences, cast.victims),
        "weapons": said(text, sentences, cast.weapons),
    }


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ("Three masked men killed lawyer Pedro Almagro.", "perpetrators", "Three masked men"),
        ("Three masked men killed lawyer Pedro Almagro.", "victims", "Pedro Almagro"),
        ("The murder case of Pedro Almagro is open.", "victims", "Pedro Almagro"),
        ("Those kidnapped are Pedro Almagro; Ana Ruiz, 30; and Juan Mir.", "victims", "Ana Ruiz"),
        ("The mayor, Pedro Almagro, was shot to death by rebels.", "victims", "Pedro Almagro"),
        ("Judge Pedro Almagro was murdered by guerrillas.", "victims", "Pedro Almagro"),
        ("Judge Pedro Almagro was murdered by guerrillas.", "perpetrators", "guerrillas"),
        ("The ELN blew up two electric towers.", "targets", "electric towers"),
        ("The ELN blew up two electric towers.", "organisations", "ELN"),
        ("Terrorists threw grenades at the bank branch.", "weapons", "grenades"),
        ("Terrorists threw grenades at the bank branch.", "targets", "bank branch"),
    ],
)
def test_roles_are_read_off_the_tree(text: str, role: str, words: str) -> None:
    assert words in cast_of(text)[role]


def test_soldiers_killed_in_fighting_are_no_attack() -> None:
    cast = cast_of("Rebels killed four soldiers near the river.")
    assert not cast["perpetrators"]


def test_a_text_without_violence_has_no_cast() -> None:
    assert not any(
        cast_of("The minister opened a bank branch in Cali with Pedro Almagro.").values()
    )
