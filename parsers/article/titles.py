# ruff: noqa: RUF001 - words and marks of many alphabets
"""The headline: without the name of the site, as the article's own page shows it."""

import html
import re
import unicodedata
from collections.abc import Iterator

from parsers.article.jsonld import LinkedData, first
from parsers.article.meta import Meta
from parsers.article.outline import Mark, Outline

_SEPARATORS = re.compile(r"\s+[|\-–—·•»:~/]\s+|\s*[|｜_»]\s*|\s+::\s+")
_MARKUP = re.compile(r"<[^>]{1,80}>")
_LONGEST = 400
_SHORTEST = 16
_SLACK = 12
_MOST = 8


def headline(
    outline: Outline, meta: Meta, data: LinkedData, site: tuple[str, ...]
) -> tuple[str, str] | None:
    """(title, method); None where nothing on the page is a title.

    `site` are the names of the site, which are cut off and are no titles themselves.
    """
    shown = [text for mark in _h1(outline) if (text := clean(mark.joined))]
    shown = [text for text in shown if not _is_site(text, site)]
    said = [(clean(text), method) for text, method in _said(meta, data)]
    said = [(text, method) for text, method in said if text and not _is_site(text, site)]
    for text, method in said:
        for heading in shown:
            if _fold(heading) in (_fold(text), _fold(without_site(text, site))):
                # Parts of a heading may stand in elements of their own without a space between.
                same = _fold(heading) == _fold(text) and text.count(" ") > heading.count(" ")
                return (text if same else heading), f"h1+{method}"
            if _is_start(heading, text, site):
                return heading, f"h1+{method}"
    if said and (said[0][1] != "title" or not shown or len(shown[0]) < _SHORTEST):
        return without_site(said[0][0], site), said[0][1]
    return (shown[0], "h1") if shown else None


def _h1(outline: Outline) -> list[Mark]:
    return [mark for mark in outline.marks if mark.tag == "h1"][:_MOST]


def clean(text: str) -> str:
    """White space folded, entities and markup that were escaped twice undone."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())[:_LONGEST].strip()


def without_site(text: str, site: tuple[str, ...]) -> str:
    """The title without its last parts (or first) that name the site."""
    parts = list(_SEPARATORS.finditer(text))
    while parts and _names_site(text[parts[-1].end() :], site):
        text = text[: parts.pop().start()]
    if parts and _is_site(text[: parts[0].start()], site):
        return text[parts[0].end() :]
    return text


def _said(meta: Meta, data: LinkedData) -> Iterator[tuple[str, str]]:
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


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def _is_site(text: str, site: tuple[str, ...]) -> bool:
    return any(_fold(text) == _fold(name) for name in site)


def _names_site(tail: str, site: tuple[str, ...]) -> bool:
    folded = _fold(tail)
    names = [_fold(name) for name in site]
    return any(
        folded in name or (name in folded and len(folded) <= len(name) + _SLACK) for name in names
    )


def _is_start(heading: str, text: str, site: tuple[str, ...]) -> bool:
    """Whether `text` is the heading and then only the site's name or a section."""
    heading, text = _fold(heading), _fold(text)
    rest = len(text) - len(heading)
    longest = max([30, *(len(_fold(name)) for name in site)])
    return len(heading) >= _SHORTEST and text.startswith(heading) and rest <= longest
