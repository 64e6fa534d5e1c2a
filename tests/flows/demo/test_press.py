"""The demo press is consistent: what is listed is served, and what is served is listed."""

import gzip
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import unescape
from importlib.resources import files
from xml.etree import ElementTree as ET

import feedparser
import pytest
from protego import Protego

from flows.config import parse_source
from flows.demo.page import Page
from flows.demo.paper import DISCLAIMER, Paper
from flows.demo.papers import gazette, lantern, meridian
from flows.demo.press import NEWSROOMS, PAPERS, DemoPress
from flows.demo.story import Story, stories_on

NIGHT_STARTS = {1: datetime(2026, 3, 10, 1, tzinfo=UTC), 2: datetime(2026, 3, 11, 1, tzinfo=UTC)}
NIGHTS = pytest.mark.parametrize("night", [1, 2])
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@cache
def press_of(night: int) -> DemoPress:
    return DemoPress(night)


def page(press: DemoPress, url: str) -> Page:
    host, _, target = url.removeprefix("http://").partition("/")
    return press.answer(host, f"/{target}")


def stories(night: int) -> list[Story]:
    return [story for paper in PAPERS for story in stories_on(paper.name, night)]


def url_of(story: Story) -> str:
    return next(paper for paper in PAPERS if paper.name == story.paper).link(story.path)


def words_of(html: bytes, encoding: str = "utf-8") -> str:
    """All words of a page, so crudely that no rule about structure can be wrong."""
    bare = re.sub(rb"<(script|style)\b.*?</\1>|<[^>]*>", b" ", html, flags=re.DOTALL)
    return " ".join(unescape(bare.decode(encoding)).split())


def encoding_of(story: Story) -> str:
    return "cp1252" if story.paper == "gazette" else "utf-8"


def locations(body: bytes) -> list[str]:
    body = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    return [element.text or "" for element in ET.fromstring(body).iter(LOC)]  # noqa: S314 - our own


def test_there_are_enough_papers_stories_and_languages() -> None:
    told = stories(2)
    assert len(PAPERS) >= 5
    assert len(told) >= 72
    assert {paper.language[:2] for paper in PAPERS} == {"en", "es"}
    assert sum(story.old for story in told) >= 20


def test_stories_are_news_prose_and_not_stubs() -> None:
    lengths = [len(story.text.split()) for story in stories(1) if not story.shown]
    assert min(lengths) >= 100
    assert sum(lengths) / len(lengths) >= 150
    assert all(len(story.blocks) >= 4 for story in stories(1))


def test_stories_are_older_than_the_night_that_finds_them() -> None:
    for night, start in NIGHT_STARTS.items():
        late = [s.slug for s in stories(night) if s.published >= start]
        assert late == ["sfax-olive-strike"], "the one date that is wrong on purpose"


def test_new_stories_of_the_second_night_are_of_the_second_day() -> None:
    new = [story for story in stories(2) if story.first_night == 2]
    assert len(new) == 6
    assert all(story.published.astimezone(UTC).date() == date(2026, 3, 10) for story in new)


@NIGHTS
def test_every_story_is_served_with_its_title_and_every_word_of_its_text(night: int) -> None:
    press = press_of(night)
    for story in stories(night):
        answer = page(press, url_of(story))
        assert answer.status == (410 if story.gone else 200), story.slug
        if story.gone:
            continue
        words = words_of(answer.body, encoding_of(story))
        assert " ".join(story.title.split()) in words
        for block in story.served:
            for line in block.lines:
                assert line in words, (story.slug, line)


def test_what_is_behind_the_paywall_is_never_served() -> None:
    (story,) = [story for story in stories(1) if story.shown]
    answer = words_of(page(press_of(1), url_of(story)).body)
    for block in story.blocks[story.shown :]:
        assert block.text not in answer
    assert '"isAccessibleForFree": false' in page(press_of(1), url_of(story)).body.decode()


@NIGHTS
def test_every_page_has_boilerplate_and_says_that_it_is_invented(night: int) -> None:
    press = press_of(night)
    for story in stories(night):
        if story.gone:
            continue
        words = words_of(page(press, url_of(story)).body, encoding_of(story))
        assert DISCLAIMER in words or "nada de esto ocurrió" in words
        assert len(words) > len(" ".join(story.text.split())) + 150


@NIGHTS
def test_feeds_parse_where_they_should_and_list_stories_that_are_served(night: int) -> None:
    press = press_of(night)
    feeds = {
        "http://www.kestrel-post.example/feeds/latest.xml": ("rss20", False),
        "http://www.meridian-courier.example/atom.xml": ("atom10", False),
        "http://oldharbour-gazette.example/foreign.rss": ("rss091u", False),
        "http://www.correo-andino.example/rss.xml": ("rss20", True),
    }
    if night == 1:
        feeds["http://oldharbour-gazette.example/headlines.rdf"] = ("rss10", False)
    for url, (version, malformed) in feeds.items():
        parsed = feedparser.parse(io.BytesIO(page(press, url).body))
        assert (parsed.version, bool(parsed.bozo)) == (version, malformed), url
        assert len(parsed.entries) >= 4, url
        lost = [entry.link for entry in parsed.entries if page(press, entry.link).status >= 400]
        assert lost == (
            ["http://www.correo-andino.example/america/puente-de-guadua-20260304.html"]
            if malformed
            else []
        )


def test_the_malformed_feed_is_no_xml_and_loses_nothing_in_a_lenient_reader() -> None:
    body = page(press_of(1), "http://www.correo-andino.example/rss.xml").body
    with pytest.raises(ET.ParseError):
        ET.fromstring(body)  # noqa: S314 - our own
    listed = {entry.link for entry in feedparser.parse(io.BytesIO(body)).entries}
    fresh = {url_of(s) for s in stories_on("correo", 1) if not s.old}
    assert fresh < listed


def test_the_rubbish_feed_holds_nothing_for_any_reader() -> None:
    parsed = feedparser.parse(io.BytesIO(lantern.RUBBISH))
    assert parsed.bozo
    assert not parsed.entries


def test_the_json_feed_lists_the_stories_of_its_paper() -> None:
    items = json.loads(page(press_of(1), "http://tasman-wire.example/feed.json").body)["items"]
    assert {item["url"] for item in items} == {url_of(s) for s in stories_on("tasman", 1)}


@NIGHTS
def test_every_story_stands_in_a_feed_a_sitemap_or_the_archive(night: int) -> None:
    press = press_of(night)
    listed = set()
    for url in press.urls:
        answer = page(press, url)
        if not url.endswith((".xml", ".gz", ".rdf", ".rss", ".json")) and "/archive/" not in url:
            continue
        body = gzip.decompress(answer.body) if url.endswith(".gz") else answer.body
        text = unescape(body.decode("cp1252" if "gazette" in url else "utf-8"))
        listed |= {s.slug for s in stories(night) if re.search(rf"{s.slug}\b", text)}
    assert {s.slug for s in stories(night) if not s.gone} - listed == set()


@NIGHTS
def test_older_stories_stand_in_no_feed(night: int) -> None:
    press = press_of(night)
    old = [story.slug for story in stories(night) if story.old]
    for url in press.urls:
        if url.endswith(("latest.xml", "atom.xml", ".rdf", ".rss", "/rss.xml", "feed.json")):
            text = page(press, url).body.decode()
            assert [slug for slug in old if slug in text] == []


@NIGHTS
def test_dated_sitemaps_list_what_is_served_and_of_their_own_month(night: int) -> None:
    press = press_of(night)
    months = [url for url in press.urls if "/sitemap-2026-" in url]
    assert len(months) == 9
    for url in months:
        found = locations(page(press, url).body)
        assert found, url
        assert all(page(press, location).status == 200 for location in found)


def test_sitemap_indexes_lead_to_their_children() -> None:
    press = press_of(1)
    for url in ("http://www.kestrel-post.example/sitemap.xml",
                "http://www.meridian-courier.example/sitemap-index.xml",
                "http://www.correo-andino.example/sitemaps.xml"):  # fmt: skip
        children = locations(page(press, url).body)
        assert len(children) == 3
        assert all(locations(page(press, child).body) for child in children)


def test_the_archive_has_a_page_for_each_day_and_each_story_on_its_own() -> None:
    press = press_of(2)
    days = (gazette.LAST_DAY - gazette.FIRST_DAY).days + 1
    host = gazette.PAPER.host
    listed: list[str] = []
    for ago in range(days):
        day = gazette.FIRST_DAY + timedelta(days=ago)
        answer = press.answer(host, gazette.archive_path(day))
        assert answer.status == 200
        listed += re.findall(r'HREF="(/gazette/[^"]*)"', answer.body.decode("cp1252"))
    assert sorted(listed) == sorted(story.path for story in stories_on("gazette", 2))
    assert press.answer(host, gazette.archive_path(date(2025, 12, 31))).status == 404


def test_robots_rules_forbid_what_they_should() -> None:
    press = press_of(1)
    rules = Protego.parse(page(press, meridian.PAPER.link("/robots.txt")).body.decode())
    assert rules.crawl_delay("sitrep") == meridian.CRAWL_DELAY
    assert not rules.can_fetch(meridian.PAPER.link("/staff/farewell-night-editor"), "sitrep")
    assert rules.can_fetch(meridian.PAPER.link("/news/20260309-goma-clashes"), "sitrep")
    assert page(press, "http://tasman-wire.example/robots.txt").status == 404


def test_the_old_paper_declares_no_encoding_and_needs_one() -> None:
    press = press_of(1)
    for story in stories_on("gazette", 1):
        answer = page(press, url_of(story))
        assert answer.content_type == "text/html"
        assert b"charset" not in answer.body.lower()
    odesa = page(press, "http://oldharbour-gazette.example/gazette/2026/03/odesa-three-dead.htm")
    assert b"mayor\x92s office" in odesa.body
    with pytest.raises(UnicodeDecodeError):
        odesa.body.decode("utf-8")


def test_letters_that_the_old_encoding_lacks_become_references() -> None:
    train = page(
        press_of(1), "http://oldharbour-gazette.example/gazette/2026/03/kayseri-iron-train.htm"
    )
    assert b"Divri&#287;i" in train.body
    assert "Divriği" in words_of(train.body, "cp1252")


def test_forms_of_one_story_name_it_as_canonical() -> None:
    press = press_of(1)
    story = "http://www.kestrel-post.example/world/2026/03/09/odesa-grain-terminal"
    amp = story.replace(".example/", ".example/amp/")
    canonical = f'<link rel="canonical" href="{story}">'.encode()
    bodies = [page(press, url).body for url in (story, amp, f"{story}?print=1")]
    assert all(canonical in body for body in bodies)
    assert len(set(bodies)) == 3
    assert page(press, f"{story}?utm_source=rss&fbclid=1").body == bodies[0]


def test_wishes_about_archiving_and_mining_are_expressed() -> None:
    press = press_of(1)
    dam = page(press, "http://tasman-wire.example/stories/auckland-dam-safety/")
    assert ("tdm-reservation", "1") in dam.headers
    assert b'name="tdm-reservation" content="1"' in dam.body
    wishes = json.loads(page(press, "http://tasman-wire.example/.well-known/tdmrep.json").body)
    assert [wish["location"] for wish in wishes] == ["/stories/auckland-dam-safety/"]
    marked = [u for u in press.urls if b"noarchive" in page(press, u).body and "/catatumbo" in u]
    assert len(marked) == 1


def test_a_headline_cannot_break_out_of_the_page() -> None:
    nasty = '</script><script>alert("x")</script> & <b>'
    for room in NEWSROOMS:
        first = stories_on(room.PAPER.name, 1)[0]
        story = replace(first, title=nasty, authors=(nasty,))
        body = room.pages((story, *stories_on(room.PAPER.name, 1)[1:]))[story.path].body
        assert b'<script>alert("x")' not in body


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_the_source_file_of_each_paper_loads_and_its_addresses_are_served(paper: Paper) -> None:
    file = files("flows.demo") / "sources" / f"{paper.name}.toml"
    source = parse_source(paper.name, file.read_bytes(), file.name)
    press = press_of(1)
    assert source.title == paper.title
    assert source.time_zone == paper.zone
    assert set(source.hosts) == {paper.host}
    for url in (source.home, *source.feeds, *source.news_sitemaps, *source.sitemaps):
        assert page(press, url).status == 200
    for template in (*source.dated_sitemaps, *source.archive_pages):
        for month in ("01", "02"):
            url = template.format(yyyy="2026", mm=month, dd="05")
            assert page(press, url).status == 200
    for story in stories_on(paper.name, 2):
        assert source.allows(url_of(story)), story.slug
