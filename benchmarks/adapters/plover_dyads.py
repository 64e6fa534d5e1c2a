"""Rows of plover_dyads: a sentence, one source, one target; the answer is the PLOVER root.

The rows follow the older PLOVER of 15 roots that are read from CAMEO's twenty: a signed agreement
(057) is SUPPORT there, what CAMEO counts under 08 is YIELD, lawsuits and verdicts (115, 116) and
investigations (09) are ACCUSE, sanctions newly imposed (163) are COERCE, sieges and cyber attacks
ASSAULT. Our relation carries the CAMEO code, so the code decides; without one our type does.
"""

from typing import Any

from parsers.events import Resources
from parsers.events.dyads import relation_of
from parsers.events.relation_table import packaged_relations
from parsers.language import Span

ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE",
    "07": "AID", "08": "YIELD", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT",
    "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
    "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
"""PLOVER's own translation of CAMEO's roots."""
SPECIAL = {"163": "COERCE", "176": "ASSAULT"}
"""Codes that the rows count under another root."""


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """The root of one row; None where the sentence names no act."""
    table = packaged_relations()
    sentences = resources.language.read(row["text"])
    sources, targets = _spans(row["source_spans"]), _spans(row["target_spans"])
    marks = [*sources, *targets]
    ranked = sorted(sentences, key=lambda s: -sum(s.start <= a < s.end for a, _ in marks))
    for sentence in ranked:
        if found := relation_of(sentence, sources, targets, table):
            code = found.cameo or ""
            return {"id": row["id"], "root": SPECIAL.get(code) or ROOTS.get(code[:2], found.type)}
    return {"id": row["id"], "root": None}


def _spans(pairs: list[list[int]]) -> list[Span]:
    return [(first, last) for first, last in pairs]
