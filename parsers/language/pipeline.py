"""The only door to spaCy: a text's sentences with tags, dependency tree and names.

The packaged model is described in `model/README.md`; `benchmarks/training/language` made it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from parsers.language.lemmas import lemma_of
from parsers.language.splitting import sentence_spans
from parsers.language.tokens import Sentence, Span, Token
from parsers.language.words import Words, words_of

LONGEST = 400
"""Words: what is longer is no sentence (a table, a list without stops) and is not parsed."""
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Reads English: splits, tags, parses and finds names. Another UD pipeline may stand in it.

    One text at a time: threads that share a pipeline must take turns.
    """

    nlp: Language

    @property
    def speaks_universal_dependencies(self) -> bool:
        """Whether its parser gives the relations of UD, which the rules of events are made for."""
        labels = self.nlp.pipe_labels.get("parser", [])
        return {"nsubj:pass", "obl", "nmod"} <= set(labels)

    def read(
        self, text: str, wanted: Callable[[Words], bool] | None = None
    ) -> tuple[Sentence, ...]:
        """All sentences of a text in reading order.

        Those for which `wanted` holds (all without it) are parsed; the others and those longer
        than `LONGEST` words carry words only. Never raises on any text.
        """
        spans = sentence_spans(text)
        split = [words_of(text, span) for span in spans]
        numbers = [
            i for i, words in enumerate(split)
            if 0 < len(words) <= LONGEST and (wanted is None or wanted(words))
        ]  # fmt: skip
        parsed = dict(zip(numbers, self._parsed([split[i] for i in numbers]), strict=True))
        paragraphs = _paragraphs(text, spans)
        return tuple(
            Sentence(i, start, end, parsed.get(i, split[i]), paragraphs[i])
            for i, (start, end) in enumerate(spans)
        )

    def _parsed(self, sentences: Sequence[Words]) -> Iterable[Words]:
        """The same words, tagged and parsed; the memory of seen words is let go at the end."""
        with self.nlp.memory_zone():
            docs = [self._doc(words) for words in sentences]
            for doc, words in zip(self.nlp.pipe(docs, batch_size=_BATCH), sentences, strict=True):
                yield tuple(map(_token, doc, words))

    def _doc(self, words: Words) -> Doc:
        spaces = [one.end < two.start for one, two in pairwise(words)]
        return Doc(
            self.nlp.vocab,
            words=[word.text for word in words],
            spaces=[*spaces, False],
            sent_starts=[index == 0 for index in range(len(words))],
        )


def _token(parsed: "spacy.tokens.Token", word: Token) -> Token:
    dep = parsed.dep_
    return Token(
        word.text, word.low, word.start, word.end,
        tag=parsed.tag_, lemma=lemma_of(word.low, parsed.tag_), head=parsed.head.i,
        dep="root" if dep == "ROOT" else dep, name=parsed.ent_type_, begins=parsed.ent_iob_ == "B",
    )  # fmt: skip


def _paragraphs(text: str, spans: Sequence[Span]) -> list[int]:
    numbers: list[int] = []
    before, number = 0, 0
    for start, end in spans:
        number += "\n" in text[before:start] and bool(numbers)
        numbers.append(number)
        before = end
    return numbers


@cache
def packaged_pipeline() -> Pipeline:
    """The model that comes with the package; loaded once, about a second."""
    with as_file(files("parsers.language").joinpath("model")) as folder:
        return load_pipeline(folder)


def load_pipeline(folder: Path) -> Pipeline:
    """A pipeline from a folder: spaCy's own files, and `vectors.npz` where vectors are apart."""
    table = folder / "vectors.npz"
    if not table.exists():
        return Pipeline(spacy.load(folder))
    vocab = spacy.blank("en").vocab
    vocab.vectors = _vectors(table, vocab)
    nlp = spacy.load(folder, vocab=vocab, exclude=["tokenizer", "vocab"])
    # Strings first seen in a memory zone are forgotten with it; labels must stay.
    for _, pipe in nlp.pipeline:
        for label in getattr(pipe, "labels", ()):
            vocab.strings.add(label)
    return Pipeline(nlp)


def _vectors(table: Path, vocab: Vocab) -> Vectors:
    """The 8-bit word vectors as `benchmarks/training/language/vectors.py` writes them."""
    with np.load(table) as loaded:
        words = loaded["words"].tobytes().decode().split("\n")
        data = loaded["rows"].astype(np.float32) * loaded["scale"]
    keys = [vocab.strings.add(word) for word in words]
    return Vectors(strings=vocab.strings, data=data, keys=keys, attr="LOWER")
