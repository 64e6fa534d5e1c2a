"""Names of persons, organisations and places from annotations that were made for something else.

GUM marks every mention of every entity, named or not, nested; re3d marks mentions with their
articles ("the Syrian army"). Both are cut down to names as UNER and wikigold mark them. Where the
cut is not certain the words are marked as unknown and teach nothing.
"""

import re

from benchmarks.training.language.treebank import MISSING, Sentence

_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
_OPEN = re.compile(r"\((\d+)-([a-z]+)-([^()]*)")
_BETWEEN = frozenset(("of", "the", "for", "and", "de", "al", "-", "'s", "&", "."))


def gum_names(sentence: Sentence) -> list[str]:
    """BIO marks for a sentence of GUM."""
    marks = ["O"] * len(sentence.words)
    spans = mention_spans(sentence)
    for index, tag in enumerate(sentence.tags):
        if tag.startswith("NNP"):
            marks[index] = MISSING
    for first, last, kind, link in sorted(spans, key=lambda s: s[0] - s[1]):
        proper = [i for i in range(first, last + 1) if sentence.tags[i].startswith("NNP")]
        if not proper:
            continue
        exact = _exact(sentence, first, last, link)
        if kind not in _TYPES:
            if exact or len(proper) == last - first + 1:
                marks[first : last + 1] = ["O"] * (last - first + 1)
            continue
        if exact is None:
            continue
        start, end = exact
        taken = [marks[i] for i in range(start, end + 1)]
        if any(mark[0] in "BI" for mark in taken):
            continue
        label = _TYPES[kind]
        marks[start] = "B-" + label
        marks[start + 1 : end + 1] = ["I-" + label] * (end - start)
    return marks


def _exact(sentence: Sentence, first: int, last: int, link: str) -> tuple[int, int] | None:
    """The part of a mention that is its name, where that is certain."""
    while first < last and sentence.tags[first] in ("DT", "PRP$"):
        first += 1
    if sentence.words[last] == "'s" and first < last:
        last -= 1
    words = sentence.words[first : last + 1]
    if all(tag.startswith("NNP") for tag in sentence.tags[first : last + 1]):
        return first, last
    plain = re.sub(r"\W+", "", "".join(words)).lower()
    if (
        link
        and re.sub(r"\W+", "", link.split(",", maxsplit=1)[0]).replace("_", "").lower() == plain
    ):
        return first, last
    return None


def mention_spans(sentence: Sentence) -> list[tuple[int, int, str, str]]:
    """(first, last, type, link) of the mentions that begin and end in this sentence."""
    found: list[tuple[int, int, str, str]] = []
    begun: dict[str, list[tuple[int, str, str]]] = {}
    for index, misc in enumerate(sentence.misc):
        entity = next((x[7:] for x in misc.split("|") if x.startswith("Entity=")), "")
        for token in re.findall(r"\([^()]*\)?|\d+\)", entity):
            if token.startswith("("):
                body = token.strip("()")
                parts = body.split("-")
                number, kind = parts[0], parts[1] if len(parts) > 1 else ""
                link = "-".join(parts[6:]) if len(parts) > 6 else ""
                if token.endswith(")"):
                    found.append((index, index, kind, link))
                else:
                    begun.setdefault(number, []).append((index, kind, link))
            else:
                number = token.rstrip(")")
                if begun.get(number):
                    first, kind, link = begun[number].pop()
                    found.append((first, index, kind, link))
    return found
