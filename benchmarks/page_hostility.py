# ruff: noqa: E501, RUF001 - tables of words of many scripts
"""Values that pages should not hold, and what would be linked data if it were sound."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

DATES = (
    "", "0", "-1", "1710262800", "1710262800000", "9" * 30, "1e400", "0000-00-00", "0001-01-01",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-02-30", "2024-13-01T25:61:61Z",
    "2024-03-12T18:05:00+99:99", "2024-03-12T18:05:00+24:00", "2024-03-12T24:00:00", "2024-W53-9",
    "2024-366", "20240312T180500Z", "2024-03-12T18:05:60Z", "2024-03-12T18:05:00.123456789Z",
    "12/03/2024", "13/13/2024", "Tue, 32 Mar 2024 18:05:00 XST", "Feb 30, 2024", "31 avril 2024",
    "32 января 2024", "12 марта 2024 г., 18:05", "12 березня 2024", "٣١ مارس ٢٠٢٤", "۲۲ اسفند ۱۴۰۲",
    "२०२४-०३-१२", "１２／０３／２０２４", "２０２４年１３月４５日", "令和六年三月十二日", "令和99年1月1日", "2024年3月12日",
    "2567-03-12", "12 มีนาคม 2567", "2024년 2월 30일 오후 13시", "²⁰²⁴-¹-¹", "ⅩⅡ.Ⅲ.MMXXIV", "12.3.2024 um 25.99 Uhr",
    "Stand: 31.02.2024", "hier à 25h61", "il y a 99999999999999 jours", "vor 9999999 Stunden",
    "10000000 hours ago", "yesterday", "heute", "tomorrow at 12:61 pm", "3 月前", "2042-01-01T00:00:00Z",
    "January 1, 1", "1970-01-01T00:00:00Z", "2024-03-12T18:05:00[Europe/Nowhere]", "2024-03-12 ١٨:٠٥",
    "12 Μαρτίου 2024", "12 מרץ 2024", "Mar 12, 99999", "\u202e2024-03-12", "2024\u200b-03-12", "T", "Z",
    "2024-03-12T", "+00:00", "١٢", "𝟐𝟎𝟐𝟒-𝟎𝟑-𝟏𝟐", "௨௦௨௪", "2024-3-1T1:1:1-00:00", "2024–03–12", "Ⅳ", "½/½/2024",
)  # fmt: skip
NAMES = (
    "", " ", ",", "By", "By By By", "Von", "par , et ", "Marit Holm", "Marit Holm, Owen Tadley and",
    "https://p.example/staff/holm", "holm@p.example", "@holm", "dpa/AFP", "مارت هولم", "山田 太郎", "\u200b",
    "\u202eeman", "A" * 5000, "von " * 300, "a, " * 2000, "Dr. Dr. Dr.", "null", "[object Object]", "<b>x</b>",
    "&lt;b&gt;", "Holm\x00", "Holm\ud800", "\ud83d", "\U0001f469\u200d\U0001f469 Holm", "By " + "\u0301" * 500, "Jr., Sr., III", "-", "|",
)  # fmt: skip
TYPES = (
    "NewsArticle", "Article", "LiveBlogPosting", "Person", "Organization", "WebPage", "WebSite", "ItemList",
    "BreadcrumbList", "VideoObject", "ImageGallery", "Product", "FAQPage", "OpinionNewsArticle", "Thing",
    "schema:NewsArticle", "http://schema.org/NewsArticle", "newsarticle", "",
)  # fmt: skip
FIELDS = (
    "@type", "@id", "@graph", "@context", "@value", "@list", "@reverse", "headline", "name", "author",
    "creator", "contributor", "editor", "datePublished", "dateModified", "dateCreated", "uploadDate",
    "articleBody", "text", "articleSection", "publisher", "mainEntityOfPage", "mainEntity", "hasPart", "isPartOf",
    "isAccessibleForFree", "liveBlogUpdate", "itemListElement", "item", "url", "sameAs", "inLanguage",
    "keywords", "description", "image", "alternativeHeadline", "video", "givenName", "familyName", "position",
    "cssSelector", "wordCount", "about", "coverageStartTime", "",
)  # fmt: skip
METAS = (
    "author", "article:author", "og:title", "og:type", "og:url", "og:site_name", "og:locale", "og:description",
    "article:published_time", "article:modified_time", "article:section", "date", "dc.date", "dcterms.created",
    "parsely-author", "parsely-pub-date", "parsely-metadata", "sailthru.date", "twitter:title", "byl", "pubdate",
    "robots", "tdm-reservation", "citation_author", "citation_publication_date", "cXenseParse:recs:publishtime",
    "news_keywords", "language", "content-language", "refresh", "viewport", "",
)  # fmt: skip
ADDRESSES = (
    "#x",
    "_:b0",
    "//",
    "http://[",
    "javascript:1",
    "https://p.example/a",
    "\x00",
    "x" * 3000,
)
SCALARS = (None, True, False, 0, -1, 1.5, 1e308, 10**40, float("nan"), float("inf"), "", "x", "{}")
LONG = "This sentence stands for a paragraph of a report and is long enough to be one, as it is. "


def linked_data(random: Random) -> str:
    """A script element with what may be JSON-LD."""
    told = json.dumps(thing(random, 4), ensure_ascii=random.random() < 0.5)
    kind = random.choice(("application/ld+json",) * 8 + ("application/json", "text/javascript"))
    return f'<script type="{kind}">{random.choice(_BREAKS)(random, told)}</script>'


def thing(random: Random, depth: int) -> dict[str, Any]:
    """An object with some of the fields of schema.org and anything in them."""
    told = {random.choice(FIELDS): value(random, depth - 1) for _ in range(random.randrange(1, 9))}
    if random.random() < 0.7:
        told["@type"] = random.choice(TYPES)
    return told


def value(random: Random, depth: int) -> Any:
    """Anything that JSON can hold."""
    dice = random.random()
    if depth > 0 and dice < 0.35:
        return thing(random, depth)
    if depth > 0 and dice < 0.5:
        return [value(random, depth - 1) for _ in range(random.randrange(4))]
    if dice < 0.53:
        return _nested(random.randrange(1, 300))
    return random.choice((*SCALARS, words(random), words(random), words(random)))


def words(random: Random) -> str:
    """A date, a name, a type, an address or a text, mostly in the wrong place."""
    return random.choice(
        (*(random.choice(some) for some in (DATES, NAMES, TYPES, ADDRESSES)), LONG * 3)
    )


def wronged(random: Random, told: Any) -> Any:
    """A value of sound linked data with one node put wrong."""
    if isinstance(told, dict) and told and random.random() < 0.85:
        key = random.choice(list(told))
        return told | {key: wronged(random, told[key])}
    if isinstance(told, list) and told and random.random() < 0.7:
        at = random.randrange(len(told))
        return [*told[:at], wronged(random, told[at]), *told[at + 1 :]]
    return random.choice(
        (value(random, 2), [told], {"@value": told}, {"@id": told}, [[told, told]])
    )


def meta(random: Random) -> str:
    """One meta element, its quotes not always closed."""
    key = random.choice(("name", "property", "itemprop", "http-equiv", "NAME", "content"))
    close = random.choice(('">',) * 9 + ("'>", ">", ""))
    return f'<meta {key}="{random.choice(METAS)}" content="{words(random)}{close}'


def _nested(depth: int) -> Any:
    told: Any = "x"
    for level in range(depth):
        told = [told] if level % 2 else {"@graph": told}
    return told


_BREAKS: tuple[Callable[[Random, str], str], ...] = (
    lambda _, told: told,
    lambda _, told: told,
    lambda _, told: told,
    lambda random, told: told[: random.randrange(len(told) + 1)],
    lambda _, told: told.replace("}", ",}").replace("]", ",]"),
    lambda _, told: told.replace('"', "'"),
    lambda _, told: f"<!--{told}-->",
    lambda _, told: f"//<![CDATA[\n{told}\n//]]>",
    lambda _, told: f"\ufeff{told};",
    lambda _, told: told + told,
    lambda _, told: told.replace(", ", ",\n\t\x01 "),
    lambda _, told: told.replace('"', "&quot;"),
    lambda random, told: "[" * random.randrange(5000) + told,
    lambda random, told: '{"@graph":' * random.randrange(2000) + told,
    lambda _, told: told.replace("\\u", "\\ud800\\u"),
    lambda _, told: told.replace('": ', '": /* x */ '),
)
