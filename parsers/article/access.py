"""What the publisher asks for: payment, no replay from archives, no text and data mining."""

import re
from collections.abc import Iterator
from itertools import islice

from parsers.article.access_words import INVITATION
from parsers.article.body import Body, extent
from parsers.article.jsonld import Thing, strings
from parsers.article.meta import Meta
from parsers.article.outline import Outline
from parsers.article.page import Page
from parsers.records import Access

_TIERS: dict[str, Access] = {
    "free": "free", "metered": "metered", "metred": "metered", "locked": "paid", "paid": "paid",
    "premium": "paid", "subscriber": "paid", "subscription": "paid", "plus": "paid",
}  # fmt: skip
_WALL = re.compile(r"paywall|regwall|(?:subscribe|subscription|premium|meter)-wall", re.IGNORECASE)
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\))\s*$")
_SELECTOR = re.compile(r"[.#]([\w-]+)\s*$")
_STUB = 1200
_SHORT = 2000
_LOCKED = 200
_BOX = 2000
_MOST_WALLS = 20
_BELOW = 5
_SENTENCE = 30
_TEASER = 500
_ENDS = frozenset('.!?"”»。！？')  # noqa: RUF001 - as sentences end in print
_MOST_PARTS = 10
_FAR_MORE = 1.6
_NO_MORE = 1.2
_IDEOGRAPHIC = 1.5


def access_of(page: Page, body: Body) -> tuple[Access, str] | None:
    """(who may read it, method); None where the page says nothing."""
    for thing in (page.data.article, page.data.page):
        said = _free((thing or {}).get("isAccessibleForFree"))
        locked = any(_free(part.get("isAccessibleForFree")) is False for part in _parts(thing))
        if locked:
            return ("metered" if said else "paid"), "json-ld:hasPart"
        if said is not None:
            return ("free" if said else "paid"), "json-ld:isAccessibleForFree"
    found = page.meta.first(
        "article:content_tier", "og:article:content_tier", "content_tier", "lp:paywall", "access"
    )
    if found and (tier := _TIERS.get(found[1].lower())):
        return tier, f"meta:{found[0]}"
    if wall_text(page.outline):
        return "paid", "text:paywall"
    if _invitation_after(page, body):
        return "paid", "text:invitation"
    return None


def is_cut(page: Page, body: Body, access: Access | None) -> bool:
    """Whether only the beginning of a text that is not free can be read.

    Told by the length that the page gives, the part that it says is locked, or else by a text
    that ends in an ellipsis, is very short, or is short and stops in the middle of a sentence.
    """
    if access not in ("paid", "metered"):
        return False
    said = page.data.article or {}
    told = _told_words(said)
    if told and body.text and extent(body.text[:_STUB]) < _IDEOGRAPHIC * len(body.text[:_STUB]):
        words = len(body.text.split())
        if told > _FAR_MORE * words or told < _NO_MORE * words:
            return told > words * _FAR_MORE
    if any(_locked_text(page.outline, part) >= _LOCKED for part in _parts(said)):
        return False
    if not body.text or _CUT.search(body.text):
        return True
    size = extent(body.text[:_STUB])
    return size < _TEASER or (size < _STUB and body.text[-1] not in _ENDS)


def wall_text(outline: Outline) -> str | None:
    """The words with which a paywall in the page invites to pay, or None."""
    styles = enumerate(outline.styles)
    walls = (index for index, style in styles if "all" in style.names and _is_wall(style.names))
    for wall in islice(walls, _MOST_WALLS):
        text = _text_in(outline, wall)
        if len(text) < _BOX and (match := INVITATION.search(text.lower())):
            return match[0]
    return None


def _is_wall(names: str) -> bool:
    # Many names hold "all" (small, gallery): a search of each would cost more than the rest.
    return "wall" in names.lower() and _WALL.search(names) is not None


def forbids_archive(meta: Meta) -> bool:
    """Whether robots meta elements say noarchive (or none)."""
    words = ",".join(value for _, value in meta.each("robots", "googlebot", "bingbot")).lower()
    return bool(re.search(r"\b(?:noarchive|none)\b", words))


def reserves_mining(meta: Meta) -> bool:
    """Whether the page reserves text and data mining (TDM Reservation Protocol, meta element)."""
    return meta.value("tdm-reservation") == "1"


def _invitation_after(page: Page, body: Body) -> bool:
    """Whether a short text breaks off before words that invite to subscribe and read on.

    Labels of other stories ("for subscribers") are passed over: the words must stand in a
    sentence, right below the text, and the text must be very short or end in the middle of one.
    """
    if not body.blocks or len(body.text) >= _SHORT or extent(body.text) >= _SHORT:
        return False
    last = body.text[body.blocks[-1].start : body.blocks[-1].end]
    if INVITATION.search(last.lower()):
        return True
    chunks = page.outline.chunks
    at = next((i for i, chunk in enumerate(chunks) if chunk.text == last), len(chunks)) + 1
    if last[-1] in _ENDS and extent(body.text) >= _TEASER:
        return False
    below = [chunk.text[:_BOX].lower() for chunk in chunks[at : at + _BELOW] if not chunk.linked]
    return any(len(text) >= _SENTENCE and INVITATION.search(text) for text in below)


def _parts(thing: Thing | None) -> Iterator[Thing]:
    """The parts of a page of which linked data tell the access."""
    parts = (thing or {}).get("hasPart")
    for part in (parts if isinstance(parts, list) else [parts])[:_MOST_PARTS]:
        if isinstance(part, dict):
            yield part


def _told_words(said: Thing) -> int:
    """How many words the whole text has, by the linked data; 0 where they do not say."""
    value = said.get("wordCount")
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value[:9])
    if isinstance(value, int) and not isinstance(value, bool):
        return max(value, 0)
    return max((len(text.split()) for text in strings(said.get("articleBody"))), default=0)


def _locked_text(outline: Outline, part: Thing) -> int:
    """How much text stands in a part that the page says is locked: it came all the same."""
    if _free(part.get("isAccessibleForFree")) is not False:
        return 0
    names = {
        found[1] for text in strings(part.get("cssSelector")) if (found := _SELECTOR.search(text))
    }
    nodes = (i for i, style in enumerate(outline.styles) if names & set(style.names.split()))
    return sum(len(_text_in(outline, node)) for node in islice(nodes, _MOST_WALLS))


def _text_in(outline: Outline, node: int) -> str:
    inside = (chunk for chunk in outline.chunks if node in outline.ancestors(chunk.node))
    return " ".join(chunk.text for chunk in inside)


def _free(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "false", "yes", "no"):
        return value.strip().lower() in ("true", "yes")
    return None
