"""A user's own site rules: `sites/*.toml` of the home folder, as data without code."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, Strict

from flows.config.reading import parse_toml, validated
from flows.config.values import Record, Switch, Text
from parsers.errors import ConfigError
from parsers.records import PageKind
from parsers.sites.lines import MOST_LINES
from parsers.sites.rules import MOST_SELECTORS, SiteRules
from parsers.sites.table import RuleTable, packaged_rules

FOLDER = "sites"

_Selectors = Annotated[tuple[Text, ...], Field(max_length=MOST_SELECTORS)]
_Day = Annotated[date, Strict()]


class SiteFile(Record):
    """The hosts of a site and the versions of its pages."""

    hosts: tuple[Text, ...] = Field(
        min_length=1, description="hosts without www.; their subdomains are included"
    )
    versions: tuple[dict[str, Any], ...] = Field(
        min_length=1, description="tables [[versions]] with selectors"
    )


class Version(Record):
    """What holds between two days, both included; the fields of `parsers.sites.rules.SiteRules`."""

    valid_from: _Day | None = Field(default=None, description="the first day, without quotes")
    valid_to: _Day | None = Field(default=None, description="the last day, without quotes")
    body: _Selectors = Field(default=(), description="selectors of all containers of the text")
    drop: _Selectors = Field(default=(), description="selectors of what is left out inside them")
    drop_lines: tuple[str, ...] = Field(
        default=(),
        min_length=1,
        max_length=MOST_LINES,
        description=f"1 to {MOST_LINES} texts of paragraphs to leave out; remove the key for none",
    )
    title: _Selectors = Field(default=(), description="selectors, the first that finds one counts")
    authors: _Selectors = Field(default=(), description="selectors of bylines")
    published: _Selectors = Field(default=(), description="selectors of the time of publication")
    modified: _Selectors = Field(default=(), description="selectors of the time of the last change")
    kinds: dict[Text, PageKind] = Field(
        default={}, description="a table: selector to kind of page, such as index or video"
    )
    month_first: Switch = Field(default=False, description="true reads 4/5/2026 as 5 April")


def load_site_rules(home: Path) -> RuleTable:
    """The home's own rules before the packaged ones; ConfigError with file, key and remedy."""
    folder = home / FOLDER
    paths = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    if not paths:
        return packaged_rules()
    own = [rules for path in paths for rules in parse_site_rules(path.stem, _content(path), path)]
    try:
        return RuleTable(own, behind=packaged_rules())
    except ValueError as error:
        raise ConfigError(f"{folder}: {error}") from None


def parse_site_rules(name: str, content: bytes, shown: object) -> tuple[SiteRules, ...]:
    """The versions in a file's bytes; ConfigError with file, key and remedy. `shown` names it."""
    file = validated(SiteFile, parse_toml(content, str(shown)), str(shown))
    return tuple(_versions(name, file, str(shown)))


def _versions(name: str, file: SiteFile, shown: str) -> Iterator[SiteRules]:
    for number, table in enumerate(file.versions):
        where = f"{shown}: versions[{number}]"
        values = dict(validated(Version, table, where))
        kinds = tuple(values.pop("kinds").items())
        try:
            yield SiteRules(hosts=file.hosts, kinds=kinds, name=name, **values)
        except ValueError as error:
            told = str(error)
            raise ConfigError(f"{shown if told.startswith('hosts') else where}: {told}") from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        told = f"{path}: cannot be read ({error.strerror}); check the file's rights"
        raise ConfigError(told) from None
