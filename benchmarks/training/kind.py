"""What annotated pages show of their kind: the table that the forest of `kind.py` is grown on.

    python -m benchmarks.training.kind --gold DIR --trainer PYTHON

reads the pages of the gold, each with and without its address and its scripts, and hands the
table to `kind_fit.py` in the training environment (PYTHON, where CatBoost is), which prints the
cross-validation and writes `parsers/article/weights/kind.npz`. Without --trainer only the table
is written. The labels of the corpora are under MIT, Apache 2.0 and CC BY 4.0; the weights are
numbers over counts, no text.
"""

import argparse
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.training.gold import gold_pages
from benchmarks.training.made_pages import made_pages
from parsers import parse_article
from parsers.article.body import Body
from parsers.article.kind import (
    evidence_of,
    is_vouched_for,
    reads_like_one,
    refuse_declared,
    refuse_lists,
)
from parsers.article.kind_features import NAMES, Features, features_of
from parsers.article.page import Page
from parsers.article.refusals import refuse_failures, refuse_walls
from parsers.errors import NotAnArticle
from parsers.sites.table import NO_RULES

CORPORA = {
    "scrapinghub": 1.0, "naeb": 1.0, "fundus_eval": 1.0, "fundus_fixtures": 1.0,
    # Captures of the web as it comes: a few are forums and front pages.
    "htmldate_mediacloud": 0.5, "postlight_meta": 0.5,
    # How-to pages of companies and schools: articles to some.
    "no_author": 0.6,
    "not_articles": 3.5,
    "made_lists": 1.0, "made_articles": 0.5,
}  # fmt: skip
"""The corpora with the weight of their pages."""
_MADE = ("made_lists", "made_articles")
OTHERS = ("not_articles", _MADE[False])
_SCRIPT = re.compile(rb"<script\b.*?</script>", re.IGNORECASE | re.DOTALL)
_KEPT, _REFUSED, _OPEN = 1, -1, 0
_ROOT = Path(__file__).parents[2]


def pages(gold: Path) -> Iterator[tuple[str, str, str | None, bytes]]:
    """(corpus, domain, address, page) of all corpora, and of pages made for the purpose."""
    for corpus, row, html in gold_pages(gold, (one for one in CORPORA if one not in _MADE)):
        yield corpus, row["domain"], row["url"], html
    for number, (article, html) in enumerate(made_pages()):
        yield _MADE[article], f"made-{number % 10}", None, html


def variants(url: str | None, html: bytes) -> Iterator[tuple[int, str | None, bytes]]:
    """The page whole, without its address, without its scripts, without both."""
    bare = _SCRIPT.sub(b"", html)
    yield from ((0, url, html), (1, None, html), (2, url, bare), (3, None, bare))


class _Asked(Exception):
    """The question that the parser asks of `kind_of`."""

    def __init__(self, page: Page, body: Body, dated: bool, signed: bool) -> None:  # noqa: FBT001
        super().__init__()
        self.page, self.body, self.dated, self.signed = page, body, dated, signed


def question(html: bytes, url: str | None) -> _Asked:
    """What the parser would ask of a page: whatever readers of dates and names it has by now."""

    def ask(page: Page, body: Body, *_: object, dated: bool, signed: bool) -> None:
        raise _Asked(page, body, dated, signed)

    with patch("parsers.article.parse.kind_of", ask):
        try:
            parse_article(html, url, site_rules=NO_RULES)
        except _Asked as asked:
            return asked
    raise AssertionError("the parser asked for no kind")


def read(html: bytes, url: str | None) -> tuple[Features, int]:
    """The features of a page and what the rules decide before and after the forest."""
    asked = question(html, url)
    page, body, facts = asked.page, asked.body, {"dated": asked.dated, "signed": asked.signed}
    found = features_of(page, body, **facts)
    title, evidence = page.meta.title or "", evidence_of(page, **facts)
    try:
        refuse_failures(page, body, title, evidence)
        refuse_lists(page, evidence)
        refuse_walls(page, body, title, evidence)
        refuse_declared(page, body, evidence)
    except NotAnArticle:
        return found, _REFUSED
    return found, _KEPT if is_vouched_for(page, body) or reads_like_one(found) else _OPEN


def table(gold: Path) -> dict[str, Any]:
    """The columns of the training table."""
    rows = [
        (corpus, domain, variant, *read(html, address))
        for corpus, domain, url, whole in pages(gold)
        for variant, address, html in variants(url, whole)
    ]
    corpora, domains, numbers, found, settled = zip(*rows, strict=True)
    names = sorted(found[0])
    return {
        "corpus": np.array(corpora),
        "domain": np.array(domains),
        "variant": np.array(numbers),
        "weight": np.array([CORPORA[one] for one in corpora]),
        "article": np.array([one not in OTHERS for one in corpora]),
        "settled": np.array(settled),
        "features": np.array(names),
        "asked": np.array(NAMES),
        "values": np.array([[one[name] for name in names] for one in found], dtype=np.float32),
    }


def main() -> None:
    """Read, and fit where there is a trainer."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--trainer", type=Path, help="python of the environment with CatBoost")
    parser.add_argument("--table", type=Path, help="keep the table here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.table or Path(folder) / "kind-table.npz"
        np.savez_compressed(path, allow_pickle=False, **table(asked.gold))
        if asked.trainer:
            fit = [asked.trainer, "-m", "benchmarks.training.kind_fit", path.resolve()]
            subprocess.run(fit, check=True, cwd=_ROOT)


if __name__ == "__main__":
    main()
