"""One page read by site rules: what they name replaces what the general parser found.

A rule that finds nothing leaves the general parser's value and says so in the article's problems:
that is how a redesign is noticed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TypeVar

from parsers.article.body import Body, join_blocks
from parsers.article.containers import read_containers
from parsers.article.dates import believable, read_time
from parsers.article.names import read_names
from parsers.article.zones import in_zone
from parsers.errors import NotAnArticle
from parsers.records import ARTICLE_KINDS, Article, Author, PageTime
from parsers.sites.lines import is_dropped
from parsers.sites.rules import SiteRules, target_of
from parsers.web.html import Document

_MOST_ELEMENTS = 12
_LONGEST_VALUE = 1000
_Value = TypeVar("_Value")


class RuledPage:
    """A page and the rules that hold for it; `document` is its whole tree, or gives it.

    Ask in this order: `refuse`, `body`, `article`. Rules without selectors never ask for the tree.
    """

    def __init__(
        self,
        rules: SiteRules,
        document: Document | Callable[[], Document],
        now: datetime | None,
        zone: tzinfo | None,
    ) -> None:
        self._rules, self._tree = rules, document
        self._now, self._zone = now, zone
        self._problems: list[str] = []

    def refuse(self) -> None:
        """Raise NotAnArticle where the rules say that the page is none."""
        for selector, kind in self._rules.kinds:
            if kind not in ARTICLE_KINDS and self._document.css_first(selector):
                raise NotAnArticle(kind, f"site rule {self._rules.name}: {selector}")

    def body(self, found: Body) -> Body:
        """The text of the containers that the rules name, or what the general parser found.

        The lines that the rules drop are left out of either.
        """
        lines = self._rules.drop_lines
        return _without(self._contained(found), lines) if lines else self._contained(found)

    @property
    def _document(self) -> Document:
        return self._tree if isinstance(self._tree, Document) else self._tree()

    def _contained(self, found: Body) -> Body:
        if not self._rules.body:
            return found
        query = ", ".join(self._rules.body)
        chosen = self._document.css(query)
        dropped = self._document.css(", ".join(self._rules.drop)) if self._rules.drop else ()
        text, blocks = read_containers(self._document, chosen, dropped)
        if not text:
            self._missed("text", query)
            return found
        return replace(found, text=text, blocks=blocks, method=self._method(query))

    def article(self, found: Article) -> Article:
        """The article with the fields that the rules name; `found` has the text already."""
        methods = dict(found.methods)
        for selector, kind in self._rules.kinds:
            if kind in ARTICLE_KINDS and self._document.css_first(selector):
                methods["kind"] = self._method(selector)
                found = replace(found, kind=kind)
                break
        title = self._first("title", lambda text, _: text, methods)
        authors = self._authors(methods)
        published = self._first("published", self._time, methods)
        modified = self._first("modified", self._time, methods)
        # A time's own method also says whether its zone was assumed.
        told = {"published": published, "modified": modified}
        methods.update({field: time.method for field, time in told.items() if time})
        ruled = [field for field, method in methods.items() if method.startswith("site:")]
        return replace(
            found,
            title=title or found.title,
            authors=authors or found.authors,
            published=published or found.published,
            modified=modified or found.modified,
            methods=methods,
            confidences={**found.confidences, **dict.fromkeys(ruled, 1.0)},
            problems=found.problems + tuple(self._problems),
        )

    def _authors(self, methods: dict[str, str]) -> tuple[Author, ...]:
        """All names of the first selector that gives any, each once."""
        clean = self._rules.author_text or str
        for selector in self._rules.authors:
            bylines = self._values(selector)
            names = dict.fromkeys(name for text in bylines for name in read_names(clean(text)))
            if names:
                methods["authors"] = self._method(selector)
                return tuple(names)[:_MOST_ELEMENTS]
        if self._rules.authors:
            self._missed("authors", ", ".join(self._rules.authors))
        return ()

    def _first(
        self, field: str, read: Callable[[str, str], _Value | None], methods: dict[str, str]
    ) -> _Value | None:
        """The first value that can be read; its method goes to `methods`."""
        selectors: tuple[str, ...] = getattr(self._rules, field)
        for selector in selectors:
            for text in self._values(selector):
                value = read(text, self._method(selector))
                if value:
                    methods[field] = self._method(selector)
                    return value
        if selectors:
            self._missed(field, ", ".join(selectors))
        return None

    def _time(self, text: str, method: str) -> PageTime | None:
        time = read_time(text, method, month_first=self._rules.month_first)
        if time is not None and self._zone is not None:
            time = in_zone(time, self._zone)
        return time if time is not None and believable(time, self._now) else None

    def _values(self, selector: str) -> Iterator[str]:
        """What the first elements say that match, as text or attribute; empty ones left out."""
        query, attribute = target_of(selector)
        for element in self._document.css(query)[:_MOST_ELEMENTS]:
            value = element.get(attribute) if attribute else element.text(" ")
            value = " ".join(value[:_LONGEST_VALUE].split())
            if value:
                yield value

    def _method(self, selector: str) -> str:
        return f"site:{self._rules.name}:{selector}"

    def _missed(self, field: str, selector: str) -> None:
        told = f"site rule {self._rules.name} {self._rules.version}: {selector} found nothing"
        self._problems.append(f"{told}: {field}")


def _without(body: Body, lines: tuple[str, ...]) -> Body:
    """The body without the blocks that are one of the lines; the others move up."""
    texts = [(one.kind, body.text[one.start : one.end]) for one in body.blocks]
    kept = [(kind, text) for kind, text in texts if not is_dropped(text, lines)]
    if len(kept) == len(texts):
        return body
    text, blocks = join_blocks(kept)
    return replace(body, text=text, blocks=blocks)
