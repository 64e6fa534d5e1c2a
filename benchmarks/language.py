"""Measures the packaged language model: tags, trees, names, speed and size.

    python -m benchmarks.language --gold DIR [--model FOLDER]

Trees on the development parts of EWT and GUM (they chose the checkpoint; nothing was taught by
them), with gold words and whole sentences; punctuation is left out, as is usual. Names on the third
of UNER and wikigold that was laid aside: exact spans with type. Speed is CPU time of one core.
"""

import argparse
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from benchmarks.training.language.corpus import is_laid_aside
from benchmarks.training.language.treebank import Sentence, read_conllu, read_iob
from parsers.language import Pipeline, load_pipeline, packaged_pipeline


def parsed(pipeline: Pipeline, sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Doc]]:
    """The sentences with what the model says of their gold words."""
    kept = list(sentences)
    docs = [
        Doc(
            pipeline.nlp.vocab, words=one.words, spaces=one.spaces,
            sent_starts=[i == 0 for i in range(len(one.words))],
        )
        for one in kept
    ]  # fmt: skip
    yield from zip(kept, pipeline.nlp.pipe(docs), strict=True)


def trees(pipeline: Pipeline, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Share of right tags, heads, and heads with relation."""
    right, words = {"tag": 0, "UAS": 0, "LAS": 0}, 0
    for gold, doc in parsed(pipeline, sentences):
        for index, token in enumerate(doc):
            if gold.deps[index] == "punct":
                continue
            words += 1
            head = token.head.i == gold.heads[index]
            right["tag"] += token.tag_ == gold.tags[index]
            right["UAS"] += head
            right["LAS"] += head and token.dep_ == gold.deps[index]
    return {name: count / words for name, count in right.items()}


def names(pipeline: Pipeline, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Precision, recall and F1 of names."""
    right = given = gold = 0
    for sentence, doc in parsed(pipeline, sentences):
        mine = {(ent.start, ent.end, ent.label_) for ent in doc.ents}
        theirs = set(_spans(sentence.names))
        right, given, gold = right + len(mine & theirs), given + len(mine), gold + len(theirs)
    return {"P": right / given, "R": right / gold, "F1": 2 * right / (given + gold)}


def _spans(marks: list[str]) -> Iterator[tuple[int, int, str]]:
    start: int | None = None
    for index, mark in enumerate([*marks, "O"]):
        if start is not None and not mark.startswith("I-"):
            yield start, index, marks[start][2:]
            start = None
        if mark.startswith("B-") or (mark.startswith("I-") and start is None):
            start = index


def speed(pipeline: Pipeline, texts: Iterable[str]) -> float:
    """Words a second of one core, from text to trees."""
    kept = list(texts)
    start, words = time.process_time(), 0
    for text in kept:
        words += sum(len(sentence.tokens) for sentence in pipeline.read(text))
    return words / (time.process_time() - start)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--model", type=Path, help="another pipeline than the packaged one")
    args = parser.parse_args()
    if args.gold is None:
        parser.error("--gold is needed (or SITREP_GOLD)")
    treebank = Path(args.gold) / "treebank"
    pipeline = load_pipeline(args.model) if args.model else packaged_pipeline()
    for name in ("en_ewt", "en_gum_free"):
        sentences = list(read_conllu(treebank / f"{name}-dev.conllu.gz"))
        _print(name, trees(pipeline, sentences))
        if name == "en_gum_free":
            news = [one for one in sentences if "GUM_news" in one.document]
            _print("  of it news", trees(pipeline, news))
    every = []
    for name in ("uner_ewt-dev.iob2.gz", "wikigold.conll.gz"):
        aside = [s for s in read_iob(treebank / name) if is_laid_aside(" ".join(s.words))]
        every += aside
        _print(f"names, {name.partition('.')[0]}", names(pipeline, aside))
    _print("names, both", names(pipeline, every))
    texts = [
        " ".join("".join(w + " " * s for w, s in zip(one.words, one.spaces, strict=True))
                 for one in sentences[start : start + 25])
        for start in range(0, len(sentences), 25)
    ]  # fmt: skip
    print(f"{'words a second and core':28}{speed(pipeline, texts):,.0f}")


def _print(name: str, figures: dict[str, Any]) -> None:
    print(f"{name:28}" + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
