from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.web.feed_dates import EARLIEST, MAX_AHEAD, believable, read_time

NOON = datetime(2024, 5, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-05-12T12:00:00Z",
        "2024-05-12T14:00:00+02:00",
        "2024-05-12T14:00:00+0200",
        "2024-05-12 14:00:00 +0200",
        "2024-05-12T12:00:00.123456789Z",
        "2024-05-12 12:00",
        "2024/05/12 12:00:00 UTC",
        "2024-05-12T14:00:00 CEST",
        "2024-5-12 12:00",
        "12.05.2024 12:00",
        "Sun, 12 May 2024 12:00:00 GMT",
        "Mon, 12 May 2024 12:00:00 GMT",
        "Sunday, 12 May 2024 08:00:00 EDT",
        "12 May 24 12:00 Z",
        "Sun, 12 May 2024 12:00:00 -0000",
        "Sun, 12 May 2024 14:00:00 CEST",
        "Sun, 12 May 2024 17:30:00 IST",
        "Sun, 12 May 2024 12:00:00 XYZ",
        "  Sun, 12 May 2024  12:00:00\n +0000 ",
    ],
)
def test_one_instant_in_all_its_forms(raw: str) -> None:
    time = read_time(raw)
    assert time is not None
    assert time.replace(microsecond=0) == NOON


def test_a_day_alone_is_its_first_moment() -> None:
    assert read_time("2024-05-12") == datetime(2024, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "now",
        "10",
        "20240512",
        "2024",
        "12 May",
        "03/04/2024",
        "2024-02-30",
        "2024-05-12T25:00:00Z",
        "0000-00-00T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "Sun, 99 May 2024 12:00:00 GMT",
        "Sun, 12 May 2024 12:00:00 +9999",
        "2024-05-12T12:00:00+23:00x",
        "9" * 5000,
        "1715515200",
    ],
)
def test_what_is_no_whole_date_is_no_time(raw: str | None) -> None:
    assert read_time(raw) is None


@given(st.text() | st.from_regex(r"(\w{3}, )?\d{1,9} \w{3} \d{1,9} \d\d:\d{1,9}:\d\d [+-]?\w{1,9}"))
def test_no_text_raises(raw: str) -> None:
    time = read_time(raw)
    assert time is None or time.utcoffset() == timedelta(0)


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)))  # noqa: DTZ001 - made aware below
def test_what_python_writes_is_read_back(local: datetime) -> None:
    time = local.replace(tzinfo=UTC)
    assert read_time(time.isoformat()) == time


def test_only_times_that_can_be_true_are_believed() -> None:
    assert believable(NOON, NOON) == NOON
    assert believable(NOON + MAX_AHEAD, NOON) == NOON + MAX_AHEAD
    assert believable(NOON + MAX_AHEAD + timedelta(seconds=1), NOON) is None
    assert believable(EARLIEST - timedelta(seconds=1), NOON) is None
    assert believable(None, NOON) is None
