"""The stories of the demo press as annotated rows: our own, under the same guidelines."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from flows.demo.expected import expected_articles, gold_row


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
        row = gold_row(article, text)
        for event in row["events"]:
            event["date"] = _plain(event.get("date"))
        yield row


def _plain(days: dict[str, Any] | None) -> dict[str, str] | None:
    if not days or days.get("start") is None:
        return None
    start = str(days["start"])
    return {"start": start, "end": str(days.get("end") or start)}
