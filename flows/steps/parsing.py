"""`sitrep parse`: pages, WARC files and rows of text in, one JSON object an article out.

Only the documented keys of a row are looked at, so that annotated rows can be given as they are:
their events cannot leak into the output.
"""

import gzip
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from parsers import parse_article
from parsers.errors import HttpError, NotAnArticle, ParseError, SitrepError
from parsers.events import Resources, extract_events
from parsers.events.projection import project
from parsers.records import Article
from parsers.web.decode import decode_body
from parsers.web.http import parse_response
from warehouse.archive.foreign import ForeignCapture, ForeignProblem, read_captures

Row = dict[str, Any]

BODY_LIMIT = 25_000_000
"""Decoded bytes of a page from a WARC file; the fetcher's own limit."""

_WARC_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_OK_STATUS = range(200, 300)


def parse_input(
    name: str, resources: Resources, *, url: str | None = None, jsonl: bool = False
) -> Iterator[Row]:
    """The articles of one input (a path, or "-" for standard input), one row each."""
    if jsonl or name.endswith((".jsonl", ".ndjson")):
        folder = Path(name).parent if name != "-" else Path()
        for number, line in enumerate(_lines(name), 1):
            if line.strip():
                yield _parse_line(line, number, folder, resources)
    elif name.endswith(_WARC_ENDINGS):
        yield from _parse_archive(Path(name), resources)
    else:
        body = _read(name)
        yield _row(name, url, lambda: parse_article(body, url), resources)


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    data = Path(name).read_bytes()
    return gzip.decompress(data) if name.endswith(".html.gz") else data


def _lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield from file


def _parse_line(line: bytes, number: int, folder: Path, resources: Resources) -> Row:
    try:
        given = json.loads(line)
    except ValueError as error:
        return _failed(number, "error", f"line {number} is no JSON: {error}")
    if not isinstance(given, dict):
        return _failed(number, "error", f"line {number} is no JSON object")
    name, url = given.get("id", number), given.get("url")
    return _row(name, url, lambda: _given_article(given, folder), resources)


def _given_article(given: Mapping[str, Any], folder: Path) -> Article:
    """The article of a row: plain text as it is, or a page through the parser."""
    url, title = given.get("url"), given.get("title")
    if isinstance(given.get("text"), str):
        published = _published(given.get("published"))
        return Article.from_text(given["text"], title=title, published_at=published, url=url)
    if isinstance(given.get("html"), str):
        return parse_article(given["html"], url)
    if isinstance(given.get("html_path"), str):
        return parse_article(_read(str(folder / given["html_path"])), url)
    raise ParseError("a row needs one of text, html or html_path")


def _published(value: object) -> datetime | date | None:
    if not isinstance(value, str) or not value:
        return None
    try:
        if len(value) == len("2026-01-31"):
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise ParseError(f"published is no ISO date or time: {value!r}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parse_archive(path: Path, resources: Resources) -> Iterator[Row]:
    """The HTML pages of a WARC or ARC file; what is no page is passed over, damage is a row."""
    for capture in read_captures(path):
        if isinstance(capture, ForeignProblem):
            yield _failed(f"{path.name}:{capture.offset}", "error", capture.detail)
        elif (page := _page(capture)) is not None:
            body, content_type = page
            read = partial(parse_article, body, capture.url, content_type, capture.fetched_at)
            yield _row(capture.record_id or capture.url, capture.url, read, resources)


def _page(capture: ForeignCapture) -> tuple[bytes, str] | None:
    """The decoded body and the content type of an HTML page; None for everything else."""
    if capture.record_type == "resource":
        is_page = "html" in capture.content_type.lower()
        return (capture.block, capture.content_type) if is_page else None
    try:
        response = parse_response(capture.block)
    except HttpError:
        return None
    content_type = response.header("content-type") or ""
    is_page = response.status in _OK_STATUS and "html" in content_type.lower()
    if capture.record_type != "response" or not is_page:
        return None
    coding = response.header("content-encoding")
    return decode_body(response.payload, coding, BODY_LIMIT).body, content_type


def _row(name: object, url: str | None, read: Callable[[], Article], resources: Resources) -> Row:
    try:
        article = read()
        events = [project(mention, article) for mention in extract_events(article, resources)]
    except NotAnArticle as error:
        return {**_failed(name, error.kind, error.reason), "url": url}
    except (SitrepError, OSError) as error:
        return {**_failed(name, "error", str(error)), "url": url}
    return {
        "id": name,
        "url": article.url or url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "published_at": _when(article.published_at, article.published_day),
        "modified_at": _when(article.modified_at, None),
        "language": article.language,
        "kind": article.kind,
        "access": article.access,
        "truncated": article.truncated,
        "methods": dict(article.methods),
        "text": article.text,
        "events": events,
    }


def _when(moment: datetime | None, day: date | None) -> str | None:
    best = moment or day
    return best.isoformat() if best else None


def _failed(name: object, kind: str, error: str) -> Row:
    return {"id": name, "kind": kind, "error": error, "events": []}
