"""`sitrep evaluate`: what counts as found, what as right, and what a bad file says."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from flows.cli import cli
from flows.evaluate import Annotated, read_annotated, score
from flows.evaluate.fields import same_name
from flows.evaluate.matching import match
from flows.evaluate.scorecard import Share
from parsers.errors import ConfigError

TYPES = frozenset(("ASSAULT", "COERCE"))
TEXT = "Gunmen killed four people in Dori on Tuesday. Police arrested two men in Kaya."


def event(kind: str, start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "evidence": [[start, end]], **fields}


def article(*events: dict[str, Any]) -> Annotated:
    return Annotated("a", TEXT, None, None, None, events)


def killed(low: int, high: int | None = None) -> dict[str, Any]:
    return {"kind": "killed", "low": low, "high": high, "who": "unspecified"}


def test_an_event_is_found_by_its_sentence_and_typed_by_its_type() -> None:
    gold = article(event("ASSAULT", 0, 45), event("COERCE", 46, 78))
    card = score([(gold, [event("ASSAULT", 0, 45), event("ASSAULT", 46, 78)])], TYPES)
    assert (card.typed.right, card.detected.right, card.typed.predicted) == (1, 2, 2)
    assert card.types["COERCE"].recall == 0


def test_the_second_event_for_one_occurrence_is_a_false_alarm() -> None:
    gold = article(event("ASSAULT", 0, 45))
    card = score([(gold, [event("ASSAULT", 0, 45), event("ASSAULT", 5, 40)])], TYPES)
    assert card.detected.precision == 0.5
    assert card.detected.recall == 1


def test_matching_takes_as_many_as_possible_before_the_best_alike() -> None:
    gold = [event("ASSAULT", 0, 10, place={"text": "Dori"}), event("ASSAULT", 0, 40)]
    predicted = [event("ASSAULT", 0, 10, place={"text": "Dori"}), event("ASSAULT", 30, 40)]
    assert match(gold, predicted, typed=True) == {0: 0, 1: 1}


def test_figures_of_missed_events_are_lost_and_those_of_invented_ones_wrong() -> None:
    gold = article(event("ASSAULT", 0, 45, counts=[killed(4, 4)]))
    wrong = event("ASSAULT", 46, 78, counts=[killed(2, 2)])
    card = score([(gold, [wrong])], TYPES)
    assert (card.counts.right, card.counts.predicted, card.counts.gold) == (0, 1, 1)


def test_of_several_figures_of_a_kind_the_largest_is_scored() -> None:
    gold = article(event("ASSAULT", 0, 45, counts=[killed(4, 4)]))
    told = event("ASSAULT", 0, 45, counts=[killed(1, 1), killed(4, 4)])
    assert score([(gold, [told])], TYPES).counts.right == 1


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("the Dori region", "Dori", True),
        ("Governor Salifou Kabore", "Salifou Kabore", True),
        ("Kaya", "Dori", False),
        ("", "", True),
        ("Dori", "", False),
    ],
)
def test_names_are_compared_by_their_words(one: str, two: str, *, same: bool) -> None:
    assert same_name(one, two) is same
    assert same_name(two, one) is same


def test_a_date_is_right_where_it_meets_the_gold_within_a_day() -> None:
    told = event("ASSAULT", 0, 45, date={"start": "2026-05-12", "end": "2026-05-12"})
    near = event("ASSAULT", 0, 45, date={"start": "2026-05-12", "end": "2026-05-13"})
    assert score([(article(told), [near])], TYPES).fields["date"] == (1, 1)
    beside = event("ASSAULT", 0, 45, date={"start": "2026-05-13", "end": "2026-05-13"})
    assert score([(article(told), [beside])], TYPES).fields["date"] == (0, 1)
    none = event("ASSAULT", 0, 45)
    assert score([(article(none), [near])], TYPES).fields["date"] == (0, 1)


def test_tier_a_is_measured_apart_with_its_interval() -> None:
    gold = article(event("ASSAULT", 0, 45), event("COERCE", 46, 78))
    given = [event("ASSAULT", 0, 45, tier="A"), event("COERCE", 46, 78, tier="B")]
    share = score([(gold, given)], TYPES).tier_a
    assert (share.precision, share.recall) == (1.0, 0.5)
    low, high = share.interval
    assert 0 < low < 1 <= high
    assert Share().interval == (0.0, 1.0)


def test_articles_without_events_count_false_alarms() -> None:
    card = score([(article(), [event("ASSAULT", 0, 45)])], TYPES)
    assert (card.empty, card.false_alarms) == (1, 1)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 1 is no JSON"),
        ('{"id": "a"}', "needs a text"),
        ('{"text": "x"}', "list of events"),
        ('{"text": "x", "events": [{"type": "WAR"}]}', "event 0: the type is none of"),
        ('{"text": "x", "events": [{"type": "AID", "evidence": [[0, 2]]}]}', "within the text"),
        ('{"text": "x", "published": "May", "events": []}', "no ISO date"),
    ],
)
def test_a_bad_row_names_its_line_and_what_is_wrong(line: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        list(read_annotated([line], "gold.jsonl"))


def test_the_command_prints_the_scorecard_of_a_users_own_file(tmp_path: Path) -> None:
    row = {
        "id": "one", "text": TEXT, "published": "2026-05-13",
        "events": [
            event("ASSAULT", 0, 45, counts=[killed(4, 4)], place={"text": "Dori"}),
            event("COERCE", 46, 78),
        ],
    }  # fmt: skip
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["evaluate", str(file), "--json"])
    assert done.exit_code == 0, done.output
    card = json.loads(done.output)
    assert card["typed"]["right"] == 2
    assert card["counts"]["right"] == 1
    table = CliRunner().invoke(cli, ["evaluate", str(file)])
    assert "events, right type" in table.output
    assert "tier A" in table.output
