"""Results and homes for the tests of the steps; nothing is fetched."""

from datetime import UTC, datetime
from typing import Any

from flows.config import Source, parse_source
from flows.fetch.records import FetchRequest, FetchResult, Purpose
from tests.warehouse.archive.build import PAGE, exchange, response

NIGHT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
URL = "http://paper.example/bridge"
SOURCE = b"""
title = "Paper"
home = "http://paper.example/"
country = "KEN"
languages = ["en"]
time_zone = "Africa/Nairobi"
feeds = ["http://paper.example/feed.rss"]
known_from = "invented"
"""


def source() -> Source:
    return parse_source("paper", SOURCE, "paper.toml")


def result(
    body: bytes = PAGE, url: str = URL, purpose: Purpose = "article", **more: Any
) -> FetchResult:
    """A good answer of one hop; `status` and `outcome` may be others."""
    line = more.pop("line", "200 OK")
    answer = exchange(response(body, status=line), url, NIGHT)
    known = {
        "outcome": "ok",
        "started_at": NIGHT,
        "seconds": 0.1,
        "final_url": url,
        "status": int(line[:3]),
        "headers": (("content-type", "text/html"),),
        "body": body,
        "exchanges": (answer,),
    }
    return FetchResult(FetchRequest(url, purpose, "paper"), **(known | more))
