"""Trains the weights of `parsers/actors/weights`: kinds of head words, mentions and their types.

    python -m benchmarks.training.mentions --gold DIR [--write]

The kinds learn from GUM's mentions (training part), the mentions from the freely licensed reports
of re3d, of which one in three (sha256(id) mod 3 == 0) is laid aside and only measured here.
Without `--write` nothing is changed. A run takes some minutes and gives the same weights.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.parsed import kept_pipeline
from benchmarks.training.language import treebank
from benchmarks.training.language.corpus import is_laid_aside
from benchmarks.training.language.named import mention_spans
from parsers.actors.head_kinds import lexical
from parsers.actors.linear import LinearModel
from parsers.actors.mention_features import View
from parsers.actors.naming import NOTHING, Namer
from parsers.actors.spans import candidates
from parsers.events import packaged_resources
from parsers.language.tokens import Sentence, Token

_FOLDER = Path(__file__).parents[2] / "parsers" / "actors" / "weights"
_RARE = 2
"""Features seen less often are left out."""
_EPOCHS, _RATE = 80, 0.3
_DECAY = {"kinds": 2e-5, "mentions": 6e-4}
Example = tuple[list[str], str]


def main() -> None:
    """Trains both models, prints what they get right on what is laid aside, writes on demand."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    gold = Path(args.gold)
    kinds = fit(_kind_examples(gold, "train"), "kinds")
    _report("kinds", kinds, _kind_examples(gold, "dev"))
    reports = [r for r in _rows(gold) if r["source"] != "BBC Online"]
    namer = Namer(kinds, LinearModel((NOTHING,), {}, np.zeros((0, 1), np.float32)))
    taught = _mention_examples(namer, [r for r in reports if not is_laid_aside(r["id"])])
    mentions = fit(taught, "mentions")
    aside = [r for r in reports if is_laid_aside(r["id"])]
    _report("mentions", mentions, _mention_examples(namer, aside))
    if args.write:
        _FOLDER.mkdir(exist_ok=True)
        _write("kinds", kinds)
        _write("mentions", mentions)


def _rows(gold: Path) -> list[dict[str, Any]]:
    lines = (gold / "text" / "entities.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def _kind_examples(gold: Path, part: str) -> list[Example]:
    """Head words of GUM's mentions with the type of the mention."""
    found: list[Example] = []
    for raw in treebank.read_conllu(gold / "treebank" / f"en_gum_free-{part}.conllu.gz"):
        sentence = _sentence(raw)
        for first, last, kind, _ in mention_spans(raw):
            inside = range(first, last + 1)
            heads = [i for i in inside if sentence.tokens[i].head not in inside
                     or sentence.tokens[i].head == i]  # fmt: skip
            if heads and kind:
                found.append((list(lexical(sentence, heads[0])), kind))
    return found


def _sentence(raw: treebank.Sentence) -> Sentence:
    tokens, start = [], 0
    for i, word in enumerate(raw.words):
        dep = "root" if raw.deps[i] == "ROOT" else raw.deps[i]
        tokens.append(Token(word, word.lower(), start, start + len(word), raw.tags[i],
                            raw.lemmas[i], raw.heads[i], dep))  # fmt: skip
        start += len(word) + 1
    return Sentence(0, 0, start, tuple(tokens))


def _mention_examples(namer: Namer, reports: Iterable[dict[str, Any]]) -> list[Example]:
    """Every candidate of the reports with the type that the gold gives it, or none."""
    resources, pipeline = packaged_resources(), kept_pipeline()
    describer = replace(resources.describer, kinds=namer.kinds)
    found: list[Example] = []
    for row in reports:
        types = {(e["start"], e["end"]): e["type"] for e in row["entities"]}
        ignored = {(e["start"], e["end"]) for e in row["ignore"]}
        for sentence in pipeline.read(row["text"]):
            view = View(sentence, resources.nations.find(sentence.tokens), describer,
                        resources.weapons)  # fmt: skip
            for one in candidates(sentence):
                span = sentence.tokens[one.first].start, sentence.tokens[one.last].end
                if span in types or span not in ignored:
                    label = types.get(span, NOTHING)
                    found.append((list(namer.features(view, one)), label))
    return found


def fit(examples: Sequence[Example], name: str) -> LinearModel:
    """Logistic regression by full gradients with Adagrad and a weight decay."""
    counts = Counter(feature for features, _ in examples for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= _RARE)
    rows = {feature: row for row, feature in enumerate(names)}
    labels = tuple(sorted({label for _, label in examples}))
    numbers = [[rows[f] for f in features if f in rows] for features, _ in examples]
    flat = np.array([i for row in numbers for i in row])
    owner = np.repeat(np.arange(len(numbers)), [len(row) for row in numbers])
    truth = np.array([labels.index(label) for _, label in examples])
    weights = np.zeros((len(names), len(labels)))
    squares = np.full_like(weights, 1e-8)
    for _ in range(_EPOCHS):
        gradient = _gradient(weights, flat, owner, truth) + _DECAY[name] * weights
        squares += gradient**2
        weights -= _RATE * gradient / np.sqrt(squares)
    return LinearModel(labels, rows, weights.astype(np.float32))


def _gradient(
    weights: npt.NDArray[np.float64], flat: npt.NDArray[np.int_],
    owner: npt.NDArray[np.int_], truth: npt.NDArray[np.int_],
) -> npt.NDArray[np.float64]:  # fmt: skip
    size, width = len(truth), weights.shape[1]
    scores = np.stack(
        [np.bincount(owner, weights[flat, k], minlength=size) for k in range(width)], axis=1
    )
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    wrong = scores / scores.sum(axis=1, keepdims=True)
    wrong[np.arange(size), truth] -= 1
    wrong /= size
    return np.stack(
        [np.bincount(flat, wrong[owner, k], minlength=len(weights)) for k in range(width)], axis=1
    )


def _report(name: str, model: LinearModel, examples: Sequence[Example]) -> None:
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for features, label in examples:
        told = model.labels[int(model.probabilities(features).argmax())]
        wanted[label] += 1
        given[told] += 1
        right[label] += told == label
    print(f"{name}: {len(model.rows)} features, right {sum(right.values()) / len(examples):.3f}")
    for label, count in wanted.most_common():
        precision = right[label] / given[label] if given[label] else 0
        print(f"  {label:18} P {precision:.3f}  R {right[label] / count:.3f}  of {count}")


def _write(name: str, model: LinearModel) -> None:
    np.savez_compressed(
        _FOLDER / f"{name}.npz",
        features=np.array("\n".join(model.rows)),
        labels=np.array("\n".join(model.labels)),
        weights=model.weights.astype(np.float16),
    )


if __name__ == "__main__":
    main()
