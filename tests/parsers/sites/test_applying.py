"""What becomes of a page that rules hold for."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse_article
from parsers.errors import NotAnArticle, ParseError
from parsers.records import Article
from parsers.sites.rules import SiteRules
from parsers.sites.table import NO_RULES, RuleTable

URL = "https://paper.example/news/ferry-4711"
NOW = datetime(2024, 3, 13, 2, tzinfo=UTC)
FIRST = (
    "All 42 passengers of the ferry Alma were taken ashore on Tuesday evening after the ship had "
    "run aground on a sandbank two kilometres off Skelby."
)
SECOND = (
    "Three people were treated for cold and bruises, the coast guard said, and nobody was "
    "seriously hurt when the lifeboats came alongside in the dark."
)
THIRD = (
    "A tug was expected to pull the ferry free at high water on Wednesday morning, if the wind "
    "had fallen by then, the owner of the line said."
)
HEAD = (
    '<html lang="en-GB"><head><title>Ferry aground</title>'
    '<meta property="og:type" content="article">'
)
PAGE = f"""{HEAD}<meta name="x:when" content="2024-03-12T18:05:00+01:00"></head><body>
<h1>Ferry aground</h1><div class="who">Words: Marit Holm</div>
<div class="when">12/03/2024 20:00</div>
<div class="part"><p>{FIRST}</p><div class="promo"><p>{THIRD} Subscribe now.</p></div></div>
<aside class="related"><p>{SECOND}</p></aside>
<div class="part"><p>{SECOND}</p></div></body></html>"""


def parse(page: str | bytes, rules: SiteRules, **more: object) -> Article:
    facts: dict[str, object] = {"fetched_at": NOW} | more
    return parse_article(page, URL, site_rules=RuleTable((rules,)), **facts)  # type: ignore[arg-type] - passed on


def site(**values: object) -> SiteRules:
    return SiteRules(hosts=("paper.example",), name="paper", **values)  # type: ignore[arg-type] - passed on


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(one.kind, article.text[one.start : one.end]) for one in article.blocks]


def test_the_text_is_that_of_all_containers_without_what_is_dropped() -> None:
    article = parse(PAGE, site(body=(".part",), drop=(".promo",)))
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert blocks(article) == [("paragraph", FIRST), ("paragraph", SECOND)]
    assert article.methods["text"] == "site:paper:.part"
    assert article.problems == ()


def test_a_container_in_a_container_is_read_once() -> None:
    article = parse(
        f"{HEAD}<div class=a>{FIRST}<div class=a><p>{SECOND}</p></div></div>", site(body=(".a",))
    )
    assert article.text == f"{FIRST}\n\n{SECOND}"


def test_blocks_have_their_kinds() -> None:
    page = f"""{HEAD}<div class=a><h1>Ferry</h1><p>{FIRST}</p><h2>Wind</h2>
    <ul><li>One</li><li>Two</li></ul>
    <blockquote><p>Very quiet.</p></blockquote><pre>a  b</pre>
    <table><tr><th>Day</th><th>Aboard</th></tr><tr><td>Monday</td><td>42</td></tr></table>
    <figure><img><figcaption>The ferry.</figcaption></figure>{SECOND}<br><br>{THIRD}
    <script>x</script></div>"""
    assert blocks(parse(page, site(body=(".a",)))) == [
        ("paragraph", FIRST),
        ("heading", "Wind"),
        ("list_item", "One"),
        ("list_item", "Two"),
        ("quote", "Very quiet."),
        ("preformatted", "a b"),
        ("table", "Day | Aboard\nMonday | 42"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]


def test_a_table_that_lays_out_the_page_gives_paragraphs() -> None:
    page = f"{HEAD}<table><tr><td class=a><p>{FIRST}</p><p>Short.</p></td></tr></table>"
    assert {kind for kind, _ in blocks(parse(page, site(body=(".a",))))} == {"paragraph"}
    assert {kind for kind, _ in blocks(parse(page, site(body=("table",))))} == {"paragraph"}


def test_fields_are_read_as_text_or_attribute_and_say_where_from() -> None:
    article = parse(
        PAGE,
        site(
            title=(".missing", "h1"),
            authors=(".who",),
            published=('meta[name="x:when"] @content',),
            author_text=lambda text: text.removeprefix("Words: "),
        ),
    )
    assert article.title == "Ferry aground"
    assert [author.name for author in article.authors] == ["Marit Holm"]
    assert article.published_at == datetime(2024, 3, 12, 17, 5, tzinfo=UTC)
    assert article.methods["title"] == "site:paper:h1"
    assert article.methods["authors"] == "site:paper:.who"
    assert article.methods["published"] == 'site:paper:meta[name="x:when"] @content'
    assert article.problems == ()


def test_a_time_is_read_in_the_zone_of_the_source_and_the_order_of_the_rules() -> None:
    rules = site(published=(".when",), month_first=False)
    article = parse(PAGE, rules, zone=ZoneInfo("Europe/Oslo"))
    assert article.published_at == datetime(2024, 3, 12, 19, tzinfo=UTC)
    american = parse(PAGE, site(published=(".when",), month_first=True), fetched_at=None)
    assert american.published_day == date(2024, 12, 3)


def test_a_rule_that_finds_nothing_leaves_the_value_and_is_a_problem() -> None:
    plain = parse_article(PAGE, URL, fetched_at=NOW, site_rules=NO_RULES)
    rules = site(
        body=(".gone",), title=(".t",), authors=(".b",), published=(".p",), modified=(".m",)
    )
    article = parse(PAGE, rules)
    assert (article.text, article.title, article.authors) == (
        plain.text,
        plain.title,
        plain.authors,
    )
    assert (article.published, article.modified) == (plain.published, plain.modified)
    assert article.methods == plain.methods
    assert article.problems == (
        "site rule paper always: .gone found nothing: text",
        "site rule paper always: .t found nothing: title",
        "site rule paper always: .b found nothing: authors",
        "site rule paper always: .p found nothing: published",
        "site rule paper always: .m found nothing: modified",
    )


def test_a_container_without_text_and_a_time_from_the_future_are_nothing() -> None:
    page = PAGE.replace("12/03/2024 20:00", "12/03/2031 20:00").replace(
        "</body>", "<p class=e> </p>"
    )
    article = parse(page, site(body=(".e",), published=(".when",)))
    assert [told for told in article.problems if "site rule" in told] == [
        "site rule paper always: .e found nothing: text",
        "site rule paper always: .when found nothing: published",
    ]
    assert FIRST in article.text


def test_two_versions_of_one_site_each_read_their_pages() -> None:
    old_page = (
        f"{HEAD}<div class=story><p>{FIRST}</p><p>{SECOND}</p></div><div class=x>{THIRD}</div>"
    )
    new_page = f"{HEAD}<main class=text><p>{FIRST}</p></main><div class=story><p>{THIRD}</p></div>"
    table = RuleTable(
        (
            site(body=(".story",), valid_to=date(2020, 2, 29)),
            site(body=(".text",), valid_from=date(2020, 3, 1)),
        )
    )

    def text(page: str, year: int) -> str:
        at = datetime(year, 1, 1, tzinfo=UTC)
        return parse_article(page, URL, fetched_at=at, site_rules=table).text

    assert text(old_page, 2019) == f"{FIRST}\n\n{SECOND}"
    assert text(new_page, 2021) == FIRST
    assert parse_article(new_page, URL, site_rules=table).text == FIRST


def test_a_page_without_an_address_or_of_another_host_has_no_rules() -> None:
    table = RuleTable((site(body=(".promo",)),))
    for url in (None, "https://other.example/news/1"):
        article = parse_article(PAGE, url, site_rules=table)
        assert "site:" not in str(article.methods)


def test_kinds_refuse_pages_and_name_articles() -> None:
    with pytest.raises(NotAnArticle, match=r"site rule paper: \.who") as refusal:
        parse(PAGE, site(kinds=((".gone", "video"), (".who", "index"))))
    assert refusal.value.kind == "index"
    article = parse(PAGE, site(kinds=((".who", "live_blog"), (".part", "video"))))
    assert (article.kind, article.methods["kind"]) == ("live_blog", "site:paper:.who")


def test_a_deep_page_is_read_without_recursion() -> None:
    deep = "<div>" * 5000 + f"<p>{FIRST}</p>" + "</div>" * 5000
    assert FIRST in parse(f"{HEAD}<div class=a>{deep}", site(body=(".a",))).text


TAGS = ("div class=a", "p", "li", "td", "tr", "table", "br", "span", "blockquote", "i", "svg", "h2")
MARKUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]),
        st.text(max_size=20),
        st.just(FIRST),
    ),
    max_size=60,
)


@given(MARKUP)
@settings(max_examples=150, deadline=None)
def test_any_markup_gives_blocks_that_are_the_text_or_a_refusal(pieces: list[str]) -> None:
    page = f"{HEAD}<body><div class=a>{FIRST}{''.join(pieces)}"
    try:
        article = parse(page, site(body=(".a",), drop=("li",), authors=("p",), published=("td",)))
    except ParseError:
        return
    parts = [text for _, text in blocks(article)]
    assert "\n\n".join(parts) == article.text
    assert all(part and part == part.strip() for part in parts)
