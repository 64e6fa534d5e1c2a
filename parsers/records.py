"""The records that travel through the house: links, feed documents and articles.

All are frozen, all times are aware datetimes in UTC unless a name says otherwise, all offsets
count characters of the text they point into, end exclusive. What is not known is None.
The records of events are in `parsers.events.records`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

PageKind = Literal[
    "article",
    "opinion",
    "live_blog",
    "gallery",
    "video",
    "paywall_stub",
    "index",
    "consent_wall",
    "soft_404",
    "login",
    "error",
    "challenge",
    "empty_shell",
    "not_html",
    "other",
]
"""What a page is. The first six are articles for `parse_article`; all others raise NotAnArticle."""

ARTICLE_KINDS: frozenset[PageKind] = frozenset(
    ("article", "opinion", "live_blog", "gallery", "video", "paywall_stub")
)

Access = Literal["free", "metered", "paid"]
BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table", "preformatted"]
FeedKind = Literal["rss", "rdf", "atom", "json", "sitemap", "sitemap_index", "news_sitemap"]


@dataclass(frozen=True, slots=True)
class Link:
    """An address with what the feed, sitemap or listing said of it.

    `url` is absolute and normalised (`parsers.web.urls.normalise`). `published_at` is None where
    nothing was said or where it cannot be true; `published_raw` keeps what was said.
    `digest` covers what the entry says (not where it stands), so that a later change is noticed.
    """

    url: str
    found_in: str
    title: str | None = None
    published_at: datetime | None = None
    published_raw: str | None = None
    modified_at: datetime | None = None
    entry_id: str | None = None
    language: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """One feed or sitemap as read.

    `children` are the sitemaps that an index names. `parser` says which reader gave the result,
    `truncated` that a cap cut it short, `problems` what was odd (one short sentence each).
    """

    kind: FeedKind
    links: tuple[Link, ...]
    children: tuple[Link, ...] = ()
    title: str | None = None
    language: str | None = None
    parser: str = ""
    truncated: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """A name in the byline; agencies and newsrooms are organisations."""

    name: str
    kind: Literal["person", "organisation"] = "person"


@dataclass(frozen=True, slots=True)
class PageTime:
    """A time that the page gives.

    `raw` is what stands on the page. `local` is the calendar day as written (the day for "on
    Tuesday"), `utc` the instant where a zone is known or assumed, `zone` the offset or name as
    written. A future or absurd time keeps `raw` only. `method` says where it was found
    ("json-ld:datePublished"), `confidence` is 0 to 1.
    """

    raw: str
    local: date | None
    utc: datetime | None
    zone: str | None
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, quote or table: `text[start:end]` of the article."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """What one capture says.

    `text` holds the blocks in reading order joined by a blank line; offsets everywhere count its
    characters. `methods` says for each field where its value was found, `confidences` (0 to 1) how
    far it can be relied on: measured for title and authors, of the forest for the text, a rule of
    thumb by the witness for the others. `canonical_url` is set only when it is believable.
    `captions` are what stands under the pictures and films of the article, no part of its text.
    `noarchive` and `tdm_reserved` are what the page itself asks for; headers are the caller's
    business.
    """

    text: str
    kind: PageKind = "article"
    url: str | None = None
    canonical_url: str | None = None
    title: str | None = None
    authors: tuple[Author, ...] = ()
    published: PageTime | None = None
    modified: PageTime | None = None
    language: str | None = None
    section: str | None = None
    site_name: str | None = None
    access: Access | None = None
    truncated: bool = False
    blocks: tuple[Block, ...] = ()
    captions: tuple[str, ...] = ()
    encoding: str | None = None
    noarchive: bool = False
    tdm_reserved: bool = False
    methods: Mapping[str, str] = field(default_factory=dict)
    confidences: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def published_at(self) -> datetime | None:
        """The publication instant in UTC, or None."""
        return self.published.utc if self.published else None

    @property
    def modified_at(self) -> datetime | None:
        """The instant of the last change that the page admits, in UTC, or None."""
        return self.modified.utc if self.modified else None

    @property
    def published_day(self) -> date | None:
        """The publisher's calendar day: the anchor for "on Tuesday"."""
        return self.published.local if self.published else None

    @classmethod
    def from_text(
        cls,
        text: str,
        title: str | None = None,
        published_at: datetime | date | None = None,
        language: str | None = None,
        url: str | None = None,
    ) -> "Article":
        """An article from plain text; the text is kept as it is, character for character."""
        return cls(
            text=text,
            title=title,
            published=_given_time(published_at),
            language=language,
            url=url,
            methods={"text": "given"},
        )


def _given_time(value: datetime | date | None) -> PageTime | None:
    if value is None:
        return None
    if not isinstance(value, datetime):
        return PageTime(value.isoformat(), value, None, None, "given", 1.0)
    zone = value.strftime("%z") or None
    utc = value.astimezone(UTC) if value.tzinfo else None
    return PageTime(value.isoformat(), value.date(), utc, zone, "given", 1.0)
