"""The adapters of gold sets: one row in, one prediction out."""

from benchmarks.adapters import isaf, police
from benchmarks.adapters.run import half_of
from parsers.events import packaged_resources

RELEASE = (
    "KABUL, Afghanistan (May 3, 2012) - Troops captured a Taliban leader during a raid in Herat "
    "province yesterday. The troops also detained two suspected insurgents. No shots were fired."
)


def test_halves_are_told_by_line_number() -> None:
    rows = [{"id": number} for number in range(1, 6)]
    assert [row["id"] for row in half_of(rows, "even")] == [2, 4]
    assert [row["id"] for row in half_of(rows, "odd")] == [1, 3, 5]
    assert half_of(rows, None) == rows


def test_a_release_is_read() -> None:
    row = {"id": "a", "text": RELEASE, "published": "2012-05-03"}
    found = isaf.predict(row, packaged_resources())
    assert found["start_date"] == "2012-05-02"
    assert found["province"] == ["herat"]
    assert found["target_group"] == ["taliban"]
    assert (found["min_killed"], found["min_captured"]) == (0, 3)
    assert (found["min_leaders_killed"], found["min_leaders_captured"]) == (0, 1)
    assert found["event_type"] == ["detention"]
    assert found["noshotsfired"]
    assert not found["airstrike"]


def test_every_given_sentence_is_labelled() -> None:
    texts = ["police arrested two men.", "", "the shops were closed.", "police opened fire."]
    row = {"id": "a", "sentences": [{"text": text} for text in texts]}
    found = police.predict(row, packaged_resources())["sentences"]
    assert [label["arrest"] for label in found] == [True, False, False, False]
    assert [label["force"] for label in found] == [False, False, False, True]


def test_baselines_answer_every_row() -> None:
    gold = [{"id": "a", "gold": {"killq": True}}, {"id": "b", "gold": {"killq": True}}]
    assert isaf.baseline(gold) == [{"id": "a", "killq": True}, {"id": "b", "killq": True}]
    rows = [{"id": "a", "sentences": [{"text": "two men were arrested."}]}]
    assert police.baseline(rows)[0]["sentences"][0]["arrest"]
