"""A rule: a pattern over the text of a sentence, and what its groups mean."""

import re
from dataclasses import dataclass

from parsers.times.records import Resolve


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern with the function that reads its groups."""

    pattern: re.Pattern[str]
    resolve: Resolve


def rule(pattern: str, resolve: Resolve) -> Rule:
    """A rule from a pattern in which a blank stands for any white space.

    It matches whole words only, in any case, and no part of a number or of an amount of money.
    """
    spaced = pattern.replace(" ", r"\s+")
    whole = rf"(?<![\w$£€¥#])(?<!\d[.,:])(?:{spaced})(?!\w|[.,:/]\d)"
    return Rule(re.compile(whole, re.IGNORECASE), resolve)
