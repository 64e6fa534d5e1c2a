"""What is no HTML, by its type, its first bytes or its first tag."""

import re

from parsers.errors import NotAnArticle

_MAGIC = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"GIF8", "GIF"), (b"\xff\xd8\xff", "JPEG"),
    (b"PK\x03\x04", "ZIP"), (b"\x1f\x8b", "gzip"), (b"RIFF", "RIFF"), (b"\x00\x00\x00", "video"),
    (b"OggS", "Ogg"), (b"ID3", "MP3"),
)  # fmt: skip
_HTML_TYPES = re.compile(r"html|xml|text/plain|octet-stream|^$", re.IGNORECASE)
_FEED = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)
_START = 600


def refuse_other_media(html: bytes | str, content_type: str | None) -> None:
    """Raise NotAnArticle("not_html") for what is no HTML by its type, first bytes or first tag."""
    media = (content_type or "").split(";")[0].strip()
    if not _HTML_TYPES.search(media):
        raise NotAnArticle("not_html", f"content type {media[:80]}")
    if isinstance(html, bytes):
        for magic, name in _MAGIC:
            if html.startswith(magic):
                raise NotAnArticle("not_html", f"first bytes of {name}")
        start = html[:_START].decode("latin-1")
    else:
        start = html[:_START]
    if _FEED.match(start.removeprefix("ï»¿").removeprefix("\ufeff")):
        raise NotAnArticle("not_html", "a feed or sitemap")
    if start.lstrip()[:1] in ("{", "[") and "<" not in start:
        raise NotAnArticle("not_html", "JSON")
