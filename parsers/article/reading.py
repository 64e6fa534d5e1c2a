"""A page's bytes to its outline: one parse, one pass over what the tree writes out.

Walking the tree from Python costs ten times what building it does. So the tree is written out
again, where every element is closed and every "<" begins a tag, and read as a stream of pieces.
"""

import re

from parsers.article import words
from parsers.article.outline import VOID, Chunk, Mark, Outline, Style, attributes_of, unescape
from parsers.records import BlockKind
from parsers.web.html import clean_markup

LEFT_OUT = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "applet",
    "audio",
    "video",
    "canvas",
    "map",
    "button",
    "select",
    "textarea",
    "input",
    "datalist",
    "progress",
    "dialog",
    "img",
    "picture",
    "source",
    "track",
    "frame",
    "frameset",
    "noframes",
    "noembed",
    "xmp",
    "plaintext",
    "menu",
    "nav",
]
"""Elements whose text is never the article's."""
LONGEST_CELL = 120
"""Cells of tables of figures are no longer, in characters."""
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "rp",
        "rt",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "link",
        "meta",
        "base",
        "title",
        "param",
        "area",
    ]
)
_STRONG = frozenset(("b", "strong", "em", "i"))
_BLOCKS = {
    **dict.fromkeys(("li", "dd", "dt"), "list_item"),
    **dict.fromkeys(("td", "th", "tr"), "table"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "blockquote": "quote",
    "pre": "preformatted",
}
_NEAR = 4
_NAMES = ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-qa")
_LONGEST_NAMES = 600
_MARKED_TAGS = frozenset(("meta", "link", "base", "title", "time", "h1", "html"))
_MARKED_ATTRIBUTES = frozenset(("itemprop", "itemtype", "property", "datetime", "pubdate"))
# In names of classes, ids and relations; written in lower case.
_MARKED = re.compile(
    r"author|byline|by-line|autor|auteur|writer|reporter|contributor|posted|updat|publi|date|time|"
    r"creat|headline|fecha|datum|[-_]?wall|source|agency|signature|credit"
)
# In the tag of a link: what leads to somebody's page, or names somebody.
_MARKED_LINKS = (
    "author", "byline", "itemprop", "/autor", "/auteur", "/people/", "/profile", "/staff/", "/by/",
    "journalist", "/writer", "reporter", "contributor", "/redaktion", "/person/", "/team/", "name",
)  # fmt: skip
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ODD_SPACE = re.compile(r"[\s\u200b\u200e\u200f\ufeff\u00ad\u2060]+")
# A line break of the page (br), told apart from those of its source; a space to `str.split`.
_BREAK = "\x1f"
_MOST_STYLES = 30_000
_MOST_MARKS = 3000

# What a tag does to the stream.
_NOTHING, _OPEN, _CLOSE, _LINK, _END_LINK, _STRONGER, _WEAKER, _LINE, _RULE = range(9)
_styles: dict[str, tuple[int, Style]] = {}
"""What tags do and say, by the tag as written: templates repeat the same few thousand."""


def read_outline(html: bytes) -> Outline:
    """The outline of a page in UTF-8. Raises ParseError for pages beyond the bounds of a tree."""
    markup = clean_markup(html, LEFT_OUT)
    if "<!--" in markup:
        markup = _COMMENT.sub("", markup)
    if len(_styles) > _MOST_STYLES:
        _styles.clear()
    return _Reader(markup).read()


class _Reader:
    """Collects text between block boundaries."""

    def __init__(self, markup: str) -> None:
        self._outline = Outline(pieces=markup.split("<"))
        self._open: list[int] = []
        self._texts: list[str] = []
        self._linked = self._anchors = self._strong = self._at = 0

    def read(self) -> Outline:
        """The whole stream. One loop: what it calls is called for blocks only, not for pieces."""
        outline, texts, known = self._outline, self._texts, _styles
        chunks, found = outline.chunks, outline.found
        links = strong = breaks = 0
        for at, piece in enumerate(outline.pieces):
            end = piece.find(">")
            head = piece[:end]
            does, style = known.get(head) or _learn(head)
            if does >= _LINK:
                if does == _LINK:
                    links += 1
                    self._anchors += 1
                elif does == _END_LINK:
                    links -= 1
                elif does == _LINE:
                    breaks += 1
                    texts.append(_BREAK)
                    if breaks > 1:
                        self._flush()
                elif does == _STRONGER:
                    strong += 1
                elif does == _WEAKER:
                    strong -= 1
                else:
                    self._flush()
            elif does == _OPEN:
                self._flush()
                self._enter(style)
            elif does == _CLOSE:
                self._flush()
                if self._open:
                    self._leave()
            if style.marked and len(found) < _MOST_MARKS:
                found.append((at, self._open[-1] if self._open else -1, len(chunks)))
            text = piece[end + 1 :]
            if text:
                if not texts:
                    self._at = at
                texts.append(text)
                if not text.isspace():
                    breaks = 0
                    if links:
                        self._linked += len(text.strip())
                    if strong:
                        self._strong += len(text.strip())
        self._flush()
        while self._open:
            self._leave()
        outline.marks = [Mark(outline, *mark) for mark in found]
        return outline

    def _enter(self, style: Style) -> None:
        outline, opened = self._outline, self._open
        index, depth = len(outline.styles), len(opened)
        hint, body, above, parent = 0, -1, "", -1
        if opened:
            parent = opened[-1]
            hint, body, above = (
                outline.hints[parent],
                outline.bodies[parent],
                outline.doubts[parent],
            )
        opened.append(index)
        outline.styles.append(style)
        outline.parents.append(parent)
        outline.depths.append(depth)
        outline.firsts.append(len(outline.chunks))
        outline.lasts.append(0)
        outline.ends.append(0)
        outline.hints.append(max(hint, style.hint))
        outline.bodies.append(depth if style.hint > 1 else body)
        outline.doubts.append(above or style.doubt)
        if style.doubt and not above:
            outline.doubted.append(index)

    def _leave(self) -> None:
        index = self._open.pop()
        self._outline.lasts[index] = len(self._outline.chunks)
        self._outline.ends[index] = len(self._outline.styles)

    def _flush(self) -> None:
        if not self._texts:
            return
        raw = unescape("".join(self._texts))
        text = _fold(raw)
        if text and self._open:
            self._add(text, raw)
        self._texts.clear()
        self._linked = self._anchors = self._strong = 0

    def _add(self, text: str, raw: str) -> None:
        index = self._open[-1]
        kind = self._kind(index)
        # Long text in a cell: a table for the layout of the page, not one of figures.
        if kind == "table" and len(text) > LONGEST_CELL:
            kind = "paragraph"
        parts = tuple(filter(None, map(_fold, raw.split(_BREAK)))) if _BREAK in raw else ()
        tag = self._outline.styles[index].tag
        if tag == "head":
            return
        self._outline.chunks.append(
            Chunk(
                text, kind, tag, index, self._linked, self._anchors, self._strong, self._at, parts
            )
        )

    def _kind(self, index: int) -> BlockKind:
        """By the innermost of the nearest elements that says it; a heading only by its own tag."""
        outline = self._outline
        style = outline.styles[index]
        if style.block == "heading":
            return "heading"
        for _ in range(_NEAR):
            if style.block and style.block != "heading":
                return style.block  # type: ignore[return-value]
            index = outline.parents[index]
            if index < 0:
                break
            style = outline.styles[index]
        return "paragraph"


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.split())
    return _ODD_SPACE.sub(" ", text).strip()


def _learn(head: str) -> tuple[int, Style]:
    """What a tag does and says; kept, but for links, whose tags seldom come twice."""
    tag = head.split(" ", 1)[0]
    if tag == "a":
        return _LINK, _MARKED_A if any(word in head for word in _MARKED_LINKS) else _PLAIN_A
    meaning = (_action(tag), _style(tag, head))
    if len(head) <= _LONGEST_NAMES:
        _styles[head] = meaning
    return meaning


def _action(tag: str) -> int:
    name = tag.removeprefix("/")
    closing = name != tag
    if name == "a":
        return _END_LINK
    if name in _STRONG:
        return _WEAKER if closing else _STRONGER
    if name in _INLINE or not name or name.startswith("!"):
        return _NOTHING
    if name == "br":
        return _LINE
    if name in VOID:
        return _RULE
    return _CLOSE if closing else _OPEN


def _style(tag: str, head: str) -> Style:
    if tag.startswith("/"):
        return _PLAIN
    attributes = attributes_of(head) if " " in head else {}
    names = " ".join([attributes.get(name, "") for name in _NAMES])[:_LONGEST_NAMES]
    doubt = words.doubt(tag, names)
    if "hidden" in attributes or _INVISIBLE.search(attributes.get("style", "")):
        doubt = doubt or "hidden"
    marked = (
        tag in _MARKED_TAGS
        or not _MARKED_ATTRIBUTES.isdisjoint(attributes)
        or _MARKED.search(f"{names} {attributes.get('rel', '')}".lower()) is not None
    )
    item = attributes.get("itemtype", "").rstrip("/").rsplit("/", 1)[-1]
    return Style(tag, names, doubt, words.hint(tag, names), _BLOCKS.get(tag, ""), item, marked)


_PLAIN = Style("")
_PLAIN_A = Style("a")
_MARKED_A = Style("a", marked=True)
