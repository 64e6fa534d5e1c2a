import pytest

from parsers import parse_article
from parsers.article.found import trust
from parsers.article.page import read_page
from parsers.article.selection import select
from parsers.records import Article

WORDS = (
    "The harbour master said on Tuesday that number {} of the ferries had left the quay an hour "
    "late, because the crew, which had been called in from the night shift, waited for the pilot."
)


def numbered(*numbers: int) -> str:
    return "".join(f"<p>{WORDS.format(number)}</p>" for number in numbers)


def read(body: str) -> Article:
    head = '<html lang="en"><head><title>Ferries late</title><meta property="og:type"'
    head += ' content="article"><meta property="article:published_time" content="2026-03-03">'
    return parse_article(f"{head}</head><body><h1>Ferries late</h1>{body}</body></html>")


def paragraphs(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks]


def test_all_containers_of_a_text_are_taken_and_what_stands_between_them_is_not() -> None:
    between = '<div class="newsletter-signup"><p>Get our letter every morning.</p></div>'
    body = f'<div class="text">{numbered(1, 2)}</div>{between}<div class="text">{numbered(3)}</div>'
    found = paragraphs(read(f"<main>{body}<div class='text'>{numbered(4, 5)}</div></main>"))
    assert found == [WORDS.format(number) for number in (1, 2, 3, 4, 5)]


def test_an_aside_that_holds_the_whole_text_is_the_text() -> None:
    found = paragraphs(read(f"<aside class='sidebar'>{numbered(1, 2, 3, 4)}</aside>"))
    assert len(found) == 4


@pytest.mark.parametrize(
    "box",
    [
        f"<figure><img src=a><figcaption>{WORDS.format(9)}</figcaption></figure>",
        f"<div hidden>{numbered(9)}</div>",
        f'<div class="comments-list">{numbered(9)}</div>',
        f'<div class="cookie-consent">{numbered(9)}</div>',
        f'<section class="related-articles">{numbered(9)}</section>',
        f'<p><a href="/other">{WORDS.format(9)}</a></p>',
    ],
)
def test_what_rules_are_sure_of_is_never_brought_back(box: str) -> None:
    found = paragraphs(read(f"<main>{numbered(1, 2, 3)}{box}{numbered(4)}</main>"))
    assert WORDS.format(9) not in found
    assert {WORDS.format(1), WORDS.format(4)} <= set(found)


def test_lists_headings_and_tables_within_the_text_stay_whole() -> None:
    inner = "<h2>The times</h2><ul><li>Six</li><li>Seven</li><li>Half past eight</li></ul>"
    table = "<table><tr><th>Ferry</th><th>Minutes</th></tr><tr><td>Ida</td><td>62</td></tr></table>"
    article = read(f"<main>{numbered(1, 2)}{inner}{numbered(3)}{table}{numbered(4, 5)}</main>")
    kinds = [block.kind for block in article.blocks]
    assert kinds.count("list_item") == 3
    assert kinds.count("heading") == 1
    assert "Ferry | Minutes\nIda | 62" in paragraphs(article)


def test_captions_are_kept_apart_from_the_text() -> None:
    picture = "<figure><img src=a><figcaption>The quay of Port Ida at dawn</figcaption></figure>"
    elsewhere = "<figure><figcaption>A picture of another story entirely</figcaption></figure>"
    body = f"<main>{numbered(1)}{picture}{numbered(2, 3)}</main>"
    article = read(f"{body}{'<p>a</p>' * 9}{elsewhere}")
    assert article.captions == ("The quay of Port Ida at dawn",)
    assert "dawn" not in article.text


def test_linked_data_without_paragraphs_is_read_in_those_of_the_page() -> None:
    said = " ".join(WORDS.format(number) for number in range(1, 9))
    data = f'{{"@type":"NewsArticle","articleBody":"{said}"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    hidden = "".join(f'<div class="teaser">{numbered(number)}</div>' for number in range(2, 9))
    article = read(f"{script}<main>{numbered(1)}</main>{hidden}")
    assert paragraphs(article) == [WORDS.format(number) for number in range(1, 9)]


def test_every_found_field_has_a_method_and_a_confidence() -> None:
    article = read(f"<main>{numbered(1, 2, 3)}</main>")
    assert set(article.methods) == set(article.confidences)
    assert all(0 <= value <= 1 for value in article.confidences.values())
    assert article.confidences["text"] > 0.8


def test_a_page_without_text_is_chosen_nothing_of_with_no_confidence() -> None:
    assert select(read_page("<body></body>", None, None)) == ([], 0.0)


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("json-ld:inLanguage", "text"),
        ("bom", "detected"),
        ("meta:og:site_name", "text, against html:lang"),
        ("header", "header+repaired"),
        ("detected", "something new"),
    ],
)
def test_what_speaks_more_directly_is_trusted_more(surer: str, less_sure: str) -> None:
    assert 0 < trust(less_sure) < trust(surer) <= 1
