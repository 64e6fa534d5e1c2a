"""What goes wrong on the way and is kept: one problem, one row, until somebody resolves it."""

from dataclasses import dataclass
from typing import Literal

from flows.fetch.records import FetchResult

ProblemKind = Literal[
    "feed_failed", "feed_disabled", "feed_odd", "page_failed", "page_gone", "not_an_article",
    "parser_bug", "extractor_bug", "source_dead", "expectation", "drift", "archive",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One failure with its reason. `subject` is the address or name that it is about."""

    kind: ProblemKind
    source: str
    subject: str
    detail: str
    capture_id: int | None = None


def told(result: FetchResult) -> str:
    """A result's failure in a few words: what happened and, where known, why."""
    words = [result.outcome.replace("_", " ")]
    if result.failure:
        words = [result.failure.replace("_", " ")]
    if result.status:
        words.append(f"HTTP {result.status}")
    if result.detail:
        words.append(result.detail)
    return ", ".join(words)
