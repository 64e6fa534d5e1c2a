# ruff: noqa: RUF001 - dates as written in many alphabets
# ruff: noqa: E501 - markup and tables read better on one line
"""Dates as pages write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.article.dates import believable, raw_only, read_time
from parsers.article.months import month_number

ONE_INSTANT = datetime(2024, 3, 12, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "zone"),
    [
        ("2024-03-12T17:30:00Z", "Z"),
        ("2024-03-12T18:30:00+01:00", "+01:00"),
        ("2024-03-12T18:30:00.123456+0100", "+0100"),
        ("2024-03-12 13:30:00 -04:00", "-04:00"),
        ("Tue, 12 Mar 2024 17:30:00 GMT", "GMT"),
        ("Tue, 12 Mar 2024 18:30:00 +0100", "+0100"),
        ("March 12, 2024 at 1:30 p.m. EDT", "EDT"),
        ("March 12, 2024, 1:30 PM ET", "ET"),
        ("12.03.2024, 18:30 MEZ", "MEZ"),
        ("12 марта 2024, 20:30 МСК", "МСК"),
        ("1710264600", "UTC"),
        ("1710264600000", "UTC"),
    ],
)
def test_one_instant_in_many_forms(raw: str, zone: str) -> None:
    time = read_time(raw, "test")
    assert time is not None
    assert (time.raw, time.local, time.zone) == (raw, date(2024, 3, 12), zone)
    assert time.utc is not None
    assert time.utc.replace(microsecond=0) == ONE_INSTANT


@pytest.mark.parametrize(
    "raw",
    [
        "12 March 2024", "March 12th, 2024", "Mar. 12, 2024", "2024-03-12", "2024/03/12", "20240312",
        "12. März 2024", "12 mars 2024", "12 de marzo de 2024", "12 de março de 2024",
        "12 marzo 2024", "12 maart 2024", "12. mars 2024", "12 marca 2024", "12. března 2024",
        "12 марта 2024 г.", "12 березня 2024", "12 Mart 2024", "12 martie 2024", "12 Μαρτίου 2024",
        "12 مارس 2024", "١٢ مارس ٢٠٢٤", "2024年3月12日", "2024년 3월 12일", "12 tháng 3, 2024",
        "12 Maret 2024", "12 मार्च 2024", "12. maaliskuuta 2024", "12.3.2024", "12-03-2024",
        "Published on Tuesday, 12 March 2024 by the desk",
    ],
)  # fmt: skip
def test_a_day_without_a_time_has_no_instant(raw: str) -> None:
    time = read_time(raw, "test")
    assert time is not None
    assert (time.local, time.utc, time.zone) == (date(2024, 3, 12), None, None)


@pytest.mark.parametrize(
    "raw",
    [
        "12 сакавіка 2024", "2024 жылғы 12 наурыз", "12 მარტი, 2024",
        "12 Մարտի, 2024", "12 במרץ 2024", "12 март 2024", "12. mart 2024.", "12. ožujka 2024.",
        "12 de març de 2024", "12 Maart 2024",
        "2024. március 12.", "2024. márc. 12.", "2024. gada 12. marts", "2024 m. kovo 12 d.",
        "12. märts 2024", "2024ko martxoaren 12a", "12 ta' Marzu 2024", "12 Márta 2024",
        "12 Machi 2024", "Marso 12, 2024", "12 Mac 2024", "12 mars, 2024", "12-mart, 2024",
        "١٢ آذار ٢٠٢٤", "12 آذار/مارس 2024", "12 مارس/ آذار 2024", "12 مارچ 2024",
        "१२ मार्च २०२४", "১২ মার্চ ২০২৪", "12 மார்ச் 2024", "మార్చి 12, 2024", "12 માર્ચ 2024",
        "12 ਮਾਰਚ 2024", "12 มีนาคม 2567", "12 มี.ค. 2567", "๑๒ มีนาคม ๒๕๖๗", "12 มี.ค. 67",
        "ថ្ងៃទី ១២ ខែ មីនា ឆ្នាំ ២០២៤", "2024 оны 3 сарын 12", "22 اسفند 1402",
        "۲۲ اسفند ۱۴۰۲", "۱۴۰۲/۱۲/۲۲", "2 رمضان 1445", "令和6年3月12日", "民國113年3月12日",
        "二〇二四年三月十二日", "2024. 3. 12.", "ngày 12 tháng 3 năm 2024", "Thứ ba, 12/3/2024",
        "ΤΡΙΤΗ, 12 ΜΑΡΤΙΟΥ 2024", "12 March ’24", "12.03.24", "2024 03 12 22:20:00",
        "Tue Mar 12 17:30:00 UTC 2024", "12/Mar/2024", "20240312T173000Z", "Salı, 12 Mart 2024",
        "wtorek, 12 marca 2024 r.", "úterý 12. března 2024", "tirsdag d. 12. marts 2024",
    ],
)  # fmt: skip
def test_days_are_read_in_many_languages_digits_and_calendars(raw: str) -> None:
    time = read_time(raw, "test")
    assert time is not None
    assert time.local == date(2024, 3, 12)


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        ("12. März 2024, 18.30 Uhr", "18:30"),
        ("12 mars 2024 à 18h30", "18:30"),
        ("kl. 18.30 den 12 mars 2024", "18:30"),
        ("2024年3月12日 下午6:30", "18:30"),
        ("2024年3月12日 18時30分", "18:30"),
        ("2024년 3월 12일 오후 6:30", "18:30"),
        ("12 Μαρτίου 2024, 6:30 μμ", "18:30"),
        ("12 مارس 2024 6:30 م", "18:30"),
        ("12 tháng 3, 2024 6:30 CH", "18:30"),
        ("12 มีนาคม 2567 18:30 น.", "18:30"),
        ("12:05 AM, March 12, 2024", "00:05"),
        ("20240312183000", "18:30"),
    ],
)
def test_the_time_of_day_is_read_as_it_is_written_there(raw: str, clock: str) -> None:
    time = read_time(raw, "test")
    assert time is not None
    assert time.utc is not None
    assert f"{time.utc:%Y-%m-%d %H:%M}" == f"2024-03-12 {clock}"


@pytest.mark.parametrize(
    "raw",
    [
        "12 March 2024 · 10 min read",
        "March 12, 2024 10.5 million people",
        "12 March 2024 (1.5 km away)",
        "12.03.2024 25:99",
    ],
)
def test_numbers_after_a_date_are_no_time_of_day(raw: str) -> None:
    time = read_time(raw, "test")
    assert time is not None
    assert (time.local, time.utc) == (date(2024, 3, 12), None)


@pytest.mark.parametrize(
    "raw",
    ["Sport, F1Dec 19, 2023, 05:30 PM", "EditorPublished Dec 19, 2023Updated", "19 Dec 2023Share"],
)
def test_words_run_together_with_a_date_do_not_hide_it(raw: str) -> None:
    time = read_time(raw, "test")
    assert time is not None
    assert time.local == date(2023, 12, 19)


def test_a_word_that_is_two_months_follows_the_language() -> None:
    polish, croatian = (read_time("5 listopada 2024", "x", language=one) for one in ("pl", "hr"))
    assert polish is not None
    assert croatian is not None
    assert (polish.local, croatian.local) == (date(2024, 11, 5), date(2024, 10, 5))


@pytest.mark.parametrize("raw", ["version 1.2.10", "v1.2.24b", "1.2.3.4", "10.30.24.1", "$1.2.24"])
def test_numbers_with_points_are_not_all_dates(raw: str) -> None:
    assert read_time(raw, "test") is None


def test_a_time_without_a_zone_is_taken_for_utc_with_less_confidence() -> None:
    time = read_time("2024-03-12T17:30:00", "meta:date", 1.0)
    assert time is not None
    assert (time.utc, time.zone, time.method) == (ONE_INSTANT, None, "meta:date (zone assumed)")
    assert time.confidence < 1


def test_the_day_is_the_publishers_and_the_instant_the_worlds() -> None:
    time = read_time("2024-03-12T23:30:00-05:00", "test")
    assert time is not None
    assert time.local == date(2024, 3, 12)
    assert time.utc == datetime(2024, 3, 13, 4, 30, tzinfo=UTC)


def test_numbers_follow_the_order_of_the_country_where_both_are_possible() -> None:
    european, american = (read_time("4/5/2023", "test", month_first=one) for one in (False, True))
    assert european is not None
    assert american is not None
    assert (european.local, american.local) == (date(2023, 5, 4), date(2023, 4, 5))
    assert european.confidence < 1
    certain = read_time("25/5/2023", "test", month_first=True)
    assert certain is not None
    assert (certain.local, certain.confidence) == (date(2023, 5, 25), 1.0)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "call 555 1234",
        "§ 12 of the act",
        "2024-13-45",
        "31 February 2024",
        "12:30",
    ],
)
def test_what_is_no_date_gives_none(raw: str) -> None:
    assert read_time(raw, "test") is None


@pytest.mark.parametrize(
    ("raw", "fits"),
    [
        ("2024-03-12T17:00:00Z", True),
        ("2024-03-13T17:00:00Z", True),
        ("2024-03-13T18:00:00Z", False),
        ("2024-03-13", True),
        ("2024-03-14", False),
        ("1970-01-01T00:00:00Z", False),
        ("0001-01-01T00:00:00", False),
        ("1851-09-18", True),
    ],
)
def test_a_page_is_not_published_a_day_after_it_was_fetched(raw: str, fits: bool) -> None:  # noqa: FBT001 - a table
    time = read_time(raw, "test")
    assert time is not None
    assert believable(time, ONE_INSTANT) is fits


def test_an_unbelievable_time_keeps_its_words_only() -> None:
    time = read_time("2042-01-01T10:00:00Z", "test")
    assert time is not None
    left = raw_only(time)
    assert (left.raw, left.local, left.utc, left.zone) == ("2042-01-01T10:00:00Z", None, None, None)


def test_months_are_known_by_name_and_beginning() -> None:
    assert month_number("Sept.") == 9
    assert month_number("DEZEMBER") == 12
    assert month_number("gennaio") == 1
    assert month_number("monday") is None


@given(st.text(max_size=120))
def test_any_text_gives_a_time_or_none(text: str) -> None:
    time = read_time(text, "test")
    if time is not None:
        assert time.local is not None
        assert believable(time, None) in (True, False)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.integers(-12 * 60, 14 * 60))  # noqa: DTZ001 - the zone is added below
def test_iso_times_come_back(moment: datetime, minutes: int) -> None:
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    raw = f"{moment:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{rest:02}"
    time = read_time(raw, "test")
    assert time is not None
    assert time.local == moment.date()
    assert time.utc == moment.replace(microsecond=0, tzinfo=UTC) - timedelta(minutes=minutes)
