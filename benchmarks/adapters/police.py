"""Newspaper articles, lower-cased, every sentence labelled with what police did in it.

The sentences are given. The coding's own rules: whoever police kill, they use force on; "fail"
(police that do not act) is not read; "any" is any of the three acts.
"""

from typing import Any

from parsers.events import Resources
from parsers.events.policing import Kind, police_acts
from parsers.language import Sentence, words_of

Row = dict[str, Any]

_CLASSES = ("kill", "arrest", "force")
_WORDS = {
    "kill": ("killed", "shot dead", "died"),
    "arrest": ("arrest", "detained", "custody", "rounded up"),
    "force": ("firing", "fired", "tear-gas", "lathi", "beat"),
}


def predict(row: Row, resources: Resources) -> Row:
    """The classes of every sentence of an article."""
    pieces = [_read(sentence["text"], resources) for sentence in row["sentences"]]
    acts = iter(police_acts([s for piece in pieces for s in piece], resources))
    found = [{act.kind for _ in piece for act in next(acts)} for piece in pieces]
    return {"id": row["id"], "sentences": [_labels(kinds) for kinds in found]}


def _read(text: str, resources: Resources) -> tuple[Sentence, ...]:
    """One given sentence; parsed only where a trigger stands in it, for the time it takes."""
    text = " ".join(text.split())
    bare = Sentence(0, 0, len(text), words_of(text))
    if not text or not resources.triggers.find(bare):
        return (bare,)
    return resources.language.read(text)


def _labels(kinds: set[Kind]) -> dict[str, bool]:
    force = bool(kinds & {"force", "kill"})
    return {
        "kill": "kill" in kinds,
        "arrest": "arrest" in kinds,
        "force": force,
        "fail": False,
        "any": bool(kinds),
    }


def baseline(rows: list[Row]) -> list[Row]:
    """Keywords: a word of the class and, but for arrests, the word "police"."""
    return [
        {"id": row["id"], "sentences": [_by_words(s["text"]) for s in row["sentences"]]}
        for row in rows
    ]


def _by_words(text: str) -> dict[str, bool]:
    police = "police" in text
    labels = {
        kind: any(word in text for word in _WORDS[kind]) and (police or kind == "arrest")
        for kind in _CLASSES
    }
    return {**labels, "fail": False, "any": any(labels.values())}
