"""How good the extractor is on annotated articles, which may be a user's own: docs/events.md."""

from flows.evaluate.annotations import Annotated, read_annotated
from flows.evaluate.scorecard import Scorecard, score

__all__ = ["Annotated", "Scorecard", "read_annotated", "score"]
