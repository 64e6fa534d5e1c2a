"""What the demo press should give: written down from reading, before anything was run on it.

One file a paper with its articles and their events, and `addresses.toml` with the addresses that
are not simply a story. Words are quoted exactly as they stand in the text on the article's first
night; `gold_row` turns them into offsets.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from parsers.events.records import ClaimKind, EventType, Modality
from parsers.records import Access, PageKind

Problem = Literal[
    "index", "soft_404", "consent_wall", "gone", "robots_denied", "server_error",
    "feed_malformed", "feed_unreadable", "published_in_future",
]  # fmt: skip
"""What must become a stored problem, in words of this file: kinds of page and of failure."""


class Quoted(BaseModel):
    """Somebody or some place in the text's own words; `country` is ISO 3166-1 alpha-3."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    country: str | None = None


class ExpectedDays(BaseModel):
    """When: calendar days at the place, both ends included; None where the text fixes none."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    start: date | None = None
    end: date | None = None


class ExpectedCount(BaseModel):
    """One figure; `high` is None for an open one ("at least seven")."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClaimKind
    low: int
    high: int | None = None
    who: str = "unspecified"
    text: str


class ExpectedEvent(BaseModel):
    """One event as the article tells it. `evidence` are whole sentences, the clearest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: EventType
    mode: str | None = None
    acled: str | None = None
    trigger: str
    evidence: tuple[str, ...]
    actor: Quoted | None = None
    recipient: Quoted | None = None
    place: Quoted | None = None
    date: ExpectedDays | None = None
    counts: tuple[ExpectedCount, ...] = ()
    weapon: str | None = None
    modality: Modality = "occurred"
    attribution: str | None = None
    background: bool = False
    summary: bool = False
    incident: str


class Change(BaseModel):
    """Words that give way to others."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    before: str
    after: str


class ExpectedVersion(BaseModel):
    """What becomes of an article on a later night.

    `silent` says that the page admits nothing; `counts` are the new figures; `status` 410 means
    that it was taken back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    night: int
    status: int = 200
    silent: bool = False
    changed: tuple[Change, ...] = ()
    notice: str | None = None
    modified: AwareDatetime | None = None
    counts: tuple[ExpectedCount, ...] = ()


class ExpectedArticle(BaseModel):
    """One article. `url` is its canonical address, `found_in` a feed or sitemap that lists it.

    `published` is None where the page's date cannot be true; `zone_missing` says that the page
    gives none, so that the instant rests on the source's own zone. `copy_of` names the original
    as "paper/slug". `access` is None where the page does not say. `robots_denied` articles must
    never be asked for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    paper: str
    slug: str
    url: str
    found_in: str
    kind: PageKind
    title: str
    authors: tuple[str, ...]
    published: AwareDatetime | None = None
    published_raw: str | None = None
    zone_missing: bool = False
    language: str
    access: Access | None = None
    truncated: bool = False
    noarchive: bool = False
    tdm_reserved: bool = False
    robots_denied: bool = False
    problem: Problem | None = None
    first_night: int
    copy_of: str | None = None
    copy_kind: Literal["exact", "edited_lead"] | None = None
    version: tuple[ExpectedVersion, ...] = ()
    event: tuple[ExpectedEvent, ...] = ()

    @property
    def key(self) -> str:
        """The name that `copy_of` uses: "paper/slug"."""
        return f"{self.paper}/{self.slug}"

    @property
    def old(self) -> bool:
        """Whether no feed lists it any more: what a backfill has to find."""
        return "/sitemap-2026-" in self.found_in or "/archive/" in self.found_in


class ExpectedAddress(BaseModel):
    """An address that is not simply a story; `status` are the answers of night 1 and night 2.

    `kind` is what the page is where it is no article, `problem` what must be stored about it
    from the night `problem_from` on, `leads_to` the address that it stands for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    paper: str
    url: str
    status: tuple[int, int]
    leads_to: str | None = None
    kind: PageKind | None = None
    problem: Problem | None = None
    problem_from: int = 1
    note: str


@cache
def expected_articles() -> tuple[ExpectedArticle, ...]:
    """Every article of every paper, in the order of the files."""
    return tuple(_articles())


@cache
def expected_addresses() -> tuple[ExpectedAddress, ...]:
    """The addresses that are not simply a story."""
    rows = tomllib.loads((files(__name__) / "addresses.toml").read_text("utf-8"))["address"]
    return tuple(ExpectedAddress.model_validate(row) for row in rows)


def _articles() -> Iterator[ExpectedArticle]:
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml") or file.name == "addresses.toml":
            continue
        paper = file.name.removesuffix(".toml")
        for row in tomllib.loads(file.read_text("utf-8"))["article"]:
            yield ExpectedArticle.model_validate({"paper": paper, **row})


def gold_row(article: ExpectedArticle, text: str) -> dict[str, Any]:
    """The article as a row of an annotated set: quotes become offsets into `text`.

    `text` may be what a parser made of the page. A quote that is not in it is left out; an event
    without its trigger is left out whole.
    """
    events = [_gold_event(event, text) for event in article.event if event.trigger in text]
    published = article.published.date().isoformat() if article.published else None
    return {
        "id": article.key,
        "url": article.url,
        "published": published,
        "text": text,
        "events": events,
    }


def _gold_event(event: ExpectedEvent, text: str) -> dict[str, Any]:
    evidence = [span for quote in event.evidence if (span := _span(quote, text))]
    trigger = _span(event.trigger, text, after=evidence[0][0] if evidence else 0)
    row = event.model_dump(mode="json")
    return row | {"trigger": trigger or _span(event.trigger, text), "evidence": evidence}


def _span(quote: str, text: str, after: int = 0) -> list[int] | None:
    start = text.find(quote, after)
    return [start, start + len(quote)] if start >= 0 else None
