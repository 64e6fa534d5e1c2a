"""What is read of a page once and asked by all: outline, head, linked data."""

from dataclasses import dataclass
from functools import cached_property

from parsers.article.jsonld import LinkedData, read_linked_data
from parsers.article.meta import Meta, read_meta
from parsers.article.outline import Outline
from parsers.article.reading import read_outline
from parsers.web.encodings import Decoded, decode_as, decode_html
from parsers.web.html import Document, absolute, parse_html
from parsers.web.scripts import take_scripts


@dataclass(frozen=True)
class Page:
    """A page with the readings that several questions share.

    `source` is the page as it came, `decoded` its text without scripts, styles and drawings.
    """

    url: str | None
    source: bytes
    decoded: Decoded
    meta: Meta
    data: LinkedData
    outline: Outline

    @cached_property
    def document(self) -> Document:
        """The whole tree: a second parse, for the few questions that need it."""
        return parse_html(decode_as(self.source, self.decoded.encoding))


def read_page(html: bytes | str, url: str | None, content_type: str | None) -> Page:
    """The readings of a page. Raises ParseError for pages beyond the bounds of the tree."""
    # Lone surrogates cannot be handed to the parser, and no page can hold them.
    source = html.encode("utf-8", "replace") if isinstance(html, str) else html
    kept, scripts = take_scripts(source)
    if isinstance(html, str):
        decoded = Decoded(kept.decode("utf-8"), "", "given")
    else:
        decoded = decode_html(kept, content_type)
    clean = decoded.encoding in ("", "utf-8") and "+" not in decoded.method
    outline = read_outline(kept if clean else decoded.text.encode("utf-8", "replace"))
    meta = read_meta(outline)
    named = (url, absolute(url or "", meta.canonical or ""), meta.value("og:url"))
    own = frozenset(address.rstrip("/") for address in named if address)
    data = read_linked_data([decode_as(one, decoded.encoding) for one in scripts], own)
    return Page(url, source, decoded, meta, data, outline)
