"""From a reading to rows: the parse, the article's version, and its events. Pure."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from parsers.copies import SIGNATURE_VERSION, candidate
from parsers.ids import stable_id
from parsers.records import Article, PageTime
from parsers.web.signals import Signals
from parsers.web.urls import url_key
from warehouse.facts import ReadingFacts
from warehouse.rows import Row, as_json, utc
from warehouse.rows_events import mention_rows

Tables = dict[str, list[Row]]
"""Rows by the table they belong to."""

Withheld = Literal["noarchive", "tdm"]
"""Why the text of a version is not published: what its publisher asked for."""


def reading_rows(
    reading: ReadingFacts,
    night: datetime,
    *,
    parser_version: str,
    extractor_version: str,
    obey_noarchive: bool = True,
) -> Tables:
    """All rows that one reading of a captured page gives.

    A page that is no article gives its parse alone. `extraction` is taken over as it is: with
    "reserved" the text is withheld from publication.
    """
    page, article = reading.page, reading.article
    article_id = version_id = None
    tables: Tables = {"parses": []}
    if article is not None:
        url = article.canonical_url or page.url
        article_id = article_id_of(url)
        version_id = version_id_of(article_id, parser_version, article)
        withheld = _withheld(article, page.signals, reading.extraction, obey=obey_noarchive)
        row = _version_row(article, night, page.signals, withheld)
        row |= {
            "version_id": version_id,
            "article_id": article_id,
            "capture_id": page.capture_id,
            "source": page.source,
            "url": page.url,
            "url_key": url_key(url),
            "parser_version": parser_version,
        }
        tables["article_versions"] = [row]
        tables["copy_signatures"] = [_signature_row(article_id, version_id, article)]
        tables |= mention_rows(reading.mentions, article.text, version_id, article_id, page.source)
    tables["parses"].append(
        {
            "parse_id": stable_id(page.capture_id, parser_version),
            "capture_id": page.capture_id,
            "source": page.source,
            "night": utc(night),
            "url": page.url,
            "parser_version": parser_version,
            "kind": reading.kind,
            "article_id": article_id,
            "version_id": version_id,
            "extraction": reading.extraction,
            "extractor_version": extractor_version,
            "problem": reading.problem,
            "noarchive": page.signals.noarchive,
            "noindex": page.signals.noindex,
            "noai": page.signals.noai,
            "tdm_reserved": page.signals.tdm_reserved,
            "wishes": list(page.signals.evidence),
        }
    )
    return tables


def article_id_of(url: str) -> int:
    """The id of an article: all forms of its address lead to one article."""
    return stable_id(url_key(url))


def version_id_of(article_id: int, parser_version: str, article: Article) -> int:
    """The id of one state of an article as one parser version reads it."""
    return stable_id(article_id, parser_version, content_digest(article))


def content_digest(article: Article) -> str:
    """The digest of what a reader of the page sees: title, byline, text, kind and access.

    Times are left out: "two hours ago" changes by itself, and many publishers touch the modified
    time without touching the article.
    """
    authors = [f"{author.kind}:{author.name}" for author in article.authors]
    parts = (article.kind, article.access, article.truncated, article.title, authors, article.text)
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def merged(several: Sequence[Tables]) -> Tables:
    """The rows of several readings in one."""
    tables: Tables = {}
    for each in several:
        for table, rows in each.items():
            tables.setdefault(table, []).extend(rows)
    return tables


def _withheld(
    article: Article, signals: Signals, extraction: str, *, obey: bool
) -> Withheld | None:
    if extraction == "reserved":
        return "tdm"
    return "noarchive" if obey and (article.noarchive or signals.noarchive) else None


def _version_row(
    article: Article, night: datetime, signals: Signals, withheld: Withheld | None
) -> Row:
    return {
        "canonical_url": article.canonical_url,
        "content_digest": content_digest(article),
        "first_seen_at": utc(night),
        "last_seen_at": utc(night),
        "kind": article.kind,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "author_kinds": [author.kind for author in article.authors],
        **_time_columns("published", article.published),
        **_time_columns("modified", article.modified),
        "language": article.language,
        "section": article.section,
        "site_name": article.site_name,
        "access": article.access,
        "truncated": article.truncated,
        "noarchive": article.noarchive or signals.noarchive,
        "tdm_reserved": article.tdm_reserved or bool(signals.tdm_reserved),
        "withheld": withheld,
        "encoding": article.encoding,
        "characters": len(article.text),
        "methods": as_json(dict(article.methods)),
        "problems": list(article.problems),
        "blocks": as_json([asdict(block) for block in article.blocks]),
        "text": article.text,
    }


def _signature_row(article_id: int, version_id: int, article: Article) -> Row:
    compared = candidate(article_id, article, None)
    return {
        "version_id": version_id,
        "signature_version": SIGNATURE_VERSION,
        "text_key": compared.key,
        "signature": list(compared.signature),
        "agency": compared.agency,
        "is_agency": compared.is_agency,
    }


def _time_columns(name: str, time: PageTime | None) -> Row:
    values: tuple[datetime | date | str | float | None, ...] = (None,) * 6
    if time is not None:
        values = (utc(time.utc), time.local, time.raw, time.zone, time.method, time.confidence)
    endings = ("at", "day", "raw", "zone", "method", "confidence")
    return {f"{name}_{ending}": value for ending, value in zip(endings, values, strict=True)}
