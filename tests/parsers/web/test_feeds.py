import contextlib
import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers.errors import FeedError
from parsers.records import FeedDocument, Link
from parsers.web.feed_scan import MAX_ENTRIES
from parsers.web.feeds import parse_feed

NOW = datetime(2024, 5, 12, 12, 0, tzinfo=UTC)
URL = "https://example.com/news/feed.xml"
ITEM = """<item><title>Storm hits coast</title><link>https://example.com/storm</link>
<guid isPermaLink="false">tag:1</guid><pubDate>Sun, 12 May 2024 08:00:00 +0200</pubDate>
<description><![CDATA[<p>Winds of 140 km/h & more.</p>]]></description></item>"""


def rss(items: str = ITEM, head: str = "", attributes: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {attributes}><channel>'
        f"<title>The Gazette</title><link>https://example.com/</link><language>en_GB</language>"
        f"{head}{items}</channel></rss>"
    ).encode()


def read(body: bytes, content_type: str | None = None, url: str = URL) -> FeedDocument:
    return parse_feed(body, url, content_type, NOW)


def only(document: FeedDocument) -> Link:
    (link,) = document.links
    return link


def test_an_rss_feed_gives_what_it_says() -> None:
    document = read(rss())
    assert (document.kind, document.parser) == ("rss", "fastfeedparser")
    assert (document.title, document.language) == ("The Gazette", "en-gb")
    assert (document.truncated, document.problems) == (False, ())
    link = only(document)
    assert link.url == "https://example.com/storm"
    assert link.found_in == URL
    assert link.title == "Storm hits coast"
    assert link.published_at == datetime(2024, 5, 12, 6, 0, tzinfo=UTC)
    assert link.published_raw == "Sun, 12 May 2024 08:00:00 +0200"
    assert link.entry_id == "tag:1"
    assert len(link.digest) == 16


def test_an_rss_091_feed_with_its_document_type_is_read() -> None:
    body = b"""<?xml version="1.0"?>
    <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/r.dtd">
    <rss version="0.91"><channel><title>Old</title><item><title>A</title>
    <link>http://example.com/a</link></item></channel></rss>"""
    document = read(body)
    assert only(document).url == "http://example.com/a"
    assert only(document).published_at is None
    assert document.problems == ()


def test_an_rdf_feed_is_read() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://example.com/"><title>R</title></channel>
      <item rdf:about="https://example.com/a"><title>A</title><link>https://example.com/a</link>
      <dc:date>2024-05-11T10:00:00+02:00</dc:date></item></rdf:RDF>"""
    document = read(body)
    assert (document.kind, document.title) == ("rdf", "R")
    assert only(document).published_at == datetime(2024, 5, 11, 8, 0, tzinfo=UTC)
    assert only(document).entry_id == "https://example.com/a"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://example.com/x/">
  <title>A</title><updated>2024-05-12T10:00:00Z</updated>
  <entry xml:base="deep/"><id>urn:1</id>
  <title type="html">T&amp;amp;J &lt;b&gt;win&lt;/b&gt;</title>
  <link rel="self" href="self.xml"/><link rel="alternate" href="story.html"/>
  <published>2024-05-11T23:30:00-05:00</published><updated>2024-05-12T09:00:00Z</updated></entry>
  <entry><id>urn:2</id>
  <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> title</div></title>
  <link href="/root.html"/></entry></feed>"""


def test_an_atom_feed_with_bases_and_marked_up_titles_is_read() -> None:
    document = read(ATOM.encode())
    assert (document.kind, document.language) == ("atom", "de")
    first, second = document.links
    assert first.url == "https://example.com/x/deep/story.html"
    assert first.title == "T&J win"
    assert first.published_at == datetime(2024, 5, 12, 4, 30, tzinfo=UTC)
    assert first.modified_at == datetime(2024, 5, 12, 9, 0, tzinfo=UTC)
    assert second.url == "https://example.com/root.html"
    assert second.title == "A bold title"


def test_a_relative_link_without_a_base_starts_at_the_feed() -> None:
    assert only(read(rss("<item><link>../a</link></item>"))).url == "https://example.com/a"
    based = read(rss("<item><link>a</link></item>", attributes='xml:base="http://o.example/z/"'))
    assert only(based).url == "http://o.example/z/a"


def test_a_json_feed_is_read_by_our_own_reader() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "language": "pt-BR",
        "items": [
            {"id": 7, "url": "/a", "title": "A", "date_published": "2024-05-12T10:00:00+02:00"},
            {"id": "https://example.com/b", "content_text": "x", "date_modified": "2024-05-12"},
            "noise",
            {"url": ["no"], "title": None},
        ],
    }
    document = read(b"\xef\xbb\xbf" + json.dumps(feed).encode(), "application/json")
    assert (document.kind, document.parser, document.language) == ("json", "json", "pt-br")
    first, second = document.links
    assert (first.url, first.entry_id) == ("https://example.com/a", "7")
    assert first.published_at == datetime(2024, 5, 12, 8, 0, tzinfo=UTC)
    assert second.url == "https://example.com/b"
    assert second.modified_at == datetime(2024, 5, 12, tzinfo=UTC)
    assert document.problems == ("entries without a usable address: 1",)


@pytest.mark.parametrize("body", [b"{}", b"[1]", b'{"items": 3}', b"{", b"[" * 100_000])
def test_json_that_is_no_feed_is_an_error(body: bytes) -> None:
    with pytest.raises(FeedError):
        read(body)


def test_a_missing_guid_is_no_id_and_a_shared_one_neither() -> None:
    assert only(read(rss("<item><link>/a</link></item>"))).entry_id is None
    shared = "".join(f"<item><link>/{n}</link><guid>same</guid></item>" for n in range(3))
    document = read(rss(shared))
    assert [link.entry_id for link in document.links] == [None, None, None]
    assert document.problems == ("entries that share an id: 3",)


def test_a_guid_that_is_an_address_serves_as_link() -> None:
    item = "<item><title>A</title><guid>https://example.com/a</guid></item>"
    assert only(read(rss(item))).url == "https://example.com/a"


def test_the_original_address_goes_before_the_counting_one() -> None:
    item = (
        "<item><link>http://feeds.example/~r/1</link>"
        "<feedburner:origLink>https://example.com/a</feedburner:origLink></item>"
    )
    head = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    assert only(read(rss(item, attributes=head))).url == "https://example.com/a"


def test_one_address_is_one_link() -> None:
    document = read(rss(ITEM + ITEM.replace("tag:1", "tag:2")))
    assert only(document).entry_id == "tag:1"
    assert document.problems == ("entries with the address of another: 1",)


def test_entries_without_a_usable_address_are_counted() -> None:
    document = read(rss("<item><title>A</title></item><item><link>mailto:a@b</link></item>"))
    assert document.links == ()
    assert document.problems == ("entries without a usable address: 2",)


@pytest.mark.parametrize(
    "raw",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Wed, 14 May 2025 10:00:00 GMT",
        "Mon, 13 May 2024 12:00:01 GMT",
        "0000-00-00 00:00:00",
        "yesterday",
        "03/04/2024",
        "10",
    ],
)
def test_a_time_that_cannot_be_true_is_kept_raw_only(raw: str) -> None:
    document = read(rss(f"<item><link>/a</link><pubDate>{raw}</pubDate></item>"))
    assert only(document).published_at is None
    assert only(document).published_raw == raw
    assert len(document.problems) == 1


def test_a_time_a_little_ahead_is_believed() -> None:
    raw = (NOW + timedelta(hours=24)).isoformat()
    item = f"<item><link>/a</link><pubDate>{raw}</pubDate></item>"
    assert only(read(rss(item))).published_at == NOW + timedelta(hours=24)


def test_the_digest_sees_a_changed_entry_and_not_its_place() -> None:
    other = "<item><link>/other</link></item>"
    before = only(read(rss())).digest
    assert read(rss(other + ITEM)).links[1].digest == before
    assert only(read(rss(ITEM.replace("<p>", '<p id="x9">')))).digest == before
    for old, new in [("hits", "leaves"), ("140", "150"), ("08:00", "09:00")]:
        assert only(read(rss(ITEM.replace(old, new)))).digest != before


def test_the_digest_is_the_same_whichever_reader_read() -> None:
    broken = read(rss() + b"<garbage")
    assert broken.parser == "feedparser"
    assert only(broken).digest == only(read(rss())).digest


def test_an_empty_feed_is_a_document_with_a_problem() -> None:
    document = read(rss(""))
    assert document.links == ()
    assert document.problems == ("the feed has no entries",)
    assert document.parser == "fastfeedparser"


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body>Log in</body></html>",
        b"\n<html lang=en><head><title>x</title>",
        b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'><item/></html>",
        b"<!-- cached --><html><body><item><link>/a</link></item>",
        b"<script>location='/login'</script>",
    ],
)
def test_a_page_in_place_of_a_feed_is_an_error_that_says_so(page: bytes) -> None:
    with pytest.raises(FeedError, match="HTML page in place of a feed"):
        read(page, "application/rss+xml")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"plain words", "no feed"),
        (b"<opml version='1.0'><body/></opml>", "'opml', not a feed"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemap, not a feed"),
        (b"%PDF-1.4 \x00\x01\x02", "no feed"),
    ],
)
def test_what_is_no_feed_is_an_error_that_says_what_it_is(body: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        read(body)


def test_one_bad_byte_in_utf8_costs_one_character() -> None:
    item = ITEM.replace("Storm", "Größe Überfälle Straße Müller Käse Öl für Bären hören möchte x")
    body = rss(item).replace(b" x ", b" \xff ")
    title = only(read(body, "application/rss+xml")).title or ""
    assert "Größe Überfälle" in title
    assert title.count("\ufffd") == 1


def test_text_xml_without_charset_is_not_taken_for_ascii() -> None:
    link = only(read(rss(ITEM.replace("Storm", "Größe")), "text/xml"))
    assert link.title == "Größe hits coast"


@pytest.mark.parametrize("encoding", ["windows-1251", "gb18030", "utf-16", "iso-8859-2", "koi8-r"])
def test_declared_encodings_are_read(encoding: str) -> None:
    title = {"gb18030": "风暴袭击海岸", "iso-8859-2": "Bouře zasáhla pobřeží"}
    text = title.get(encoding, "Шторм обрушился на побережье")
    body = rss(ITEM.replace("Storm hits coast", text)).decode().replace("utf-8", encoding)
    assert only(read(body.encode(encoding))).title == text


def test_broken_references_are_mended_for_the_fast_reader() -> None:
    item = (
        "<item><title>A &nbsp;caf&eacute; &amp; B &#1114112; &unknown; &lt;i></title>"
        "<link>https://example.com/?a=1&b=2</link>"
        "<description><![CDATA[5 &nbsp; & 6]]></description></item>"
    )
    document = read(rss(item))
    assert document.parser == "fastfeedparser"
    assert document.problems == ("broken references were mended",)
    assert only(document).url == "https://example.com/?a=1&b=2"
    assert (only(document).title or "").startswith("A café & B \ufffd &unknown;")


def test_a_wrong_tag_is_left_to_the_tolerant_readers() -> None:
    document = read(rss(ITEM + "<item><title>B</titel><link>/b</link></item>"))
    assert document.links[0].url == "https://example.com/storm"
    assert "not well-formed XML" in document.problems


def test_a_feed_that_is_cut_off_gives_what_was_there() -> None:
    body = rss(ITEM + ITEM.replace("storm", "flood").replace("tag:1", "tag:2"))
    document = read(body[:-120])
    assert [link.url for link in document.links] == [
        "https://example.com/storm",
        "https://example.com/flood",
    ]
    assert document.truncated
    assert document.parser == "feedparser"


def test_text_before_the_feed_is_left_out() -> None:
    document = read(b"<br />\n<b>Warning</b>: mysql_connect() in /x.php\n" + rss())
    assert only(document).title == "Storm hits coast"
    assert document.problems == ("text before the document was left out",)


def test_forbidden_characters_are_left_out() -> None:
    document = read(rss(ITEM.replace("Storm", "St\x08orm\x00")))
    assert only(document).title == "Storm hits coast"
    assert document.problems == ("forbidden characters were left out",)


BACKSLASH = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "\\">]><rss version="2.0"><channel>
<item><title>A &a;</title><link>/a</link></item></channel></rss>"""
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><rss version='2.0'><channel><item><title>&a11;</title><link>/a</link></item>"
    b"</channel></rss>"
)
FILE = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    b"<rss version='2.0'><channel><item><title>&f;</title><link>/a</link></item></channel></rss>"
)


@pytest.mark.parametrize("body", [BACKSLASH, LAUGHS, FILE])
def test_declared_entities_are_never_expanded(body: bytes) -> None:
    started = time.process_time()
    document = read(body)
    assert only(document).url == "https://example.com/a"
    assert (only(document).title or "").endswith(";")
    assert "declarations in the document type were left out" in document.problems
    assert time.process_time() - started < 1


def many(count: int) -> str:
    return "".join(f"<item><link>/{n}</link><guid>{n}</guid></item>" for n in range(count))


def test_a_hundred_thousand_items_are_capped() -> None:
    document = read(rss(many(100_000)))
    assert document.parser == "fastfeedparser"
    assert document.truncated
    assert len(document.links) == MAX_ENTRIES
    assert document.links[-1].url == f"https://example.com/{MAX_ENTRIES - 1}"
    assert not read(rss(many(MAX_ENTRIES))).truncated


@pytest.mark.parametrize(
    "body",
    [
        b"<rss>" + b"<a>" * 200_000,
        b"<rss><item><description>" + b"<a href='" * 100_000,
        b"<rss><item><link>" + b"&#" * 300_000,
        b"<rss>" + b"<![CDATA[" * 100_000,
        b"<rss>" + b"<!DOCTYPE[" * 50_000,
        rss(many(50_000)).replace(b"</guid>", b"</guide>"),
        rss("".join(f"<item><pubDate>12 foo {n} 99</pubDate></item>" for n in range(5000))),
    ],
)
def test_hostile_feeds_cost_bounded_time(body: bytes) -> None:
    started = time.process_time()
    with contextlib.suppress(FeedError):
        assert len(read(body).links) <= MAX_ENTRIES
    assert time.process_time() - started < 8


def test_feeds_with_namespaces_of_sitemaps_and_media_are_read() -> None:
    item = (
        "<item><media:content url='/pic.jpg'><media:title>Pic</media:title></media:content>"
        "<news:publication_date>1999-01-01</news:publication_date><title>A</title>"
        "<link>/a</link><media:date>x</media:date><image:loc>/i.jpg</image:loc></item>"
    )
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
        'xmlns:media="http://search.yahoo.com/mrss/"'
    )
    document = read(rss(item, attributes=spaces))
    assert only(document).url == "https://example.com/a"
    assert only(document).title == "A"


def test_a_flat_feed_without_a_channel_is_read_somehow() -> None:
    document = read(b"<rss version='2.0'><item><title>A</title><link>/a</link></item></rss>")
    assert only(document).url == "https://example.com/a"


PIECES = r"""<rss> <channel> <item> </item> <title> </title> <link> </link> /a <![CDATA[ ]]>
&#1114112; & \ <!DOCTYPE[ <!ENTITY '\' ]> <feed> <entry> <id> <updated> 2024-05-12 xml:base='
' { "items": [{ "url":" <!-- --> <?xml ?> \x00 é <pubDate> 1e999 <guid> [ }]}"""
pieces = st.lists(st.sampled_from([*PIECES.split(), "\x00", "\ud800", " "]), max_size=25).map(
    "".join
)


@settings(max_examples=300, deadline=None)
@given(st.binary() | pieces.map(lambda text: text.encode("utf-8", "surrogatepass")), st.none())
@example(b"<rss><channel><item><title>&#1114112;</item>", None)
@example(b"<!DOCTYPE x [<!ENTITY a '\\'>]><rss>&a;", None)
def test_any_bytes_give_a_document_or_a_feed_error(body: bytes, content_type: str | None) -> None:
    try:
        document = read(body, content_type)
    except FeedError:
        return
    assert all(link.url.startswith(("http://", "https://")) for link in document.links)
