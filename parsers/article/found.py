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
