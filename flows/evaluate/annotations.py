"""Annotated articles: JSON lines with text and events, checked before anything is scored."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from parsers.errors import ConfigError
from parsers.events.records import EventType

Event = Mapping[str, Any]
"""An event as `sitrep parse` prints it; missing keys count as null."""

_TYPES = frozenset(get_args(EventType))


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with the events that a reader found in it; offsets count characters of `text`."""

    id: str
    text: str
    title: str | None
    url: str | None
    published: date | None
    events: tuple[Event, ...]


def read_annotated(lines: Iterable[str], name: str) -> Iterator[Annotated]:
    """The articles of a file of annotations, one JSON object a line.

    ConfigError names file and line where a row is no JSON, lacks text, or has an event without a
    known type or with evidence outside the text.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _article(line, f"{name}, line {number}")


def _article(line: str, where: str) -> Annotated:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where} is no JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ConfigError(f"{where}: an annotated article needs a text")
    events = row.get("events")
    if not isinstance(events, list):
        raise ConfigError(f"{where}: an annotated article needs a list of events (it may be empty)")
    text = row["text"]
    return Annotated(
        id=str(row.get("id", where)),
        text=text,
        title=_text(row, "title"),
        url=_text(row, "url"),
        published=_day(row.get("published"), where),
        events=tuple(_event(event, text, f"{where}, event {i}") for i, event in enumerate(events)),
    )


def _text(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) else None


def _day(value: object, where: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ConfigError(f"{where}: published is no ISO date: {value!r}") from error


def _event(event: object, text: str, where: str) -> Event:
    if not isinstance(event, dict) or event.get("type") not in _TYPES:
        raise ConfigError(f"{where}: the type is none of {', '.join(sorted(_TYPES))}")
    spans = event.get("evidence")
    if not isinstance(spans, list) or not spans or not all(_fits(span, text) for span in spans):
        raise ConfigError(f"{where}: evidence is a list of [start, end] within the text")
    return event


def _fits(span: object, text: str) -> bool:
    if not isinstance(span, list) or len(span) != 2:  # noqa: PLR2004 - a start and an end
        return False
    start, end = span
    whole = all(isinstance(edge, int) and not isinstance(edge, bool) for edge in span)
    return whole and 0 <= start < end <= len(text)
