"""A figure found in a sentence: a claim, and where it stands."""

from dataclasses import dataclass

from parsers.events.records import Claim


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim with the tokens it stands at.

    `part` says that it is told as part of another ("including two children"); `sign` is the token
    of the word by which it counts ("killed"), or -1; `head` the head of the phrase counted.
    `back` says that it points back to somebody told before ("the two men", "him").
    """

    claim: Claim
    first: int
    last: int
    part: bool = False
    sign: int = -1
    head: int = -1
    back: bool = False
