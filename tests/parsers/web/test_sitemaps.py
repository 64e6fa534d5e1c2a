import contextlib
import gzip
import time
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers.errors import FeedError
from parsers.records import FeedDocument
from parsers.web import sitemaps
from parsers.web.sitemap_scan import MAX_URLS
from parsers.web.sitemaps import parse_sitemap

NOW = datetime(2024, 5, 12, 12, 0, tzinfo=UTC)
URL = "https://www.example.com/sitemap.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def page(path: str, more: str = "") -> str:
    return f"<url><loc>https://www.example.com{path}</loc>{more}</url>"


def urlset(entries: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACES}>{entries}</urlset>'.encode()


def index(*addresses: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f"<sitemapindex {SPACES}>{entries}</sitemapindex>".encode()


def read(body: bytes, url: str = URL) -> FeedDocument:
    return parse_sitemap(body, url, NOW)


def addresses(document: FeedDocument) -> list[str]:
    return [link.url.removeprefix("https://www.example.com") for link in document.links]


def test_a_sitemap_gives_addresses_and_modification_times() -> None:
    document = read(urlset(page("/a", "<lastmod>2024-05-11T10:00:00+02:00</lastmod>") + page("/b")))
    assert (document.kind, document.parser, document.truncated) == ("sitemap", "sitemap", False)
    assert addresses(document) == ["/a", "/b"]
    assert document.links[0].modified_at == datetime(2024, 5, 11, 8, 0, tzinfo=UTC)
    assert document.links[0].found_in == URL
    assert document.links[1].modified_at is None
    assert document.problems == ()


NEWS = """<news:news><news:publication><news:name>The Gazette</news:name>
<news:language>EN</news:language></news:publication>
<news:publication_date>2024-05-12T09:00:00Z</news:publication_date>
<news:title>Storm &amp; flood
 on the coast</news:title></news:news>
<image:image><image:loc>https://www.example.com/i.jpg</image:loc>
<image:title>Picture</image:title></image:image>"""


def test_a_news_sitemap_gives_title_time_and_language() -> None:
    document = read(urlset(page("/a", NEWS)))
    assert document.kind == "news_sitemap"
    (link,) = document.links
    assert link.title == "Storm & flood on the coast"
    assert link.published_at == datetime(2024, 5, 12, 9, 0, tzinfo=UTC)
    assert link.published_raw == "2024-05-12T09:00:00Z"
    assert link.language == "en"


def test_an_image_before_the_address_is_not_taken_for_it() -> None:
    body = urlset(f"<url>{NEWS}<loc>https://www.example.com/a</loc></url>")
    assert addresses(read(body)) == ["/a"]
    assert read(body).links[0].title == "Storm & flood on the coast"


def test_prefixed_and_undeclared_names_are_understood() -> None:
    body = b"""<s:urlset><s:url><s:loc>https://www.example.com/a</s:loc>
    <n:news><n:title>T</n:title></n:news></s:url></s:urlset>"""
    document = read(body)
    assert addresses(document) == ["/a"]
    assert document.links[0].title == "T"


def test_an_index_names_its_children() -> None:
    document = read(index("https://www.example.com/1.xml", "https://news.example.com/2.xml.gz"))
    assert document.kind == "sitemap_index"
    assert document.links == ()
    assert [child.url for child in document.children] == [
        "https://www.example.com/1.xml",
        "https://news.example.com/2.xml.gz",
    ]


def test_an_index_that_names_itself_is_not_followed() -> None:
    document = read(index(URL, "http://example.com/sitemap.xml", "https://www.example.com/1.xml"))
    assert [child.url for child in document.children] == ["https://www.example.com/1.xml"]
    assert document.problems == ("the index names itself",)


def test_addresses_of_other_sites_are_left_out_unless_they_are_named() -> None:
    body = index("https://evil.example.net/1.xml", "https://cdn.example.com/2.xml")
    document = read(body)
    assert [child.url for child in document.children] == ["https://cdn.example.com/2.xml"]
    assert document.problems == ("entries of other sites, left out: 1",)
    allowed = parse_sitemap(body, URL, NOW, sites=("example.net",))
    assert len(allowed.children) == 2


def test_a_gzipped_sitemap_is_unpacked_whatever_it_is_called() -> None:
    body = urlset(page("/a"))
    assert addresses(read(gzip.compress(body))) == ["/a"]
    assert addresses(read(body, URL + ".gz")) == ["/a"]


def test_gzip_within_gzip_is_refused() -> None:
    with pytest.raises(FeedError, match="gzip within gzip"):
        read(gzip.compress(gzip.compress(urlset(page("/a")))))


def test_a_gzip_bomb_is_cut_and_costs_little() -> None:
    bomb = gzip.compress(urlset(page("/a") + " " * (80 << 20)))
    tracemalloc.start()
    document = read(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert addresses(document) == ["/a"]
    assert document.truncated
    assert peak < 40 << 20


def test_decoded_bytes_are_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_BYTES", 600)
    document = read(urlset("".join(page(f"/{n}") for n in range(50))))
    assert document.truncated
    assert 0 < len(document.links) < 10
    assert document.problems == ("cut at 600 bytes", "the document ends early")


def test_addresses_are_capped() -> None:
    entries = "".join(page(f"/{n}") for n in range(MAX_URLS + 1))
    document = read(urlset(entries))
    assert len(document.links) == MAX_URLS
    assert document.truncated
    assert document.problems == (f"more than {MAX_URLS} entries",)


def test_a_million_addresses_cost_no_more_than_the_cap() -> None:
    body = urlset("<url><loc>https://www.example.com/a</loc></url>" * 400_000)
    started = time.process_time()
    assert read(body).truncated
    assert time.process_time() - started < 5


def test_a_file_that_is_cut_off_gives_what_was_read() -> None:
    body = urlset("".join(page(f"/{n}") for n in range(3)))
    document = read(body[:-30])
    assert addresses(document) == ["/0", "/1"]
    assert document.truncated
    assert "the document ends early" in document.problems


def test_a_bare_ampersand_is_mended() -> None:
    document = read(urlset(page("/a?x=1&y=2") + page("/b?z=&eacute;")))
    assert addresses(document) == ["/a?x=1&y=2", "/b?z=%C3%A9"]
    assert not document.truncated


def test_a_wrong_tag_gives_what_stood_before() -> None:
    document = read(urlset(page("/a") + "<url><loc>https://www.example.com/b</lok>" + page("/c")))
    assert addresses(document) == ["/a"]
    assert document.truncated
    assert document.problems[0].startswith("not well-formed")


def test_other_encodings_and_rubbish_before_the_start_are_read() -> None:
    title = "<n:news><n:title>Шторм</n:title></n:news>"
    wide = f'<?xml version="1.0" encoding="utf-16"?><urlset>{page("/a", title)}</urlset>'
    assert read(wide.encode("utf-16")).links[0].title == "Шторм"
    cyrillic = wide.replace("utf-16", "windows-1251").encode("windows-1251")
    assert read(cyrillic).links[0].title == "Шторм"
    assert addresses(read(b"\n\n" + urlset(page("/a")))) == ["/a"]
    assert addresses(read(urlset(page("/a", "<lastmod>\xff</lastmod>")))) == ["/a"]


LAUGHS = (
    b'<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<urlset><url><loc>https://www.example.com/&b;</loc></url></urlset>"
)


def test_declared_entities_are_never_expanded() -> None:
    with pytest.raises(FeedError, match="declares entities"):
        read(LAUGHS)


def test_a_document_type_without_entities_does_no_harm() -> None:
    assert addresses(read(b"<!DOCTYPE urlset SYSTEM 'x.dtd'>" + urlset(page("/a"))[38:])) == ["/a"]


def test_a_time_that_all_entries_share_is_not_believed() -> None:
    stamp = "<lastmod>2024-05-12T11:59:{:02d}Z</lastmod>"
    document = read(urlset("".join(page(f"/{n}", stamp.format(n)) for n in range(30))))
    assert all(link.modified_at is None for link in document.links)
    assert document.problems == ("all entries were changed at the same time: not believed",)
    honest = read(
        urlset("".join(page(f"/{n}", "<lastmod>2024-05-11</lastmod>") for n in range(30)))
    )
    assert all(link.modified_at for link in honest.links)


def test_the_digest_changes_with_the_modification_time_only_where_it_is_believed() -> None:
    def digests(minute: int, spread: int) -> list[str]:
        stamps = (f"2024-05-12T{n * spread % 12:02d}:{minute:02d}:00Z" for n in range(30))
        entries = (page(f"/{n}", f"<lastmod>{s}</lastmod>") for n, s in enumerate(stamps))
        return [link.digest for link in read(urlset("".join(entries))).links]

    assert digests(1, spread=0) == digests(2, spread=0)
    assert digests(1, spread=1) != digests(2, spread=1)


def test_impossible_times_are_kept_raw_only() -> None:
    news = "<news:publication_date>2031-01-01</news:publication_date>"
    document = read(
        urlset(page("/a", f"<news:news>{news}</news:news><lastmod>1970-01-01</lastmod>"))
    )
    (link,) = document.links
    assert (link.published_at, link.modified_at) == (None, None)
    assert link.published_raw == "2031-01-01"
    assert document.problems == ("entries with a time that cannot be read or be true: 1",)


def test_unusable_and_repeated_addresses_are_counted() -> None:
    body = urlset(page("/a") + page("/a") + "<url><loc>ftp://x/</loc></url><url/>")
    document = read(body)
    assert addresses(document) == ["/a"]
    assert set(document.problems) == {
        "entries with the address of another: 1",
        "entries without a usable address: 2",
    }


def test_a_text_sitemap_is_a_list_of_lines() -> None:
    body = b"\xef\xbb\xbfhttps://www.example.com/a\r\n\r\n https://www.example.com/b \nrubbish:\n"
    document = read(body)
    assert (document.kind, document.parser) == ("sitemap", "lines")
    assert addresses(document) == ["/a", "/b"]


def test_a_feed_given_as_sitemap_is_read_as_feed() -> None:
    body = b"<rss version='2.0'><channel><item><link>/a</link></item></channel></rss>"
    document = read(body)
    assert document.kind == "rss"
    assert addresses(document) == ["/a"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "no sitemap"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "HTML page in place of a sitemap"),
        (b"words", "no sitemap"),
        (b"<opml/>", "no sitemap"),
        (b"<urlset", "ends early"),
        (b"\x1f\x8b\x08", "no sitemap"),
    ],
)
def test_what_is_no_sitemap_is_an_error_that_says_what_it_is(body: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        read(body)


def test_an_empty_sitemap_is_a_document_with_a_problem() -> None:
    assert read(urlset("")).problems == ("the sitemap has no entries",)


def test_deep_nesting_is_given_up() -> None:
    document = read(urlset(page("/a") + "<url>" + "<x>" * 100_000))
    assert addresses(document) == ["/a"]
    assert document.truncated


PIECES = """<urlset> </urlset> <sitemapindex> <url> </url> <sitemap> <loc> </loc> <lastmod>
</lastmod> https://www.example.com/a & &x; <![CDATA[ ]]> <!DOCTYPE[ <!ENTITY'x'> ]> <n:title>
</n:title> <?xml?> <rss> <item> <!-- -->"""


@settings(max_examples=200, deadline=None)
@given(
    st.binary()
    | st.lists(st.sampled_from(PIECES.split()), max_size=25).map("".join).map(str.encode)
)
@example(b"<?xml version='1.0' encoding='nonsense'?><urlset/>")
@example(b"<?xml version='1.0' encoding='utf-7'?><urlset><url><loc>+AAA-</loc></url></urlset>")
@example(b"\x1f\x8b" + bytes(20))
def test_any_bytes_give_a_document_or_a_feed_error(body: bytes) -> None:
    with contextlib.suppress(FeedError):
        document = read(body)
        assert all(link.url.startswith("http") for link in document.links + document.children)
