"""What the demo press answers to one address, and the few ways to make it."""

import gzip
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from typing import Literal

Validation = Literal["both", "etag", "weak_etag", "last_modified", "none"]


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, ready to be sent.

    `validation` says which validators the server gives and honours, `gzip` whether it
    compresses for clients that take it, `chunked` whether it sends chunks instead of a length,
    `delay` how many seconds it thinks first.
    """

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    validation: Validation = "both"
    gzip: bool = False
    chunked: bool = False
    delay: float = 0.0

    @property
    def etag(self) -> str | None:
        """The entity tag of the body, or None where the server gives none."""
        if self.status != 200 or self.validation in ("last_modified", "none"):  # noqa: PLR2004 - HTTP
            return None
        mark = "W/" if self.validation == "weak_etag" else ""
        return f'{mark}"{sha256(self.body).hexdigest()[:16]}"'

    @property
    def last_modified(self) -> datetime | None:
        """The time of the last change, or None where the server gives none."""
        return self.modified if self.validation in ("both", "last_modified") else None

    @property
    def compressed(self) -> bytes:
        """The body as a gzip stream without a time stamp: the same bytes on each call."""
        return gzip.compress(self.body, mtime=0)


def redirect(location: str) -> Page:
    """A permanent redirect."""
    note = f'<a href="{escape(location)}">Moved</a>'
    return Page(note.encode(), status=301, headers=(("Location", location),))


def error(status: int, words: str) -> Page:
    """An honest error page."""
    return Page(f"<!doctype html><title>{words}</title><h1>{words}</h1>".encode(), status=status)


def text(body: str) -> Page:
    """A plain text file, such as robots.txt."""
    return Page(body.encode(), content_type="text/plain; charset=utf-8", validation="none")
