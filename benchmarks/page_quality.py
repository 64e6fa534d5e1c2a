"""How well pages are read: text, title, authors and date against gold corpora.

`extract` is what a scorer calls: (raw bytes, address) to {"text", "title", "authors", "date"}.
The command runs the scorer over every corpus under the gold folder and prints one table:

    python -m benchmarks.page_quality --gold DIR --eval DIR [--no-scripts] [--no-url]

`--gold` defaults to SITREP_GOLD, `--eval` to SITREP_EVAL; the folders hold `pages/`, the corpora
(`gold.jsonl` and `html/`) in the one and the scorer (`evaluate.py`) in the other. A page that is
refused as no article counts as empty text, as for every other extractor.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from parsers import parse_article
from parsers.errors import NotAnArticle
from parsers.records import PageTime

NEWS = ("scrapinghub", "naeb", "fundus_eval", "fundus_fixtures")
OTHERS = ("postlight_meta", "htmldate_mediacloud", "no_author", "not_articles")


def extract(raw: bytes, url: str | None) -> dict[str, object]:
    """The fields that the scorer compares; all empty for a page that is no article."""
    try:
        article = parse_article(raw, url)
    except NotAnArticle:
        return {"text": "", "title": None, "authors": [], "date": None}
    return {
        "text": article.text,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "date": _as_written(article.published),
    }


def _as_written(time: PageTime | None) -> str | None:
    """The instant with the page's own offset where it has one: scorers compare calendar days."""
    if time is None or time.local is None:
        return None
    if time.utc is None or time.zone is None:
        return time.local.isoformat()
    try:
        written = datetime.fromisoformat(time.raw)
    except ValueError:
        return time.utc.isoformat()
    return (written if written.tzinfo else time.utc).isoformat()


def main() -> None:
    """Score every corpus that is there and print the table."""
    asked = _arguments()
    scores = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in (*NEWS, *OTHERS):
            corpus = asked.gold / "pages" / name
            if corpus.is_dir():
                scores[name] = _score(asked, corpus, Path(folder))
    print(f"{'corpus':22}{'pages':>6}{'F1':>7}{'P':>7}{'R':>7}{'title':>8}{'author':>8}", end="")
    print(f"{'date':>7}{'called':>8}{'errors':>8}{'ms/page':>9}")
    for name, score in scores.items():
        print(_row(name, score))
    news = [scores[name]["text"]["f1"] for name in NEWS if name in scores]
    if news:
        print(f"\nmacro text F1 over {len(news)} news corpora: {sum(news) / len(news):.4f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--eval", type=Path, default=os.environ.get("SITREP_EVAL"))
    parser.add_argument("--no-scripts", action="store_true", help="hide scripts and JSON-LD")
    parser.add_argument("--no-url", action="store_true", help="hide the address of the page")
    asked = parser.parse_args()
    if not asked.gold or not asked.eval:
        parser.error("name the folders with --gold and --eval, or set SITREP_GOLD and SITREP_EVAL")
    asked.gold, asked.eval = asked.gold.resolve(), asked.eval.resolve()
    return asked


def _score(asked: argparse.Namespace, corpus: Path, folder: Path) -> dict[str, Any]:
    """The scorer's own JSON for one corpus; it runs in a folder of its own and writes there."""
    command = [sys.executable, str(asked.eval / "pages" / "evaluate.py")]
    command += ["--corpus", str(corpus), "--lib", "benchmarks.page_quality:extract"]
    command += [f"--{flag}" for flag in ("no-scripts", "no-url") if vars(asked)[_key(flag)]]
    home = str(Path(__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": home}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    line = done.stdout.splitlines()[-1]
    score: dict[str, Any] = json.loads(line[line.index("{") :])
    return score


def _key(flag: str) -> str:
    return flag.replace("-", "_")


def _row(name: str, score: dict[str, Any]) -> str:
    text = score.get("text", {})
    cells = [text.get("f1"), text.get("p"), text.get("r")]
    cells += [score.get("title", {}).get("exact"), score.get("authors", {}).get("exact_set")]
    cells += [score.get("date", {}).get("same_day")]
    cells += [score.get("not_articles", {}).get("called_articles")]
    widths = (7, 7, 7, 8, 8, 7, 8)
    shown = [
        f"{'' if cell is None else f'{cell:.3f}':>{width}}"
        for cell, width in zip(cells, widths, strict=True)
    ]
    speed = 1000 / score["pages_per_cpu_s"]
    return f"{name:22}{score['n']:>6}{''.join(shown)}{score['errors']:>8}{speed:>9.1f}"


if __name__ == "__main__":
    main()
