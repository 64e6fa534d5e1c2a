"""CoNLL-U and IOB files as plain sentences."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MISSING = "-"
"""The mark of a token of which the gold does not say whether it is part of a name."""


@dataclass(slots=True)
class Sentence:
    """Words of one sentence; `heads` are indices (the root's own), `names` are BIO marks."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    document: str = ""


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a Universal Dependencies file; multi-word tokens stay split."""
    document = ""
    for block in _blocks(path):
        sentence = Sentence()
        joined: dict[int, tuple[int, bool]] = {}
        for line in block:
            if line.startswith("# newdoc id = "):
                document = line.removeprefix("# newdoc id = ")
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                joined[first] = (last, "SpaceAfter=No" not in cells[9])
            elif "." not in cells[0]:
                _add(sentence, cells)
        for first, (last, space) in joined.items():
            for index in range(first - 1, last - 1):
                sentence.spaces[index] = False
            sentence.spaces[last - 1] = space
        sentence.document = document
        if sentence.words:
            yield sentence


def _add(sentence: Sentence, cells: list[str]) -> None:
    index = len(sentence.words)
    head = int(cells[6])
    sentence.words.append(cells[1])
    sentence.lemmas.append(cells[2])
    sentence.tags.append(cells[4])
    sentence.heads.append(index if head == 0 else head - 1)
    sentence.deps.append("ROOT" if head == 0 else cells[7])
    sentence.spaces.append("SpaceAfter=No" not in cells[9])
    sentence.misc.append(cells[9])


def read_iob(path: Path) -> Iterator[Sentence]:
    """The sentences of a file with one word and its mark a line (UNER's and wikigold's forms)."""
    for block in _blocks(path):
        sentence = Sentence(document=str(path.name))
        kept = "O"
        for line in block:
            if line.startswith("#"):
                continue
            cells = line.split("\t") if "\t" in line else line.split(" ")
            word, mark = (cells[1], cells[2]) if "\t" in line else (cells[0], cells[-1])
            if mark.startswith("I-") and kept[2:] != mark[2:]:
                mark = "B-" + mark[2:]
            kept = mark
            sentence.words.append(word)
            sentence.names.append(mark if mark[2:] in ("PER", "ORG", "LOC") else "O")
            sentence.spaces.append(True)
        if sentence.words:
            yield sentence


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.strip():
                block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block
