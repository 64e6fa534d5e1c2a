"""What the head of the page says: meta elements, links and microdata, by name in lower case."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from parsers.article.outline import Mark, Outline

_MOST_VALUES = 50
_MOST_HEADLINES = 5
_DEEPEST = 40


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
    for mark in outline.marks:
        if mark.tag == "meta":
            _add(values, mark.attributes)
        elif mark.tag == "link":
            # Pages have dozens of links to styles and icons: most need not be read.
            if "anonical" in mark.head and "canonical" in mark.get("rel").lower().split():
                firsts.setdefault("canonical", mark.get("href").strip())
        elif mark.tag == "title":
            firsts.setdefault("title", mark.joined)
        elif mark.tag == "html":
            firsts.setdefault("language", (mark.get("lang") or mark.get("xml:lang")).strip())
        elif mark.tag == "base":
            firsts.setdefault("base", mark.get("href").strip())
        elif mark.tag == "h1" or "headline" in mark.get("itemprop").split():
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


def _add(values: dict[str, list[str]], attributes: dict[str, str]) -> None:
    content = " ".join(attributes.get("content", "").split())
    if not content:
        return
    for key in ("name", "property", "itemprop", "http-equiv"):
        for name in attributes.get(key, "").lower().split():
            said = values.setdefault(name, [])
            if len(said) < _MOST_VALUES and content not in said:
                said.append(content)


def _item(mark: Mark) -> str:
    around = islice(mark.ancestors(), _DEEPEST)
    return next((style.item for style in around if style.item), "")
