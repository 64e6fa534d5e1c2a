import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.events import extract_events, packaged_resources
from parsers.events.place_features import link_answers
from parsers.events.place_links import event_token, place_links
from parsers.events.place_runs import name_runs
from parsers.language import packaged_pipeline
from parsers.records import Article

ALPHABET = "abc AKL.,'-()\n-in at of near Kabul Lyon Odesa bombed the"


def linked(text: str, word: str) -> list[str]:
    """The names taken as places of a word, the likeliest first."""
    sentence = packaged_pipeline().read(text)[0]
    start = text.index(word)
    event = event_token(sentence, start, start + len(word))
    assert event is not None
    links = place_links(text, sentence, event, packaged_resources())
    taken = sorted((link for link in links if link.odds > 0), key=lambda link: -link.odds)
    return [sentence.text_of(text, link.run.first, link.run.last)[0] for link in taken]


def odds(text: str, word: str) -> float:
    """The odds of the likeliest place of a word."""
    sentence = packaged_pipeline().read(text)[0]
    start = text.index(word)
    event = event_token(sentence, start, start + len(word))
    assert event is not None
    return max(link.odds for link in place_links(text, sentence, event, packaged_resources()))


def places(text: str) -> list[list[str]]:
    """The places of every event of an article."""
    mentions = extract_events(Article.from_text(text))
    return [[place.text for place in mention.places] for mention in mentions]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Gunmen shot two farmers in Lashkar Gah on Monday.", "shot", "Lashkar Gah"),
        ("In Hebron, soldiers detonated a charge at the gate.", "detonated", "Hebron"),
        ("Thousands marched through Santiago while the minister spoke.", "marched", "Santiago"),
        ("Warplanes bombed the town of Saraqib on Tuesday morning.", "bombed", "Saraqib"),
    ],
)
def test_the_name_led_to_from_the_event_is_its_place(text: str, word: str, place: str) -> None:
    assert linked(text, word)[:1] == [place]


def test_who_did_it_is_not_where_it_was() -> None:
    found = linked("Israel shelled a field near Khiam on Sunday.", "shelled")
    assert "Israel" not in found


def test_a_place_belongs_to_the_attack_rather_than_to_the_statement_about_it() -> None:
    text = "The minister said that gunmen had shot two farmers in Lashkar Gah on Monday."
    assert odds(text, "said") < odds(text, "shot")


def test_the_place_of_the_lead_holds_for_what_follows() -> None:
    text = (
        "A bomb exploded at a market in Quetta on Friday, killing five people.\n\n"
        "Ten others were wounded in the blast, doctors said."
    )
    assert all(found[:1] == ["Quetta"] for found in places(text))
    assert places(text)


def test_two_events_of_a_sentence_keep_their_places() -> None:
    text = (
        "Police arrested three men in Marseille on Tuesday.\n\n"
        "A train derailed near Gdansk on Wednesday, injuring 20 passengers."
    )
    assert [found[:1] for found in places(text)] == [["Marseille"], ["Gdansk"]]


def test_names_keep_their_small_words_and_their_hyphens() -> None:
    text = "It fell near Deir ez-Zor, in Rio de Janeiro and in Stoke-on-Trent."
    sentence = packaged_pipeline().read(text)[0]
    found = [sentence.text_of(text, run.first, run.last)[0] for run in name_runs(sentence)]
    assert found == ["Deir ez-Zor", "Rio de Janeiro", "Stoke-on-Trent"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ALPHABET.split(" ")), max_size=30).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    for sentence in packaged_pipeline().read(text):
        runs = name_runs(sentence)
        for event in range(len(sentence.tokens)):
            answers = link_answers(sentence, event, runs, [""] * len(runs))
            assert len(answers) == len(runs)


def test_a_meeting_to_come_is_not_where_the_story_is() -> None:
    text = (
        "Gunmen killed six farmers in Kano on Sunday. "
        "Police searched the villages around Kano on Monday. "
        "The foreign ministers will meet on Friday."
    )
    assert places(text)[-1] == []
