# ruff: noqa: RUF001 - names and words in their own alphabets
"""Who wrote it: persons and organisations told apart, and nobody rather than somebody wrong."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from parsers.article.dates import read_time, written_part
from parsers.article.jsonld import LinkedData, Thing, types
from parsers.article.masthead import lines_near
from parsers.article.meta import Meta
from parsers.article.outline import Mark, Outline
from parsers.records import Author

_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|words|story|text|report|analysis|opinion|"
    r"review|article)\s+)?"
    r"(?:by|von|vom|par|por|di|door|av|af|od|przez|автор|автори|yazan|oleh|text|foto|texto|"
    r"texte|redaktion|"
    r"author|autor|auteur|autore|kirjoittaja|skrevet av|geschreven door|propos recueillis par|"
    r"een artikel van)\s*:?\s+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;|•·/\n]|\s[-–—]\s|\band\b|\bund\b|\bet\b|\by\b(?=\s+[A-ZÁÉÍÓÚÑ])|\bund\b|"
    r"\be\b(?=\s+[A-ZÁÉÍÓÚÃÕÇ])|\bog\b|\boch\b|\bja\b|\ben\b(?=\s+[A-Z])|&|\bwith\b|\bmit\b|"
    r"\bи\b|、|，)\s*"
)
_NOISE = re.compile(
    r"https?:|www\.|@|\d|\b(?:updated|published|minutes?|hours?|ago|follow|email|view|more|"
    r"read|comments?|"
    r"subscribe|share|twitter|facebook|linkedin|instagram|newsletter|click|photo\w*|"
    r"illustrat\w*|images?|getty|copyright|profile|"
    r"all articles|archive|bio|uhr|aktualisiert|null|undefined|unknown|anonymous|admin|"
    r"administrator|"
    r"authors?|nobody|test|guest author)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:head of|correspondents?|reporters?|editors?|journalists?|writers?|columnists?|"
    r"producer|staff writer|"
    r"redakteur(?:in)?|redacteur|journaliste|periodista|chief|bureau|contributor|analyst|"
    r"columnist|photographer|"
    r"associate|senior|managing|deputy|director|in [A-Z]\w+|opinion)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:news|newsroom|newsdesk|press|agency|agencies|agence|agencia|agenzia|staff|desk|"
    r"team|editors|editorial|"
    r"redaktion|redaktionen|redaction|rédaction|redacción|redação|redazione|redactie|reuters|"
    r"afp|dpa|apa|sda|efe|"
    r"ansa|ntb|ritzau|anp|tass|pti|ians|xinhua|bloomberg|upi|associated|wire|media|magazine|"
    r"times|post|tv|radio|"
    r"journal|group|inc|ltd|gmbh|institute|university|ministry|association|foundation|council|"
    r"network|online|"
    r"services?|digital|studio|board|submissions|correspondents|ap|bbc|cnn|redakcja|редакция|"
    r"редакція)\b|\.(?:com|de|org|net|fr|co)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:By|Von|Par|Por|Di|Door|Av|Af|Автор:?|Yazan:?)\s*:?\s+([A-ZÀ-ÞА-Я][^\d|"
    r"•·]{3,80}?)(?:,?\s+(?:\w{3,9}\.?\s+)?\d.*|\s*[|•·].*)?$"
)
_META = (
    "author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author",
    "article:author_name",
    "authors",
    "cxenseparse:author",
    "twitter:data1",
    "article.author",
    "creator",
)
# Degrees that follow a name after a comma.
_TITLES = re.compile(r"^(?:[A-Z]{2,4}|Ph\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|Dr\.?)$")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_NAME_LINE = re.compile(
    r"^(?:From (?:the )?)?[A-ZÀ-ÞА-Я][\w'’.-]+(?:\s(?:de|da|van|von|der|bin|al|el|la|and|y|und|et|"
    r"[A-ZÀ-ÞА-Я][\w'’.-]*)){1,6}$"
)
_AUTHOR_NAME = re.compile(r"author[-_]?name")
_ARTICLE_AUTHOR = re.compile(r"article(?:-|__)author")
_WEEKDAY = 12
_NEAR = 2
_LONGEST_NAME = 60
_Named = tuple[str, str | None]
_MOST = 12
_MOST_WORDS = 6


def authors_of(
    meta: Meta, data: LinkedData, page: Outline, site: str | None
) -> tuple[tuple[Author, ...], str | None]:
    """(authors in order, method); empty where nobody is named."""
    last: tuple[tuple[Author, ...], str | None] = ((), None)
    for names, method in _witnesses(meta, data, page):
        found = _unique(author for name, kind in names for author in read_names(name, kind))
        people = tuple(author for author in found if not _is_site(author.name, site))
        if people:
            return people[:_MOST], method
        # The paper itself counts where the page says so in so many words and nobody else is named.
        if found and not last[0] and any(kind == "Organization" for _, kind in names):
            last = (Author(found[0].name, "organisation"),), method
    return last


def read_names(text: str, kind: str | None = None) -> Iterator[Author]:
    """The names in a byline, without "By", roles, addresses and dates.

    `kind` is the schema.org type ("Organization") where one is given.
    """
    text = " ".join(html.unescape(text).replace("\u00a0", " ").split())
    if kind and "Organization" in kind:
        if 1 < len(text) <= _LONGEST_NAME and not _NOISE.search(text):
            yield Author(text, "organisation")
        return
    text = _BY.sub("", _BY.sub("", _ADDRESS.sub(" ", text).strip()))
    for part in _SPLIT.split(re.sub(r"\([^)]*\)", " ", text)):
        name = _BY.sub("", part).strip(" .:,*\"'“”[]").strip()
        if _is_organisation(name):
            yield Author(name, "organisation")
        elif _is_name(name):
            yield Author(name)


def _is_organisation(name: str) -> bool:
    fits = 0 < len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
    return fits and bool(_ORGANISATION.search(name)) and not _NOISE.search(name)


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or not 1 < len(name) <= _LONGEST_NAME:
        return False
    if _NOISE.search(name) or _ROLE.search(name) or _TITLES.match(name):
        return False
    letters = [word for word in words if word[0].isalpha()]
    return bool(letters) and (letters[0][0].isupper() or not name.isascii() or len(words) > 1)


def _witnesses(meta: Meta, data: LinkedData, page: Outline) -> Iterator[tuple[list[_Named], str]]:
    article = data.article or {}
    for key in ("author", "creator"):
        if article.get(key):
            yield list(_linked(data, article[key])), f"json-ld:{key}"
    for name in _META:
        values: list[_Named] = [(value, None) for _, value in meta.each(name)]
        if values:
            yield values, f"meta:{name}"
    for method, found in _bylines(page):
        shown: list[_Named] = [(text, None) for text in _together(found)]
        if shown:
            yield shown, f"byline:{method}"
    lines = lines_near(page, meta.title)
    if line := _signed_line(lines) or _line_over_date(lines):
        yield [(line, None)], "text:byline"


def _bylines(page: Outline) -> Iterator[tuple[str, list[tuple[Mark, str]]]]:
    """What is named as an author: (method, [(mark, text)]), best first."""
    marks = [mark for mark in page.marks if mark.tag not in ("meta", "link")]
    authors = [mark for mark in marks if "author" in mark.get("itemprop").split()]
    yield (
        "itemprop name",
        [
            (mark, mark.text)
            for mark in marks
            if "name" in mark.get("itemprop").split() and any(one.contains(mark) for one in authors)
        ],
    )
    yield "itemprop", [(mark, mark.text or mark.get("content")) for mark in authors]
    yield "rel", [(mark, mark.text) for mark in marks if "author" in mark.get("rel").split()]
    named = [(mark, f"{mark.get('class')} {mark.get('data-testid')}".lower()) for mark in marks]
    bylines = [mark for mark, names in named if "byline" in names]
    yield "byline links", [(mark, text) for mark in bylines for _, text in mark.links()]
    yield "author name", [(mark, mark.text) for mark, names in named if _AUTHOR_NAME.search(names)]
    yield "byline", [(mark, mark.text) for mark in bylines]
    yield (
        "article author",
        [(mark, mark.text) for mark, names in named if _ARTICLE_AUTHOR.search(names)],
    )
    plain = [mark for mark, names in named if "author" in names.split()]
    yield "author links", [(mark, text) for mark in plain for _, text in mark.links()]
    yield "author", [(mark, mark.text) for mark in plain]


def _together(found: list[tuple[Mark, str]]) -> Iterator[str]:
    """The texts of the first mark and of those beside it: later ones sign other stories."""
    first: Mark | None = None
    for mark, text in found[:_MOST]:
        if not text or len(text) > 3 * _LONGEST_NAME:
            continue
        if first is None:
            first = mark
        elif mark.chunk > first.chunk + _NEAR:
            return
        yield text


def _signed_line(lines: list[str]) -> str | None:
    """A line near the headline that begins with "By"; a date after the name is cut off."""
    short = (line for line in lines if len(line) <= 2 * _LONGEST_NAME)
    return next((match[1] for line in short if (match := _SIGNED.match(line))), None)


def _line_over_date(lines: list[str]) -> str | None:
    """A line of nothing but a name with a line of nothing but a date below it."""
    for line, below in pairwise(lines):
        if _NAME_LINE.match(line) and len(below) <= _LONGEST_NAME and _is_date(below):
            return line.removeprefix("From ").removeprefix("the ")
    return None


def _is_date(line: str) -> bool:
    time = read_time(line, "")
    return time is not None and len(line) - len(written_part(line)) <= _WEEKDAY


def _linked(data: LinkedData, value: object) -> Iterator[_Named]:
    for item in value if isinstance(value, list) else [value]:
        thing = data.resolve(item)
        if isinstance(thing, str):
            yield thing, None
        elif isinstance(thing, dict):
            yield from _named(thing)


def _named(thing: Thing) -> Iterator[_Named]:
    names = thing.get("name")
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, dict):
            name = name.get("name")  # noqa: PLW2901 - one more level of the same
        if isinstance(name, str):
            yield name, next(iter(types(thing)), None)


def _unique(found: Iterable[Author]) -> tuple[Author, ...]:
    kept: dict[str, Author] = {}
    for author in found:
        key = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", author.name).casefold()))
        if key:
            kept.setdefault(key, author)
    return tuple(kept.values())


def _is_site(name: str, site: str | None) -> bool:
    fold = re.compile(r"\W+")
    return bool(site) and fold.sub("", name).casefold() == fold.sub("", site or "").casefold()
