"""An article with its events marked: why each row of the warehouse is there."""

from flows.explain.marks import Mark, marks_of, pieces
from flows.explain.page import as_page
from flows.explain.told import facts_of

__all__ = ["Mark", "as_page", "facts_of", "marks_of", "pieces"]
