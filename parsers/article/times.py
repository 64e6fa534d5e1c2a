"""When the page was published and changed: every place where pages say so, best first."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import islice

from parsers.article.dates import believable, raw_only, read_time, written_part
from parsers.article.jsonld import LinkedData, strings
from parsers.article.masthead import lines_near
from parsers.article.meta import Meta
from parsers.article.outline import Mark, Outline
from parsers.article.page import Page
from parsers.article.zones import in_zone
from parsers.records import PageTime

_Witness = tuple[str, str, float]
"""What stands on the page, where, and how far it is to be trusted."""

_PUBLISHED_SURELY = (
    "article:published_time", "article:published", "datepublished", "og:published_time",
    "og:article:published_time", "parsely-pub-date",
)  # fmt: skip
_PUBLISHED_META = (
    "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publish_date", "publication_date", "publicationdate", "date.published",
    "dc.date.issued", "dcterms.date", "dcterms.created", "dc.date.created", "dc.date", "date",
    "article.published", "published_at", "cxenseparse:recs:publishtime", "article_date_original",
    "datecreated", "article:post_date", "originalpublicationdate", "weibo:article:create_at",
    "buildtime", "shareaholic:article_published_time", "created", "ptime", "last-published",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified",
    "og:article:modified_time", "article:updated_time", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod", "revised", "date.updated", "weibo:article:update_at", "updated_at",
)  # fmt: skip
_IN_URL = re.compile(
    r"[/_-](?P<year>(?:19|20)\d\d)[/_-]?(?P<month>0[1-9]|1[0-2])[/_-]?(?P<day>0[1-9]|[12]\d|"
    r"3[01])(?:[/_.-]|$)"
)
_UPDATED = re.compile(
    r"updat|modif|aktualisi|mis à jour|actuali|aggiorna|gewijzigd|обновл|oppdater|uppdater|"
    r"opdater|güncel",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"^en(?:[-_](?:us|ph))?$", re.IGNORECASE)
_LONGEST_LINE = 160
_OWN = frozenset(("article", "main", "header"))


def published(
    page: Page, language: str | None, now: datetime | None, zone: tzinfo | None = None
) -> PageTime | None:
    """The publication time by the first believable witness; one that cannot be true raw only.

    `language` decides how 4/5/2023 is read where the page does not say more (en-GB, en-US),
    `zone` is the publisher's own, for times without one.
    """
    month_first = bool(_MONTH_FIRST.match(page.meta.language or language or ""))
    return _first(_published(page), now, zone, month_first=month_first)


def modified(page: Page, now: datetime | None, zone: tzinfo | None = None) -> PageTime | None:
    """The time of the last change, where the page admits one."""
    return _first(_modified(page), now, zone, month_first=False)


def _first(
    witnesses: Iterable[_Witness], now: datetime | None, zone: tzinfo | None, *, month_first: bool
) -> PageTime | None:
    """The best witness; a day without a time of day is filled up by a later one of that day."""
    fallback: PageTime | None = None
    day: PageTime | None = None
    for raw, method, confidence in witnesses:
        time = read_time(raw, method, confidence, month_first=month_first)
        if time is None:
            continue
        if zone is not None:
            time = in_zone(time, zone)
        if not believable(time, now):
            fallback = fallback or raw_only(time)
        elif time.utc is not None and (day is None or day.local == time.local):
            return time
        else:
            day = day or time
    return day or fallback


def _published(page: Page) -> Iterator[_Witness]:
    yield from _linked(page.data, "datePublished", 1.0)
    yield from _named(page.meta, _PUBLISHED_SURELY, 0.95)
    yield from _microdata(page.outline, "datePublished", 0.95)
    yield from _named(page.meta, _PUBLISHED_META, 0.8)
    yield from _time_elements(page.outline)
    if page.url and (match := _IN_URL.search(page.url)):
        yield f"{match['year']}-{match['month']}-{match['day']}", "url", 0.8
    yield from _visible(page)
    yield from _linked(page.data, "dateCreated", 0.7)
    yield from _linked(page.data, "uploadDate", 0.7)


def _modified(page: Page) -> Iterator[_Witness]:
    yield from _linked(page.data, "dateModified", 1.0)
    yield from _named(page.meta, _MODIFIED_META, 0.9)
    yield from _microdata(page.outline, "dateModified", 0.9)
    times = (mark for mark in page.outline.marks if mark.tag == "time" and mark.get("datetime"))
    for mark in islice(times, 20):
        if _UPDATED.search(mark.get("class") + mark.line[:_LONGEST_LINE]):
            yield mark.get("datetime"), "time", 0.7


def _named(meta: Meta, names: tuple[str, ...], confidence: float) -> Iterator[_Witness]:
    return ((value, f"meta:{name}", confidence) for name, value in meta.each(*names))


def _linked(data: LinkedData, key: str, confidence: float) -> Iterator[_Witness]:
    for thing, factor in ((data.article, 1.0), (data.page, 0.8)):
        for value in strings(thing.get(key)) if thing else ():
            yield value, f"json-ld:{key}", confidence * factor


def _microdata(outline: Outline, key: str, confidence: float) -> Iterator[_Witness]:
    marks = (mark for mark in outline.marks if mark.tag != "meta" and _says(mark, key))
    for mark in islice(marks, 5):
        yield (
            mark.get("datetime") or mark.get("content") or mark.joined,
            f"itemprop:{key}",
            confidence,
        )


def _says(mark: Mark, key: str) -> bool:
    said = mark.get("property").split()
    return key in mark.get("itemprop").split() or key in said or f"schema:{key}" in said


def _time_elements(outline: Outline) -> Iterator[_Witness]:
    """`<time>` near the headline; those of teasers and comments are passed over."""
    times = [mark for mark in outline.marks if mark.tag == "time"]
    inside = [mark for mark in times if any(s.tag in _OWN for s in mark.ancestors())]
    for mark in (inside or times)[:6]:
        line = mark.line[:_LONGEST_LINE]
        if not _UPDATED.search(mark.get("class") + line) or "pubdate" in mark.attributes:
            yield mark.get("datetime") or mark.joined, "time", 0.75


def _visible(page: Page) -> Iterator[_Witness]:
    """Short lines between the headline and the text, then those named as bylines."""
    outline = page.outline
    short = (chunk for chunk in outline.chunks if len(chunk.text) <= _LONGEST_LINE)
    named = [chunk.text for chunk in short if outline.doubts[chunk.node] == "byline"][:6]
    for line in lines_near(outline, page.meta.title) + named:
        if any(map(str.isdigit, line)):
            yield written_part(line), "text", 0.6
