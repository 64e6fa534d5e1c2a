"""HTML trees: the only importer of selectolax.

A thin, typed cover over Lexbor that keeps hostile markup within bounds: depth, size and the
number of attributes are limited before the tree is built, because tree building is quadratic in
the first and the last of them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.errors import ParseError
from parsers.web.depth import limit_depth

MAX_CHARACTERS = 24_000_000
"""Longer pages are refused: no news page comes near (the largest seen are 8 MB)."""
MAX_MARKUP = 10_000_000
"""Pages with more bytes left without their scripts are no articles and refused."""
MAX_TAGS = 300_000
"""Pages with more "<" are refused: the fullest of a thousand real pages has twenty thousand."""
MAX_VALUES = 400_000
"""Pages with more "=" are refused, for the same reason: the fullest has forty thousand."""
MAX_DEPTH = 1_000
"""Opening tags nested deeper are dropped, their text stays; browsers stop at 512."""
MAX_ATTRIBUTES = 20_000
"""A tag with more attributes makes the page refused."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HUGE_TAG = 100_000
# Fewer tags than this cost little, however deep.
_MANY_TAGS = 10_000


class Step(NamedTuple):
    """One step of a walk: an element entered ("open") or left ("close"), or a text."""

    kind: str
    element: "Element"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of the page: `href` is absolute (unless the page has no address), `text` is folded."""

    href: str
    text: str
    element: "Element"


class Element:
    """One element of the tree, equal to itself only; `tag` is its name in lower case.

    It keeps its document alive.
    """

    __slots__ = ("_node", "tag")

    def __init__(self, node: LexborNode) -> None:
        self._node = node
        self.tag: str = node.tag or ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self._node.mem_id == other._node.mem_id

    def __hash__(self) -> int:
        return hash(self._node.mem_id)

    def __repr__(self) -> str:
        return f"<Element {self.tag}>"

    @property
    def attributes(self) -> dict[str, str]:
        """All attributes; one without a value has the empty string."""
        return {name: value or "" for name, value in self._node.attributes.items()}

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute; `default` where it is absent."""
        value = self._node.attributes.get(name, default)
        return "" if value is None else value

    def text(self, separator: str = "") -> str:
        """All text inside, white space folded.

        `separator` is put between text nodes; the default joins them as the page shows them.
        """
        return " ".join(self._node.text(separator=separator).split())

    @property
    def parent(self) -> "Element | None":
        """The element around this one; None at the top."""
        node = self._node.parent
        return Element(node) if node is not None and node.is_element_node else None

    @property
    def children(self) -> Iterator["Element"]:
        """The elements directly inside."""
        return (Element(node) for node in self._node.iter())

    @property
    def next(self) -> "Element | None":
        """The next element with the same parent."""
        node = self._node.next
        while node is not None and not node.is_element_node:
            node = node.next
        return Element(node) if node is not None else None

    @property
    def html(self) -> str:
        """The markup of the element, as the parser understood it."""
        return self._node.html or ""

    def css(self, query: str) -> list["Element"]:
        """The elements inside (and this one) that match a CSS selector, in document order."""
        return [Element(node) for node in self._node.css(query)]

    def css_first(self, query: str) -> "Element | None":
        """The first match of a CSS selector, or None."""
        node = self._node.css_first(query)
        return Element(node) if node is not None else None


class Document:
    """A parsed page."""

    __slots__ = ("_tree",)

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree

    @property
    def root(self) -> Element | None:
        """The html element."""
        return self._element(self._tree.root)

    @property
    def body(self) -> Element | None:
        """The body element; None in frame sets."""
        return self._element(self._tree.body)

    @property
    def head(self) -> Element | None:
        """The head element."""
        return self._element(self._tree.head)

    def css(self, query: str) -> list[Element]:
        """The elements that match a CSS selector, in document order."""
        return [Element(node) for node in self._tree.css(query)]

    def css_first(self, query: str) -> Element | None:
        """The first match of a CSS selector, or None."""
        return self._element(self._tree.css_first(query))

    def base(self, url: str | None = None) -> str:
        """The address that relative links start from: `<base href>` over the page's own."""
        element = self.css_first("base[href]")
        own = element.get("href").strip() if element else ""
        return absolute(url or "", own) or url or ""

    def links(self, url: str | None = None) -> Iterator[Anchor]:
        """The links (`<a href>`) in document order, with addresses made absolute from `url`.

        Fragments of the page itself and addresses that are no web addresses are left out.
        """
        base = self.base(url)
        for element in self.css("a[href]"):
            href = element.get("href").strip()
            target = absolute(base, href)
            if target and not href.startswith("#"):
                yield Anchor(target, element.text(), element)

    def walk(self, leave_out: Callable[[Element], bool] | None = None) -> Iterator[Step]:
        """The body in document order without recursion; what `leave_out` names is not entered."""
        start = self._tree.body
        return iter(()) if start is None else _walk(start, leave_out or _nothing)

    @staticmethod
    def _element(node: LexborNode | None) -> Element | None:
        return Element(node) if node is not None else None


def parse_html(text: str) -> Document:
    """The tree of a page, as a browser would build it from any text.

    Raises ParseError when the page is too large to be read in bounded time.
    """
    # Lone surrogates cannot be handed to the parser, and no page can hold them.
    return Document(LexborHTMLParser(_within_bounds(text).encode("utf-8", "replace")))


def _within_bounds(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ParseError(f"page of {len(text)} characters: more than {MAX_CHARACTERS} are not read")
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise ParseError(f"page of {tags} tags: more than {MAX_TAGS} are not read")
    values = text.count("=")
    if values > MAX_VALUES:
        raise ParseError(f"page of {values} attributes: more than {MAX_VALUES} are not read")
    _refuse_attribute_floods(text)
    return limit_depth(text, MAX_DEPTH) if tags > _MANY_TAGS else text


def clean_markup(html: bytes, leave_out: list[str]) -> str:
    """A page (in UTF-8) as a browser would build it, written out again without some elements.

    `leave_out` are names of elements. What comes back is serialised as the HTML standard has it:
    every element closed, every attribute quoted, "<" escaped in texts and attributes; comments
    and the insides of raw elements (xmp, iframe) stand as they are.
    Raises ParseError when the page is too large to be read in bounded time.
    """
    if len(html) > MAX_MARKUP:
        raise ParseError(f"page of {len(html)} bytes: more than {MAX_MARKUP} are not read")
    if html.count(b"<") > _MANY_TAGS or _has_huge_piece(html):
        html = _within_bounds(html.decode("utf-8", "replace")).encode("utf-8", "replace")
    tree = LexborHTMLParser(html)
    tree.strip_tags(leave_out)
    return tree.html or ""


def absolute(base: str, href: str) -> str | None:
    """`href` resolved against `base`; None when the result is no http(s) address.

    Without a base a relative address stays as it is.
    """
    try:
        target = urljoin(base, href.strip())
    except ValueError:
        return None
    if target.startswith(("http://", "https://")) or (not base and ":" not in target):
        return target
    return None


def _nothing(_: Element) -> bool:
    return False


def _walk(start: LexborNode, leave_out: Callable[[Element], bool]) -> Iterator[Step]:
    stack: list[Element] = []
    node: LexborNode | None = start
    while node is not None:
        child = None
        if node.tag == "-text":
            if stack:
                yield Step("text", stack[-1], node.text_content or "")
        elif node.is_element_node and not leave_out(element := Element(node)):
            yield Step("open", element)
            child = node.first_child
            if child is not None:
                stack.append(element)
                node = child
                continue
            yield Step("close", element)
        while node.next is None or not stack:
            if not stack:
                return
            node = stack[-1]._node  # noqa: SLF001 - the walk belongs to this module
            yield Step("close", stack.pop())
        node = node.next


def _has_huge_piece(html: bytes) -> bool:
    """Whether there may be a huge tag: looks at few bytes, where splitting copies the page."""
    start = 0
    while len(html) - start >= _HUGE_TAG:
        end = html.rfind(b">", start, start + _HUGE_TAG)
        if end < 0:
            return True
        start = end + 1
    return False


def _refuse_attribute_floods(text: str) -> None:
    if len(text) < _HUGE_TAG:
        return
    for piece in text.split(">"):
        if len(piece) < _HUGE_TAG:
            continue
        tag = re.search(r"<[a-zA-Z]", piece)
        if tag and len(_QUOTED.sub("", piece[tag.start() :]).split()) > MAX_ATTRIBUTES:
            raise ParseError(f"a tag with more than {MAX_ATTRIBUTES} attributes")
