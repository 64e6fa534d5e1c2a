"""What a tag does to the stream of a page and says of the text inside; kept by its writing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import re2

from parsers.article.words import SAYING, verdict
from parsers.records import BlockKind

PLAIN: Final = 0
OPEN: Final = 1
CLOSE: Final = 2
LINK: Final = 3
END_LINK: Final = 4
META: Final = 5
STRONGER: Final = 6
WEAKER: Final = 7
LINE: Final = 8
RULE: Final = 9
SKIP: Final = 10
NOTHING: Final = 11
"""What a tag does: open a block (one that has neither hint nor doubt, or another), close one,
begin or end a link, say something of the page, begin or end strong type, break a line, end a
paragraph, begin what is skipped up to its end tag, or nothing."""

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr")
)  # fmt: skip
"""Elements without an end tag."""
SKIPPED = frozenset(
    ("script", "style", "noscript", "nav", "iframe", "button", "select", "picture", "template",
     "svg", "math", "object", "applet", "audio", "video", "canvas", "map", "textarea", "datalist",
     "progress", "dialog", "frameset", "noframes", "noembed", "xmp", "plaintext", "menu")
)  # fmt: skip
"""Elements whose text is never the article's."""
RAW = frozenset(
    ("script", "style", "iframe", "noframes", "noembed", "xmp", "plaintext", "textarea")
)
"""Elements that hold text only, whatever it looks like."""
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rp", "rt", "s",
     "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "title", "tt", "u",
     "var")
)  # fmt: skip
_BREAKING_VOID = frozenset(("hr", "col", "embed", "frame"))
_STRONG = frozenset(("b", "strong", "em", "i"))
_BLOCKS: dict[str, BlockKind] = {
    "li": "list_item", "dd": "list_item", "dt": "list_item", "td": "table", "th": "table",
    "tr": "table", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading",
    "h5": "heading", "h6": "heading", "blockquote": "quote", "pre": "preformatted",
}  # fmt: skip
# Attributes as they stand in a serialised tag.
_NAMES = (" class=", " id=", " itemprop=", " role=", " data-testid=", " data-component=",
          " data-qa=")  # fmt: skip
_USUAL = _NAMES[:2]
# Parts of a tag with one attribute, cut at the quotes.
_OF_ONE = 3
_OWN = frozenset(("article", "main"))
_LONGEST_NAMES = 600
_LONGEST_TAG = 60
_MARKED_TAGS = frozenset(("base", "title", "time", "h1", "html"))
_MARKED_ATTRIBUTES = frozenset(
    (" itemprop=", " itemtype=", " property=", " datetime=", " pubdate=", " data-timestamp=",
     " data-time=", " data-date=", " data-datetime=", " data-utime=", " data-published=")
)  # fmt: skip
_TELLING = frozenset((*_NAMES[2:], *_MARKED_ATTRIBUTES, " rel=", " hidden=", " style="))
# In the tag of a link: what leads to somebody's page, or names somebody.
_MARKED_LINKS = (
    "author", "byline", "itemprop", "/autor", "/auteur", "/people/", "/profile", "/staff/", "/by/",
    "journalist", "/writer", "reporter", "contributor", "/redaktion", "/person/", "/team/", "name",
)  # fmt: skip
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST = 30_000
_ESCAPED = (("&quot;", '"'), ("&nbsp;", "\u00a0"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


# Not frozen: a frozen record takes three times as long to make, and a new site has hundreds.
@dataclass(slots=True)
class Style:
    """What an opening tag says; shared by all elements that are opened by the same tag.

    To be read only.

    `doubt` says why the text inside is hardly the article's ("" for none), `hint` that it is
    (2: named as its body, 1: an article or main element), `names` are class, id and the like,
    `block` is the kind of block that text in it makes ("" where the element says nothing),
    `item` its microdata type ("NewsArticle"), `marked` that it may say who wrote the page, when,
    or what it is.
    """

    tag: str
    names: str = ""
    doubt: str = ""
    hint: int = 0
    block: BlockKind | Literal[""] = ""
    item: str = ""
    marked: bool = False


Meaning = tuple[int, Style]


def _search(pattern: str) -> re2.Set:
    # A set of one pattern answers in half the time of a pattern, or of `in` word by word.
    found = re2.Set.SearchSet()
    found.Add(pattern)
    found.Compile()
    return found


_may_name = _search("|".join(_MARKED_LINKS)).Match
# All that is marked has one of these in its tag; most others have none.
_may_say = _search(f"{SAYING}|itemprop|itemtype|property|pubdate").Match
_known: dict[str, Meaning] = {}
_PLAIN = Style("")
_LINK = (LINK, _PLAIN)
_MARKED_LINK = (LINK, Style("a", marked=True))
_META = (META, _PLAIN)
_MARKED = {tag: Style(tag, marked=True) for tag in (*_INLINE, *VOID)}


def known_tags() -> dict[str, Meaning]:
    """The tags met before, on this page or others: templates repeat the same few thousand.

    Bounded: it is emptied when it has grown too large.
    """
    if len(_known) > _MOST:
        _known.clear()
    return _known


def learn(head: str) -> Meaning:
    """What a tag does and says; remembered, but where every page has its own."""
    if head.startswith("a "):
        return _MARKED_LINK if _may_name(head) else _LINK
    if head.startswith("meta "):
        return _META
    tag, _, rest = head.partition(" ")
    if tag == "link":
        return _of_link(head)
    # What is remembered stays small whatever pages call their elements.
    meaning = _bare(tag) if len(tag) <= _LONGEST_TAG else _bare.__wrapped__(tag)
    if rest and meaning[0] != SKIP:
        meaning = _said(tag, head, meaning)
    if len(head) <= _LONGEST_NAMES:
        _known[head] = meaning
    return meaning


def attributes_of(head: str) -> dict[str, str]:
    """The attributes of a serialised tag: `a href="x" rel="y"`."""
    # Quotes stand around values only, never in them.
    parts = head[head.find(" ") :].split('"')
    pairs = zip(parts[::2], parts[1::2], strict=False)
    if "&" not in head:
        return {name[1:-1]: value for name, value in pairs}
    return {name[1:-1]: unescape(value) if "&" in value else value for name, value in pairs}


def unescape(text: str) -> str:
    """Serialised text as it was: only five characters are ever escaped."""
    for escaped, plain in _ESCAPED:
        text = text.replace(escaped, plain)
    return text


def _action(tag: str) -> int:  # noqa: PLR0911 - one question after the other
    name = tag.removeprefix("/")
    closing = name != tag
    if name == "a":
        return END_LINK if closing else LINK
    if name in _STRONG:
        return WEAKER if closing else STRONGER
    if name == "br":
        return LINE
    if name in VOID:
        return RULE if name in _BREAKING_VOID else NOTHING
    if name in _INLINE or not name or name.startswith("!"):
        return NOTHING
    if name in SKIPPED:
        return NOTHING if closing else SKIP
    return CLOSE if closing else OPEN


def _of_link(head: str) -> Meaning:
    # Pages have dozens of links to styles and icons: most need not be read.
    does = META if "anonical" in head else NOTHING
    return (does, _MARKED["link"]) if "itemprop" in head else (does, _PLAIN)


def _said(tag: str, head: str, bare: Meaning) -> Meaning:
    """The meaning of a tag with attributes, from that without them."""
    # What opens no block is asked only whether it is marked.
    if bare[0] > OPEN:
        if bare[1].marked:
            return bare
        if not _may_say(head.lower()):
            return bare[0], _PLAIN
    parts = head.split('"')
    if len(parts) == _OF_ONE and parts[0].endswith(_USUAL):
        names = parts[1]
    else:
        parts[0] = parts[0][len(tag) :]
        keys = parts[: len(parts) - 1 : 2]  # the last part has no value
        # Most tags have no other attributes that say anything.
        if not _TELLING.isdisjoint(keys):
            return _told(tag, dict(zip(keys, parts[1::2], strict=False)), bare)
        names = parts[2 * keys.index(" class=") + 1] if " class=" in keys else ""
        if " id=" in keys:
            named = parts[2 * keys.index(" id=") + 1]
            names = f"{names} {named}" if " class=" in keys else named
    names = names[:_LONGEST_NAMES]
    return _meaning(tag, bare, names, verdict(tag, names))


def _told(tag: str, said: dict[str, str], bare: Meaning) -> Meaning:
    """The meaning of a tag by all its attributes."""
    names = " ".join([said[name] for name in _NAMES if name in said])[:_LONGEST_NAMES]
    doubt, body, marked = verdict(tag, f"{names} {said[' rel=']}" if " rel=" in said else names)
    if " hidden=" in said or (" style=" in said and _INVISIBLE.search(said[" style="])):
        doubt = doubt or "hidden"
    marked = marked or not _MARKED_ATTRIBUTES.isdisjoint(said)
    item = said[" itemtype="].rstrip("/").rsplit("/", 1)[-1] if " itemtype=" in said else ""
    return _meaning(tag, bare, names, (doubt, body, marked), item)


def _meaning(
    tag: str, bare: Meaning, names: str, found: tuple[str, bool, bool], item: str = ""
) -> Meaning:
    does, style = bare
    doubt, body, marked = found
    marked = marked or style.marked
    if does > OPEN:
        return (does, _MARKED.get(tag, _PLAIN)) if marked else (does, _PLAIN)
    hint = 2 if body else style.hint
    does = OPEN if hint or doubt else PLAIN
    return does, Style(tag, names, doubt, hint, style.block, item, marked)


@lru_cache(maxsize=2048)
def _bare(tag: str) -> Meaning:
    """The meaning of a tag without attributes."""
    does = _action(tag)
    if tag.startswith("/"):
        return does, _PLAIN
    doubt, _, _ = verdict(tag, "")
    hint = int(tag in _OWN)
    if does == OPEN and not (hint or doubt):
        does = PLAIN
    return does, Style(tag, "", doubt, hint, _BLOCKS.get(tag, ""), "", tag in _MARKED_TAGS)
