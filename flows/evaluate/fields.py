"""Whether the fields of two events say the same: names loosely, days within one, figures whole."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from flows.evaluate.annotations import Event

NAMES = ("actor", "recipient", "place", "weapon", "attribution")
"""Fields that are compared by their words."""
COUNTED = ("killed", "wounded", "missing", "captured", "displaced", "participants", "intercepted",
           "launched", "destroyed")  # fmt: skip
"""Kinds of figures that are scored; "other" is not."""

_SMALL = frozenset(("the", "a", "an", "of", "at", "in", "on", "its", "his", "her", "their", "this",
                    "that", "some", "about", "least", "more", "than", "mr", "mrs",
                    "ms"))  # fmt: skip
_HALF = 0.5


def field_right(gold: Event, predicted: Event, field: str) -> bool | None:
    """Whether a field is right; None where both say nothing. A value against null is wrong."""
    if field == "date":
        return _date_right(gold.get("date"), predicted.get("date"))
    if field in NAMES:
        return _name_right(gold.get(field), predicted.get(field))
    one, two = gold.get(field), predicted.get(field)
    return None if one is None else one == two


def _name_right(one: Any, two: Any) -> bool | None:
    if not one and not two:
        return None
    return bool(one and two) and same_name(_said(one), _said(two))


def _said(value: Any) -> str:
    return str(value.get("text") or "") if isinstance(value, Mapping) else str(value)


def same_name(one: str, two: str) -> bool:
    """Whether one name holds the other's words, or half of all their words are common."""
    mine, theirs = set(_words(one)), set(_words(two))
    if not mine or not theirs:
        return mine == theirs
    return mine <= theirs or theirs <= mine or 2 * len(mine & theirs) >= _HALF * (
        len(mine) + len(theirs)
    )  # fmt: skip


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL]


def _date_right(one: Any, two: Any) -> bool | None:
    if not one and not two:
        return None
    if not one or not two:
        return False
    (start, end), (first, last) = _span(one), _span(two)
    near = abs((start - first).days) <= 1 and abs((end - last).days) <= 1
    return near and start <= last and first <= end


def _span(value: Mapping[str, str]) -> tuple[date, date]:
    start = value["start"][:10]
    return date.fromisoformat(start), date.fromisoformat((value.get("end") or start)[:10])


def figures(event: Event) -> dict[str, tuple[int, int | None]]:
    """(low, high) by kind; of several figures of a kind the largest, which holds its parts."""
    found: dict[str, tuple[int, int | None]] = {}
    for count in event.get("counts") or ():
        kind, low = count["kind"], count.get("low")
        if kind in COUNTED and low is not None and (kind not in found or low > found[kind][0]):
            found[kind] = (low, count.get("high"))
    return found


def agreement(gold: Event, predicted: Event) -> float:
    """Share of an annotated event's fields and figures that a prediction has right, 0 to 1."""
    marks = [field_right(gold, predicted, field) for field in (*NAMES[:4], "date")]
    mine, theirs = figures(gold), figures(predicted)
    marks += [theirs.get(kind) == value for kind, value in mine.items()]
    told = [mark for mark in marks if mark is not None]
    return sum(told) / len(told) if told else _HALF
