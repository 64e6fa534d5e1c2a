"""What the head of the page says: meta elements, links and microdata, by name in lower case."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from parsers.article.outline import Mark, Outline
from parsers.article.tags import attributes_of, unescape

_MOST_VALUES = 50
_MOST_HEADLINES = 5
_DEEPEST = 40
_KEYS = ("name", "property", "itemprop", "http-equiv")
_NAMING = frozenset(f"meta {key}=" for key in _KEYS)
# Parts of a tag with two attributes, cut at the quotes.
_OF_TWO = 5


@dataclass(frozen=True, slots=True)
class Meta:
    """Values in document order; names in lower case, empty values left out.

    `item` is the type of the microdata item that the headline stands in ("NewsArticle").
    """

    values: dict[str, list[str]] = field(default_factory=dict)
    language: str | None = None
    title: str | None = None
    canonical: str | None = None
    base: str | None = None
    item: str | None = None

    def first(self, *names: str) -> tuple[str, str] | None:
        """(name, value) of the first of the names that the page has, in the order asked."""
        return next(self.each(*names), None)

    def each(self, *names: str) -> Iterator[tuple[str, str]]:
        """(name, value) of all values under the names, in the order asked."""
        for name in names:
            for value in self.values.get(name, ()):
                yield name, value

    def value(self, *names: str) -> str | None:
        """The first value under the names."""
        found = self.first(*names)
        return found[1] if found else None


def read_meta(outline: Outline) -> Meta:
    """The head's own words; elements that stand in the body by mistake count too."""
    values: dict[str, list[str]] = {}
    firsts: dict[str, str] = {}
    items: list[str] = []
    for head in outline.metas:
        if head.startswith("meta"):
            _add(values, head)
        else:
            said = attributes_of(head)
            if "canonical" in said.get("rel", "").lower().split():
                firsts.setdefault("canonical", said.get("href", "").strip())
    for mark in outline.marks:
        if mark.tag == "title":
            firsts.setdefault("title", mark.joined)
        elif mark.tag == "html":
            firsts.setdefault("language", (mark.get("lang") or mark.get("xml:lang")).strip())
        elif mark.tag == "base":
            firsts.setdefault("base", mark.get("href").strip())
        # Few marks name a headline: most need not be read.
        elif mark.tag == "h1" or (
            "headline" in mark.head and "headline" in mark.get("itemprop").split()
        ):
            items.append(_item(mark))
    item = next(filter(None, items[:_MOST_HEADLINES]), None)
    return Meta(
        values,
        firsts.get("language") or None,
        firsts.get("title") or None,
        firsts.get("canonical") or None,
        firsts.get("base") or None,
        item,
    )


def _add(values: dict[str, list[str]], head: str) -> None:
    # Nearly all have just a name and a content.
    parts = head.split('"')
    if len(parts) == _OF_TWO and parts[2] == " content=" and parts[0] in _NAMING:
        content, names = parts[3], parts[1]
        if "&" in head:
            content, names = unescape(content), unescape(names)
    else:
        said = attributes_of(head)
        content = said.get("content", "")
        names = " ".join([said[key] for key in _KEYS if key in said])
        if not content and names.lower() == "author":
            content = said.get("value", "")
    content = " ".join(content.split())
    if not content:
        return
    for name in names.lower().split():
        found = values.get(name)
        if found is None:
            values[name] = [content]
        elif len(found) < _MOST_VALUES and content not in found:
            found.append(content)


def _item(mark: Mark) -> str:
    around = islice(mark.ancestors(), _DEEPEST)
    return next((style.item for style in around if style.item), "")
