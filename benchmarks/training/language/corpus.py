"""The training and development sets as spaCy's binary documents, one sentence a document.

Names are taught by two thirds of UNER and wikigold, of the freely licensed reports of re3d, and by
GUM; the laid-aside third is only measured. A few copies of sentences in capitals and in title case
teach what headlines and old agency reports look like.
"""

import json
import random
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

from benchmarks.training.language.named import gum_names
from benchmarks.training.language.silver import silver_names
from benchmarks.training.language.treebank import MISSING, Sentence, read_conllu, read_iob

SEED = 20230518
_RECASED = 0.05
_RE3D = {"Organisation": "ORG", "Location": "LOC", "Person": "PER"}
_NEWS = ("newsgroup", "weblog", "GUM_news", "GUM_interview", "GUM_voyage", "GUM_bio")


def is_laid_aside(key: str) -> bool:
    """Whether a sentence or report of names is only measured: one in three, by its digest."""
    return int(sha256(key.encode()).hexdigest(), 16) % 3 == 0


def parsed(gold: Path, part: str) -> Iterator[Sentence]:
    """The sentences with syntax; their names are made from GUM's entities and EWT's nouns."""
    for sentence in read_conllu(gold / "treebank" / f"en_ewt-{part}.conllu.gz"):
        sentence.names = silver_names(sentence)
        yield sentence
    for sentence in read_conllu(gold / "treebank" / f"en_gum_free-{part}.conllu.gz"):
        sentence.names = gum_names(sentence)
        yield sentence


def named(gold: Path, *, aside: bool) -> Iterator[Sentence]:
    """The sentences of UNER and wikigold."""
    for file in ("uner_ewt-dev.iob2.gz", "wikigold.conll.gz"):
        for sentence in read_iob(gold / "treebank" / file):
            if is_laid_aside(" ".join(sentence.words)) == aside:
                yield sentence


def reports(gold: Path, nlp: spacy.language.Language, *, aside: bool) -> Iterator[Doc]:
    """The reports of re3d that may be trained on, sentence by sentence, with their names only."""
    for line in (gold / "text" / "entities.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if row["source"] != "BBC Online" and is_laid_aside(row["id"]) == aside:
            yield from _report(row, nlp)


def _report(row: dict[str, object], nlp: spacy.language.Language) -> Iterator[Doc]:
    doc = nlp(str(row["text"]))
    marks = ["O"] * len(doc)
    for token in doc:
        if token.text[:1].isupper() and not token.is_sent_start:
            marks[token.i] = MISSING
    for entity in sorted(row["entities"], key=lambda e: e["start"] - e["end"]):  # type: ignore[attr-defined]
        span = doc.char_span(entity["start"], entity["end"], alignment_mode="contract")
        if span is None:
            continue
        name = _name(span) if entity["type"] in _RE3D else None
        if name is not None and all(marks[t.i][0] not in "BI" for t in name):
            label = _RE3D[entity["type"]]
            for token in name:
                marks[token.i] = ("B-" if token.i == name.start else "I-") + label
    for sentence in doc.sents:
        words = [t.text for t in sentence]
        spaces = [bool(t.whitespace_) for t in sentence]
        yield _doc(nlp, Sentence(words, spaces, names=marks[sentence.start : sentence.end]))


def _name(span: Span) -> Span | None:
    """A mention without its article, if all that is left is capitalised (save small words)."""
    start, end = span.start, span.end
    while start < end and span.doc[start].lower_ in ("the", "a", "an", "its", "his", "their"):
        start += 1
    name = span.doc[start:end]
    small = ("of", "the", "for", "and", "al", "-", "de", "in", "\u2019s", "'s", "on")
    fits = [t for t in name if t.text[:1].isupper() or t.lower_ in small]
    return name if name and len(fits) == len(name) and name[0].text[:1].isupper() else None


def _doc(nlp: spacy.language.Language, sentence: Sentence) -> Doc:
    has_parse = bool(sentence.heads)
    return Doc(
        nlp.vocab,
        words=sentence.words,
        spaces=sentence.spaces,
        tags=sentence.tags or None,
        heads=sentence.heads if has_parse else None,
        deps=sentence.deps if has_parse else None,
        sent_starts=[i == 0 for i in range(len(sentence.words))],
        ents=_bio(sentence.names) if sentence.names else None,
    )


def _bio(names: list[str]) -> list[str]:
    """Marks as spaCy takes them: an empty one says that nothing is known."""
    fixed = ["" if mark == MISSING else mark for mark in names]
    for index, mark in enumerate(fixed):
        if mark.startswith("I-") and (index == 0 or not fixed[index - 1]):
            fixed[index] = "B-" + mark[2:]
    return fixed


def _recased(sentences: Iterable[Sentence], rng: random.Random) -> Iterator[Sentence]:
    """The sentences, and copies of some as a headline or an old agency report writes them."""
    for sentence in sentences:
        yield sentence
        chance = rng.random()
        if chance < 2 * _RECASED:
            write = str.upper if chance < _RECASED else _titled
            yield Sentence(
                [write(w) for w in sentence.words], sentence.spaces, sentence.tags,
                sentence.heads, sentence.deps, sentence.names, sentence.lemmas,
                sentence.misc, sentence.document,
            )  # fmt: skip


def _titled(word: str) -> str:
    return word[:1].upper() + word[1:]


def training_set(gold: Path) -> DocBin:
    """What teaches."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    rng = random.Random(SEED)  # noqa: S311 - a seeded order, no secret
    docs = []
    for sentence in _recased(parsed(gold, "train"), rng):
        docs.append(_doc(nlp, sentence))
        if "GUM_news" in sentence.document:
            docs.append(_doc(nlp, sentence))
    for sentence in _recased(named(gold, aside=False), rng):
        docs.extend([_doc(nlp, sentence)] * 2)
    docs.extend(doc for doc in reports(gold, nlp, aside=False) for _ in range(2))
    rng.shuffle(docs)
    return DocBin(docs=docs, attrs=["TAG", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SENT_START"])


def development_set(gold: Path) -> DocBin:
    """What chooses the checkpoint: the treebanks' development parts, names laid aside."""
    nlp = spacy.blank("en")
    docs = [_doc(nlp, _without_names(sentence)) for sentence in parsed(gold, "dev")]
    docs += [_doc(nlp, sentence) for sentence in named(gold, aside=True)]
    return DocBin(docs=docs, attrs=["TAG", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SENT_START"])


def _without_names(sentence: Sentence) -> Sentence:
    sentence.names = []
    return sentence
