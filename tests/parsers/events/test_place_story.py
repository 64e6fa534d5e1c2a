from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.training.events.press import placed_rows
from parsers.events.drafts import read_drafts
from parsers.events.merge import merge
from parsers.events.place_options import article_names
from parsers.events.place_story import told_options
from parsers.events.resources import packaged_resources
from parsers.events.scenes import read_scenes
from parsers.events.where import told_of

STORY = (
    "Gunmen shot two farmers in Lashkar Gah on Monday. A bomb hurt a driver in Herat on Tuesday. "
    "The shooting in Lashkar Gah was the third this year. The attackers also shot a boy."
)


def asked(text: str) -> list[dict[str, dict[str, float]]]:
    """The answers about every name, event by event."""
    resources = packaged_resources()
    scenes = read_scenes(text, None, None, resources)
    names = article_names(text, scenes, resources)
    events = merge(draft for scene in scenes for draft in read_drafts(scene))
    return [
        {option.said.key: dict(option.answers) for option in told_options(told_of(event), names)}
        for event in events
    ]


def test_a_name_is_asked_how_much_of_the_story_happens_there() -> None:
    last = asked(STORY)[-1]
    assert last["lashkar gah"]["main_land"] == last["herat"]["main_land"] == 1
    assert 0 < last["herat"]["land_share"] <= 1


def test_ranks_begin_with_the_nearest() -> None:
    for names in asked(STORY):
        for rank in ("back_linked_rank", "type_back_rank", "best_odds_rank"):
            assert min(one[rank] for one in names.values()) == 0


@settings(max_examples=25, deadline=None)
@given(st.text("abc AKL.,'-()\n-in at of Kabul Lyon bombed shot the", max_size=120))
def test_any_text_is_asked_about(text: str) -> None:
    for names in asked(text):
        for answers in names.values():
            assert all(value == value for value in answers.values())  # noqa: PLR0124 - no NaN


def test_places_of_our_own_stories_stand_in_their_texts() -> None:
    for row in placed_rows():
        for event in row["events"]:
            place = (event.get("place") or {}).get("text")
            assert place is None or place.lower() in row["text"].lower(), (row["id"], place)
