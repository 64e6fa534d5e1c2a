"""Names in the treebank that has none: its proper nouns, typed by a table of ours.

A run of proper nouns is a name; `name_types.tsv` says of the more frequent ones what they name. The
names stand there as digests, so that the table holds no text of the treebank. Of other runs nothing
is known, unless they begin with a first name that the table knows.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from benchmarks.training.language.treebank import MISSING, Sentence

_TABLE = Path(__file__).with_name("name_types.tsv")
_LABELS = {"P": "PER", "O": "ORG", "L": "LOC"}
_INNER = frozenset(("of", "-", "&", "de"))
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue wed thu fri sat sun am pm""".split()  # noqa: SIM905 - a word list
)
_TITLES = frozenset(("mr.", "mrs.", "ms.", "dr.", "mr", "mrs", "ms", "dr", "president", "col.",
                     "chairman", "rev.", "sen.", "senator", "king", "professor"))  # fmt: skip


@cache
def _types() -> dict[str, str]:
    lines = _TABLE.read_text(encoding="utf8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def digest(name: str) -> str:
    """The key of a name in the table."""
    return sha256(name.encode()).hexdigest()[:16]


def type_of(name: str) -> str:
    """P, O or L; "x" for what is no such name, "-" for what is not known."""
    return _types().get(digest(name), "-")


def silver_names(sentence: Sentence) -> list[str]:
    """BIO marks for a sentence with tags."""
    marks = ["O"] * len(sentence.words)
    for first, last in runs(sentence):
        words = sentence.words[first : last + 1]
        if all(word.lower() in _DAYS or not word[0].isalpha() for word in words):
            continue
        kind = type_of(" ".join(words))
        if kind == "-" and 1 < len(words) <= 3 and type_of(words[0]) == "P":
            kind = "P"
        if kind == "x":
            continue
        label = _LABELS.get(kind)
        start = first
        while label == "PER" and start < last and sentence.words[start].lower() in _TITLES:
            start += 1
        marks[start : last + 1] = (
            ["B-" + label] + ["I-" + label] * (last - start)
            if label
            else [MISSING] * (last - start + 1)
        )
    return marks


def runs(sentence: Sentence) -> list[tuple[int, int]]:
    """First and last word of each run of proper nouns; "of", "&" and hyphens join."""
    proper = [tag in ("NNP", "NNPS") for tag in sentence.tags]
    found, index = [], 0
    while index < len(proper):
        if not proper[index]:
            index += 1
            continue
        end = index
        while end + 1 < len(proper):
            if proper[end + 1]:
                end += 1
            elif sentence.words[end + 1] in _INNER and any(proper[end + 2 : end + 3]):
                end += 2
            elif sentence.words[end + 1 : end + 3] == ["of", "the"] and any(
                proper[end + 3 : end + 4]
            ):
                end += 3
            else:
                break
        found.append((index, end))
        index = end + 1
    return found
