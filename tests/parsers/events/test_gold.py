"""The dispatch that the project started from: what it must give at the least."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parsers.events import extract_events, project
from parsers.records import Article

GOLD = os.environ.get("SITREP_GOLD")
pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(GOLD is None, reason="SITREP_GOLD is not set: no annotated articles"),
]


@pytest.fixture(scope="module")
def events() -> list[dict[str, Any]]:
    lines = (Path(GOLD or "") / "events" / "dev.jsonl").read_text("utf-8").splitlines()
    row = next(row for row in map(json.loads, lines) if row["id"] == "seed")
    day = date.fromisoformat(row["published"])
    article = Article.from_text(row["text"], published_at=day)
    return [project(mention, article) for mention in extract_events(article)]


def find(events: list[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    found = [e for e in events if all(e[key] == value for key, value in wanted.items())]
    assert found, wanted
    return found[0]


def counts(event: dict[str, Any]) -> dict[str, tuple[int, int | None]]:
    return {count["kind"]: (count["low"], count["high"]) for count in event["counts"]}


def test_the_interceptions_with_their_share(events: list[dict[str, Any]]) -> None:
    event = find(events, type="ASSAULT", mode="intercept", weapon="cruise missiles")
    assert counts(event) == {"intercepted": (29, 29), "launched": (30, 30)}
    assert event["actor"] == {"text": "Ukraine", "country": "UKR"}
    assert event["attribution"] == "officials"
    assert event["date"] == {"start": "2023-05-17", "end": "2023-05-18"}


def test_the_strike_in_the_odesa_region(events: list[dict[str, Any]]) -> None:
    event = find(events, attribution="Serhiy Bratchuk")
    assert event["type"] == "ASSAULT"
    assert counts(event) == {"killed": (1, 1), "wounded": (2, 2)}
    assert event["place"] == {"text": "Odesa", "country": "UKR"}
    assert event["actor"] == {"text": "Russian", "country": "RUS"}


def test_the_derailment_without_casualties(events: list[dict[str, Any]]) -> None:
    event = find(events, type="ACCIDENT")
    assert counts(event) == {"killed": (0, 0), "wounded": (0, 0), "other": (8, 8)}
    assert event["place"]["country"] == "UKR"
    assert event["place"]["text"] == "Simferopol"
    assert event["date"] == {"start": "2023-05-18", "end": "2023-05-18"}


def test_the_drone_attack_in_the_kursk_region(events: list[dict[str, Any]]) -> None:
    event = find(events, type="ASSAULT", mode="drone")
    assert counts(event) == {"wounded": (2, 2)}
    assert event["place"] == {"text": "Kursk region", "country": "RUS"}
