# ruff: noqa: RUF001 - words and marks of many alphabets
"""The headline: without the name of the site, as the article's own page shows it."""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from parsers.article.addresses import host_of
from parsers.article.found import Found
from parsers.article.jsonld import LinkedData, first
from parsers.article.masthead import headline_at
from parsers.article.meta import Meta
from parsers.article.outline import Mark, Outline
from parsers.article.page import Page
from parsers.article.site import section_of

_SEPARATORS = re.compile(r"\s+[|\-–—·•»:~/]\s+|\s*[|｜_»]\s*|\s+::\s+")
# Between the site and the headline: others stand within headlines too.
_STRONG = frozenset(("::", "|", "｜"))
_MASTHEAD = re.compile(
    r"(?<![a-z])(?:(?:site|blog)[-_]?(?:title|name|logo|branding)|logo|masthead)(?![a-z])"
)
_HOME = re.compile(r"(?:(?:https?:)?//[^/?#]+)?/?(?:index\.\w{2,5})?$")
_MARKUP = re.compile(r"<[^>]{1,80}>")
_NO_LETTERS = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[^\W\d_]{4,}")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_LONGEST = 400
_SHORTEST = 16
_SLACK = 12
_MOST_BEHIND = 2.5
_MOST = 8
_FEW_WORDS = 2
_FEW_HEADINGS = 2
_MANY_WORDS = 4
_SHORT_LABEL = 3
_Said = list[tuple[str, str]]


def headline(page: Page, site: str | None) -> Found[str] | None:
    """The title as the page shows it; None where nothing on the page is one.

    A first heading that the head agrees with is best, then one that speaks of the same; a heading
    that names the site (`site`, or its host) or the section is none.
    """
    names = _site_words(site, page.url)
    section = section_of(page.meta, page.data)
    labels = (*names, section[0]) if section else names
    said = list(_said(page.meta, page.data, names))
    shown = _shown(page, labels, alone=not said)
    for text, method in said:
        for heading in shown:
            if agreed := _same(heading, text, labels):
                return Found(agreed, f"h1+{method}", 0.95)
    if (
        shown
        and not _is_settled(said, names)
        and _looks_like_one(shown, said)
        and not _is_part(shown[0], said, names)
    ):
        return Found(shown[0], "h1", 0.7)
    if said:
        return _told(page.outline, page.meta, said, names)
    return Found(shown[0], "h1", 0.5) if shown else None


def clean(text: str) -> str:
    """White space folded, entities and markup that were escaped twice undone."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())[:_LONGEST].strip()


def without_site(text: str, site: tuple[str, ...]) -> str:
    """The title without its last parts (or first) that name the site, if anything is left then."""
    cut = _without_site(text, site).strip()
    return cut if _fold(cut) else text


def _without_site(text: str, site: tuple[str, ...]) -> str:
    parts = list(_SEPARATORS.finditer(text))
    while parts and _names_site(text[parts[-1].end() :], site):
        text = text[: parts.pop().start()]
    if parts and _begins(text, parts[0], site):
        return text[parts[0].end() :]
    label, colon, rest = text.partition(": ")
    return rest if colon and _is_site(label, site) else text


def _begins(text: str, end: re.Match[str], site: tuple[str, ...]) -> bool:
    """Whether the first part is the site, or before a strong mark the site and a word more."""
    label = text[: end.start()]
    if _is_site(label, site):
        return True
    folded = _fold(label)
    names = [name for name in map(_fold, site) if len(name) > _SHORT_LABEL]
    return end[0].strip() in _STRONG and any(
        folded.startswith(name) and len(folded) <= len(name) + _SLACK for name in names
    )


def _site_words(site: str | None, url: str | None) -> tuple[str, ...]:
    """What a title may call the site: its name and the words of its host name."""
    host = (host_of(url) if url else None) or ""
    labels = host.removeprefix("www.").split(".")
    names = [site or "", host, *(label for label in labels[:-1] if len(label) > _SHORT_LABEL)]
    return tuple(filter(None, names))


def _shown(page: Page, labels: tuple[str, ...], *, alone: bool) -> list[str]:
    """The first headings that name neither the site nor the section.

    One that is marked as the site's or leads home counts only where it is the only one and the
    head says nothing either (`alone`).
    """
    headings = [mark for mark in page.outline.marks if mark.tag == "h1"][:_MOST]
    own = [mark for mark in headings if not _is_masthead(mark)]
    texts = [clean(mark.joined) for mark in (own or (headings if alone else ()))]
    return [text for text in texts if _fold(text) and not _is_site(text, labels)]


def _is_masthead(mark: Mark) -> bool:
    """Whether a heading is the site's: named so, or all of it a link to the home page."""
    if _MASTHEAD.search(f"{mark.get('class')} {mark.get('id')}".lower()):
        return True
    address, text = next(mark.links(), ("", ""))
    if not address or _fold(text) != _fold(mark.text):
        return False
    return _HOME.match(address.strip()) is not None


def _said(meta: Meta, data: LinkedData, site: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What the head calls the page, best first; nothing that is the site's name alone."""
    for text, method in _named(meta, data):
        cleaned = clean(text)
        if _fold(cleaned) and not _is_site(cleaned, site):
            yield cleaned, method


def _named(meta: Meta, data: LinkedData) -> Iterator[tuple[str, str]]:
    if data.article:
        text = first(data.article.get("headline")) or first(data.article.get("name"))
        if text:
            yield text, "json-ld:headline"
    for name, text in meta.each(
        "og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline"
    ):
        yield text, f"meta:{name}"
    if meta.title:
        yield meta.title, "title"


def _same(heading: str, text: str, labels: tuple[str, ...]) -> str | None:
    """The heading where the text says the same, or the same and then the site or a section."""
    shown, told = _fold(heading), _fold(text)
    if shown == told:
        # Parts of a heading may stand in elements of their own without a space between.
        return text if text.count(" ") > heading.count(" ") else heading
    if not told.startswith(shown):
        return heading if _fold(without_site(text, labels)) == shown else None
    if len(shown) >= _SHORTEST:
        longest = max([30, *(len(name) for name in labels)])
        if len(told) - len(shown) <= longest:
            return heading
    rest = text[len(heading) :] if text.casefold().startswith(heading.casefold()) else ""
    if len(rest) > _MOST_BEHIND * len(heading):
        return None
    long_enough = len(shown) >= _SHORTEST or heading.count(" ") or _UNSPACED.search(heading)
    return heading if long_enough and _SEPARATORS.match(rest) else None


def _is_settled(said: _Said, site: tuple[str, ...]) -> bool:
    """Whether linked data, a meta element and the title all say the same."""
    same = {_fold(without_site(text, site)) for text, _ in said}
    methods = {method for _, method in said}
    return len(same) == 1 and {"json-ld:headline", "title"} < methods


def _is_part(heading: str, said: _Said, site: tuple[str, ...]) -> bool:
    """Whether heading and head differ by a label in front only: "Economy: Strike ends"."""
    shown = _fold(heading)
    for text, _ in said:
        told = _fold(without_site(text, site))
        if len(told) >= _SHORTEST and (shown.endswith(told) or told.endswith(shown)):
            return True
    return False


def _looks_like_one(shown: list[str], said: _Said) -> bool:
    """Whether the first heading is the headline although the head words it otherwise."""
    heading = shown[0]
    count = heading.count(" ") + 1
    if len(shown) > _FEW_HEADINGS:
        return False
    if len(shown) == 1 and count >= _MANY_WORDS:
        return True
    if count < _FEW_WORDS and not _UNSPACED.search(heading):
        return False
    words = set(_WORDS.findall(heading.casefold()))
    return any(not words.isdisjoint(_WORDS.findall(text.casefold())) for text, _ in said)


def _told(outline: Outline, meta: Meta, said: _Said, site: tuple[str, ...]) -> Found[str]:
    """What the head says first; as its own elements write it, where they say the same."""
    plain = [(without_site(text, site), method) for text, method in said]
    text, method = plain[0]
    if method == "title":
        at = headline_at(outline, meta.title)
        if at is not None and outline.chunks[at].tag != "h1":
            return Found(outline.chunks[at].text, "heading+title", 0.8)
        return Found(text, method, 0.6)
    key = _fold(text)
    same = [one for one in plain[1:] if _fold(one[0]) == key and one[1] != "meta:twitter:title"]
    return Found(*same[0], 0.85) if same else Found(text, method, 0.7)


def _fold(text: str) -> str:
    """Letters and figures alone, without case; of as much as a title may have."""
    return _folds(text[: 2 * _LONGEST])


@lru_cache(maxsize=256)
def _folds(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _NO_LETTERS.sub("", text.casefold())


def _is_site(text: str, site: tuple[str, ...]) -> bool:
    folded = _fold(text)
    return any(folded == _fold(name) for name in site)


def _names_site(tail: str, site: tuple[str, ...]) -> bool:
    folded = _fold(tail)
    names = [_fold(name) for name in site]
    return any(
        folded in name or (name in folded and len(folded) <= len(name) + _SLACK) for name in names
    )
