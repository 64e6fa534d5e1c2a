"""Lines that a site repeats are left out of the text, whoever found the text."""

from datetime import date
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import parse_article
from parsers.article.body import Body
from parsers.article.by_rules import RuledPage
from parsers.errors import ParseError
from parsers.records import Article, Block
from parsers.sites.lines import is_dropped, line_fault
from parsers.sites.rules import SiteRules
from parsers.sites.table import NO_RULES, RuleTable
from tests.parsers.sites.test_applying import FIRST, HEAD, SECOND, THIRD, blocks, parse, site

OFFER = "Read every story for one crown a week: subscribe to the Skelby Post today."
FOLLOW = "Follow us on all channels, and write to us where you see news happen."
PAGE = f"""{HEAD}</head><body><article><h1>Ferry aground</h1><p>{FIRST}</p>
<p>Read every  story for one crown a week:
<b>Subscribe</b> to the Skelby Post today.</p>
<p>{SECOND}</p><p>{THIRD}</p><p>{FOLLOW}</p></article></body></html>"""
LATER = date(2024, 1, 1)


def plain(page: str = PAGE) -> Article:
    return parse_article(page, site_rules=NO_RULES)


def body_of(*texts: str) -> Body:
    found, position = [], 0
    for text in texts:
        found.append(Block("paragraph", position, position + len(text)))
        position += len(text) + 2
    return Body("\n\n".join(texts), tuple(found), "page")


def no_tree() -> NoReturn:
    raise AssertionError("the page was parsed a second time")


def test_a_line_is_left_out_of_what_the_general_parser_found_and_the_rest_moves_up() -> None:
    assert OFFER.casefold() in plain().text.casefold()
    article = parse(PAGE, site(drop_lines=(OFFER, FOLLOW)))
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert [text for _, text in blocks(article)] == [FIRST, SECOND, THIRD]
    assert article.methods == plain().methods


def test_a_line_is_left_out_of_the_containers_that_rules_name() -> None:
    article = parse(PAGE, site(body=("article",), drop_lines=(OFFER,)))
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{FOLLOW}"
    assert [text for _, text in blocks(article)] == [FIRST, SECOND, THIRD, FOLLOW]
    assert article.methods["text"] == "site:paper:article"


def test_a_line_that_ends_in_an_asterisk_is_the_beginning_of_a_paragraph() -> None:
    article = parse(PAGE, site(drop_lines=("follow us on ALL channels *",)))
    assert FOLLOW not in article.text
    assert THIRD in article.text


def test_a_line_is_no_part_of_a_paragraph() -> None:
    lines = ("Follow us on all channels", "nobody was seriously hurt*")
    assert parse(PAGE, site(drop_lines=lines)).text == plain().text


def test_lines_that_are_never_found_are_no_problem() -> None:
    article = parse(PAGE, site(drop_lines=("Download our app for free", "Terms and conditions*")))
    assert article.text == plain().text
    assert article.problems == plain().problems


def test_rules_of_lines_alone_do_not_need_the_tree_of_the_page() -> None:
    ruled = RuledPage(site(drop_lines=(OFFER,)), no_tree, None, None)
    ruled.refuse()
    assert ruled.body(body_of(FIRST, OFFER, SECOND)) == body_of(FIRST, SECOND)
    assert ruled.article(plain()) == plain()


def test_a_text_without_its_lines_that_is_empty_is_no_error_of_ours() -> None:
    page = f"{HEAD}</head><body><article><h1>Ferry</h1><p>{OFFER}</p><p>{FOLLOW}</p></article>"
    try:
        article = parse(page, site(drop_lines=(OFFER, FOLLOW)))
    except ParseError:
        return
    assert (article.text, article.blocks) == ("", ())


@pytest.mark.parametrize(
    ("line", "text", "dropped"),
    [
        ("Subscribe to us now", "SUBSCRIBE  to\u00a0us\nnow", True),
        ("Subscribe to us now", "Subscribe to us now!", False),
        ("Subscribe to us*", "subscribe to us now", True),
        ("Subscribe to us *", "Subscribe to us", True),
        ("Subscribe to us*", "Please subscribe to us", False),
        ("更多新闻请点击这里", "更多新闻请点击这里", True),
        ("Straße und Fußweg", "STRASSE UND FUSSWEG", True),
    ],
)
def test_lines_are_compared_without_white_space_and_case(
    line: str, text: str, *, dropped: bool
) -> None:
    assert line_fault(line) is None
    assert is_dropped(text, (line,)) is dropped


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "too short"),
        ("Read more:*", "too short"),
        ("a           b           c", "too short"),
        ("*", "too short"),
        ("更多新闻", None),
        ("点击这", "too short"),
        ("a" * 301, "write the beginning and \\*"),
    ],
)
def test_a_line_that_could_be_one_of_an_article_is_refused(line: str, told: str | None) -> None:
    if told is None:
        assert line_fault(line) is None
        return
    with pytest.raises(ValueError, match=f"drop_lines: .*{told}"):
        site(drop_lines=(line,))


def test_lines_that_are_no_list_are_refused() -> None:
    with pytest.raises(ValueError, match="drop_lines: write a list"):
        site(drop_lines=OFFER)


def test_own_lines_are_dropped_beside_what_the_rules_behind_say() -> None:
    behind = site(body=(".story",), drop_lines=(OFFER,), valid_from=LATER)
    own = RuleTable((site(drop_lines=(FOLLOW,)),), behind=RuleTable((behind,)))
    both = own.find("https://paper.example/a", LATER)
    assert both is not None
    assert (both.body, both.drop_lines) == ((".story",), (OFFER, FOLLOW))
    assert own.find("https://paper.example/a", LATER) is both
    before = own.find("https://paper.example/a", date(2023, 1, 1))
    assert before is not None
    assert (before.body, before.drop_lines) == ((), (FOLLOW,))


@given(st.lists(st.sampled_from((FIRST, OFFER, SECOND, FOLLOW)), max_size=8))
def test_blocks_are_the_text_whatever_is_dropped(texts: list[str]) -> None:
    rules = SiteRules(hosts=("p.example",), drop_lines=(OFFER, "follow us on*"))
    body = RuledPage(rules, no_tree, None, None).body(body_of(*texts))
    assert body == body_of(*(text for text in texts if text in (FIRST, SECOND)))
