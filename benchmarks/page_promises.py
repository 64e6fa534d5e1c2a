"""What `parse_article` promises of every input whatever, checked on one input.

An input gives an Article that holds together, or ParseError (NotAnArticle is one): nothing else.
Halves of surrogate pairs are promised nothing about: linked data may hold them, and what writes
files replaces them one for one, so that offsets stay true.
"""

import json
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from parsers import parse_article
from parsers.errors import NotAnArticle, ParseError
from parsers.records import ARTICLE_KINDS, Article, PageTime

FETCHED = datetime(2024, 3, 12, 21, tzinfo=UTC)
_DAY = timedelta(days=1)


class Broken(AssertionError):
    """An article that does not hold together; the message says in what."""


@dataclass(frozen=True, slots=True)
class PageInput:
    """All that `parse_article` is given."""

    html: bytes | str
    url: str | None = None
    content_type: str | None = None
    fetched: bool = True

    def read(self) -> Article:
        """The article; raises what `parse_article` raises."""
        now = FETCHED if self.fetched else None
        return parse_article(self.html, self.url, self.content_type, now)

    def as_json(self, why: str = "") -> str:
        """One line that `from_json` reads, any bytes and any lone surrogate included."""
        raw = isinstance(self.html, bytes)
        html = self.html.decode("latin-1") if isinstance(self.html, bytes) else self.html
        return json.dumps(asdict(self) | {"html": html, "bytes": raw, "why": why}) + "\n"

    @classmethod
    def from_json(cls, line: str) -> "PageInput":
        """What `as_json` wrote."""
        told = json.loads(line)
        html = told["html"].encode("latin-1") if told["bytes"] else told["html"]
        return cls(html, told["url"], told["content_type"], told["fetched"])


def outcome(page: PageInput, *, twice: bool = False) -> str:
    """What came of a page, in a word or two; Broken when a promise is not kept."""
    try:
        article = page.read()
    except NotAnArticle as refusal:
        return f"refused: {refusal.kind}"
    except ParseError:
        return "refused: not read"
    for fault in faults(article, FETCHED if page.fetched else None):
        raise Broken(fault)
    if twice and page.read() != article:
        raise Broken("the same page gives two different articles")
    return article.kind


def faults(article: Article, fetched_at: datetime | None) -> Iterator[str]:
    """What does not hold together in an article, one sentence each."""
    parts = [article.text[block.start : block.end] for block in article.blocks]
    if "\n\n".join(parts) != article.text:
        yield "the blocks do not make the text"
    if not article.text.strip() or not all(part.strip() for part in parts):
        yield "a text or a block is empty"
    if article.kind not in ARTICLE_KINDS:
        yield "the kind is that of no article"
    if not all(author.name.strip() for author in article.authors):
        yield "an author has no name"
    if article.title is not None and not article.title.strip():
        yield "the title is empty"
    for time in filter(None, (article.published, article.modified)):
        yield from _faults_of_time(time, fetched_at)


def _faults_of_time(time: PageTime, fetched_at: datetime | None) -> Iterator[str]:
    if not 0 <= time.confidence <= 1:
        yield "a confidence is not within 0 and 1"
    if time.utc is not None and time.utc.utcoffset() != timedelta(0):
        yield "an instant is not in UTC"
    if fetched_at is None:
        return
    if time.utc is not None and time.utc > fetched_at + _DAY:
        yield "an instant lies more than a day after the capture"
    # The publisher's calendar may be a day ahead of UTC's.
    if time.local is not None and time.local > (fetched_at + 2 * _DAY).date():
        yield "a day lies in the future of the capture"


def signature(error: BaseException) -> str:
    """Where and how it failed: equal for one fault whatever the input."""
    frames = traceback.extract_tb(error.__traceback__)
    inner = [frame for frame in frames if "/parsers/" in frame.filename][-1:]
    where = "".join(f" in {_short(frame.filename)}:{frame.name}" for frame in inner)
    what = f": {error}" if isinstance(error, Broken) else ""
    return f"{type(error).__name__}{what}{where}"


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-2:])
