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
_SAMPLE = 4096
# Control characters that no text in a one-byte or many-byte encoding needs; of random bytes they
# are a tenth. Text in UTF-16 is known by its mark or by its NULs, which are left out.
_CONTROLS = bytes(code for code in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
_MOST_CONTROLS = 0.03
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def refuse_other_media(html: bytes | str, content_type: str | None) -> None:
    """Raise NotAnArticle("not_html") for what is no HTML by its type, first bytes or first tag."""
    media = (content_type or "").split(";")[0].strip()
    if not _HTML_TYPES.search(media):
        raise NotAnArticle("not_html", f"content type {media[:80]}")
    if isinstance(html, bytes):
        for magic, name in _MAGIC:
            if html.startswith(magic):
                raise NotAnArticle("not_html", f"first bytes of {name}")
        _refuse_noise(html[:_SAMPLE])
        start = html[:_START].decode("latin-1")
    else:
        start = html[:_START]
    if _FEED.match(start.removeprefix("ï»¿").removeprefix("\ufeff")):
        raise NotAnArticle("not_html", "a feed or sitemap")
    if start.lstrip()[:1] in ("{", "[") and "<" not in start:
        raise NotAnArticle("not_html", "JSON")


def _refuse_noise(sample: bytes) -> None:
    """Raise NotAnArticle("not_html") for bytes that are no text in any encoding."""
    if sample.startswith(_WIDE) or sample.count(0) * 4 > len(sample):
        return
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample):
        raise NotAnArticle("not_html", f"{controls} control characters in {len(sample)} bytes")
