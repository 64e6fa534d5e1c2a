"""The table from which the scorer of `parsers/events/place_links.py` is grown.

    python -m benchmarks.training.place_links GOLD_DIR TABLE.npz

Rows are names of the sentences in `text/event_places.jsonl` (ahalterman/event_location, MIT): one
row a name and event verb, its answers, whether an annotator marked it, its words, its sentence
and the fold of the sentence. The fit is `benchmarks.training.place_links_fit`.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.parsed import kept_pipeline
from parsers.events.place_links import candidates, event_token
from parsers.events.resources import packaged_resources
from parsers.language import words_of

FOLDS = 5
_TWICE = ("APW_RA", "AFP_RA", "Xinhua_RA", "Unknown_Andy", "coalition")
"""Sources whose rows agree with each other; the other ones often leave a place that is said
unmarked: of the same sentence marked in both kinds, four of ten differ on whether it has one."""
_ONCE = 0.3


def fold_of(text: str) -> int:
    """The fold of a sentence: the same for what begins with the same words."""
    start = "".join(c for c in text.lower() if c.isalnum())[:40]
    return sha256(start.encode()).digest()[0] % FOLDS


def trust_of(row: dict[str, Any]) -> float:
    """How much a row weighs: little where a marked place begins or ends within a word."""
    text = row["text"]
    for place in row["places"]:
        for at in place:
            if 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
                return 0.01
    return 1.0 if row["origin"] in _TWICE else _ONCE


def main(gold: Path, out: Path) -> None:
    """Parse all sentences and write the table."""
    resources, pipeline = packaged_resources(), kept_pipeline()
    answers: list[dict[str, float]] = []
    marked, words, trust, folds = [], [], [], []
    missed = 0
    lines = (gold / "text" / "event_places.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        places = [tuple(p) for p in row["places"]]
        found = 0
        for sentence in pipeline.read(row["text"]):
            event = event_token(sentence, *row["verb"])
            if event is None:
                continue
            for run, told in candidates(row["text"], sentence, event, resources):
                start, end = sentence.tokens[run.first].start, sentence.tokens[run.last].end
                hit = sum(len(words_of(row["text"], (max(start, a), min(end, b))))
                          for a, b in places if start < b and a < end)  # fmt: skip
                size = len(words_of(row["text"], (start, end)))
                found += hit
                answers.append(told)
                marked.append(hit / size)
                words.append(size)
                trust.append(trust_of(row))
                folds.append(fold_of(row["text"]))
        missed += sum(len(words_of(row["text"], p)) for p in places) - found
    names = sorted({name for told in answers for name in told})
    values = np.zeros((len(answers), len(names)), np.float32)
    column = {name: i for i, name in enumerate(names)}
    for i, told in enumerate(answers):
        for name, value in told.items():
            values[i, column[name]] = value
    table: dict[str, Any] = {
        "features": np.array(names), "values": values, "marked": np.array(marked, np.float32),
        "words": np.array(words), "trust": np.array(trust), "fold": np.array(folds),
        "missed": np.array(missed),
    }  # fmt: skip
    np.savez_compressed(out, **table)
    print(f"{values.shape} names and answers, {missed} marked words outside of names")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
