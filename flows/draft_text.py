"""The text of a drafted source file, from what was seen of a publisher; no network.

What is guessed is marked "check"; what cannot be known is left empty, so that the file is refused
until somebody fills it in. Everything that a stranger wrote is quoted or kept on one line.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Literal

import pycountry

from flows.config.values import language
from flows.findings import DAY, newest_first, one_line
from parsers.records import Article, FeedDocument, Link
from parsers.web.discover import Discovered
from parsers.web.urls import host_of, site_of

Key = Literal["feeds", "news_sitemaps", "sitemaps"]

_SAMPLES = 3
_LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
# Endings that are countries by the standard and something else by use.
_WORLDWIDE = re.compile(
    r"ac|ag|ai|am|bz|cc|cd|co|fm|gg|im|io|la|ly|me|ms|nu|sh|st|to|tv|vc|ws", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Place:
    """A feed or sitemap that can be read."""

    key: Key
    url: str
    document: FeedDocument


@dataclass(frozen=True, slots=True)
class Facts:
    """What was seen of a publisher. `article` is its newest one, if one was found."""

    home: str
    now: datetime
    found: Discovered
    places: tuple[Place, ...]
    article: Article | None

    @property
    def links(self) -> list[Link]:
        """What all places list, newest first, each address once."""
        every = {link.url: link for place in self.places for link in place.document.links}
        return newest_first(every.values())


def draft_text(facts: Facts) -> str:
    """The source file."""
    return "\n".join(_lines(facts)) + "\n"


def source_name_for(home: str) -> str:
    """A name for the source: the publisher's own part of its host name."""
    label = site_of(home).partition(".")[0]
    return _NOT_IN_NAMES.sub("-", label.lower())[:_LONGEST_NAME].strip("-") or "a-source"


def _lines(facts: Facts) -> Iterator[str]:
    name = source_name_for(facts.home)
    yield f"# Drafted on {facts.now:%Y-%m-%d} from {one_line(facts.home)}"
    yield f"# Save it as sources/{name}.toml, go through every line that says check, then run"
    yield f"#     sitrep sources check {name}"
    title = one_line(facts.found.name or "", 200) or host_of(facts.home)
    yield f"title = {_quoted(title)}  # check"
    yield f"home = {_quoted(facts.home)}"
    yield from _region(facts)
    for key in ("feeds", "news_sitemaps", "sitemaps"):
        yield from _list(key, [place for place in facts.places if place.key == key])
    if not facts.places:
        yield "# check: no feed or sitemap was found; write down one that a browser shows"
    yield from _samples(facts)
    yield f'known_from = "front page and rules for robots on {facts.now:%Y-%m-%d}"'
    yield 'verified = "never"'
    yield from _expectations(facts)


def _region(facts: Facts) -> Iterator[str]:
    """Country, languages and time zone, each with the reason for the guess."""
    languages, of_what = _languages(facts)
    country, why = _country(facts.home, [*languages, facts.found.language or ""])
    zones = _zones(country.alpha_2) if country else []
    code = country.alpha_3 if country else ""
    yield f'country = "{code}"  # check: {why}'
    yield f"languages = {json.dumps(languages)}  # check: {of_what}"
    others = f", others are {', '.join(zones[1:4])}" if len(zones) > 1 else ""
    yield f'time_zone = "{zones[0] if zones else ""}"  # check: a zone of that country{others}'


def _languages(facts: Facts) -> tuple[list[str], str]:
    """What article, page and feeds say, in this order of trust."""
    if facts.article and (tag := _tag(facts.article.language)):
        return [tag], "of its newest article"
    if tag := _tag(facts.found.language):
        return [tag], "as its front page says"
    said = Counter(filter(None, (_tag(place.document.language) for place in facts.places)))
    if said:
        return [said.most_common(1)[0][0]], "as its feeds say"
    return [], "nothing says; write for example en"


def _tag(said: str | None) -> str | None:
    """A language tag in the letters that BCP 47 recommends (uk, pt-BR, zh-Hant), or None."""
    first, *others = (said or "").lower().split("-")
    cased = [part.upper() if len(part) == len("KE") else part.title() for part in others]
    try:
        return language("-".join((first, *cased)))
    except ValueError:
        return None


def _country(home: str, languages: Iterable[str]) -> tuple["pycountry.db.Country | None", str]:
    """The country of the address' ending, else of the language's region."""
    ending = host_of(home).partition(":")[0].rpartition(".")[2]
    code = "GB" if ending == "uk" else ending.upper()
    if not _WORLDWIDE.fullmatch(ending) and (found := pycountry.countries.get(alpha_2=code)):
        return found, f"its address ends in .{ending}"
    for tag in languages:
        found = pycountry.countries.get(alpha_2=tag.rpartition("-")[2]) if "-" in tag else None
        if found:
            return found, f"its language is {tag}"
    return None, "nothing says; three capitals, such as KEN"


def _zones(code: str) -> list[str]:
    """The time zones of a country (two letters), as the time zone database orders them."""
    table = (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return [row[2] for row in rows if row[0] == code]


def _list(key: str, places: list[Place]) -> Iterator[str]:
    if not places:
        return
    yield f"{key} = ["
    for place in places:
        count, parts = len(place.document.links), len(place.document.children)
        told = f"{count} entries" if count else f"an index of {parts} sitemaps"
        times = [link.published_at for link in place.document.links if link.published_at]
        newest = f", newest {max(times):%Y-%m-%d %H:%M}" if times else ""
        yield f"    {_quoted(place.url)},  # {told}{newest}"
    yield "]"


def _samples(facts: Facts) -> Iterator[str]:
    """Some links, for whoever writes the patterns."""
    links = facts.links
    if links:
        yield "# check: do articles share a path? Newest links are"
        yield from (f"#     {one_line(link.url, 200)}" for link in links[:_SAMPLES])
        host = re.escape(host_of(links[0].url))
        yield f"# allow = ['^https?://{host}/news/']"
        yield "# deny = ['/video/']"


def _expectations(facts: Facts) -> Iterator[str]:
    times = [link.published_at for link in facts.links if link.published_at]
    recent = sum(time > facts.now - DAY for time in times)
    yield ""
    yield f"# check: {recent} dated entries in the last 24 hours; half of them are expected"
    yield "[expectations]"
    yield f"articles_a_day = {max(1, recent // 2)}"
    yield "share_with_date = 0.9"
    yield "share_with_text = 0.9"


def _quoted(text: str) -> str:
    """A TOML string of a text on one line: its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
