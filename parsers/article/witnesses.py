"""Where pages say when they were published and changed: every place, best first."""

import re
from collections.abc import Iterator
from itertools import islice

from parsers.article.jsonld import LinkedData, strings
from parsers.article.meta import Meta
from parsers.article.outline import Mark, Outline
from parsers.article.page import Page

Witness = tuple[str, str, float]
"""What stands on the page, where, and how far it is to be trusted."""

_SURELY = (
    "article:published_time", "article:published", "datepublished", "og:published_time",
    "og:article:published_time", "parsely-pub-date",
)  # fmt: skip
_LIKELY = (
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "date.published", "dc.date.issued", "dcterms.issued", "dcterms.date",
    "dcterms.created", "dc.date.created", "dc.date", "date", "article.published", "published_at",
    "cxenseparse:recs:publishtime", "article_date_original", "datecreated", "article:post_date",
    "originalpublicationdate", "weibo:article:create_at", "buildtime",
    "shareaholic:article_published_time", "created", "ptime", "last-published", "pub_date",
    "citation_publication_date", "citation_online_date", "dc.created", "bt:pubdate",
    "rnews:datepublished",
    "article:created_time", "article.created", "publisheddate", "published-date", "published_date",
    "release_date", "releasedate", "article:create_time", "creation_date", "vr:published_time",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified",
    "og:article:modified_time", "article:updated_time", "article:updated", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "revised", "date.updated", "updated_at",
    "weibo:article:update_at", "bt:moddate", "last_updated", "modified", "article.updated",
)  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH, _DAY = r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01]|[1-9])"
_TWO_MONTH, _TWO_DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
# /2024/03/12/, /2024-03-12-title, /20240312/, /2024/0312/, /202403/12/, /2024/mar/12/,
# /2024/03/240312-title, /12-03-2024/.
_IN_URL = (
    re.compile(rf"[/_=-]{_YEAR}([/_.-]?){_TWO_MONTH}\2{_TWO_DAY}(?=\D|$)"),
    re.compile(rf"/{_YEAR}/{_MONTH}/{_DAY}(?=/|$)"),
    re.compile(rf"/{_YEAR}[/-]?{_TWO_MONTH}[/-]?{_TWO_DAY}(?=[/_.t-]|$)"),
    re.compile(rf"/{_YEAR}/(?P<name>[a-z]{{3}})/{_TWO_DAY}(?=/|$)"),
    re.compile(rf"/20(?P<short>\d\d)/{_TWO_MONTH}/(?P=short)(?P=month){_TWO_DAY}(?=\D)"),
    re.compile(rf"[/_-]{_TWO_DAY}[_-]{_TWO_MONTH}[_-]{_YEAR}(?=[/_.-]|$)"),
)
# Names of what is published in scripts, the surest first.
_IN_SCRIPTS = (
    b"datePublished", b"firstPublished", b"firstPublishDate", b"publishedAt", b"published_at",
    b"publishDate", b"publish_date", b"publicationDate", b"publication_date", b"publishedDate",
    b"published_date", b"published_time", b"pubDate", b"pub_date", b"datePublication",
    b"dateCreated", b"created_at", b"createdAt",
)  # fmt: skip
_VALUE = re.compile(rb"\w{0,20}\\*[\"']?\s*[:=]\s*\\*[\"']?([^\"'\\<>]{8,40})")
_MOST_IN_SCRIPTS = 3


def hidden(page: Page) -> Iterator[Witness]:
    """What is written for machines: linked data, the head's surest names, microdata."""
    yield from _linked(page.data, "datePublished", 1.0)
    yield from _named(page.meta, _SURELY, 0.95)
    yield from _microdata(page.outline, "datePublished", 0.95)


def likely(page: Page) -> Iterator[Witness]:
    """Names in the head that mostly mean publication."""
    yield from _named(page.meta, _LIKELY, 0.8)


def created(page: Page) -> Iterator[Witness]:
    """What linked data says of making and uploading."""
    yield from _linked(page.data, "dateCreated", 0.7)
    yield from _linked(page.data, "uploadDate", 0.7)


def changed(page: Page) -> Iterator[Witness]:
    """What is written for machines about the last change."""
    yield from _linked(page.data, "dateModified", 1.0)
    yield from _named(page.meta, _MODIFIED, 0.9)
    yield from _microdata(page.outline, "dateModified", 0.9)


def in_url(url: str | None) -> Iterator[Witness]:
    """The whole day in an address, of which some show parts only."""
    path = url.partition("?")[0].lower() if url else ""
    if not any(map(str.isdigit, path)):
        return
    for pattern in _IN_URL:
        match = pattern.search(path)
        if match:
            parts = match.groupdict()
            year = parts.get("year") or f"20{parts['short']}"
            if "name" in parts:
                yield f"{parts['day']} {parts['name']} {year}", "url", 0.8
            else:
                yield f"{year}-{parts['month']}-{parts['day']}", "url", 0.8
            return


def in_scripts(source: bytes) -> Iterator[Witness]:
    """Values in scripts, which may speak of other pages too: the last to be asked."""
    for name in _IN_SCRIPTS:
        at = source.find(name)
        for _ in range(_MOST_IN_SCRIPTS):
            if at < 0:
                break
            match = _VALUE.match(source, at + len(name))
            if match:
                value = match[1].decode("ascii", "ignore").strip()
                yield value, f"script:{name.decode()}", 0.3
            at = source.find(name, at + len(name))


def _named(meta: Meta, names: tuple[str, ...], confidence: float) -> Iterator[Witness]:
    return ((value, f"meta:{name}", confidence) for name, value in meta.each(*names))


def _linked(data: LinkedData, key: str, confidence: float) -> Iterator[Witness]:
    for thing, factor in ((data.article, 1.0), (data.page, 0.8)):
        for value in strings(thing.get(key)) if thing else ():
            yield value, f"json-ld:{key}", confidence * factor


def _microdata(outline: Outline, key: str, confidence: float) -> Iterator[Witness]:
    marks = (mark for mark in outline.marks if mark.tag != "meta" and _says(mark, key))
    for mark in islice(marks, 5):
        value = mark.get("datetime") or mark.get("content") or mark.joined
        yield value, f"itemprop:{key}", confidence


def _says(mark: Mark, key: str) -> bool:
    if key not in mark.head:
        return False
    said = mark.get("property").split()
    return key in mark.get("itemprop").split() or key in said or f"schema:{key}" in said
