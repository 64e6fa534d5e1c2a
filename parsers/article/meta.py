"""What the head of the page says: meta elements, links and microdata, by name in lower case."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.web.html import Document

# Pages have up to three hundred; more are somebody's flood.
_MOST = 2000
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


def read_meta(document: Document) -> Meta:
    """The head's own words; elements that stand in the body by mistake count too."""
    values: dict[str, list[str]] = {}
    for element in document.css("meta[content]")[:_MOST]:
        attributes = element.attributes
        content = " ".join(attributes["content"].split())
        for key in ("name", "property", "itemprop", "http-equiv"):
            for name in attributes.get(key, "").lower().split():
                said = values.setdefault(name, [])
                if content and len(said) < _MOST_VALUES and content not in said:
                    said.append(content)
    root = document.root
    language = (root.get("lang") or root.get("xml:lang")) if root else ""
    title = document.css_first("head > title") or document.css_first("title")
    link = document.css_first('link[rel~="canonical" i][href]')
    return Meta(
        values,
        language.strip() or None,
        (title.text() or None) if title else None,
        (link.get("href").strip() or None) if link else None,
        _item_of_headline(document),
    )


def _item_of_headline(document: Document) -> str | None:
    for element in document.css('h1, [itemprop~="headline"]')[:_MOST_HEADLINES]:
        around = element.parent
        for _ in range(_DEEPEST):
            if around is None:
                break
            if kind := around.get("itemtype"):
                return kind.split()[0].rstrip("/").rsplit("/", 1)[-1] if kind.split() else None
            around = around.parent
    return None
