from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.history.windows import Window, belongs, date_in_url, may_hold, windows
from parsers.errors import ConfigError
from parsers.records import Link

JANUARY = Window(date(2026, 1, 1), date(2026, 1, 31))
DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS)
def test_windows_cover_every_day_once_and_stay_within_months(a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    found = windows(first, last)
    assert sum(len(list(window.days())) for window in found) == (last - first).days + 1
    assert all((w.first.year, w.first.month) == (w.last.year, w.last.month) for w in found)
    assert list(found) == sorted(found, key=lambda w: w.first, reverse=True)
    assert len({window.key for window in found}) == len(found)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ConfigError, match="swap the days"):
        windows(date(2026, 2, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://p.example/2026/01/12/storm", (date(2026, 1, 12), date(2026, 1, 12))),
        ("https://p.example/sitemap-2026-01.xml", (date(2026, 1, 1), date(2026, 1, 31))),
        ("https://p.example/20260112-storm", (date(2026, 1, 12), date(2026, 1, 12))),
        ("https://p.example/2026/02/30/x", None),
        ("https://p.example/article/1202601123", None),
        ("https://p.example/storm", None),
    ],
)
def test_dates_in_addresses(url: str, expected: tuple[date, date] | None) -> None:
    assert date_in_url(url) == expected


def test_a_sitemap_of_another_month_is_left_alone() -> None:
    assert may_hold(Link("https://p.example/sitemap-2026-01.xml", "i"), JANUARY)
    assert not may_hold(Link("https://p.example/sitemap-2025-12.xml", "i"), JANUARY)


def test_an_undated_sitemap_that_was_finished_before_the_window_is_left_alone() -> None:
    old = datetime(2025, 12, 1, tzinfo=UTC)
    assert not may_hold(Link("https://p.example/s1.xml", "i", modified_at=old), JANUARY)
    assert may_hold(Link("https://p.example/s1.xml", "i"), JANUARY)


def test_what_an_entry_says_counts_before_its_address() -> None:
    link = Link(
        "https://p.example/2025/12/31/x", "s", published_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert belongs(link, JANUARY, listed_by_date=False)


def test_an_undated_link_belongs_only_to_a_dated_list() -> None:
    link = Link("https://p.example/x", "s")
    assert belongs(link, JANUARY, listed_by_date=True)
    assert not belongs(link, JANUARY, listed_by_date=False)
