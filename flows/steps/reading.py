"""One captured page through the parser and the extractor: capture → article → mentions.

The only broad `except` of the page's way stands here: a page that trips a bug becomes a stored
problem with the bug's name, and the night goes on.
"""

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from parsers import parse_article
from parsers.errors import NotAnArticle, ParseError
from parsers.events import Resources, extract_events, extraction_status
from parsers.events.records import Mention
from parsers.records import Article
from parsers.sites.table import RuleTable
from parsers.web.signals import Signals

_EXTRACTING = threading.Lock()
"""One text at a time: spaCy's words are let go after each, and sources are read in threads."""
Extraction = Literal["done", "language", "not_an_article", "reserved", "failed"]
"""Why there are mentions or not: "no events found" is never the same as "not looked for"."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as captured; `body` is decoded from its content encoding, not from its charset.

    `signals` are the wishes of the response's headers; `mine` says whether the source may be
    mined for events although the page reserves it, `zone` (an IANA name) how the source's times
    without a zone are meant; None reads them in UTC.
    """

    capture_id: int
    source: str
    url: str
    body: bytes
    content_type: str | None
    fetched_at: datetime
    signals: Signals
    mine: bool = False
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the current parser and extractor make of a page."""

    page: Page
    kind: str
    article: Article | None
    mentions: tuple[Mention, ...]
    extraction: Extraction
    problem: str | None = None


def read_page(page: Page, resources: Resources, site_rules: RuleTable | None = None) -> Reading:
    """The article and the events of a page; never raises for what a page holds.

    Without `site_rules` the packaged ones are asked.
    """
    try:
        zone = ZoneInfo(page.zone) if page.zone else None
        article = parse_article(
            page.body, page.url, page.content_type, page.fetched_at, zone, site_rules=site_rules
        )
    except NotAnArticle as error:
        return Reading(page, error.kind, None, (), "not_an_article", error.reason)
    except ParseError as error:
        return Reading(page, "not_html", None, (), "not_an_article", str(error))
    except Exception as error:  # noqa: BLE001 - the page boundary: one bad page never stops a night
        return Reading(page, "other", None, (), "failed", _bug("parser", error))
    return _extracted(page, article, resources)


def _extracted(page: Page, article: Article, resources: Resources) -> Reading:
    reserved = page.signals.tdm_reserved or article.tdm_reserved
    if reserved and not page.mine:
        return Reading(page, article.kind, article, (), "reserved")
    if extraction_status(article) == "language":
        return Reading(page, article.kind, article, (), "language")
    try:
        with _EXTRACTING:
            mentions = extract_events(article, resources)
    except Exception as error:  # noqa: BLE001 - as above
        return Reading(page, article.kind, article, (), "failed", _bug("extractor", error))
    return Reading(page, article.kind, article, mentions, "done")


def _bug(part: str, error: Exception) -> str:
    return f"bug in the {part}: {type(error).__name__}: {error}"[:500]
