from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from parsers.ids import stable_id
from parsers.records import Article, Author, PageTime
from parsers.web.signals import Signals
from tests.warehouse.build import (
    NEXT,
    NIGHT,
    Context,
    Page,
    Reading,
    Request,
    Result,
    Story,
    story_tables,
    strike,
)
from warehouse.archive.records import StoredCapture
from warehouse.rows import (
    adopted_fetch_row,
    capture_id_of,
    capture_row,
    fetch_row,
    link_id_of,
    utc,
)
from warehouse.rows_articles import article_id_of, content_digest, reading_rows, version_id_of
from warehouse.rows_events import mention_id_of
from warehouse.volatile import VOLATILE

URL = "https://gazette.example/odesa"
STORED = StoredCapture(
    url=URL, fetched_at=NIGHT, status=200, content_type="text/html", record_id="urn:uuid:1",
    record_type="response", file="gazette/2026-03/a.warc.gz", offset=0, length=10,
    payload_digest="sha1:A", payload_sha256="ab", payload_length=3, block_digest="sha1:B",
)  # fmt: skip


def test_instants_lose_their_zone_and_nothing_else() -> None:
    moment = datetime(2026, 3, 2, 1, 15, tzinfo=timezone(timedelta(hours=-3)))
    assert utc(moment) == NIGHT.replace(tzinfo=None)
    assert utc(None) is None
    with pytest.raises(ValueError, match="no zone"):
        utc(NIGHT.replace(tzinfo=None))


def test_a_night_is_the_same_key_in_every_zone() -> None:
    kyiv = NIGHT.astimezone(timezone(timedelta(hours=2)))
    assert capture_id_of(kyiv, URL, 200, "ab") == capture_id_of(NIGHT, URL, 200, "ab")
    assert capture_id_of(NIGHT, URL, 200, "ab") == stable_id(NIGHT.isoformat(), URL, 200, "ab")
    assert capture_id_of(NEXT, URL, 200, "ab") != capture_id_of(NIGHT, URL, 200, "ab")


def test_all_forms_of_an_address_are_one_link_and_one_article() -> None:
    other = "http://www.gazette.example/odesa/?utm_source=feed"
    assert link_id_of("gazette", other) == link_id_of("gazette", URL)
    assert link_id_of("kestrel", URL) != link_id_of("gazette", URL)
    assert article_id_of(other) == article_id_of(URL)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"text": "Other"},
        {"authors": (Author("Other"),)},
        {"kind": "opinion"},
        {"access": "paid"},
        {"truncated": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_a_reader_sees_makes_a_version(change: dict[str, object]) -> None:
    article = Story().article
    assert content_digest(replace(article, **change)) != content_digest(article)  # type: ignore[arg-type]  # fields by name


def test_times_methods_and_markup_make_no_version() -> None:
    article = Story().article
    later = PageTime("an hour ago", NEXT.date(), NEXT, None, "meta", 0.5)
    same = replace(article, modified=later, published=None, methods={}, encoding="utf-8")
    assert content_digest(same) == content_digest(article)
    article_id = article_id_of(URL)
    assert version_id_of(article_id, "article-1", article) != version_id_of(
        article_id, "article-2", article
    )


def test_a_mention_that_is_typed_anew_keeps_its_id() -> None:
    told = strike()
    again = replace(told, type="ACCIDENT", mode=None, extractor_version="events-2")
    assert mention_id_of(1, again) == mention_id_of(1, told)
    assert mention_id_of(1, replace(told, ordinal=1)) != mention_id_of(1, told)
    assert mention_id_of(2, told) != mention_id_of(1, told)


def test_no_volatile_value_is_in_any_id() -> None:
    context = Context(NIGHT, "gazette", "article", URL)
    moved = replace(STORED, offset=99, file="gazette/2026-03/b.warc.gz", record_id="urn:uuid:2",
                    fetched_at=NEXT, ip="192.0.2.1", length=11, block_digest="sha1:C")  # fmt: skip
    one, other = capture_row(STORED, context), capture_row(moved, context)
    differing = {name for name in one if one[name] != other[name]}
    assert differing == set(VOLATILE["captures"]) - {"refers_to"}


def test_a_request_that_only_the_archive_remembers_gets_the_row_it_would_have_had() -> None:
    result = Result(Request(URL), final_url=URL, exchanges=(1, 1))
    capture_id = capture_id_of(NIGHT, URL, 200, "ab")
    known = fetch_row(result, NIGHT, capture_id, "run-1")
    adopted = adopted_fetch_row(STORED, Context(NIGHT, "gazette", "article", URL, hop=1))
    stable = known.keys() - VOLATILE["fetches"]
    assert {name: adopted[name] for name in stable} == {name: known[name] for name in stable}


def test_requests_of_feeds_and_rules_have_no_link() -> None:
    assert fetch_row(Result(Request(URL, "feed")), NIGHT)["link_id"] is None
    assert fetch_row(Result(Request(URL, "revisit")), NIGHT)["link_id"] is not None


def test_a_page_that_is_no_article_gives_its_parse_alone() -> None:
    reading = Reading(Page(1, "gazette", URL), "index", None, (), "not_an_article", "many links")
    tables = reading_rows(reading, NIGHT, parser_version="article-1", extractor_version="events-1")
    assert list(tables) == ["parses"]
    (row,) = tables["parses"]
    assert (row["kind"], row["version_id"], row["problem"]) == ("index", None, "many links")


@pytest.mark.parametrize(
    ("page", "header", "extraction", "obey", "withheld"),
    [
        (False, False, "done", True, None),
        (True, False, "done", True, "noarchive"),
        (False, True, "done", True, "noarchive"),
        (True, True, "done", False, None),
        (False, False, "reserved", False, "tdm"),
    ],
)
def test_what_publishers_ask_for_decides_whether_texts_are_shown(
    *, page: bool, header: bool, extraction: str, obey: bool, withheld: str | None
) -> None:
    article = Article("A text.", noarchive=page)
    signals = Signals(noarchive=header)
    reading = Reading(Page(1, "gazette", URL, signals), "article", article, (), extraction)
    tables = reading_rows(
        reading,
        NIGHT,
        parser_version="article-1",
        extractor_version="events-1",
        obey_noarchive=obey,
    )
    assert [row["withheld"] for row in tables["article_versions"]] == [withheld]


def test_a_believable_canonical_address_names_the_article() -> None:
    story = Story(url="https://gazette.example/odesa?print=1&from=front")
    article = replace(story.article, canonical_url=URL)
    reading = Reading(Page(1, "gazette", story.url), "article", article)
    tables = reading_rows(reading, NIGHT, parser_version="article-1", extractor_version="events-1")
    assert tables["article_versions"][0]["article_id"] == article_id_of(URL)


def test_offsets_of_a_mention_cut_out_its_words() -> None:
    tables = story_tables(Story())
    (mention,) = tables["mentions"]
    text = Story().text
    for name in ("trigger", "weapon", "target", "attribution", "date_text"):
        start, end = mention[f"{name}_start"], mention[f"{name}_end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        words = mention["date_text" if name == "date_text" else f"{name}_text"]
        assert text[start:end] == words
