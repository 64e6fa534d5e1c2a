"""What the head of a page says of its authors: linked data, meta elements, accounts, labels."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from parsers.agencies import agency_named
from parsers.article.addresses import host_of
from parsers.article.jsonld import Thing, first, strings, types
from parsers.article.names import read_names
from parsers.article.page import Page
from parsers.article.signing import is_by
from parsers.records import Author

_TWITTER = "twitter:data1"
# "Verfasst von", "Scritto da": labels of a card that end so name the author.
_BY_ENDS = frozenset(
    ("by", "von", "vom", "par", "por", "di", "da", "door", "przez", "av", "af", "pe", "od", "oleh")
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
    _TWITTER,
    "article.author",
    "creator",
)
_LABELS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "section",
    "category",
    "news_keywords",
    "keywords",
    "article:tag",
)
_WORD = re.compile(r"[\W_]+")
_ACCOUNT = re.compile(r"/(?:admin\w*|user|webmaster|editor|staff)/?$")
_MOST_SAID = 40
_LONGEST_SAID = 1000
_LONGEST_FOLDED = 400


def said(page: Page) -> Iterator[tuple[tuple[Author, ...], str]]:
    """What linked data and meta elements name: (authors, method)."""
    article = page.data.article or page.data.page or {}
    for key in ("author", "creator"):
        if article.get(key):
            yield tuple(_linked(page, article[key])), f"json-ld:{key}"
    for name in _META:
        values = page.meta.values.get(name)
        if values and (name != _TWITTER or _labelled_by(page)):
            yield tuple(one for value in values for one in read_names(value)), f"meta:{name}"


def _labelled_by(page: Page) -> bool:
    """Whether the card says an author, not how long the reading takes or where it belongs."""
    label = page.meta.value("twitter:label1")
    words = label.rstrip(" :").split() if label else []
    return not words or is_by(" ".join(words)) or words[-1].lower() in _BY_ENDS


def _linked(page: Page, value: object) -> Iterator[Author]:
    for thing in _things(page, value):
        if isinstance(thing, str):
            yield from read_names(thing)
        elif isinstance(thing, dict) and not _is_account(thing):
            for name in _names(thing):
                yield from read_names(name, next(iter(types(thing)), None))


def _things(page: Page, value: object) -> list[object]:
    values = value[:_MOST_SAID] if isinstance(value, list) else [value]
    return [page.data.resolve(one) for one in values]


def _names(thing: Thing) -> Iterator[str]:
    names = thing.get("name")
    for name in names[:_MOST_SAID] if isinstance(names, list) else [names]:
        if isinstance(name, dict):
            name = name.get("name")  # noqa: PLW2901 - one more level of the same
        if isinstance(name, str):
            yield name


def _is_account(thing: Thing) -> bool:
    """Whether somebody is the account that publishes everything: /author/admin/."""
    return any(_ACCOUNT.search(str(thing.get(key) or "")) for key in ("url", "@id"))


def names_an_author(page: Page) -> bool:
    """Whether the head names one at all, be it the site or an account."""
    return bool((page.data.article or {}).get("author") or page.meta.first(*_META))


def own_names(page: Page, site: str | None) -> frozenset[str]:
    """What the site calls itself, folded."""
    article = page.data.article or {}
    publisher = first(page.data.resolve(article.get("publisher")))
    host = ((host_of(page.url) if page.url else None) or "").removeprefix("www.")
    return folded((site or "", publisher or "", host, host.partition(".")[0]))


def labels_of(page: Page) -> frozenset[str]:
    """The sections and keywords of the page, folded; not those that the head names as author."""
    article = page.data.article or {}
    found = list(islice(strings(article.get("articleSection")), _MOST_SAID))
    found += islice(strings(article.get("keywords")), _MOST_SAID)
    found += (value for _, value in islice(page.meta.each(*_LABELS), _MOST_SAID))
    labels = folded(one for value in found for one in value[:_LONGEST_SAID].split(",")[:_MOST_SAID])
    named = [name.name for names, _ in said(page) for name in names]
    return labels - folded(name for name in named if not is_word(name))


def is_word(name: str) -> bool:
    """Whether it is one word of a script with spaces, as sections are and hardly any name is."""
    return " " not in name and name < "぀" and agency_named(name) is None


def accounts_of(page: Page) -> frozenset[str]:
    """The names of the accounts that publish everything, folded."""
    return folded(
        name
        for thing in _things(page, (page.data.article or {}).get("author"))
        if isinstance(thing, dict) and _is_account(thing)
        for name in _names(thing)
    )


def folded(names: Iterable[str]) -> frozenset[str]:
    """Names for comparing, without those that are nothing then."""
    return frozenset(filter(None, map(fold, names)))


def fold(name: str) -> str:
    """For comparing: without case, accents, marks and white space; no more than names need."""
    return _folds(name[:_LONGEST_FOLDED])


@lru_cache(maxsize=1024)
def _folds(name: str) -> str:
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _WORD.sub("", name.casefold())
