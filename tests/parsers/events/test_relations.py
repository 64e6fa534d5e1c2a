"""What one party does to another: read from the tree between them, by the tables of relations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.events.acts import Relation
from parsers.events.dyads import relation_of
from parsers.events.relation_table import packaged_relations
from parsers.events.sub_events import sub_event_of
from parsers.language import packaged_pipeline
from parsers.lexicon.tables import rows


def relation(text: str, source: str, target: str) -> Relation | None:
    (sentence,) = packaged_pipeline().read(text)
    spans = [[(text.index(name), text.index(name) + len(name))] for name in (source, target)]
    return relation_of(sentence, spans[0], spans[1], packaged_relations())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway condemned Chad on Monday.", "ACCUSE"),
        ("Norway praised Chad on Monday.", "SUPPORT"),
        ("Norway will send food aid to Chad next week.", "AGREE"),
        ("Norway sent food aid to Chad last week.", "AID"),
        ("Norway has refused to send food aid to Chad.", "REJECT"),
        ("Norway will not send food aid to Chad.", "REJECT"),
        ("Norway suspended food aid to Chad.", "SANCTION"),
        ("Norway urged Chad to withdraw its troops.", "REQUEST"),
        ("Norway said Chad must withdraw its troops.", "REQUEST"),
        ("Norway threatened to expel diplomats from Chad.", "THREATEN"),
        ("Norway expelled two diplomats from Chad.", "SANCTION"),
        ("Norway signed a fishing agreement with Chad.", "AGREE"),
        ("Norway launched an investigation into Chad.", "ACCUSE"),
        ("Norway held talks with Chad in Paris.", "CONSULT"),
        ("Norway withdrew its soldiers from Chad.", "RETREAT"),
        ("Norway bombed Chad.", "ASSAULT"),
    ],
)
def test_what_is_said_wraps_what_is_done(text: str, kind: str) -> None:
    found = relation(text, "Norway", "Chad")
    assert found is not None
    assert found.type == kind


def test_the_passive_turns_the_sides_but_not_the_act() -> None:
    found = relation("Chad was bombed by Norway.", "Norway", "Chad")
    assert found is not None
    assert (found.type, found.trigger) == ("ASSAULT", 2)


def test_a_sentence_without_an_act_has_no_relation() -> None:
    assert relation("Norway is colder than Chad.", "Norway", "Chad") is None


def test_every_line_says_what_it_stands_for() -> None:
    for table, columns in (("relations", 5), ("sub_events", 4), ("frames", 3)):
        for row in rows(table):
            assert len(row) == columns, row[0]
            assert row[-1].endswith("."), row[0]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Gunmen shot dead two farmers near the river.", "Attack"),
        ("Rebels attacked an army checkpoint near the river.", "Armed clash"),
        ("A suicide bomber blew himself up outside a market.", "Suicide bomb"),
        ("Warplanes struck the port at dawn.", "Air/drone strike"),
        ("Police seized 40 rifles in a house in the old town.", "Disrupted weapons use"),
        ("The army recaptured the town from the rebels.", "Government regains territory"),
        ("Rebels captured the town on Sunday.", "Non-state actor overtakes territory"),
        ("Thousands of teachers marched through the capital.", "Peaceful protest"),
        ("Police fired tear gas to disperse the protesters.", "Protest with intervention"),
        ("The cat slept.", None),
    ],
)
def test_a_snippet_has_the_sub_event_type_of_the_heaviest_thing_it_tells(
    text: str, label: str | None
) -> None:
    assert sub_event_of(packaged_pipeline().read(text)) == label


VOCABULARY = """
Norway Chad will not refused to bomb the a of by said must , . aid
"""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), st.integers(0, 80))
def test_any_words_get_an_answer_inside_the_sentence(text: str, at: int) -> None:
    sentences = packaged_pipeline().read(text)
    for sentence in sentences:
        found = relation_of(sentence, [(0, 6)], [(at, at + 4)], packaged_relations())
        assert found is None or 0 <= found.trigger < len(sentence.tokens)
    sub_event_of(sentences)
