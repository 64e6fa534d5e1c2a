"""Capitals given back: offsets stay, names and acronyms are told from words."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.attacks.truecase import is_upper_case, restore_case


def test_names_months_and_first_words_get_their_capitals() -> None:
    text = "GUNMEN SHOT JUDGE PEDRO ALMAGRO IN LIMA ON 3 MAY. THE POLICE BLAMED THE FARC."
    assert restore_case(text) == (
        "Gunmen shot judge Pedro Almagro in Lima on 3 May. The police blamed the FARC."
    )


def test_a_word_after_a_given_name_is_a_name_but_not_after_a_saint() -> None:
    text = "TODD RAY WAS IN SAN MIGUEL DEPARTMENT WHEN THE BOMB WENT OFF."
    assert restore_case(text).startswith("Todd Ray was in San Miguel department")


def test_text_in_usual_case_is_left_alone() -> None:
    text = "The UN said that NATO aircraft had not been over the town."
    assert not is_upper_case(text)
    assert restore_case(text) == text


@given(st.text())
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(restore_case(text)) == len(text)
    assert len(restore_case(text.upper())) == len(text.upper())
