"""Mentions of a sentence with their kind (Person, Organisation, Location, ...), by learnt weights.

Mentions are those of news for analysts: names, common nouns and pronouns alike, with their
articles; of two that overlap the surer one stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from parsers.actors.head_kinds import kind_of
from parsers.actors.linear import LinearModel, packaged_model
from parsers.actors.mention_features import View
from parsers.actors.spans import Candidate, candidates

NOTHING = "-"
"""The label of a stretch that is no mention."""
_SURE = 0.33
"""Probability of being a mention from which a candidate is one: best F1 on the taught reports, each
predicted by what the others teach."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention: its tokens (both included), its type and the probability of it."""

    first: int
    last: int
    head: int
    type: str
    probability: float


@dataclass(frozen=True, slots=True)
class Namer:
    """The two models: what a head word stands for, and which stretches are mentions."""

    kinds: LinearModel
    mentions: LinearModel

    def features(self, view: View, one: Candidate) -> Iterator[str]:
        """The features of a candidate, with what the first model says of its head."""
        yield from view.features(one)
        kind, share = kind_of(self.kinds, view.sentence, one.head)
        grade = int(share * 4)
        yield f"likely={kind}"
        yield f"likely={kind}|{grade}"
        yield f"likely={kind}|{one.way}"
        yield f"likely={kind}|{view.sentence.tokens[one.first].tag}"

    def read(self, views: Sequence[View]) -> list[list[Mentioned]]:
        """The mentions of each sentence of a text, from left to right; they do not overlap.

        What the same words are elsewhere in the text counts half.
        """
        scored = [[self._score(view, one) for one in candidates(view.sentence)] for view in views]
        best: dict[str, float] = {}
        for view, found in zip(views, scored, strict=True):
            for share, one, _ in found:
                words = _words(view, one)
                best[words] = max(best.get(words, 0.0), share)
        mentions = []
        for view, found in zip(views, scored, strict=True):
            pooled = [((s + best[_words(view, one)]) / 2, one, label) for s, one, label in found]
            sure = [item for item in pooled if item[0] >= _SURE]
            sure.sort(key=lambda item: (-item[0], item[1].first - item[1].last, item[1].first))
            mentions.append(sorted(_apart(sure), key=lambda mention: mention.first))
        return mentions

    def _score(self, view: View, one: Candidate) -> tuple[float, Candidate, str]:
        """The probability that a candidate is a mention, and its likeliest type."""
        shares = self.mentions.probabilities(self.features(view, one))
        nothing = float(shares[self.mentions.labels.index(NOTHING)])
        best = max(
            (float(share), label)
            for label, share in zip(self.mentions.labels, shares, strict=True)
            if label != NOTHING
        )
        return 1 - nothing, one, best[1]


def _words(view: View, one: Candidate) -> str:
    return " ".join(token.low for token in view.sentence.tokens[one.first : one.last + 1])


def _apart(scored: list[tuple[float, Candidate, str]]) -> Iterator[Mentioned]:
    taken: set[int] = set()
    for share, one, label in scored:
        span = range(one.first, one.last + 1)
        if taken.isdisjoint(span):
            taken.update(span)
            yield Mentioned(one.first, one.last, one.head, label, share)


@cache
def packaged_namer() -> Namer:
    """The models that come with the package."""
    return Namer(packaged_model("kinds"), packaged_model("mentions"))
