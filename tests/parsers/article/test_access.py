# ruff: noqa: RUF001 - words of many alphabets
"""Who may read a text, and whether it is all there."""

import json

import pytest

from parsers import parse_article
from parsers.records import Article

LONG = (
    "This sentence stands for a paragraph of a report and is long enough to be taken for one, "
    "with a clause or two at its end, as reporters write them."
)
TEXT = "".join(f"<p>{number}. {LONG}</p>" for number in range(12))
GRAPH = '<meta property="og:type" content="article"><meta name="author" content="Ana Petrova">'


def article(text: str, after: str = "", **data: object) -> Article:
    linked = {"@type": "NewsArticle", "headline": "The bridge is open", **data}
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if data else ""
    body = f"<main><h1>The bridge is open</h1><div class='copy'>{text}</div></main>{after}"
    return parse_article(f"<html><head>{GRAPH}{script}</head><body>{body}")


def state(found: Article) -> tuple[str | None, bool, str]:
    return found.access, found.truncated, found.kind


def test_a_paid_text_that_is_all_there_is_no_stub() -> None:
    assert state(article(TEXT, isAccessibleForFree=False)) == ("paid", False, "article")
    short = f"<p>{LONG}</p>" * 2
    whole = article(short, isAccessibleForFree=False, wordCount=60)
    assert state(whole) == ("paid", False, "article")


def test_a_text_far_shorter_than_the_page_says_is_cut() -> None:
    cut = article(TEXT, isAccessibleForFree="false", wordCount="900")
    assert state(cut) == ("paid", True, "paywall_stub")
    assert state(article(TEXT, isAccessibleForFree=True, wordCount=900))[1] is False


def test_a_locked_part_tells_metered_or_paid() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".rest"}
    first = f"<p>{LONG}</p><p>And then the mayor</p>"
    assert state(article(first, hasPart=part)) == ("paid", True, "paywall_stub")
    metered = article(first, hasPart=[part], isAccessibleForFree=True)
    assert state(metered) == ("metered", True, "paywall_stub")


def test_a_locked_part_that_came_all_the_same_is_not_missing() -> None:
    part = {"isAccessibleForFree": False, "cssSelector": "main .rest"}
    text = f"<p>{LONG}</p><div class='rest box'><p>{LONG}</p><p>{LONG} And more of that</p></div>"
    assert article(text, hasPart=part, isAccessibleForFree=False).truncated is False


@pytest.mark.parametrize(
    "words",
    [
        "Already a subscriber? Log in to continue reading.", "Jetzt weiterlesen mit Bote Plus.",
        "La suite est réservée : abonnez-vous pour lire.", "Contenido exclusivo para suscriptores.",
        "Conteúdo exclusivo para assinantes do jornal.", "Contenuto riservato agli abbonati oggi",
        "Al abonnee? Lees verder met uw account.", "Texten är för prenumeranter av tidningen",
        "Denne saken er kun for abonnenter av avisen.", "Artikkeli on vain tilaajille tänään.",
        "Artykuł dostępny tylko dla prenumeratorów.", "Článek je pouze pro předplatitele novin.",
        "A cikk folytatása csak előfizetőknek szól.", "Articol doar pentru abonați ai ziarului.",
        "Доступно только для подписчиков газеты.", "Матеріал лише для передплатників газети.",
        "Haber yalnızca abonelere özel olarak sunulur.", "Το άρθρο είναι μόνο για συνδρομητές.",
        "この記事は有料会員のみご覧いただけます。ログインして続きを読む",
        "이 기사는 구독자 전용 콘텐츠입니다. 로그인하면 전체를 읽을 수 있습니다.",
        "هذا المقال متاح للمشتركين فقط في الصحيفة", "הכתבה פתוחה למנויים בלבד באתר העיתון",
    ],
)  # fmt: skip
def test_an_invitation_below_a_text_that_breaks_off_is_a_wall(words: str) -> None:
    found = article("<p>" + LONG[:-1] + " and then the mayor</p>", f"<aside><p>{words}</p></aside>")
    assert state(found) == ("paid", True, "paywall_stub")
    assert found.methods["access"] == "text:invitation"


def test_an_invitation_beside_a_whole_text_or_on_another_story_is_none() -> None:
    invitation = "<aside><p>Already a subscriber? Log in to continue reading.</p></aside>"
    assert article(TEXT, invitation).access is None
    label = "<ul><li><a href='/b'>The other bridge: subscribe to read</a></li></ul>"
    assert article(f"<p>{LONG}</p>" * 3, label).access is None
