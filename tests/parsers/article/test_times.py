"""Which of a page's dates is the publication."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.article.countries import country_zone, month_first
from parsers.article.page import read_page
from parsers.article.relative import read_relative
from parsers.article.times import Times, page_times
from parsers.article.witnesses import in_url
from parsers.records import PageTime

NOW = datetime(2024, 3, 12, 17, 30, tzinfo=UTC)
TEXT = (
    "<p>The bridge over the old harbour stays shut for another winter, the council has decided, "
    "and boats are to carry those who cross it every day to work or to school.</p>"
)


def all_times(
    below: str = "",
    *,
    linked: dict[str, str] | None = None,
    head: str = "",
    above: str = "",
    url: str = "https://paper.example/bridge",
    now: datetime | None = None,
    lang: str = "en",
) -> Times:
    """What a page says that has something above and below its headline."""
    data = json.dumps({"@type": "NewsArticle", **linked}) if linked else ""
    script = f'<script type="application/ld+json">{data}</script>' if data else ""
    page = read_page(
        f'<html lang="{lang}"><head><title>The bridge stays shut</title>{head}{script}</head><body>'
        f"{above}<article><h1>The bridge stays shut</h1>{below}{TEXT * 5}</article></body></html>",
        url,
        None,
    )
    return page_times(page, None, now)


def times(below: str = "", **given: Any) -> tuple[PageTime | None, PageTime | None]:
    """(published, modified) of such a page."""
    told = all_times(below, **given)
    return told.published, told.modified


def day(time: PageTime | None) -> str | None:
    return str(time.local) if time and time.local else None


def test_the_day_is_the_one_shown_where_systems_store_utc() -> None:
    told, _ = times(
        '<p class="byline">December 19, 2023, 8:00 PM</p>',
        linked={"datePublished": "2023-12-20T01:00:21Z"},
    )
    assert told is not None
    assert told.local == date(2023, 12, 19)
    assert told.utc == datetime(2023, 12, 20, 1, 0, 21, tzinfo=UTC)
    assert told.method == "json-ld:datePublished (day as shown)"


def test_a_day_shown_that_no_zone_explains_changes_nothing() -> None:
    told, _ = times(
        '<p class="byline">December 21, 2023</p>',
        linked={"datePublished": "2023-12-20T01:00:21Z"},
    )
    assert day(told) == "2023-12-20"


REFRESHED = {
    "datePublished": "2019-11-25T08:00:00-05:00",
    "dateModified": "2023-11-27T06:20:00-05:00",
}


def test_an_old_page_shown_under_a_new_day_is_of_that_day() -> None:
    told, changed = times('<p class="byline">November 27, 2023</p>', linked=REFRESHED)
    assert (day(told), day(changed)) == ("2023-11-27", "2023-11-27")
    assert told is not None
    assert told.confidence < 1


@pytest.mark.parametrize(
    "line",
    [
        "Updated on November 27, 2023",
        "Last modified: 27 November 2023",
        "Aktualisiert am 27.11.2023",
        "Mis à jour le 27 novembre 2023",
        "Actualizado: 27 de noviembre de 2023",
        "Обновлено 27 ноября 2023",
        "2023年11月27日 更新",
        "수정 2023.11.27",
        "آخر تحديث 27 نوفمبر 2023",
        "<span>Updated</span></p><p>27 November 2023",
    ],
)
def test_a_day_that_is_called_a_change_is_never_the_publication(line: str) -> None:
    told, changed = times(f"<p>{line}</p>", linked=REFRESHED)
    assert (day(told), day(changed)) == ("2019-11-25", "2023-11-27")
    assert day(times(f"<p>{line}</p>")[1]) == "2023-11-27"


def test_the_last_change_is_the_latest_day_it_can_be_where_nothing_else_is_told() -> None:
    told, changed = times("<p>Updated on November 27, 2023</p>")
    assert (day(told), day(changed)) == ("2023-11-27", "2023-11-27")
    assert told is not None
    assert told.method == "text (of the last change)"
    assert told.confidence <= 0.3


def test_a_stale_attribute_is_not_believed_against_the_text_of_its_element() -> None:
    told, _ = times('<p><time datetime="2019-09-03">12/14/2023</time></p>')
    assert day(told) == "2023-12-14"


def test_dates_of_other_stories_are_not_taken_for_that_of_a_changed_one() -> None:
    teasers = "".join(f"<p>{n} Feb 2022</p>" for n in range(1, 9))
    told, _ = times("<p>Updated 12 March 2024</p>" + TEXT * 20 + teasers)
    assert day(told) == "2024-03-12"


def test_two_days_in_one_line_are_told_apart() -> None:
    told, changed = times("<p>Published February 24, 2020Last updated July 21, 2022</p>")
    assert (day(told), day(changed)) == ("2020-02-24", "2022-07-21")
    told, changed = times("<p>입력 2024.03.11 18:30 | 수정 2024.03.12 09:10</p>", lang="ko")
    assert (day(told), day(changed)) == ("2024-03-11", "2024-03-12")


def test_of_two_times_side_by_side_the_earlier_is_the_publication() -> None:
    told, _ = times(
        '<div><time datetime="2018-03-06T19:49:32-05:00">Mar 6</time></div>'
        '<div><time datetime="2016-12-21T18:49:10-05:00">Dec 21</time></div>'
    )
    assert day(told) == "2016-12-21"


def test_one_time_called_both_published_and_updated_is_the_publication() -> None:
    told, _ = times(
        '<time class="entry-date published updated" datetime="2016-10-02T19:30">x</time>'
    )
    assert day(told) == "2016-10-02"


def test_times_of_teasers_are_passed_over() -> None:
    teasers = "".join(
        f'<div class="related-card"><h3>Another story</h3><time>{n} Feb 2024</time></div>'
        for n in range(1, 6)
    )
    told, _ = times("<ul><li>22 Dec 2023</li><li>10:45</li></ul>", above=teasers)
    assert day(told) == "2023-12-22"


@pytest.mark.parametrize(
    "element",
    [
        '<abbr class="published" title="2024-03-12T10:00:00Z">last week</abbr>',
        '<span class="date" data-timestamp="1710237600">last week</span>',
        '<span class="post-date" data-utime="1710237600000">last week</span>',
        '<span class="dt-published" data-date="2024-03-12">last week</span>',
        '<paper-timestamp data-timestamp="1710237600000"></paper-timestamp>',
        '<relative-time class="date" datetime="2024-03-12T10:00:00Z">last week</relative-time>',
    ],
)
def test_attributes_that_hold_a_date_are_read(element: str) -> None:
    assert day(times(f"<div>{element}</div>")[0]) == "2024-03-12"


def test_a_day_is_filled_up_by_another_witness_of_that_day() -> None:
    told, _ = times(
        "<p>Published March 12, 2024 | 7:08pm EST</p>", url="https://paper.example/2024/03/12/b"
    )
    assert told is not None
    assert (told.utc, told.zone) == (datetime(2024, 3, 13, 0, 8, tzinfo=UTC), "EST")


def test_a_time_called_a_change_fills_nothing_up() -> None:
    told, _ = times(
        "<p>Updated 11:22 PM EST, Tue March 12, 2024</p>", url="https://paper.example/2024/03/12/b"
    )
    assert told is not None
    assert (day(told), told.utc) == ("2024-03-12", None)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://a.example/2024/03/12/bridge", "2024-03-12"),
        ("https://a.example/2024/3/12/bridge", "2024-3-12"),
        ("https://a.example/news/2024-03-12-bridge", "2024-03-12"),
        ("https://a.example/n1/2024/0312/c1-2.html", "2024-03-12"),
        ("https://a.example/2024-03/12/c_1.htm", "2024-03-12"),
        ("https://a.example/202403/12/t2024_1.html", "2024-03-12"),
        ("https://a.example/20240312/bridge", "2024-03-12"),
        ("https://a.example/world/2024/mar/12/bridge", "12 mar 2024"),
        ("https://a.example/energy/2024/03/240312-bridge/", "2024-03-12"),
        ("https://a.example/bridge-12-03-2024.html", "2024-03-12"),
        ("https://a.example/2024/03/bridge", None),
        ("https://a.example/article/20249912", None),
        ("https://a.example/a?day=2024-03-12", None),
    ],
)
def test_addresses_tell_whole_days(url: str, found: str | None) -> None:
    assert next((raw for raw, _, _ in in_url(url)), None) == found


def test_scripts_are_asked_last_and_hardly_trusted() -> None:
    head = '<script>window.state = {"story": {"publishedAt": "2024-03-12T10:00:00Z"}}</script>'
    told, _ = times(head=head)
    assert told is not None
    assert (day(told), told.method, told.confidence) == ("2024-03-12", "script:publishedAt", 0.3)
    assert day(times("<p>9 March 2024</p>", head=head)[0]) == "2024-03-09"


def test_numbers_follow_the_country_of_the_page() -> None:
    line = "<p>Published 04/05/2023</p>"
    assert day(times(line)[0]) == "2023-04-05"
    assert day(times(line, url="https://paper.example.co.uk/a")[0]) == "2023-05-04"
    assert day(times(line, lang="en-GB")[0]) == "2023-05-04"
    assert day(times(line, lang="fr")[0]) == "2023-05-04"


def test_other_dates_of_the_page_decide_between_day_and_month() -> None:
    line = "<p>Published 04/05/2023</p>"
    told, _ = times(line + "<p>Comments close on 25/05/2023.</p>")
    assert day(told) == "2023-05-04"
    told, _ = times(
        line, head='<meta property="article:modified_time" content="2023-05-04T10:00:00Z">'
    )
    assert day(told) == "2023-05-04"


def test_times_without_a_zone_are_read_in_that_of_the_country() -> None:
    told, _ = times("<p>2024年3月12日 10時30分</p>", lang="ja")
    assert told is not None
    assert told.utc == datetime(2024, 3, 12, 1, 30, tzinfo=UTC)
    assert told.method == "text (zone of the country: Asia/Tokyo)"
    assert told.zone is None


@pytest.mark.parametrize(
    ("url", "language", "zone"),
    [
        ("https://a.de/x", None, "Europe/Berlin"),
        ("https://a.example.com.br/x", "pt", "America/Sao_Paulo"),
        ("https://a.com/x", "ko-KR", "Asia/Seoul"),
        ("https://a.com/x", "de-AT", "Europe/Vienna"),
        ("https://a.com/x", "en-US", None),
        ("https://a.com/x", "es", None),
        ("https://a.tv/x", "en", None),
        ("https://a.mg/x", None, "Indian/Antananarivo"),
        ("https://a.mg/x", "fr", "Indian/Antananarivo"),
        ("https://a.mg/x", "mg", "Indian/Antananarivo"),
        ("https://a.mg/x", "en", "Indian/Antananarivo"),
        ("https://a.mg/x", "zh", "Asia/Shanghai"),
        ("https://a.mg/x", "zh-TW", "Asia/Taipei"),
        ("https://a.mg/x", "ja", "Asia/Tokyo"),
        ("https://a.mg/x", "es", None),
        ("https://a.za/x", "zu", "Africa/Johannesburg"),
        ("https://a.lv/x", "ru", "Europe/Riga"),
        ("https://a.fi/x", "sv", "Europe/Helsinki"),
        ("https://a.cn/x", "ar", None),
        (None, None, None),
    ],
)
def test_the_country_is_told_by_address_or_language(
    url: str | None, language: str | None, zone: str | None
) -> None:
    found = country_zone(url, language)
    assert (str(found) if found else None) == zone


def test_the_month_is_first_in_american_english_only() -> None:
    assert month_first("https://a.com/x", "en")
    assert month_first("https://a.com/x", "en-US")
    assert not month_first("https://a.com/x", "en-AU")
    assert not month_first("https://a.ie/x", "en")
    assert not month_first("https://a.com/x", None)


@pytest.mark.parametrize(
    "line",
    [
        "3 hours ago", "vor 3 Stunden", "hace 3 horas", "il y a 3 heures", "há 3 horas", "3 ore fa",
        "3 uur geleden", "3 timmar sedan", "3 timer siden", "3 tuntia sitten", "3 godziny temu",
        "před 3 hodinami", "3 часа назад", "3 години тому", "3 saat önce", "3 jam lalu",
        "3 giờ trước", "3小时前", "3時間前", "3시간 전", "3 घंटे पहले", "৩ ঘণ্টা আগে", "3 ชั่วโมงที่แล้ว",
        "منذ 3 ساعات", "3 ساعت پیش", "לפני 3 שעות", "πριν 3 ώρες", "3 órával ezelőtt", "acum 3 ore",
        "prije 3 sata",
    ],
)  # fmt: skip
def test_what_counts_back_counts_from_the_capture(line: str) -> None:
    time = read_relative(line, "text", NOW)
    assert time is not None
    assert time.utc == NOW - timedelta(hours=3)
    assert time.confidence <= 0.3


@pytest.mark.parametrize(
    "line",
    ["yesterday", "gestern", "hier", "ayer", "вчера", "昨天", "어제", "أمس", "Yesterday at 5 pm"],
)
def test_yesterday_is_a_day_without_a_time(line: str) -> None:
    time = read_relative(line, "text", NOW)
    assert time is not None
    assert (time.local, time.utc) == (date(2024, 3, 11), None)


def test_a_day_is_named_alone_or_with_a_time_of_day_or_as_published() -> None:
    for line in (
        "Today",
        "today, 10:30",
        "Ana Petrova, today at 10:30",
        "Posted today",
        "今日 10:30",
    ):
        time = read_relative(line, "text", NOW)
        assert time is not None, line
        assert time.local == NOW.date()
        assert read_relative(line, "text", NOW, named_days=False) is None


STORIES = "".join(f'<a href="/{n}">The council opens another bridge</a><br>' for n in range(3))


@pytest.mark.parametrize(
    "box",
    [
        "<h4>Today</h4>",
        "<h2>Yesterday</h2><p>A word or two.</p>",
        f"<div>Today<br>{STORIES}</div>",
        f"<p>Today</p><div>{STORIES}</div>",
        f'<div class="related"><p>Today</p>{STORIES}</div>',
        "<h3>Bridge shut 3 weeks ago</h3>",
    ],
)
def test_what_heads_other_stories_names_no_day(box: str) -> None:
    assert times(box, now=NOW)[0] is None
    told, _ = times(f"<p>Yesterday</p><p>A word or two.</p>{box}", now=NOW)
    assert day(told) == "2024-03-11"


def test_nothing_counts_back_where_the_capture_is_not_known() -> None:
    line = '<p class="byline">3 hours ago</p>'
    assert times(line) == (None, None)
    told, _ = times(line, now=NOW)
    assert told is not None
    assert told.method == "text (counted back)"
    told, _ = times(line, now=NOW, linked={"datePublished": "2024-03-01"})
    assert day(told) == "2024-03-01"


@pytest.mark.parametrize(
    "line",
    ["3 hours", "The yesterday of our town and its tomorrow", "a day", "Also today", "ALSO TODAY",
     "Today in the town", "Read today", "Heute im Blick", "今日头条", "Also published today"],
)  # fmt: skip
def test_other_short_lines_do_not_count_back(line: str) -> None:
    assert read_relative(line, "text", NOW) is None


def test_a_future_time_is_kept_as_written_and_another_witness_is_asked() -> None:
    future = {"datePublished": "2042-01-01T10:00:00Z"}
    told, _ = times(linked=future, now=NOW)
    assert told is not None
    assert (told.raw, told.local, told.utc) == ("2042-01-01T10:00:00Z", None, None)
    assert day(times("<p>9 March 2024</p>", linked=future, now=NOW)[0]) == "2024-03-09"


def test_what_cannot_be_true_is_told_where_a_weaker_date_is_believed_too() -> None:
    linked = {"datePublished": "2042-01-01T10:00:00Z", "dateModified": "0001-01-01T00:00:00"}
    shown = "<p>9 March 2024</p><p>Updated 10 March 2024</p>"
    told = all_times(shown, linked=linked, now=NOW)
    assert (day(told.published), day(told.modified)) == ("2024-03-09", "2024-03-10")
    assert set(told.odd) == set(linked.values())
    told = all_times("<p>9 March 2062, 09.00</p><p>Yesterday</p>", now=NOW)
    assert (day(told.published), told.odd) == ("2024-03-11", ("9 March 2062, 09.00",))


def test_what_cannot_be_true_is_told_once_and_only_of_the_page_itself() -> None:
    future = {"datePublished": "2042-01-01T10:00:00Z"}
    head = '<meta property="article:published_time" content="2042-01-01T10:00Z">'
    assert all_times(linked=future, head=head, now=NOW).odd == ("2042-01-01T10:00:00Z",)
    many = "".join(f'<meta name="date" content="20{n}-01-01">' for n in range(40, 90))
    assert len(all_times(head=many, now=NOW).odd) == 3
    script = '<script>window.state = {"publishedAt": "2042-01-01T10:00:00Z"}</script>'
    assert all_times("<p>9 March 2024</p>", head=script, now=NOW).odd == ()
    believed = {"datePublished": "2024-03-09"}
    assert all_times("<p>9 March 2062</p>", linked=believed, now=NOW).odd == ()
    assert all_times(TEXT * 20 + "<p>9 March 2062</p>", now=NOW).odd == ("9 March 2062",)


@given(st.text(max_size=80), st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - the zone is added below
def test_any_line_counts_back_or_not(line: str, now: datetime) -> None:
    time = read_relative(line, "text", now.replace(tzinfo=UTC))
    assert time is None or time.local is not None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_in_any_place_give_times_or_none(shown: str, hidden: str) -> None:
    escaped = shown.replace("<", " ").replace(chr(34), " ")
    for told in times(
        f'<time datetime="{escaped}">{escaped}</time>', linked={"datePublished": hidden}
    ):
        assert told is None or isinstance(told, PageTime)
