"""Retry-After in both of its forms."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.retry_after import parse_retry_after
from tests.flows.fetch.world import START


@given(st.text(max_size=60))
def test_no_retry_after_is_an_error(value: str) -> None:
    asked = parse_retry_after(value, START)
    assert asked is None or asked >= START


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        (None, None),
        ("", None),
        ("120", START + timedelta(minutes=2)),
        (" 120 ", START + timedelta(minutes=2)),
        ("1.5", None),
        ("Sat, 18 May 2024 00:00:00 GMT", datetime(2024, 5, 18, tzinfo=START.tzinfo)),
        ("Saturday, 18-May-24 00:00:00 GMT", datetime(2024, 5, 18, tzinfo=START.tzinfo)),
        ("Sat May 18 00:00:00 2024", datetime(2024, 5, 18, tzinfo=START.tzinfo)),
        ("Mon, 01 Jan 1990 00:00:00 GMT", START),
    ],
)
def test_both_forms_of_retry_after_are_read(value: str | None, asked: datetime | None) -> None:
    assert parse_retry_after(value, START) == asked
