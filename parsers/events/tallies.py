"""Tolls that go on: "about 50 others were hurt" adds to the event told just before."""

import re
from collections.abc import Sequence

from parsers.events.drafts import HARM, Draft
from parsers.language.tokens import Token

_MORE = frozenset(("other", "others", "more", "another", "also", "further"))
_REACH = 2
"""Sentences from an event to the toll that goes on with it."""
_BEFORE = 2
"""Words before a figure that may say that it adds to another: "another 12", "a further 12"."""

_SUM = re.compile(
    r"\b(?:over|in|during|within) the (?:past|last|previous) (?:[\w-]+ )?(?:hours?|days?|weeks?|"
    r"months?|years?)\b|\bso far this (?:year|month|week)\b|\bsince the (?:start|beginning|"
    r"outbreak) of\b|\bsince (?:last )?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|19\d\d|20\d\d)\b"
)
"""Spans of time over which many events are summed up."""


def is_sum(draft: Draft) -> bool:
    """Whether a sentence sums up the toll of a span of time: "over the past 24 hours"."""
    toll = any(f.claim.kind in ("killed", "wounded") and f.claim.low > 1 for f in draft.figures)
    words = (token.low for token in draft.scene.sentence.tokens)
    return toll and draft.type == "ASSAULT" and bool(_SUM.search(" ".join(words)))


def goes_on(told: Sequence[tuple[str, Draft]], draft: Draft) -> int | None:
    """The number of the event, among (type, last telling), whose toll a sentence adds to.

    Only sentences that tell nothing but a toll: of "others", or that there is none. None where
    the toll may be any event's.
    """
    figures = [figure for figure in draft.figures if not figure.part]
    if not draft.toll_only or not figures or is_sum(draft):
        return None
    tokens = draft.scene.sentence.tokens
    zero = all(figure.claim.high == 0 for figure in figures)
    more = any(_adds(tokens[max(0, f.first - _BEFORE) : f.last + 2]) for f in figures)
    if not (zero or more):
        return None
    here = draft.scene.sentence.number
    for number in range(len(told) - 1, -1, -1):
        kind, last = told[number]
        if here - last.scene.sentence.number > _REACH:
            break
        if kind in HARM or zero:
            return number
    return None


def _adds(words: Sequence[Token]) -> bool:
    lows = [token.low for token in words]
    return any(low in _MORE and lows[i + 1 : i + 2] != ["than"] for i, low in enumerate(lows))
