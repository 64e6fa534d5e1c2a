"""The text against annotated news pages: macro F1 over four corpora.

A corpus is a folder with `gold.jsonl` (id, html, url, text) and gzipped pages. The measure is that
of the article extraction benchmarks: shingles of four words as multisets; precision and recall
are averaged over pages, F1 is their harmonic mean. The scorer beside the gold (SITREP_EVAL) is
used where it is found.
"""

import gzip
import importlib.util
import json
import os
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from parsers import parse_article
from parsers.errors import NotAnArticle
from parsers.sites.table import NO_RULES

NEWS = ("scrapinghub", "naeb", "fundus_eval", "fundus_fixtures")
ONE_BY_ONE = {"fundus_fixtures"}
WORD = re.compile(r"\w+")
IDEOGRAPH = re.compile(r"([\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f])")

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif("SITREP_GOLD" not in os.environ, reason="SITREP_GOLD is not set"),
]


def corpus(name: str) -> list[dict[str, Any]]:
    folder = Path(os.environ["SITREP_GOLD"]) / "pages" / name
    if not folder.is_dir():
        pytest.skip(f"no corpus {name} in SITREP_GOLD")
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    return [row | {"file": folder / row["html"]} for row in map(json.loads, lines)]


def read(row: dict[str, Any]) -> str:
    try:
        page = gzip.decompress(row["file"].read_bytes())
        return parse_article(page, row.get("url"), site_rules=NO_RULES).text
    except NotAnArticle:
        return ""


def shingles(text: str, *, one_by_one: bool) -> Counter[tuple[str, ...]]:
    words = WORD.findall(IDEOGRAPH.sub(r" \1 ", text) if one_by_one else text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def precision_and_recall(true: str, told: str, *, one_by_one: bool) -> tuple[float, float]:
    wanted, given = (shingles(text, one_by_one=one_by_one) for text in (true, told))
    both = sum((wanted & given).values())
    precision = both / sum(given.values()) if given else 0.0
    return precision, both / sum(wanted.values())


@cache
def scorer() -> ModuleType | None:
    path = Path(os.environ.get("SITREP_EVAL", "")) / "pages" / "scoring.py"
    if "SITREP_EVAL" not in os.environ or not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("gold_scoring", path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def own_f1(pairs: list[tuple[str, str]], *, one_by_one: bool) -> float:
    pages = [precision_and_recall(*pair, one_by_one=one_by_one) for pair in pairs]
    told = [precision for (_, text), (precision, _) in zip(pairs, pages, strict=True) if text]
    precision = sum(told) / len(told)
    recall = sum(recall for _, recall in pages) / len(pages)
    return 2 * precision * recall / (precision + recall)


def f1(name: str) -> float:
    pairs = [(row["text"], read(row)) for row in corpus(name) if row.get("text")]
    one_by_one = name in ONE_BY_ONE
    own, other = own_f1(pairs, one_by_one=one_by_one), scorer()
    if other is None:
        return own
    count: Callable[..., Any] = other.shingle_tpfpfn
    rows = [count(true, told, one_by_one) for true, told in pairs]
    theirs = float(other.scrapinghub_aggregate(rows)["f1"])
    assert abs(own - theirs) < 0.005, "the two measures drifted apart"
    return theirs


def test_macro_text_f1_over_the_news_corpora_stays_above_its_bars() -> None:
    scores = {name: f1(name) for name in NEWS}
    assert sum(scores.values()) / len(scores) >= 0.94, scores
    assert min(scores.values()) >= 0.90, scores


def test_pages_that_are_no_articles_are_mostly_refused_and_articles_hardly_ever() -> None:
    others = corpus("not_articles")
    taken = sum(bool(read(row)) for row in others) / len(others)
    assert taken <= 0.05
    articles = [row for name in NEWS for row in corpus(name)]
    refused = sum(not read(row) for row in articles) / len(articles)
    assert refused <= 0.01
