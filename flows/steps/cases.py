"""Recorded cases: a page and what the parser makes of it now, as a folder of `tests/pages`.

What is written is what the parser says, right or wrong: a person corrects it.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from flows.steps.case_pages import CasePage
from parsers import parse_article
from parsers.errors import NotAnArticle, ParseError, SitrepError
from parsers.records import Article, PageTime
from parsers.sites.rules import SiteRules
from parsers.sites.table import packaged_rules
from parsers.web.urls import host_of

PAGE, EXPECTED = "page.html", "expected.json"

_PLAIN = (
    "kind", "title", "language", "canonical_url", "section", "site_name", "access", "truncated",
    "noarchive", "tdm_reserved", "encoding",
)  # fmt: skip
_LONGEST_NAME = 80
_HOST_PART = 30

Facts = dict[str, Any]


def rules_for(page: CasePage) -> SiteRules | None:
    """The packaged site rules that hold for the page."""
    return packaged_rules().find(page.url, page.fetched_at.date())


def case_facts(page: CasePage) -> Facts:
    """What `expected.json` says: the facts of the capture, and every field as it is read now.

    ParseError for a page that cannot be read in bounded time.
    """
    rules = rules_for(page)
    facts: Facts = {"url": page.url, "fetched_at": page.fetched_at.isoformat()}
    if page.content_type:
        facts["content_type"] = page.content_type
    if rules:
        facts["rules"] = f"{rules.name} {rules.version}"
    return facts | {"expected": _expected(page)}


def case_name(page: CasePage) -> str:
    """The folder that the site rules wait for, or a name made of the address."""
    if rules := rules_for(page):
        return rules.case
    last = page.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return slug(f"{host_of(page.url).removeprefix('www.')[:_HOST_PART]}-{last}")


def slug(text: str) -> str:
    """A name of small letters, digits and single hyphens: it can be nothing but one folder."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-") or "page"


def write_case(page: CasePage, into: Path, name: str, *, force: bool = False) -> Path:
    """Writes `into/name` with page and expectation, and nothing outside of it.

    An existing case stays as it is unless `force`; a link in its place is never followed.
    """
    facts = json.dumps(case_facts(page), ensure_ascii=False, indent=2) + "\n"
    folder = into / slug(name)
    try:
        if folder.is_symlink():
            raise SitrepError(f"{folder} is a link to another place; remove it or choose --name")
        folder.mkdir(exist_ok=True)
        if not force and any(folder.iterdir()):
            raise SitrepError(f"{folder} is there already; choose --name, or --force to replace it")
        _replace(folder / PAGE, page.body)
        _replace(folder / EXPECTED, facts.encode("utf-8", "replace"))
    except OSError as error:
        raise SitrepError(f"{folder} cannot be written: {error.strerror}") from error
    return folder


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all; a link that stands there is replaced, not written through."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    with beside.open("xb") as file:
        file.write(content)
    beside.replace(path)


def _expected(page: CasePage) -> Facts:
    try:
        article = parse_article(page.body, page.url, page.content_type, page.fetched_at)
    except NotAnArticle as refusal:
        return {"refused": refusal.kind}
    except ParseError as error:
        raise ParseError(f"{page.url} cannot be recorded: {error}") from error
    return _told(article)


def _told(article: Article) -> Facts:
    told: Facts = {field: getattr(article, field) for field in _PLAIN}
    told["authors"] = [[author.name, author.kind] for author in article.authors]
    told["published"] = _time(article.published)
    told["modified"] = _time(article.modified)
    told["blocks"] = [[one.kind, article.text[one.start : one.end]] for one in article.blocks]
    return told


def _time(time: PageTime | None) -> Facts | None:
    if time is None:
        return None
    return {
        "raw": time.raw,
        "local": time.local.isoformat() if time.local else None,
        "utc": time.utc.isoformat() if time.utc else None,
        "zone": time.zone,
        "method": time.method,
    }
