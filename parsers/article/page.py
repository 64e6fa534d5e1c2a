"""What is read of a page once and asked by all: tree, head, linked data, outline."""

from dataclasses import dataclass

from parsers.article.jsonld import LinkedData, read_linked_data
from parsers.article.meta import Meta, read_meta
from parsers.article.outline import Outline, outline
from parsers.web.encodings import Decoded
from parsers.web.html import Document, absolute, parse_html


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the readings that several questions share."""

    url: str | None
    decoded: Decoded
    document: Document
    meta: Meta
    data: LinkedData
    outline: Outline


def read_page(decoded: Decoded, url: str | None) -> Page:
    """The readings of a page. Raises ParseError for pages beyond the bounds of the tree."""
    document = parse_html(decoded.text)
    meta = read_meta(document)
    named = (url, absolute(url or "", meta.canonical or ""), meta.value("og:url"))
    own = frozenset(address.rstrip("/") for address in named if address)
    data = read_linked_data(document, own)
    return Page(url, decoded, document, meta, data, outline(document))
