"""Pronouns, titles and short names of one text lead back to the best name."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.actors.cast import Cast, read_cast
from parsers.events import packaged_resources
from parsers.language import Sentence


def cast_of(text: str) -> tuple[tuple[Sentence, ...], Cast]:
    resources = packaged_resources()
    sentences = resources.language.read(text)
    nations = [resources.nations.find(sentence.tokens) for sentence in sentences]
    return sentences, read_cast(zip(sentences, nations, strict=True), resources.describer)


def stands_for(text: str, word: str) -> str | None:
    """The best name of the last mention whose head is `word`."""
    sentences, cast = cast_of(text)
    found = None
    for sentence in sentences:
        for index, token in enumerate(sentence.tokens):
            if token.low == word:
                who = cast.find(sentence, index)
                found = who.sentence.text_of(text, *who.chunk)[0] if who else None
    return found


def test_a_last_name_is_the_full_name() -> None:
    text = "President Emmanuel Macron visited Berlin. Macron met the chancellor."
    assert stands_for(text, "macron") == "President Emmanuel Macron"


def test_he_is_the_man_who_spoke_last() -> None:
    text = "Vladimir Putin spoke on Monday. He announced a ceasefire."
    assert stands_for(text, "he") == "Vladimir Putin"


def test_it_is_no_person() -> None:
    text = "Hamas fired rockets on Monday. It claimed responsibility."
    assert stands_for(text, "it") == "Hamas"


def test_it_is_not_who_acts_on_it() -> None:
    text = "The United Nations protested after the army raided it."
    assert stands_for(text, "it") != "the army"


def test_a_pronoun_without_anybody_before_it_is_nobody() -> None:
    assert stands_for("He left.", "he") is None


def test_the_group_is_the_group_named_before() -> None:
    text = "Boko Haram attacked a village. The group killed ten people."
    assert stands_for(text, "group") == "Boko Haram"


@given(st.text(max_size=200))
@settings(max_examples=30, deadline=None)
def test_any_text_gives_a_cast(text: str) -> None:
    sentences, cast = cast_of(text)
    for number, head in cast.best:
        assert any(s.number == number and head < len(s.tokens) for s in sentences)
