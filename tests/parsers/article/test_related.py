"""What leads to other stories is left out, and nothing else with it."""

import time
from contextlib import suppress

import pytest

from parsers import parse_article
from parsers.article.phrases import heads_related
from parsers.errors import NotAnArticle

HEAD = '<html lang="en"><head><meta property="og:type" content="article"></head><body>'
LONG = (
    "This sentence stands for a paragraph of a report and is long enough to be taken for one, "
    "with a clause or two at its end, as reporters write them."
)
LEAD = "In another town another thing was found by somebody else, who took it to the police."


def text_of(body: str) -> list[str]:
    article = parse_article(HEAD + body)
    return [article.text[block.start : block.end] for block in article.blocks]


def numbered(*numbers: int) -> str:
    return "".join(f"<p>{number}. {LONG}</p>" for number in numbers)


def teaser(number: int) -> str:
    return f'<div><a href="/{number}">Another story of the week, {number}</a><p>{LEAD}</p></div>'


@pytest.mark.parametrize(
    "heading",
    [
        "Related stories", "READ MORE:", "You might also like…", "Le puede interesar",
        "Lea también:", "Leia também", "À lire aussi", "Mehr zum Thema",
        "Das könnte Sie auch interessieren", "Leggi anche", "Lees ook",
        "Les også", "Læs også", "Läs också", "Lue myös", "Czytaj także",
        "Čtěte také", "Olvasta már?", "Citește și", "Pročitajte i", "İlgili Haberler",
        "Читайте также:", "Читайте також", "Вижте още", "Διαβάστε επίσης", "اقرأ أيضًا",
        "بیشتر بخوانید", "קראו גם", "यह भी पढ़ें", "আরও পড়ুন", "Xem thêm",
        "Baca juga:", "อ่านเพิ่มเติม", "関連記事",
        "相关新闻", "延伸閱讀", "관련기사",
    ],
)  # fmt: skip
def test_a_heading_of_related_stories_is_known_in_many_languages(heading: str) -> None:
    assert heads_related(heading)


@pytest.mark.parametrize(
    "line",
    ["Related charges were dropped", "Read more books, the minister says", "", "?", "Más agua",
     "The latest", "По теме войны", "x" * 500],
)  # fmt: skip
def test_a_line_that_says_more_is_no_such_heading(line: str) -> None:
    assert not heads_related(line)


def test_a_block_under_such_a_heading_is_left_out_with_its_leads() -> None:
    block = f'<div class="x7"><h3>Le puede interesar</h3>{teaser(1)}{teaser(2)}</div>'
    assert len(text_of(f"<div><h1>T</h1>{numbered(1, 2, 3)}{block}</div>")) == 3


def test_teasers_beside_their_heading_are_left_out_and_the_text_behind_them_is_kept() -> None:
    inside = f"{numbered(1, 2)}<h3>Lesen Sie auch</h3>{teaser(1)}{numbered(3, 4)}"
    assert text_of(f"<div><h1>T</h1>{inside}</div>") == [f"{n}. {LONG}" for n in (1, 2, 3, 4)]


def test_a_row_of_teasers_without_a_heading_is_left_out() -> None:
    row = "".join(map(teaser, range(4)))
    blocks = text_of(f"<main><h1>T</h1>{numbered(*range(9))}<section>{row}</section></main>")
    assert blocks == [f"{n}. {LONG}" for n in range(9)]


def test_a_line_that_points_to_another_story_is_left_out() -> None:
    line = '<p>Lea también: <a href="/x">El puente que nadie quiso</a></p>'
    assert text_of(f"<main><h1>T</h1>{numbered(1)}{line}{numbered(2)}</main>") == [
        f"1. {LONG}",
        f"2. {LONG}",
    ]


def test_the_whole_text_is_kept_whatever_stands_above_it() -> None:
    assert len(text_of(f"<div><p>Latest news</p>{numbered(1, 2, 3, 4)}</div>")) >= 4


def test_questions_that_are_links_do_not_make_teasers_of_most_of_the_text() -> None:
    parts = "".join(
        f'<div class="q"><a href="#{n}">What happened in the town, part {n}?</a>{numbered(n)}</div>'
        for n in range(6)
    )
    assert len(text_of(f"<main><h1>T</h1>{parts}</main>")) >= 6


@pytest.mark.parametrize("names", ["relacionadas", "boletin", "leggi-anche", "meistgelesen", "pie"])
def test_names_of_elements_count_in_other_languages_too(names: str) -> None:
    noise = f'<div class="{names}"><p>{LEAD}</p></div>'
    assert len(text_of(f"<main><h1>T</h1>{numbered(1, 2)}{noise}{numbered(3)}</main>")) == 3


def test_floods_of_headings_and_teasers_take_bounded_time() -> None:
    start = time.process_time()
    flood = "<p>Related</p>" * 20_000 + '<p><a href="/x">A headline that is a link</a></p>' * 20_000
    for deep in ("", "<div>" * 900):
        with suppress(NotAnArticle):
            text_of(f"<main>{numbered(1, 2, 3, 4)}{deep}{flood}</main>")
    assert time.process_time() - start < 8
