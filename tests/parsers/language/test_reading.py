"""The language layer: what is a sentence, what a word, and what hangs on what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.language import Sentence, packaged_pipeline, words_of
from parsers.language.lemmas import lemma_of
from parsers.language.pipeline import LONGEST


def read(text: str) -> tuple[Sentence, ...]:
    return packaged_pipeline().read(text)


def parse(text: str) -> Sentence:
    (sentence,) = read(text)
    return sentence


def index(sentence: Sentence, word: str) -> int:
    return next(i for i, token in enumerate(sentence.tokens) if token.text == word)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gunmen killed two. Police came.", 2),
        ("Gen. Ali Khan of the U.S. Army spoke on Jan. 3 in Washington, D.C., he said.", 1),
        ("He was shot.Four others fled.", 2),
        ('"They fired," she said. "We all ran."', 2),
        ("Twelve died\n\nThe toll rose", 2),
        ("The line\ngoes on here.", 1),
        ("He fled.\n\nphoto by our own staff", 2),
        ("", 0),
        ("\n \n", 0),
    ],
)
def test_texts_are_split_where_their_sentences_end(text: str, count: int) -> None:
    assert len(read(text)) == count


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "One  fell.\n\nThe U.S.-led forces\u2019 camp was hit."
    for sentence in read(text):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
    assert [s.paragraph for s in read(text)] == [0, 1]


def test_subject_object_and_oblique_hang_on_the_verb() -> None:
    sentence = parse("Rebels attacked a convoy near Goma on Friday.")
    verb = index(sentence, "attacked")
    assert sentence.tokens[verb].lemma == "attack"
    assert sentence.tokens[verb].dep == "root"
    assert [sentence.tokens[i].text for i in sentence.children(verb, "nsubj", "obj")] == [
        "Rebels",
        "convoy",
    ]
    friday = index(sentence, "Friday")
    assert sentence.path(friday, verb) == ([friday, verb], [])
    assert sentence.text_of("Rebels attacked a convoy near Goma on Friday.", 2, 3)[0] == "a convoy"


def test_a_passive_is_seen_as_one() -> None:
    sentence = parse("Three soldiers were killed by insurgents.")
    killed = index(sentence, "killed")
    assert sentence.child(killed, "nsubj:pass") == index(sentence, "soldiers")
    assert sentence.child(killed, "obl:agent") == index(sentence, "insurgents")
    assert sentence.child(killed, "nsubj") == index(sentence, "soldiers")


def test_a_branch_can_be_left_out_of_a_subtree() -> None:
    sentence = parse("The men who fled the camp were caught.")
    men = index(sentence, "men")
    whole = {sentence.tokens[i].text for i in sentence.subtree(men)}
    assert "fled" in whole
    assert "fled" not in {sentence.tokens[i].text for i in sentence.subtree(men, "acl")}


def test_names_of_persons_and_places_are_found() -> None:
    sentence = parse("President Emmanuel Macron arrived in Berlin.")
    named = {token.text: token.name for token in sentence.tokens if token.name}
    assert named.get("Macron") == "PER"
    assert named.get("Berlin") == "LOC"


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [("shot", "VBD", "shoot"), ("struck", "VBN", "strike"), ("troops", "NNS", "troop"),
     ("Ceasefire".lower(), "NN", "ceasefire"), ("paris", "NNP", "paris")],
)  # fmt: skip
def test_words_have_base_forms(word: str, tag: str, lemma: str) -> None:
    assert lemma_of(word, tag) == lemma


def test_sentences_that_are_not_wanted_have_words_only() -> None:
    text = "Bread is cheap. Rebels attacked the town."
    first, second = packaged_pipeline().read(text, lambda words: words[0].low == "rebels")
    assert not first.parsed
    assert [token.text for token in first.tokens] == ["Bread", "is", "cheap", "."]
    assert second.parsed


def test_what_is_too_long_is_no_sentence_and_is_not_parsed() -> None:
    (sentence,) = read("word " * (LONGEST + 1))
    assert not sentence.parsed


def test_a_sentence_is_parsed_alike_wherever_it_stands() -> None:
    alone = parse("Rebels attacked a convoy near Goma.")
    second = read("It rained. Rebels attacked a convoy near Goma.")[1]
    assert [(t.tag, t.dep, t.head) for t in alone.tokens] == [
        (t.tag, t.dep, t.head) for t in second.tokens
    ]


@given(st.text(max_size=200))
def test_any_text_is_read_and_no_character_is_invented(text: str) -> None:
    for sentence in read(text):
        assert text[sentence.start : sentence.end].strip()
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert sentence.start <= token.start < token.end <= sentence.end
        if sentence.parsed:
            assert all(0 <= token.head < len(sentence.tokens) for token in sentence.tokens)


@given(st.text(max_size=80))
def test_words_cover_all_that_is_not_white_space(text: str) -> None:
    covered = "".join(token.text for token in words_of(text))
    assert "".join(covered.split()) == "".join(text.split())


def test_half_a_surrogate_pair_is_read_as_a_mark() -> None:
    sentence = parse("Rebels \ud83d attacked the town.")
    assert sentence.tokens[1].text == "\N{REPLACEMENT CHARACTER}"
    assert sentence.tokens[2].start == 9


def test_a_run_without_blanks_is_cut_and_its_offsets_hold() -> None:
    text = "x " + '"' * 1_000 + " end"
    words = words_of(text)
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert len(words) == 1_002
