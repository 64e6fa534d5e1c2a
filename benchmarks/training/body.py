"""Which chunks of annotated pages are the article: the table for the forest of the body.

    python -m benchmarks.training.body --gold DIR --trainer PYTHON

reads the pages of the four text corpora, labels every chunk by how much of it stands in the
annotated text (its runs of four words), and hands the table to `body_fit.py` in the training
environment (PYTHON, where CatBoost is: `make training`), which prints the cross-validation and
writes `parsers/article/weights/body.npz`. Without --trainer only the table is written (--table).
The labels are under MIT and Apache 2.0; the weights are numbers over counts, no text.
"""

import argparse
import hashlib
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.training.gold import gold_pages
from parsers.article.features import NAMES, features
from parsers.article.page import read_page
from parsers.article.rules import by_rules

CORPORA = ("scrapinghub", "naeb", "fundus_eval", "fundus_fixtures")
FOLDS = 5
_WORD = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]|[^\W\u2e80-\u9fff]+")
_RUN = 4
_SHORTEST_ARTICLE = 50
_ROOT = Path(__file__).parents[2]


def labels(chunks: list[str], article: str) -> list[float]:
    """How much of each chunk the article holds, 0 to 1; -1 for a chunk without words.

    A chunk of fewer than four words is in it where it is a whole line of it.
    """
    words = _WORD.findall(article)
    runs = {tuple(words[at : at + _RUN]) for at in range(len(words))}
    lines = {tuple(_WORD.findall(line)) for line in article.split("\n")}
    return [_share(_WORD.findall(chunk), runs, lines) for chunk in chunks]


def _share(words: list[str], runs: set[tuple[str, ...]], lines: set[tuple[str, ...]]) -> float:
    if not words:
        return -1.0
    if len(words) < _RUN:
        return float(tuple(words) in lines)
    own = [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
    return sum(run in runs for run in own) / len(own)


def fold(domain: str) -> int:
    """The part of the cross-validation that a domain belongs to: its pages stay together."""
    return int(hashlib.sha256(domain.encode()).hexdigest(), 16) % FOLDS


def table(gold: Path) -> dict[str, Any]:
    """The columns for `body_fit.py`: rows, labels, words, fold, page, words of its article."""
    parts: list[tuple[Any, ...]] = []
    for number, (corpus, row, html) in enumerate(gold_pages(gold, CORPORA)):
        page = read_page(html, row["url"], None)
        chunks = [chunk.text for chunk in page.outline.chunks]
        ruled = by_rules(page.outline, page.meta.title)
        if not ruled:
            continue
        words = max(_SHORTEST_ARTICLE, len(_WORD.findall(row["text"])))
        facts = (fold(row["domain"]), number, CORPORA.index(corpus), words)
        for features_of_one, label, text in zip(
            features(page, ruled), labels(chunks, row["text"]), chunks, strict=True
        ):
            if label >= 0:
                parts.append((features_of_one, label, len(_WORD.findall(text)), *facts))
    rows, label, size, folds, pages, corpora, articles = zip(*parts, strict=True)
    return {
        "names": np.array(NAMES), "rows": np.array(rows, dtype=np.float32),
        "label": np.array(label), "words": np.array(size), "fold": np.array(folds),
        "page": np.array(pages), "corpus": np.array(corpora), "article": np.array(articles),
    }  # fmt: skip


def main() -> None:
    """Write the table and, with --trainer, the forest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--trainer", type=Path, help="the Python that has CatBoost")
    parser.add_argument("--table", type=Path, help="keep the table here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.table or Path(folder) / "body.npz"
        np.savez_compressed(path, allow_pickle=False, **table(asked.gold))
        if asked.trainer:
            weights = _ROOT / "parsers" / "article" / "weights" / "body.npz"
            command = [asked.trainer, "-m", "benchmarks.training.body_fit", path.resolve(), weights]
            subprocess.run(command, cwd=_ROOT, check=True)


if __name__ == "__main__":
    main()
