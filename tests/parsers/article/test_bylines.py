# ruff: noqa: RUF001 - names and words in their own alphabets
# ruff: noqa: E501 - markup reads better on one line
"""Who wrote a page: what head and byline say, where they differ, and when nobody is named."""

import json

import pytest

from parsers import parse_article
from parsers.article.names import read_names
from parsers.records import Article, Author

TEXT = "".join(
    f"<p>The {word} paragraph tells in a full sentence what the harbour board decided on Monday "
    "night, and why it took so long to decide anything at all.</p>"
    for word in ("first", "second", "third", "fourth")
)


def page(body: str, head: str = "", below: str = "") -> Article:
    return parse_article(
        '<html lang="en"><head><meta property="og:type" content="article"><meta '
        f'property="og:site_name" content="Harbour Post">{head}</head><body><main><article>'
        f"<h1>The ferry will sail again in spring</h1>{body}{TEXT}{below}</article></main></body></html>"
    )


def linked(*authors: object, kind: str = "NewsArticle", **facts: object) -> str:
    thing = {"@type": kind, "headline": "The ferry will sail again in spring", **facts}
    return f'<script type="application/ld+json">{json.dumps(thing | {"author": list(authors)})}</script>'


def person(name: str, **facts: str) -> dict[str, str]:
    return {"@type": "Person", "name": name, **facts}


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Von Jördis Kalkhoff und Ole Brandt", ["Jördis Kalkhoff", "Ole Brandt"]),
        ("Par Solène Maubray et Luc Aubin", ["Solène Maubray", "Luc Aubin"]),
        ("Por Inés Barro y Luis Gil", ["Inés Barro", "Luis Gil"]),
        ("Di Carla Neri e Ugo Sala", ["Carla Neri", "Ugo Sala"]),
        ("Door Femke Vos en Jan de Wit", ["Femke Vos", "Jan de Wit"]),
        ("Av Marit Holm og Nils Dahl", ["Marit Holm", "Nils Dahl"]),
        ("Text: Åsa Lind och Per Ek", ["Åsa Lind", "Per Ek"]),
        ("Teksti: Aino Salo ja Eero Koski", ["Aino Salo", "Eero Koski"]),
        ("Autor: Ewa Lis i Jan Bąk", ["Ewa Lis", "Jan Bąk"]),
        ("Napsal Jan Malý a Petr Dub", ["Jan Malý", "Petr Dub"]),
        ("Írta: Kis Anna és Nagy Béla", ["Kis Anna", "Nagy Béla"]),
        ("Scris de Ana Pop și Ion Rusu", ["Ana Pop", "Ion Rusu"]),
        ("Автор: Иван Петров и Анна Лис", ["Иван Петров", "Анна Лис"]),
        ("Автор: Олег Бойко та Ірина Коваль", ["Олег Бойко", "Ірина Коваль"]),
        ("Yazan: Ali Demir ve Ece Kaya", ["Ali Demir", "Ece Kaya"]),
        ("Oleh Budi Santoso dan Rina Putri", ["Budi Santoso", "Rina Putri"]),
        ("Συντάκτης: Νίκος Παππάς και Άννα Ρήγα", ["Νίκος Παππάς", "Άννα Ρήγα"]),
        ("بقلم: سامي حداد", ["سامي حداد"]),
        ("מאת דנה לוי", ["דנה לוי"]),
        ("記者：王小明、李大華", ["王小明", "李大華"]),
        ("文／林美玲", ["林美玲"]),
        ("佐藤花子記者", ["佐藤花子"]),
        ("김민수 기자", ["김민수"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("Tác giả: Nguyễn Văn An", ["Nguyễn Văn An"]),
    ],
)
def test_bylines_are_read_in_many_languages(line: str, found: list[str]) -> None:
    assert [author.name for author in read_names(line)] == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Ann Lee and Bob Ray, CNN", ["Ann Lee", "Bob Ray"]),
        ("ByAnn Lee", ["Ann Lee"]),
        ("Ann Lee The Associated Press", ["Ann Lee"]),
        ("Ann Lee with AP", ["Ann Lee", "AP"]),
        ("AFP, LIMA", ["AFP"]),
        ("Ann Lee in Kyiv and Bob Ray in Oslo", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee, Chief Technology Officer and Head of Labs", ["Ann Lee"]),
        ("Senior reporter Ann Lee", ["Ann Lee"]),
        ("Ann Lee, special to the Post", ["Ann Lee"]),
        ("Ann Lee MS, RDN", ["Ann Lee"]),
        ("Ann Lee Monday, 2 March", ["Ann Lee"]),
        ("Ann Lee and agencies", ["Ann Lee"]),
        ("Story by Ann Lee | Photos by Bob Ray", ["Ann Lee"]),
        ("Text: Ann Lee, Foto: Bob Ray", ["Ann Lee"]),
        ("Text und Fotos: Ann Lee", ["Ann Lee"]),
        ("Ann Lee Illustration by Bob Ray", ["Ann Lee"]),
        ("Translated by Bob Ray", []),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ministry of Trade and Industry", ["Ministry of Trade and Industry"]),
        ("Ludwig van der Berg and Ann Lee", ["Ludwig van der Berg", "Ann Lee"]),
        ("Von Miller", ["Von Miller"]),
        ("Redaktion hafen.de", ["Redaktion hafen.de"]),
        ("siteadmin", []),
        ("Here's Why", []),
        ("The Link Between Ships", []),
        ("TAKİP ET", []),
        ("By", []),
    ],
)
def test_what_is_no_name_is_cut_off(line: str, found: list[str]) -> None:
    assert [author.name for author in read_names(line)] == found


def test_the_byline_completes_what_the_head_names() -> None:
    article = page(
        '<div class="byline">By <span class="byline__name">Ann Lee</span> and Bob Ray, CNN</div>',
        linked(person("Ann Lee")),
    )
    assert names(article) == ["Ann Lee", "Bob Ray"]
    assert article.methods["authors"] == "json-ld:author+byline:author name"


def test_a_container_of_other_things_adds_nobody() -> None:
    noise = '<div class="byline-box">Ann Lee Harbour Notes, Travel Desk</div>'
    assert names(page(noise, linked(person("Ann Lee")))) == ["Ann Lee"]


def test_the_byline_speaks_where_the_head_names_the_site_or_an_account() -> None:
    shown = '<p><a href="/author/ann-lee/">Ann Lee</a></p>'
    assert names(page(shown, linked(person("Harbour Post")))) == ["Ann Lee"]
    account = person("Post Desk D", url="https://post.example/author/admin/")
    assert names(page(shown, linked(account))) == ["Ann Lee"]


def test_a_name_in_bold_opens_the_text_where_the_head_names_an_account() -> None:
    account = linked(person("D", url="https://post.example/author/admin/"))
    opening = "<p><strong>ANN LEE/BOB RAY</strong></p>"
    assert names(page(opening, account)) == ["ANN LEE", "BOB RAY"]
    assert names(page("<p><strong>Climate Change</strong></p>")) == []


@pytest.mark.parametrize(
    "credit",
    [
        "<p>Photography by Bob Ray</p>",
        "<p>Styled by <a href='/contributor/bob'>Bob Ray</a></p>",
        "<div>Contributions from</div><div><a href='/author/bob'>Bob Ray</a></div>",
        "<p>Foto: Bob Ray</p>",
    ],
)
def test_who_is_credited_for_something_else_is_no_author(credit: str) -> None:
    byline = "<p>By <a href='/author/ann'>Ann Lee</a></p>"
    assert names(page(byline + credit, linked(person("Ann Lee"), person("Bob Ray")))) == ["Ann Lee"]


def test_a_role_behind_the_name_tells_photographers() -> None:
    line = "<div><a href='/author/a'>Ann Lee</a><span>Writer</span><a href='/author/b'>Bob Ray</a><span>Photographer</span></div>"
    assert names(page(line)) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>by MrHarbour, Dec 19th 2023</p>", ["MrHarbour"]),
        ("<p>posted on 2023-12-19 23:30 by Ann Lee</p>", ["Ann Lee"]),
        ("<div>Von</div><div>Ann Lee</div>", ["Ann Lee"]),
        ('<div class="author-card"><div class="writer">Ann Lee Monday, 2 March</div></div>', ["Ann Lee"]),
        ('<div itemprop="author"><a itemprop="name">Ann Lee</a><a itemprop="name">Bob Ray</a></div>', ["Ann Lee", "Bob Ray"]),
        ("<p>By remaining calm on board</p>", []),
        ("<p>Contact: <a href='/authors/bob'>Bob Ray</a></p>", []),
        ("<section class='byline'>2 March | <a href='/x'>Wellness</a></section>", []),
        ("<p><a href='/people/bob'>Bob Ray</a></p>", []),
    ],
)  # fmt: skip
def test_lines_and_elements_at_the_headline_sign_the_story(body: str, found: list[str]) -> None:
    assert names(page(body)) == found


def test_bylines_of_teasers_and_comments_sign_nothing() -> None:
    beside = '<div class="related-stories"><h3>More</h3><p class="author">Otto Other</p></div>'
    beside += '<div class="comments"><p><span class="author">Carl Comment</span> writes</p></div>'
    assert names(page("", below=beside)) == []


def test_the_last_line_may_sign() -> None:
    assert names(page("", below="<p><i>Reporting by Ann Lee.</i></p>")) == ["Ann Lee"]


def test_the_site_is_its_own_author_only_in_news_that_say_so() -> None:
    site = {"@type": "NewsMediaOrganization", "name": "Harbour Post"}
    (author,) = page("", linked(site)).authors
    assert (author.name, author.kind) == ("Harbour Post", "organisation")
    assert names(page("", linked(site, kind="BlogPosting"))) == []


def test_a_site_signing_keeps_names_from_elsewhere_out() -> None:
    live = '<div class="post"><p class="author-name">Otto Other</p></div>'
    assert names(page("<p>By Harbour Post</p>" + TEXT * 4, below=live)) == ["Harbour Post"]


@pytest.mark.parametrize(
    ("body", "head", "found"),
    [
        ("<p><i>Our Foreign Staff</i><br>9 March 2026, 11.10</p>", "", "Our Foreign Staff"),
        ("<p><i>A Correspondent</i><br>9 March 2026, 11.10</p>", "", "A Correspondent"),
        ("<div class='firma'>Por <b>Harbour Post</b> · 9 de marzo de 2026</div>", "", "Harbour Post"),
        ("<div class='byline'>By Harbour Post Sport</div>", "", "Harbour Post Sport"),
        ("<p>Harbour Post 9 Mar 2026</p>", "<meta name='author' content='Harbour Post'>", "Harbour Post"),
    ],
)  # fmt: skip
def test_a_desk_or_the_paper_signs_where_nobody_else_does(body: str, head: str, found: str) -> None:
    (author,) = page(body, head).authors
    assert (author.name, author.kind) == (found, "organisation")
    both = page(f"{body}<p>By <a href='/author/a'>Ann Lee</a></p>", head)
    assert "Ann Lee" in names(both)


def test_a_desk_for_video_is_an_organisation_and_a_button_is_nothing() -> None:
    assert read_names("Ferry Video") == (Author("Ferry Video", "organisation"),)
    assert read_names("Watch Video") == ()


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", "<meta name='author' content='Harbour Post'>"),
        ("<p>Harbour Post 9 Mar 2026</p>", ""),
        ("<p>Home News</p><p>9 March 2026</p>", ""),
        ("<p>By harbourpost</p>", ""),
        ("<div class='author'>Watch Video</div>", ""),
    ],
)  # fmt: skip
def test_a_label_an_address_or_the_head_alone_is_no_signature(body: str, head: str) -> None:
    assert names(page(body, head)) == []


def test_every_answer_has_its_confidence() -> None:
    agreed = page("<p>By <a href='/author/a'>Ann Lee</a></p>", linked(person("Ann Lee")))
    said = page("", linked(person("Ann Lee")))
    assert agreed.confidences["authors"] > said.confidences["authors"] > 0
    assert 0 < agreed.confidences["title"] <= 1
    assert "authors" not in page("").confidences


def test_a_word_said_thousands_of_times_is_no_byline() -> None:
    hostile = '<div class="byline">' + "By " * 5000 + '</div><p><a href="/people/x">By</a></p>'
    assert names(page(hostile)) == []


def test_who_is_quoted_is_not_who_wrote() -> None:
    quote = "<figure class='pull-quote'><p>We shall sail.</p><p class='author-name'>Otto Other</p></figure>"
    named = "<div><span class='pull-quote__author'>Otto Other</span></div>"
    cited = "<blockquote><p>We shall sail.</p><p class='author'>Otto Other</p></blockquote>"
    for body in (quote, named, cited):
        assert names(page(body)) == []
        assert names(page("<p class='author-name'>Ann Lee</p>" + body)) == ["Ann Lee"]


@pytest.mark.parametrize("key", ["article:section", "keywords"])
def test_a_section_or_keyword_is_nobody_unless_it_signs(key: str) -> None:
    head = f"<meta name='{key}' content='Climate Change'>"
    assert names(page("<div class='byline'>Climate Change</div>", head)) == []
    column = f"<meta name='{key}' content='Ann Lee'>"
    assert names(page("<p>By <a href='/author/ann'>Ann Lee</a></p>", column)) == ["Ann Lee"]
    assert names(page("<p class='author'>Ann Lee</p>", column + linked(person("Ann Lee")))) == [
        "Ann Lee"
    ]
    assert (
        names(page("", "<meta name='section' content='World'><meta name='author' content='World'>"))
        == []
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("이용민 기자", ["이용민"]),
        ("이용민 기자 2024.03.02 10:00", ["이용민"]),
        ("[부산=항구신문] 이용민 기자", ["이용민"]),
        ("이용민 기자는 말했다", []),
        ("온라인 기자", []),
        ("質問者：田中花子", ["田中花子"]),
    ],
)
def test_lines_without_a_word_for_by_sign_in_the_ways_of_their_press(
    line: str, found: list[str]
) -> None:
    assert names(page(f"<p>{line}</p>")) == found


def test_a_meta_element_may_say_its_author_in_a_value() -> None:
    assert names(page("", "<meta name=author value='Ann Lee'>")) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Written by", ["Ann Lee"]),
        ("Verfasst von", ["Ann Lee"]),
        (None, ["Ann Lee"]),
        ("Filed under", []),
        ("Est. reading time", []),
    ],
)
def test_a_card_names_the_author_where_its_label_says_so(
    label: str | None, found: list[str]
) -> None:
    head = f"<meta name='twitter:label1' content='{label}'>" if label else ""
    assert names(page("", head + "<meta name='twitter:data1' content='Ann Lee'>")) == found


def test_of_two_answers_of_the_head_the_byline_decides() -> None:
    head = "<meta name='author' content='Otto Owner'><meta name='byl' content='Ann Lee'>"
    assert names(page("<p>By Ann Lee</p>", head)) == ["Ann Lee"]
    assert names(page("", head)) == ["Otto Owner"]
