"""Figures beside each other: rows that share a verb, parts that add up, victims by name."""

from dataclasses import replace

from parsers.events.figures.figure import Figure
from parsers.events.figures.phrases import who_of
from parsers.events.figures.singles import read_singles
from parsers.events.records import Claim, ClaimKind
from parsers.language.tokens import Sentence

_NAMES_REACH = 24
_NAMED: frozenset[ClaimKind] = frozenset(("killed", "wounded", "captured", "missing"))


def split_sums(figures: list[Figure]) -> list[Figure]:
    """Figures of a row that add up to the one before it are its parts: "12 people, 7 and 5"."""
    found = list(figures)
    for start, whole in enumerate(figures):
        total, end = 0, start + 1
        while end < len(figures) and figures[end].claim.kind == whole.claim.kind:
            total += figures[end].claim.low
            end += 1
            if total >= whole.claim.low:
                break
        if end > start + 2 and total == whole.claim.low and not whole.part:
            found[start + 1 : end] = [replace(f, part=True) for f in found[start + 1 : end]]
    return found


def with_singles(text: str, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Adds the victims told without a number, alone or in a row with figures.

    "Two Britons and a Frenchman died" is three, of which the two are a part.
    """
    counted = {f.head: f.claim for f in figures if f.head >= 0 and not f.part}
    for single in read_singles(sentence, frozenset(counted)):
        beside = [counted[head] for head in single.counted]
        same = [f for f in figures if f.claim.kind == single.kind and not f.part]
        if any(f.first <= single.first and single.last <= f.last for f in same):
            continue
        if not beside and any(f.sign == single.sign for f in same):
            continue
        if any(claim.kind != single.kind for claim in beside):
            continue
        said, span = sentence.text_of(text, single.first, single.last)
        who = who_of(sentence, single.first, single.last) if not beside else "unspecified"
        low = single.count + sum(claim.low for claim in beside)
        highs = [claim.high for claim in beside]
        high = None if None in highs else single.count + sum(h for h in highs if h is not None)
        claim = Claim(single.kind, low, low, high, said, span, who)
        figures = [
            replace(f, part=True) if f.claim.kind == single.kind and f.head in single.counted else f
            for f in figures
        ]
        figures.append(Figure(claim, single.first, single.last, sign=single.sign, back=single.back))
    return figures


def with_names(text: str, sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Adds those named before "and three others" to the figure: two names and three are five."""
    found = []
    for figure in figures:
        first = _names_before(sentence, figure)
        names = sum(t.begins and t.name == "PER" for t in sentence.tokens[first : figure.first])
        claim = figure.claim
        if (
            names
            and claim.kind in _NAMED
            and "other"
            in {token.lemma for token in sentence.tokens[figure.first : figure.last + 1]}
        ):
            said, span = sentence.text_of(text, first, figure.last)
            high = None if claim.high is None else claim.high + names
            claim = replace(
                claim, low=claim.low + names, best=(claim.best or claim.low) + names, high=high,
                text=said, span=span,
            )  # fmt: skip
            found.append(replace(figure, claim=claim, first=first))
        else:
            found.append(figure)
    return found


def _names_before(sentence: Sentence, figure: Figure) -> int:
    """Where the names begin that stand in one row with a figure behind them."""
    tokens = sentence.tokens
    first = figure.first
    if not first or tokens[first - 1].low != "and":
        return first
    for index in range(first - 1, max(-1, first - _NAMES_REACH), -1):
        token = tokens[index]
        if not (token.name == "PER" or token.low in (",", "and") or token.tag in ("NN", "NNP")):
            break
        if token.name == "PER":
            first = index
    return first
