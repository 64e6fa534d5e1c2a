"""What police do, read from text without capitals."""

import pytest

from parsers.events import packaged_resources
from parsers.events.policing import Kind, police_acts
from parsers.language import packaged_pipeline


def kinds_of(*sentences: str) -> list[set[Kind]]:
    read = [packaged_pipeline().read(sentence)[0] for sentence in sentences]
    return [{act.kind for act in acts} for acts in police_acts(read, packaged_resources())]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("police arrested nine men in the market on friday.", {"arrest"}),
        ("sixteen people were arrested after the march.", {"arrest"}),
        ("the police opened fire on the crowd.", {"force"}),
        ("officers used tear gas to disperse the crowd.", {"force"}),
        ("two students were killed in police firing.", {"kill", "force"}),
        ("a mob killed two students in the market.", set()),
        ("nobody was arrested.", set()),
        ("the party demanded the arrest of the mayor.", set()),
        ("the police may arrest the mayor.", set()),
        ("the shops were closed on friday.", set()),
    ],
)
def test_a_sentence_tells_what_police_did(sentence: str, expected: set[Kind]) -> None:
    assert kinds_of(sentence) == [expected]


def test_shots_are_theirs_where_the_sentence_before_says_so() -> None:
    first, second = kinds_of("police opened fire on the mob.", "two men were hurt in the firing.")
    assert "force" in first
    assert "force" in second


def test_shots_of_others_are_not_theirs() -> None:
    first, second = kinds_of("rebels opened fire on the bus.", "two men were hurt in the firing.")
    assert not first | second
