"""Annotated stories of our own as rows: those of the demo press, and the texts beside this.

Both follow the guidelines of the annotated articles; nothing in them comes from elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from flows.demo.expected import expected_articles, gold_row

_MARK = re.compile(r"\[([A-Z]+)(\d+)(p?)\|([^\]]*)\]")
_STORIES = tuple(
    Path(__file__).with_name(f"{name}.txt") for name in ("stories", "dispatches", "bulletins")
)
_PLACES = Path(__file__).with_name("places.txt")


def own_rows() -> Iterator[dict[str, Any]]:
    """All of them."""
    yield from press_rows()
    for file in _STORIES:
        if file.exists():
            yield from story_rows(file.read_text("utf-8"), file.stem)


def placed_rows() -> Iterator[dict[str, Any]]:
    """Those whose events have a place or are said to have none."""
    yield from press_rows()
    said: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    file = ""
    for line in _PLACES.read_text("utf-8").splitlines():
        if line.startswith("# "):
            file = line.removeprefix("# ")
            continue
        day, _, listed = line.partition(": ")
        for event in listed.split("; "):
            number, _, place = event.partition(" ")
            said[file].setdefault(day, {})[number] = place
    for stories in _STORIES:
        for row in story_rows(stories.read_text("utf-8"), stories.stem):
            places = said[stories.stem].get(row["published"], {})
            events = [
                event | {"place": None if place == "-" else {"text": place}}
                for event in row["events"]
                if (place := places.get(event["number"])) is not None
            ]
            if events:
                yield row | {"events": events}


def story_rows(text: str, name: str = "story") -> Iterator[dict[str, Any]]:
    """The stories of a file of marked texts; the head of the file says how they are marked.

    Evidence are the lines with a mark of the event, which hold a sentence or two each.
    """
    stories = re.split(r"^= (\d{4}-\d\d-\d\d)\n", text, flags=re.MULTILINE)[1:]
    for number, (day, story) in enumerate(zip(stories[::2], stories[1::2], strict=True)):
        yield _story(f"{name}-{number}", day, story.strip())


def _story(name: str, day: str, marked: str) -> dict[str, Any]:
    plain, events = "", {}
    for line in marked.split("\n"):
        start = len(plain)
        said = _MARK.sub(lambda mark: mark[4], line)
        for mark in _MARK.finditer(line):
            at = start + len(_MARK.sub(lambda m: m[4], line[: mark.start()]))
            event = events.setdefault(mark[2], _event(mark, at))
            if [start, start + len(said)] not in event["evidence"]:
                event["evidence"].append([start, start + len(said)])
        plain += said + "\n"
    return {"id": name, "url": None, "published": day, "text": plain, "events": [*events.values()]}


def _event(mark: re.Match[str], at: int) -> dict[str, Any]:
    return {
        "type": mark[1],
        "number": mark[2],
        "mode": None,
        "trigger": [at, at + len(mark[4])],
        "evidence": [],
        "modality": "planned" if mark[3] else "occurred",
    }


def press_rows() -> Iterator[dict[str, Any]]:
    """The English stories of the first night, copies left out, in the form of the gold rows."""
    for article in expected_articles():
        if (
            article.language != "en"
            or article.copy_of
            or article.kind not in ("article", "opinion")
        ):
            continue
        file = files("flows.demo") / "press" / article.paper / f"{article.slug}.md"
        text = file.read_text("utf-8").split("+++", 2)[2].strip()
        row = gold_row(article, text) | {"url": None}
        for event in row["events"]:
            event["date"] = _plain(event.get("date"))
        yield row


def _plain(days: dict[str, Any] | None) -> dict[str, str] | None:
    if not days or days.get("start") is None:
        return None
    start = str(days["start"])
    return {"start": start, "end": str(days.get("end") or start)}
