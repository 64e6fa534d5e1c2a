"""The Retry-After header in both of its forms (RFC 9110, section 10.2.3)."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Beyond this many seconds (about three years) the number is nonsense, whatever it says.
_MOST_SECONDS = 100_000_000


def parse_retry_after(value: str | None, now: datetime) -> datetime | None:
    """The instant a server asks to wait for, or None where it says nothing that can be read.

    Instants in the past become `now`. How long anybody is willing to wait is the caller's matter.
    """
    text = (value or "").strip()
    if re.fullmatch(r"[0-9]+", text):
        return now + timedelta(seconds=min(int(text[:12]), _MOST_SECONDS))
    try:
        asked = parsedate_to_datetime(text)
        # "-0000" and dates without a zone come back naive; HTTP dates are in GMT.
        asked = asked.replace(tzinfo=asked.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(asked, now)
