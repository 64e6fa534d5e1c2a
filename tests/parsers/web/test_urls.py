import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.web import urls
from parsers.web.urls import MAX_URL, host_of, normalise, resolve, site_of, surt, url_key

words = st.text("abcXYZ019-_.~%/", max_size=12)
hosts = st.sampled_from(
    [
        "example.com",
        "www.Example.com",
        "amp.example.co.uk",
        "m.com.br",
        "127.0.0.1:8080",
        "bücher.de",
    ]
)
pairs = st.lists(st.tuples(st.text("abUTM_=%", min_size=1, max_size=6), words), max_size=5)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    query = "&".join(f"{name}={value}" for name, value in draw(pairs))
    tail = draw(
        st.sampled_from(["", "/amp", "/amp/", ".amp.html", "/print", "/", ";jsessionid=1A"])
    )
    return f"{draw(st.sampled_from(['http', 'https']))}://{draw(hosts)}/{draw(words)}{tail}?{query}"


@pytest.mark.parametrize(
    ("given_url", "base", "expected"),
    [
        ("HTTP://Example.COM:80/a/../b#top", None, "http://example.com/b"),
        ("https://example.com", None, "https://example.com/"),
        ("  https://example.com/a b\n", None, "https://example.com/a%20b"),
        ("../x?y=1#z", "https://example.com/a/b/c", "https://example.com/a/x?y=1"),
        ("//cdn.example.com/x", "https://example.com/", "https://cdn.example.com/x"),
        ("https://bücher.de/ä", None, "https://xn--bcher-kva.de/%C3%A4"),
        ("http://2130706433/", None, "http://127.0.0.1/"),
        ("https://example.com/a%2Fb?q=a%2Fb", None, "https://example.com/a%2Fb?q=a%2Fb"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(
    given_url: str, base: str | None, expected: str
) -> None:
    assert normalise(given_url, base) == expected


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "relative/path",
        "mailto:a@example.com",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://user:secret@example.com/",
        "https://user@example.com/",
        "https://",
        "https://exa mple.com/",
        "http://[::1",
        "http://example.com:99999/",
        "https://example.com/\ud800",
        "https://example.com/" + "a" * MAX_URL,
    ],
)
def test_what_cannot_be_fetched_is_no_address(bad: str) -> None:
    assert normalise(bad) is None


def test_an_address_that_grows_too_long_by_escaping_is_refused() -> None:
    assert normalise("https://example.com/" + "ä" * (MAX_URL // 4)) is None


def test_a_link_is_resolved_against_its_page() -> None:
    assert resolve("https://example.com/a/", "b?c#d") == "https://example.com/a/b?c"
    assert resolve("not a base", "b") is None


@given(st.text() | addresses())
@example("http://example.com:80/\t%zz#")
def test_normalising_twice_changes_nothing_and_nothing_raises(url: str) -> None:
    once = normalise(url)
    assert once is None or normalise(once) == once


@given(addresses() | st.from_regex(urls._ALREADY_NORMAL, fullmatch=True))
@example("https://example.com/a/.%2e/b")
@example("https://a.b0x.ab/x?y=z&&")
def test_the_short_cut_for_normal_addresses_agrees_with_the_standard(url: str) -> None:
    if urls._ALREADY_NORMAL.fullmatch(url):
        parsed = urls._parse(url)
        assert parsed is None or parsed.href == url


FORMS = [
    "https://example.com/2024/05/12/storm-hits-coast",
    "http://www.example.com:80/2024/05/12/storm-hits-coast/",
    "https://example.com/2024/05/12/storm-hits-coast?utm_source=rss&UTM_Medium=feed#comments",
    "https://example.com/2024/05/12/storm-hits-coast?utm%5Fsource=rss",
    "https://example.com/2024/05/12/storm-hits-coast?fbclid=XYZ",
    "https://amp.example.com/2024/05/12/storm-hits-coast",
    "https://m.example.com/2024/05/12/storm-hits-coast?xtor=RSS-1",
    "https://example.com/2024/05/12/storm-hits-coast/amp/",
    "https://example.com/2024/05/12/storm-hits-coast.amp",
    "https://example.com/2024/05/12/storm-hits-coast?outputType=amp",
    "https://example.com/2024/05/12/storm-hits-coast?amp=1",
    "https://example.com/2024/05/12/storm-hits-coast?amp",
    "https://example.com/2024/05/12/storm-hits-coast?print=1",
    "https://example.com/2024/05/12/storm-hits-coast/print",
    "https://example.com/2024/05/12/storm%2Dhits%2Dcoast;jsessionid=0A1B",
]


@pytest.mark.parametrize("form", FORMS)
def test_all_forms_of_one_article_share_a_key(form: str) -> None:
    assert url_key(form) == url_key(FORMS[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a?id=1", "https://example.com/a?id=2"),
        ("https://example.com/a?id=1", "https://example.com/a"),
        ("https://example.com/a?q=x", "https://example.com/a?b=x"),
        ("https://example.com/A", "https://example.com/a"),
        ("https://example.com/index.html", "https://example.com/"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
        ("https://example.com/news/amp", "https://example.com/news"),
        ("https://m.example.com/", "https://example.com/"),
        ("https://m.com.br/a", "https://com.br/a"),
        ("https://amp.dev/a", "https://dev/a"),
        ("https://news.example.com/a", "https://example.com/a"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
        ("https://example.com/a?page=2", "https://example.com/a?page=3"),
    ],
)
def test_different_pages_keep_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@given(st.text() | addresses())
@example("http://example.com:443/")
@example("https://m.amp.www.example.com/a-1/amp/print/amp")
@example("https://example.com/a-1;sid=1/amp")
@example("https://example.com//a-1//amp//")
@example("https://example.com/.;JSESSIONID=")
@example("https://example.com/a/..amp")
def test_a_key_is_the_key_of_itself(url: str) -> None:
    assert url_key(url_key(url)) == url_key(url)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_the_query_is_irrelevant(
    query: list[tuple[str, str]], shuffler: random.Random
) -> None:
    shuffled = list(query)
    shuffler.shuffle(shuffled)
    one, other = (
        "https://example.com/a?" + "&".join(f"{k}={v}" for k, v in order)
        for order in (query, shuffled)
    )
    assert url_key(one) == url_key(other)
    assert surt(one) == surt(other)


def test_host_and_site_name_who_serves_an_address() -> None:
    assert host_of("https://WWW.Example.com:8443/x") == "www.example.com:8443"
    assert host_of("https://example.com:443/x") == "example.com"
    assert host_of("nonsense") == ""
    assert site_of("https://news.bbc.example.co.uk/x") == "example.co.uk"
    assert site_of("https://static.example.com:8080/") == "example.com"
    assert site_of("https://example.de/") == "example.de"
    assert site_of("http://127.0.0.1:8080/") == "127.0.0.1"
    assert site_of("http://[::1]:8080/") == "[::1]"
    assert site_of("http://localhost/") == "localhost"
    assert site_of("nonsense") == ""


# The expected keys were made with the surt package (internetarchive), version 0.3.1.
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.Example.com:80/A/b/?b=2&a=1#f", "com,example)/a/b?a=1&b=2"),
        ("https://127.0.0.1:8080/x/", "1,0,0,127:8080)/x"),
        ("http://example.com", "com,example)/"),
        ("http://example.com:8080/a%c3%a9?X=Y", "com,example:8080)/a%c3%a9?x=y"),
        ("http://münchen.de/ä", "de,xn--mnchen-3ya)/%c3%a4"),
        ("http://www2.a.b.co.uk/?", "uk,co,b,a)/"),
        ("http://example.com//a//b", "com,example)/a/b"),
        ("http://example.com/a?b&b=", "com,example)/a?b&b="),
        ("http://[::1]:80/x", "::1)/x"),
        ("https://example.com:443/%7Ea", "com,example)/~a"),
    ],
)
def test_index_keys_are_those_that_web_archives_use(url: str, expected: str) -> None:
    assert surt(url) == expected


@given(st.text() | addresses())
def test_an_index_key_never_raises(url: str) -> None:
    assert isinstance(surt(url), str)
