"""Runs the scorer of pages: one library over the corpora, predictions kept in a folder."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers import OURS, ROOT

NEWS = ("scrapinghub", "naeb", "fundus_eval", "fundus_fixtures")
OTHERS = ("postlight_meta", "htmldate_mediacloud", "no_author", "not_articles")
HIDDEN = ("--no-url", "--no-scripts")

Score = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Library:
    """What is scored: an adaptor, the interpreter that has it, a folder for its predictions."""

    lib: str
    python: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class Data:
    """The folders of the corpora and of the scorer."""

    gold: Path
    scorer: Path

    def corpora(self, names: Iterable[str]) -> list[str]:
        """Those of the corpora that are there."""
        return [name for name in names if (self.gold / "pages" / name).is_dir()]


def ours(folder: Path) -> Library:
    """This house's own parser; its predictions are made anew each time."""
    return Library(OURS, Path(sys.executable), folder)


def predictions(library: Library, corpus: str, flags: Sequence[str]) -> Path:
    """Where the scorer puts what a library said of a corpus."""
    name = library.lib.replace(":", ".") + "".join(
        "-" + flag.replace("-", "") for flag in HIDDEN if flag in flags
    )
    return library.folder / corpus / f"{name}.jsonl"


def score_all(
    data: Data, libraries: Sequence[Library], names: Iterable[str], flags: Sequence[str]
) -> dict[str, dict[str, Score]]:
    """Library -> corpus -> the scorer's figures; two at a time, since scoring times nothing."""
    tasks = [(library, name) for library in libraries for name in data.corpora(names)]
    with ThreadPoolExecutor(2) as pool:
        scores = list(pool.map(lambda task: _score(data, task[0], task[1], flags), tasks))
    table: dict[str, dict[str, Score]] = {library.lib: {} for library in libraries}
    for (library, name), score in zip(tasks, scores, strict=True):
        table[library.lib][name] = score
    return table


def _score(data: Data, library: Library, corpus: str, flags: Sequence[str]) -> Score:
    library.folder.mkdir(parents=True, exist_ok=True)
    command = [str(library.python), str(data.scorer / "pages" / "evaluate.py")]
    command += ["--corpus", str(data.gold / "pages" / corpus), "--lib", library.lib]
    command += ["--preds", str(library.folder), "--results", str(library.folder / "results.json")]
    command += ["--rescore", *flags]
    path = {"PYTHONPATH": str(ROOT)} if library.lib == OURS else {}
    done = subprocess.run(
        command,
        cwd=library.folder,
        env=os.environ | path,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"the scorer failed for {library.lib} on {corpus}:\n{done.stderr[-2000:]}")
    line = done.stdout.splitlines()[-1]
    score: Score = json.loads(line[line.index("{") :])
    return score
