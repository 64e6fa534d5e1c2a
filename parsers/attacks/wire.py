"""What a monitoring service adds to a report: the line of place and date, notes in brackets."""

import re

_HEAD = re.compile(r"\A[^\n]{0,160}?--\s*(?:\[[^\]]*\]\s*)*")
_NOTE = re.compile(r"\s*\[[^\]]*\]")
_SHORT_NAME = re.compile(r"\s*\((?:[A-Z]{2,8}(?:-[A-Z]{2,8})?)\)")


def without_notes(text: str) -> str:
    """The report in its own words: without dateline, "[TEXT]", "[BEGIN RECORDING]" and the like.

    Short names in parentheses after the full one go too: "Farabundo Marti National Liberation
    Front (FMLN)". The text gets shorter: offsets are those of the result.
    """
    body = _HEAD.sub("", text)
    return _SHORT_NAME.sub("", _NOTE.sub("", body)).strip()
