"""Where the page belongs: canonical address, name of the site, section."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from parsers.article.jsonld import LinkedData, first
from parsers.article.meta import Meta
from parsers.web.html import absolute
from parsers.web.urls import site_of

_SHORTEST_NAME = 2
# Written small: "Space.com" is how a paper calls itself.
_ADDRESS = re.compile(r"(?:https?:)?//|@\w+$|(?:[a-z\d-]+\.)+[a-z]{2,}/?$")


def canonical_of(meta: Meta, url: str | None) -> tuple[str, str] | None:
    """(address, method) when it is believable: another page of the same site, never the home page.

    Templates often name the home page or a sister site as canonical for every article.
    """
    base = (absolute(url or "", meta.base) if meta.base else None) or url or ""
    for value, method in (
        (meta.canonical, "link:canonical"),
        (meta.value("og:url"), "meta:og:url"),
    ):
        target = absolute(base, value) if value else None
        if target and _believable(target, url):
            return target, method
    return None


def site_name(meta: Meta, data: LinkedData) -> tuple[str, str] | None:
    """(name of the site, method); an address or account only where nothing else is said."""
    named = list(_named(meta, data))
    plain = (one for one in named if not _ADDRESS.match(one[0]))
    return next(plain, None) or next((one for one in named if "//" not in one[0]), None)


def _named(meta: Meta, data: LinkedData) -> Iterator[tuple[str, str]]:
    """What the page calls its site, best first."""
    for name in ("og:site_name", "application-name", "twitter:app:name:iphone", "dc.publisher"):
        value = meta.value(name)
        if value and len(value) >= _SHORTEST_NAME:
            yield _unescaped(value), f"meta:{name}"
    publisher = first(data.resolve((data.article or {}).get("publisher")))
    if publisher:
        yield _unescaped(publisher), "json-ld:publisher"


def _unescaped(name: str) -> str:
    """With entities that were escaped twice or thrice undone."""
    return html.unescape(html.unescape(name)) if "&" in name else name


def section_of(meta: Meta, data: LinkedData) -> tuple[str, str] | None:
    """(section, method) as the page names it."""
    value = first((data.article or {}).get("articleSection"))
    if value:
        return value, "json-ld:articleSection"
    found = meta.first(
        "article:section", "og:article:section", "parsely-section", "section", "category"
    )
    return (found[1], f"meta:{found[0]}") if found else None


def _believable(target: str, url: str | None) -> bool:
    if target == url:
        return True
    home = _is_home(target)
    if url is None:
        return not home
    return site_of(target) == site_of(url) and (not home or _is_home(url))


def _is_home(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return parts.path in ("", "/") and not parts.query
