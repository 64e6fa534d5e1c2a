"""Copies: which articles tell the same text, and which of them was probably first.

A text becomes a set of shingles (short runs of words), the set a MinHash signature, and the
signature a few integers ("bands"): articles that share a band are worth comparing, which in SQL
is a join. Nothing is dropped for being a copy; the relation is recorded.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from parsers.agencies import agency_credited, agency_named
from parsers.ids import stable_id
from parsers.records import Article

if TYPE_CHECKING:
    from datasketch import MinHash

SIGNATURE_VERSION = 1
"""Version of the recipe of `signature`, `bands` and `text_key`, stored beside them."""

SIZE = 126
"""Numbers in a signature; the standard error of `similarity` is at most 0.045."""

ROWS = 3
"""Numbers in a band. 42 bands of 3 find 94 % of pairs that share 40 % of their shingles, 99.9 %
at 60 %, and bring 4 % of pairs that share 10 %, which the comparison then rejects."""

NEAR_COPY = 0.4
"""Share of common shingles from which two texts are copies. Stories of different hands on one
event stay below 0.1; a wire text cut to half, or with as much added, lies at 0.5."""

MIN_WORDS = 30
"""Shorter texts (stubs, captions, notices) are alike without being copies of one another."""

MAX_SHINGLES = 20_000
"""Shingles of one text that are looked at, from its start: some 40 pages."""

Relation = Literal["exact", "near_copy", "wire_story"]

_SEED = 1
# Scripts without spaces give one token a letter; all others one a run of letters and digits.
_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
    r"|[^\W_]+"
)
_WORDS_A_SHINGLE = 3
_LETTERS_A_SHINGLE = 6  # about three words of Chinese
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is compared of one article.

    `key` is its `text_key`, `agency` the agency that it credits, `is_agency` whether its own
    site is one. Times are aware; `published_at` is None where the page gives no believable one.
    """

    article_id: int
    key: int | None
    signature: tuple[int, ...]
    agency: str | None = None
    is_agency: bool = False
    published_at: datetime | None = None
    fetched_at: datetime | None = None


def candidate(article_id: int, article: Article, fetched_at: datetime | None) -> Candidate:
    """What has to be known of an article to compare it; the costly part is `signature`."""
    return Candidate(
        article_id=article_id,
        key=text_key(article.text),
        signature=signature(article.text),
        agency=agency_credited((author.name for author in article.authors), article.text),
        is_agency=bool(agency_named(article.site_name or "")),
        published_at=article.published_at,
        fetched_at=fetched_at,
    )


def text_key(text: str) -> int | None:
    """One integer for all texts of the same words; None for texts below `MIN_WORDS`.

    Case, punctuation and white space make no difference.
    """
    tokens = _tokens(text)
    return stable_id(" ".join(tokens)) if len(tokens) >= MIN_WORDS else None


def signature(text: str) -> tuple[int, ...]:
    """The MinHash signature, `SIZE` integers below 2**32; empty for texts below `MIN_WORDS`.

    Knows no language: words are runs of letters and digits, in scripts without spaces letters.
    """
    tokens = _tokens(text)
    if len(tokens) < MIN_WORDS:
        return ()
    sketch = _empty_sketch().copy()
    sketch.update_batch(_shingles(tokens))
    return tuple(sketch.hashvalues.tolist())


def bands(of: Sequence[int]) -> tuple[int, ...]:
    """`SIZE` / `ROWS` integers (63 bits); two articles that share one are to be compared.

    The position of a band is part of its integer, so that a join needs no second column.
    """
    return tuple(
        stable_id(start, *of[start : start + ROWS]) for start in range(0, len(of) - ROWS + 1, ROWS)
    )


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of common shingles (Jaccard), 0 to 1; 0 where a signature is empty."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(map(int.__eq__, one, other)) / len(one)


def relation(one: Candidate, other: Candidate) -> Relation | None:
    """How two articles are related, whichever comes first; None where they are not copies.

    exact: the same words. Above `NEAR_COPY` it is a wire_story where either of them credits
    an agency or is one, else a near_copy.
    """
    if one.key is not None and one.key == other.key:
        return "exact"
    if similarity(one.signature, other.signature) < NEAR_COPY:
        return None
    from_agency = one.agency or other.agency or one.is_agency or other.is_agency
    return "wire_story" if from_agency else "near_copy"


def likely_original(candidates: Iterable[Candidate]) -> Candidate:
    """The probable original of a group of copies.

    The agency's own page before all others, then those that credit an agency (they are closest
    to what it sent), then the earliest publication (the capture stands in for an unknown one:
    nothing is captured before it is published), then the earliest capture, then the smaller id.
    ValueError for an empty group.
    """
    return min(candidates, key=_rank)


def _rank(one: Candidate) -> tuple[bool, bool, datetime, datetime, int]:
    captured = one.fetched_at or _NEVER
    published = one.published_at or captured
    return (not one.is_agency, one.agency is None, published, captured, one.article_id)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.casefold())


def _shingles(tokens: list[str]) -> set[bytes]:
    letters = sum(len(token) == 1 for token in tokens)
    length = _LETTERS_A_SHINGLE if letters * 2 > len(tokens) else _WORDS_A_SHINGLE
    tokens = tokens[: MAX_SHINGLES + length - 1]
    runs = zip(*(tokens[start:] for start in range(length)), strict=False)
    return {" ".join(run).encode() for run in runs}


@lru_cache(maxsize=1)
def _empty_sketch() -> "MinHash":
    # The library brings scipy along: half a second and 45 MB that only new texts are worth.
    from datasketch import MinHash  # noqa: PLC0415 - see above

    # crc32 is cheap; the library mixes its bits before it permutes them.
    return MinHash(num_perm=SIZE, seed=_SEED, hashfunc=zlib.crc32, scheme="affine32")
