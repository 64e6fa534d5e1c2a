"""A source: one publisher as its file describes it."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from flows.config.reading import parse_toml, validated
from flows.config.values import (
    Count,
    Country,
    Language,
    Pattern,
    Record,
    Seconds,
    Several,
    Share,
    SourceName,
    Switch,
    Text,
    TimeZone,
    Url,
    UrlTemplate,
    compiled,
)
from parsers.errors import ConfigError
from parsers.web.listings import dated_address
from parsers.web.urls import host_of, site_of

Wish = Literal["obey", "record"]

FOUND_BY = ("feeds", "news_sitemaps", "sitemaps", "dated_sitemaps", "archive_pages")
"""The keys that say where links come from; a source has at least one of them."""

_ADDRESSES = 50  # more feeds than this are a list that nobody has looked at
_ANY_DAY = date(2000, 1, 1)


def _day_or_never(value: object) -> object:
    if value != "never" and type(value) is not date:
        raise ValueError('write "never", or the day without quotes (verified = 2026-03-01)')
    return value


class Politeness(Record):
    """How this publisher is treated; the settings' own limits hold beside these."""

    delay: Seconds = Field(
        default=0.0, description="the least seconds between two requests to a host"
    )
    daily_budget: Several = Field(
        default=2_000, description="the most requests to this source in a night"
    )
    max_articles_per_night: Several = Field(
        default=500,
        description="the most new articles fetched in a night; others wait for the next",
    )


class Expectations(Record):
    """What a healthy day yields at least; less is reported, never an error."""

    articles_a_day: Count = Field(
        default=1, description="the least number of articles on a normal day"
    )
    share_with_date: Share = Field(
        default=0.9, description="the least share of articles with a date"
    )
    share_with_text: Share = Field(
        default=0.9, description="the least share of articles with whole text"
    )


class SourceSignals(Record):
    """What is done about this publisher's wishes, where it differs from the settings."""

    tdm: Wish | None = Field(
        default=None, description='"obey" or "record" reservations of text and data mining'
    )


class Source(Record):
    """One publisher. Addresses are normalised; patterns are RE2 and searched in whole addresses."""

    name: SourceName = Field(description="the name of the file without .toml")
    title: Text = Field(description="what the publisher calls itself")
    home: Url = Field(description="the front page")
    country: Country = Field(description="ISO 3166-1 alpha-3 code of where the newsroom sits")
    languages: tuple[Language, ...] = Field(
        min_length=1, max_length=20, description="BCP 47 tags of its articles, the main one first"
    )
    time_zone: TimeZone = Field(description="zone of times on its pages that name none")
    feeds: tuple[Url, ...] = Field(
        default=(), max_length=_ADDRESSES, description="addresses of RSS, Atom, RDF or JSON feeds"
    )
    news_sitemaps: tuple[Url, ...] = Field(
        default=(), max_length=_ADDRESSES, description="addresses of sitemaps of the last two days"
    )
    sitemaps: tuple[Url, ...] = Field(
        default=(), max_length=_ADDRESSES, description="addresses of sitemaps or sitemap indexes"
    )
    dated_sitemaps: tuple[UrlTemplate, ...] = Field(
        default=(),
        max_length=_ADDRESSES,
        description="sitemaps of one day or month, with {yyyy}, {mm}",
    )
    archive_pages: tuple[UrlTemplate, ...] = Field(
        default=(),
        max_length=_ADDRESSES,
        description="pages that list one day or month, with {yyyy}, {mm}",
    )
    allow: tuple[Pattern, ...] = Field(
        default=(),
        max_length=_ADDRESSES,
        description="patterns of article addresses; without any, its site",
    )
    deny: tuple[Pattern, ...] = Field(
        default=(),
        max_length=_ADDRESSES,
        description="patterns of addresses that are never fetched",
    )
    politeness: Politeness = Field(default=Politeness(), description="the table of limits")
    expectations: Expectations = Field(
        default=Expectations(), description="the table of a healthy day"
    )
    signals: SourceSignals = Field(
        default=SourceSignals(), description="the table of the site's wishes"
    )
    known_from: Text = Field(description="where its addresses are known from, in a few words")
    verified: Annotated[Literal["never"] | date, BeforeValidator(_day_or_never)] = Field(
        default="never", description='the day on which a maintainer saw a check pass, or "never"'
    )
    disabled: Switch = Field(default=False, description="true keeps it out of all nights")

    @model_validator(mode="after")
    def _finds_something(self) -> "Source":
        if not any(getattr(self, key) for key in FOUND_BY):
            raise ValueError(f"no place to find links in; add one of {', '.join(FOUND_BY)}")
        return self

    @property
    def language(self) -> str:
        """The main language."""
        return self.languages[0]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everything that is configured to be fetched, the home page first."""
        listed = (*self.feeds, *self.news_sitemaps, *self.sitemaps)
        dated = (*self.dated_sitemaps, *self.archive_pages)
        return (self.home, *listed, *(dated_address(template, _ANY_DAY) for template in dated))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of all addresses, without ports, each once; articles may lie on others."""
        return tuple(dict.fromkeys(host_of(url).split(":")[0] for url in self.addresses))

    def allows(self, url: str) -> bool:
        """Whether a link may be an article of this source.

        A `deny` pattern refuses it; then one of `allow` must match, or, where there are none, the
        address must lie on the site of the home page. Robots rules are another matter.
        """
        if any(compiled(text).search(url) for text in self.deny):
            return False
        if self.allow:
            return any(compiled(text).search(url) for text in self.allow)
        return site_of(url) == site_of(self.home)


def parse_source(name: str, content: bytes, shown: str) -> Source:
    """The source in a file's bytes; ConfigError with file, key and remedy. `shown` names it."""
    data: dict[str, Any] = parse_toml(content, shown)
    if "name" in data:
        raise ConfigError(f"{shown}: name: unknown key; the file's own name is the name, remove it")
    return validated(Source, {"name": name, **data}, shown)
