"""A value with where it was found and how far it can be relied on."""

from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value", covariant=True)  # noqa: PLC0105 - a name to import


class Found(NamedTuple, Generic[Value]):
    """What a question about the page was answered with.

    `method` names the witnesses ("json-ld:author+byline"), `confidence` is 0 to 1: how often such
    an answer is wholly right. Where nothing was found there is no Found.
    """

    value: Value
    method: str
    confidence: float


# How directly a kind of witness speaks of the page; a rule of thumb for fields without gold to
# measure on. What is said for machines about this page is surest, what is guessed from text least.
_TRUST = {
    "given": 1.0, "bom": 1.0, "valid-utf-8": 1.0, "json-ld": 0.95, "link": 0.95, "header": 0.95,
    "meta": 0.9, "html": 0.9, "itemprop": 0.9, "h1": 0.9, "element": 0.8, "detected": 0.8,
    "text": 0.7, "fallback": 0.5,
}  # fmt: skip
_UNKNOWN = 0.6
_MENDED = 0.8


def trust(method: str) -> float:
    """How far a value can be relied on by the method that found it: a rule of thumb, 0 to 1."""
    witness, *mended = method.partition(":")[0].split("+")
    known = _TRUST.get(witness.partition(",")[0], _UNKNOWN)
    return round(known * _MENDED, 2) if mended else known
