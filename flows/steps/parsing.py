"""`sitrep parse`: pages, WARC files and rows of text in, one JSON object an article out.

Only the documented keys of a row are looked at, so that annotated rows can be given as they are:
their events cannot leak into the output.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from parsers import parse_article
from parsers.errors import ArchiveError, HttpError, NotAnArticle, ParseError, SitrepError
from parsers.events import Resources, extract_events
from parsers.events.projection import project
from parsers.records import Article
from parsers.sites.table import RuleTable
from parsers.web.decode import decode_body
from parsers.web.http import parse_response
from warehouse.archive.foreign import ForeignCapture, ForeignProblem, read_captures

Row = dict[str, Any]

BODY_LIMIT = 25_000_000
"""Decoded bytes of a page from a WARC file; the fetcher's own limit."""

WARC_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_OK_STATUS = range(200, 300)
_STDIN = "-"
_GZIP_MAGIC = b"\x1f\x8b"
_AWKWARD = re.compile("[\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff]")


@dataclass(frozen=True, slots=True)
class _Reader:
    """What every input is read with; `now` is the present, past which no date is believed."""

    resources: Resources
    now: datetime
    site_rules: RuleTable | None

    def article(
        self,
        html: bytes | str,
        url: str | None,
        content_type: str | None = None,
        seen: datetime | None = None,
    ) -> Article:
        """A page through the parser; one that does not say when it was seen is read now."""
        when = seen or self.now
        return parse_article(html, url, content_type, when, site_rules=self.site_rules)

    def line(self, line: bytes, number: int, folder: Path) -> Row:
        """One row of JSON lines."""
        try:
            given = json.loads(line)
        except (ValueError, RecursionError) as error:
            return _failed(number, "error", f"line {number} is no JSON: {error}")
        if not isinstance(given, dict):
            return _failed(number, "error", f"line {number} is no JSON object")
        name, url = given.get("id", number), given.get("url")
        return self.row(name, url, lambda: _given_article(given, folder, self.article))

    def archive(self, path: Path) -> Iterator[Row]:
        """The HTML pages of a WARC or ARC file; what is no page is passed over, damage is a row."""
        for capture in read_captures(path):
            if isinstance(capture, ForeignProblem):
                yield _failed(f"{path.name}:{capture.offset}", "error", capture.detail)
            elif (page := page_in_capture(capture)) is not None:
                body, content_type = page
                read = partial(self.article, body, capture.url, content_type, capture.fetched_at)
                yield self.row(capture.record_id or capture.url, capture.url, read)

    def row(self, name: object, url: object, read: Callable[[], Article]) -> Row:
        """The article with its events, or why there is none."""
        try:
            article = read()
            events = [project(one, article) for one in extract_events(article, self.resources)]
        except NotAnArticle as error:
            return {**_failed(name, error.kind, error.reason), "url": url}
        except (SitrepError, OSError) as error:
            return {**_failed(name, "error", _why(error)), "url": url}
        return {"id": name} | _told(article) | {"events": events}


def parse_input(
    name: str,
    resources: Resources,
    now: datetime,
    *,
    url: str | None = None,
    jsonl: bool = False,
    site_rules: RuleTable | None = None,
) -> Iterator[Row]:
    """The articles of one input (a path, or "-" for standard input), one row each.

    What cannot be read is a row with `error`; nothing is raised for it. `now` is the present:
    pages that come without the time of their capture cannot be from after it. Without `site_rules`
    the packaged ones are asked.
    """
    reader = _Reader(resources, now, site_rules)
    try:
        if jsonl or name.endswith((".jsonl", ".ndjson")):
            folder = Path() if name == _STDIN else Path(name).parent
            for number, line in enumerate(_lines(name), 1):
                if line.strip():
                    yield reader.line(line, number, folder)
        elif name.endswith(WARC_ENDINGS):
            yield from reader.archive(Path(name))
        else:
            yield reader.row(name, url, lambda: reader.article(_read(name), url))
    except (ArchiveError, OSError) as error:
        yield _failed(name, "error", _why(error))


def read_article(
    name: str, now: datetime, site_rules: RuleTable | None, url: str | None, published: str | None
) -> Article:
    """One article from a page, or from a text file (`*.txt`) as it is; "-" is standard input.

    `published` (ISO) counts where the page does not say it itself. ParseError or NotAnArticle
    where there is no article.
    """
    day = _published(published)
    try:
        data = _read(name)
    except OSError as error:
        raise ParseError(_why(error)) from error
    if name.endswith(".txt"):
        text = data.decode("utf-8", "replace")
        return Article.from_text(text, published_at=day, url=url)
    article = parse_article(data, url, None, now, site_rules=site_rules)
    if day is None or article.published_day is not None:
        return article
    given = Article.from_text(article.text, published_at=day)
    return replace(article, published=given.published)


def _why(error: Exception) -> str:
    """The reason in words: the system's own without its number, all others as they say it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename} cannot be read: {error.strerror}"
    return str(error)


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == _STDIN else page_in_file(Path(name))


def page_in_file(path: Path) -> bytes:
    """The page in a file, unpacked where it is packed with gzip."""
    data = path.read_bytes()
    if not data.startswith(_GZIP_MAGIC):
        return data
    unpacked = decode_body(data, "gzip", BODY_LIMIT)
    if unpacked.truncated:
        raise ParseError(f"{path.name} cannot be unpacked whole: {unpacked.problem}")
    return unpacked.body


def _lines(name: str) -> Iterator[bytes]:
    if name == _STDIN:
        yield from sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield from file


def _given_article(
    given: Mapping[str, Any], folder: Path, parse: Callable[[bytes | str, str | None], Article]
) -> Article:
    """The article of a row: plain text as it is, or a page through the parser."""
    url, title = _string(given, "url"), _string(given, "title")
    text, html, path = (_string(given, key) for key in ("text", "html", "html_path"))
    if text is not None:
        published = _published(given.get("published"))
        return Article.from_text(text, title=title, published_at=published, url=url)
    if html is not None:
        return parse(html, url)
    if path is not None:
        return parse(page_in_file(folder / path), url)
    raise ParseError("a row needs one of text, html or html_path")


def _string(given: Mapping[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ParseError(f"{key} is no text")


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


def page_in_capture(capture: ForeignCapture) -> tuple[bytes, str] | None:
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


def _told(article: Article) -> Row:
    return {
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "published_at": _when(article.published_at, article.published_day),
        "modified_at": _when(article.modified_at, None),
        "language": article.language,
        "kind": article.kind,
        "access": article.access,
        "truncated": article.truncated,
        "section": article.section,
        "site_name": article.site_name,
        "methods": dict(article.methods),
        "confidences": dict(article.confidences),
        "problems": list(article.problems),
        "captions": list(article.captions),
        "text": article.text,
    }


def as_line(row: Row) -> bytes:
    """The row as one line of JSON in UTF-8, whatever its texts hold, with its end.

    Separators of lines and lone surrogates, which JSON allows but readers stumble over, are
    written as escapes; a reader of JSON gets the same text back.
    """
    text = _AWKWARD.sub(_escape, json.dumps(row, ensure_ascii=False))
    return text.encode() + b"\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _when(moment: datetime | None, day: date | None) -> str | None:
    best = moment or day
    return best.isoformat() if best else None


def _failed(name: object, kind: str, error: str) -> Row:
    return {"id": name, "kind": kind, "error": error, "events": []}
