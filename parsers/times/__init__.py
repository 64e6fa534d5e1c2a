"""Expressions of time: where they stand, what they mean, which days they cover."""

from parsers.times.finder import find_timexes
from parsers.times.records import Days, Timex, TimexType
from parsers.times.tense import tense_at, tense_of

__all__ = ["Days", "Timex", "TimexType", "find_timexes", "tense_at", "tense_of"]
