"""Who says so, in sentences of our own."""

import pytest

from parsers.actors.cast import read_cast
from parsers.events import packaged_resources
from parsers.events.attribution import find_attribution


def source(text: str) -> str | None:
    resources = packaged_resources()
    sentences = resources.language.read(text)
    nations = [resources.nations.find(sentence.tokens) for sentence in sentences]
    cast = read_cast(zip(sentences, nations, strict=True), resources.describer)
    found = find_attribution(text, sentences[-1], cast)
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four soldiers were killed, officials said.", "officials"),
        ("Nine people were hurt, said Olga Maier, a spokeswoman.", "Olga Maier"),
        ("According to the health ministry, two people died.", "the health ministry"),
        ("The army killed ten rebels in the north.", None),
        ("The group claimed responsibility for the attack.", None),
        ("The road was closed, the regional radio reported.", "the regional radio"),
        ("Two men were held, their lawyer, Petra Hahn, said.", "Petra Hahn"),
        ("Ships met in waters that China claims.", None),
        ("Jan Novak spoke to reporters. He said the bridge was hit.", "Jan Novak"),
    ],
)
def test_the_source_of_a_sentence(text: str, expected: str | None) -> None:
    assert source(text) == expected
