"""JSON-LD as pages really have it: broken, nested, repeated, in a graph.

Only what schema.org says of news is read; nothing here raises on malformed input.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Thing = dict[str, object]
"""One JSON object of a page."""

_MAX_THINGS = 2000
# Ten times the longest that an article needs, its text included.
_LONGEST = 2_000_000
_ARTICLE = re.compile(r"(?:^|[/:#])(?:\w*Article|BlogPosting|LiveBlogPosting|Report|NewsItem)$")
_NEWS = re.compile(r"News|Report|LiveBlog|Opinion|Analysis")
_PAGE = re.compile(r"(?:^|[/:#])(?:WebPage|ItemPage|VideoObject|ImageGallery|MediaGallery|Review)$")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.DOTALL
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Lists of other pages: what stands in them is not said of this page.
_ELSEWHERE = frozenset(
    ("itemListElement", "relatedLink", "hasPart", "isPartOf", "comment", "mentions", "citation",
     "publisher", "author", "creator", "associatedMedia", "review", "breadcrumb", "about")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What the page says of itself: `article` is the object that describes it, if one does."""

    things: tuple[Thing, ...] = ()
    article: Thing | None = None
    page: Thing | None = None
    problems: tuple[str, ...] = ()

    def kinds(self) -> frozenset[str]:
        """The types of all objects, without their namespace."""
        return frozenset(kind for thing in self.things for kind in types(thing))

    def resolve(self, value: object) -> object:
        """The object that a bare reference ({"@id": ...}) points to; other values as they are."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            for thing in self.things:
                if thing.get("@id") == value["@id"] and thing is not value and "name" in thing:
                    return thing
        return value


def read_linked_data(scripts: Iterable[str], addresses: frozenset[str] = frozenset()) -> LinkedData:
    """What JSON-LD scripts say. `addresses` are the page's own, to choose among articles."""
    things: list[Thing] = []
    problems: list[str] = []
    for script in scripts:
        if len(script) > _LONGEST:
            problems.append(f"JSON-LD of {len(script)} characters is not read")
            continue
        values = loads(script)
        if values is None:
            problems.append("JSON-LD that cannot be read")
            continue
        for value in values:
            things.extend(_things(value, _MAX_THINGS - len(things)))
    articles = [thing for thing in things if any(map(_ARTICLE.search, types(thing)))]
    pages = [thing for thing in things if any(map(_PAGE.search, types(thing)))]
    article = max(articles, key=lambda thing: _fit(thing, addresses), default=None)
    return LinkedData(tuple(things), article, pages[0] if pages else None, tuple(problems))


def loads(raw: str) -> list[object] | None:
    """The values of a script; None when no repair makes it JSON."""
    text = raw.strip()
    if not text:
        return []
    if text[0] in "{[" and text[-1] in "}]":
        try:
            return [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            pass
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    for attempt in (text, _TRAILING_COMMA.sub("", _CONTROL.sub(" ", text))):
        values = _values(attempt)
        if values is not None:
            return values
    return None


def types(thing: Thing) -> list[str]:
    """The types of an object as written, without "https://schema.org/"."""
    value = thing.get("@type")
    values = value if isinstance(value, list) else [value]
    return [item.rsplit("/", 1)[-1] for item in values if isinstance(item, str)]


def strings(value: object) -> Iterator[str]:
    """The non-empty texts in a value that may be a text, an object with a name, or a list."""
    for item in value if isinstance(value, list) else [value]:
        found = (
            item.get("name") or item.get("@value") or item.get("@id")
            if isinstance(item, dict)
            else item
        )
        if isinstance(found, str) and found.strip():
            yield found.strip()


def first(value: object) -> str | None:
    """The first text in a value, or None."""
    return next(strings(value), None)


def _values(text: str) -> list[object] | None:
    """Several values may follow each other in one script."""
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    position = 0
    try:
        while position < len(text):
            value, position = decoder.raw_decode(text, position)
            values.append(value)
            while position < len(text) and text[position] in " \t\r\n,;":
                position += 1
    except (ValueError, RecursionError):
        return values or None
    return values


def _things(value: object, limit: int) -> list[Thing]:
    """All objects with a type, outermost first, without recursion."""
    found: list[Thing] = []
    queue = [value]
    for item in queue:
        if len(found) >= limit or len(queue) > 10 * _MAX_THINGS:
            break
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            if "@type" in item or "@id" in item:
                found.append(item)
            queue.extend(
                child
                for key, child in item.items()
                if key not in _ELSEWHERE and isinstance(child, (dict, list))
            )
    return found


def _fit(thing: Thing, addresses: frozenset[str]) -> tuple[bool, int, bool]:
    own = {
        address.rstrip("/")
        for key in ("url", "mainEntityOfPage", "@id")
        for address in strings(thing.get(key))
    }
    filled = sum(key in thing for key in ("headline", "datePublished", "author", "articleBody"))
    return (bool(own & addresses), filled, any(map(_NEWS.search, types(thing))))
