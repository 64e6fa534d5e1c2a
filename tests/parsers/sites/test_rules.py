"""What site rules accept, what they refuse and why, and which version holds on which day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sites.rules import SiteRules, selector_fault, target_of
from parsers.sites.table import NO_RULES, RuleTable

REDESIGN = date(2020, 3, 1)
EVE = date(2020, 2, 29)
OLD = SiteRules(hosts=("paper.example",), valid_to=EVE, body=(".story",), name="paper")
NEW = SiteRules(hosts=("paper.example",), valid_from=REDESIGN, body=(".text",), name="paper")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"hosts": ()}, "hosts: write at least one host"),
        ({"hosts": "paper.example"}, "as a list"),
        ({"hosts": ("www.paper.example",)}, "leave out www"),
        ({"hosts": ("https://paper.example",)}, "is no host"),
        ({"hosts": ("Paper.Example",)}, "is no host"),
        ({"body": ".story"}, "body: write a list"),
        ({"body": ("p[",)}, r"body: 'p\[' is no CSS selector"),
        ({"drop": ("div:foo",)}, "drop: 'div:foo' is no CSS selector"),
        ({"title": ("",)}, "title: '': a selector has 1 to"),
        ({"title": ("b" * 400,)}, "title: 'bbb"),
        ({"authors": (".a",) * 21}, "authors: write a list of at most 20"),
        ({"published": ("time @",)}, "published: 'time @' is no CSS selector"),
        ({"body": ("p @lang",)}, "body: 'p @lang' reads an attribute"),
        ({"kinds": ((".x", "poem"),)}, "kinds: 'poem' is no kind of page; known are article"),
        ({"kinds": (("[", "video"),)}, "kinds: '\\[' is no CSS selector"),
        ({"kinds": (("p @a", "video"),)}, "kinds: 'p @a' reads an attribute"),
        ({"body": (), "drop": (".x",)}, "drop: leaves out parts of `body`"),
        ({"body": ()}, "the rules say nothing"),
        ({"valid_from": REDESIGN, "valid_to": EVE}, "lies before valid_from"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_to_do(
    values: dict[str, object], told: str
) -> None:
    right: dict[str, object] = {"hosts": ("paper.example",), "body": (".story",)}
    with pytest.raises(ValueError, match=told):
        SiteRules(**{**right, **values})  # type: ignore[arg-type] - wrong on purpose


def test_an_attribute_stands_behind_an_at_sign_outside_of_the_selector() -> None:
    assert target_of('meta[property="og:title"] @content') == (
        'meta[property="og:title"]',
        "content",
    )
    assert target_of("time@dateTime") == ("time", "datetime")
    assert target_of('a[href*="me@paper"]') == ('a[href*="me@paper"]', "")


@given(st.text(max_size=350))
def test_any_text_is_a_selector_or_a_fault_that_quotes_it(text: str) -> None:
    fault = selector_fault(text)
    if fault is None:
        SiteRules(hosts=("paper.example",), title=(text,))
    else:
        assert repr(text)[:40] in fault


def test_each_day_has_the_version_of_its_time() -> None:
    table = RuleTable((NEW, OLD))
    url = "https://www.paper.example/a"
    assert table.find(url, EVE) is OLD
    assert table.find(url, REDESIGN) is NEW
    assert table.find(url, None) is NEW
    assert (OLD.case, NEW.case) == ("site-paper-always", "site-paper-2020-03-01")


def test_a_day_between_two_versions_has_no_rules() -> None:
    first = SiteRules(hosts=("p.example",), valid_to=date(2019, 1, 1), body=("p",))
    second = SiteRules(hosts=("p.example",), valid_from=date(2021, 1, 1), body=("p",))
    assert RuleTable((first, second)).find("http://p.example/", date(2020, 1, 1)) is None


def test_rules_hold_for_subdomains_and_no_neighbours() -> None:
    table = RuleTable((NEW,))
    for url in ("http://paper.example:8080/", "https://m.news.paper.example/x?y"):
        assert table.find(url, None) is NEW
    for url in (
        "http://newspaper.example/",
        "http://paper.example.org/",
        "http://example/",
        "x",
        "",
    ):
        assert table.find(url, None) is None
    assert table.find(None, None) is None


def test_the_nearest_host_wins() -> None:
    blog = SiteRules(hosts=("blog.paper.example",), body=(".post",))
    table = RuleTable((NEW, blog))
    assert table.find("http://blog.paper.example/", None) is blog
    assert table.find("http://paper.example/", None) is NEW


@pytest.mark.parametrize(
    "other",
    [
        SiteRules(hosts=("paper.example",), body=("p",), name="other"),
        SiteRules(hosts=("x.example", "paper.example"), valid_from=EVE, body=("p",), name="other"),
        SiteRules(hosts=("paper.example",), valid_to=date(2000, 1, 1), body=("p",), name="other"),
    ],
)
def test_two_versions_for_one_day_are_an_error_that_names_both(other: SiteRules) -> None:
    with pytest.raises(ValueError, match=r"paper\.example: rules (paper|other) .*valid_to"):
        RuleTable((OLD, other))


def test_own_rules_take_the_place_of_those_behind_on_their_days_only() -> None:
    own = SiteRules(hosts=("paper.example",), valid_from=date(2024, 1, 1), body=(".own",))
    table = RuleTable((own,), behind=RuleTable((OLD, NEW)))
    assert table.find("http://paper.example/", None) is own
    assert table.find("http://paper.example/", REDESIGN) is NEW
    assert list(table) == [own]


@given(st.text(max_size=80), st.dates())
def test_no_address_breaks_the_look_up(url: str, day: date) -> None:
    assert NO_RULES.find(url, day) is None
    assert RuleTable((NEW,)).find(f"http://{url}", day) in (None, NEW)
