"""Trees of any text, in bounded time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import ParseError
from parsers.web.html import (
    MAX_ATTRIBUTES,
    MAX_CHARACTERS,
    MAX_DEPTH,
    absolute,
    parse_html,
)


def test_an_element_gives_its_tag_attributes_and_folded_text() -> None:
    element = parse_html('<P  Class="a b" hidden> One <b>two</b>\n three </P>').css("p")[0]
    assert element.tag == "p"
    assert element.attributes == {"class": "a b", "hidden": ""}
    assert element.get("class") == "a b"
    assert element.get("id", "none") == "none"
    assert element.text() == "One two three"


def test_elements_lead_to_parent_children_and_next() -> None:
    document = parse_html("<ul><li>a</li> text <li>b</li></ul>")
    first, second = document.css("li")
    assert first.next == second
    assert second.next is None
    assert first.parent == document.css_first("ul")
    assert [child.text() for child in first.parent.children] == ["a", "b"]
    assert first != second
    assert len({first, second, *document.css("li")}) == 2


def test_links_are_absolute_and_web_addresses_only() -> None:
    page = parse_html(
        '<a href="/a">A  b</a><a href="#x">x</a><a href="mailto:x@y.example">m</a>'
        '<a href="javascript:0">j</a><a href="//c.example/d">d</a><a href="http://[bad">z</a>'
    )
    links = [(anchor.href, anchor.text) for anchor in page.links("https://s.example/p/q")]
    assert links == [("https://s.example/a", "A b"), ("https://c.example/d", "d")]


def test_links_start_from_the_base_that_the_page_names() -> None:
    page = parse_html('<base href="/deep/"><a href="x">x</a>')
    assert [anchor.href for anchor in page.links("https://s.example/")] == [
        "https://s.example/deep/x"
    ]


def test_a_relative_address_without_a_base_stays_relative() -> None:
    assert absolute("", "a/b") == "a/b"
    assert absolute("", "data:text/plain,x") is None


def test_a_walk_gives_opens_texts_and_closes_in_order() -> None:
    page = parse_html("<p>a<b>c</b>d<i></i></p><script>no</script>")
    steps = page.walk(lambda element: element.tag == "script")
    assert [(step.kind, step.element.tag, step.text) for step in steps] == [
        ("open", "body", ""),
        ("open", "p", ""),
        ("text", "p", "a"),
        ("open", "b", ""),
        ("text", "b", "c"),
        ("close", "b", ""),
        ("text", "p", "d"),
        ("open", "i", ""),
        ("close", "i", ""),
        ("close", "p", ""),
        ("close", "body", ""),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "<p>end</p>",
        "<div>" * 100_000 + "<p>end</p>" + "</div>" * 100_000,
        "<span>" * 50_000 + "<div></div>" * 100_000 + "<p>end</p>",
        "<svg>" * 100_000 + "</svg><p>end</p>",
        "<b><i><section>" * 30_000 + "<p>end</p>",
    ],
    ids=["open", "balanced", "spans", "svg", "formatting"],
)
def test_deep_nesting_ends_soon_and_keeps_the_text(page: str) -> None:
    started = time.process_time()
    document = parse_html(page)
    assert time.process_time() - started < 5
    assert document.body is not None
    assert document.body.text().endswith("end")
    depth = deepest = 0
    for step in document.walk():
        depth += {"open": 1, "close": -1}.get(step.kind, 0)
        deepest = max(depth, deepest)
    assert depth == 0
    assert deepest <= MAX_DEPTH + 10


def test_scripts_and_comments_do_not_count_as_depth() -> None:
    noise = "<script>if (a<b && c<d) '<div>'</script><!-- <div> --><svg><path/><g></svg>"
    page = noise * 20_000 + "<section><p>end</p></section>"
    paragraph = parse_html(page).css_first("p")
    assert paragraph is not None
    assert paragraph.parent is not None
    assert paragraph.parent.tag == "section"


def test_a_page_beyond_the_limit_is_refused() -> None:
    with pytest.raises(ParseError, match="characters"):
        parse_html("x" * (MAX_CHARACTERS + 1))


def test_a_flood_of_attributes_is_refused() -> None:
    flood = "<div " + " ".join(f"a{i}=1" for i in range(10 * MAX_ATTRIBUTES)) + ">"
    with pytest.raises(ParseError, match="attributes"):
        parse_html(flood)


def test_one_very_long_attribute_is_no_flood() -> None:
    page = f"<div data-x='{'word ' * 100_000}'><p>end</p></div>"
    paragraph = parse_html(page).css_first("p")
    assert paragraph is not None
    assert paragraph.text() == "end"


@given(st.text(max_size=300))
def test_any_text_gives_a_tree_that_can_be_walked(text: str) -> None:
    document = parse_html(text)
    opened = closed = 0
    for step in document.walk():
        opened += step.kind == "open"
        closed += step.kind == "close"
    assert opened == closed
    assert all(anchor.href for anchor in document.links("https://s.example/"))
