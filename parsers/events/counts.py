"""Claims: what each figure of a sentence counts, and figures said without a number."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from parsers.events.numbers import Quantity, find_quantities
from parsers.events.records import Claim, ClaimKind
from parsers.language.tokens import Sentence, Token
from parsers.lexicon.tables import listed, rows, word_set

_JOINT = 2
"""Words that may join two figures of one enumeration: ", and"."""
_NEAR = 4
_AFTER_REACH = 12
_BEFORE_REACH = 3
_WEAPON_KINDS = frozenset(("launched", "intercepted"))
_PEOPLE_KINDS = frozenset(("killed", "wounded", "missing", "captured", "displaced", "participants"))
_STOPS = frozenset(";:()\u2014\u2013")
_BREAKS = frozenset(("while", "but", "when", "after", "before", "that", "although", "where"))
_NONE = (
    (("no", "casualties"), ("killed", "wounded")),
    (("no", "reported", "casualties"), ("killed", "wounded")),
    (("no", "injuries"), ("wounded",)),
    (("no", "deaths"), ("killed",)),
    (("no", "reported", "deaths"), ("killed",)),
    (("no", "fatalities"), ("killed",)),
    (("nobody", "was", "hurt"), ("killed", "wounded")),
    (("no", "one", "was", "hurt"), ("killed", "wounded")),
    (("no", "one", "was", "injured"), ("wounded",)),
    (("nobody", "was", "injured"), ("wounded",)),
    (("no", "one", "was", "killed"), ("killed",)),
    (("without", "casualties"), ("killed", "wounded")),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim with the tokens it stands at; `part` says that it follows "including"."""

    claim: Claim
    first: int
    last: int
    part: bool = False


@cache
def _kinds() -> dict[str, tuple[tuple[ClaimKind, frozenset[str]], ...]]:
    table: dict[str, list[tuple[ClaimKind, frozenset[str]]]] = {}
    for kind, words, where in rows("kinds"):
        table.setdefault(where, []).append((cast("ClaimKind", kind), frozenset(listed(words))))
    return {where: tuple(entries) for where, entries in table.items()}


@cache
def _who() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((who, frozenset(listed(words))) for who, words in rows("who"))


def find_figures(text: str, sentence: Sentence) -> list[Figure]:
    """The figures of a sentence whose kind is known, from left to right."""
    quantities = find_quantities(sentence.tokens)
    figures: list[Figure] = []
    for number, quantity in enumerate(quantities):
        following = quantities[number + 1].first if number + 1 < len(quantities) else None
        figures.extend(_figures(text, sentence, quantity, following, figures))
    figures.extend(_single_parts(text, sentence, figures))
    figures.extend(_said_without_number(text, sentence))
    figures.extend(_single_victims(text, sentence, figures))
    return sorted(figures, key=lambda figure: figure.first)


def _figures(
    text: str, sentence: Sentence, quantity: Quantity, following: int | None, known: list[Figure]
) -> Iterator[Figure]:
    tokens = sentence.tokens
    part = _is_part(tokens, quantity.first)
    kind = _kind_of(tokens, quantity, following)
    if kind is None and known and (part or _goes_on(tokens, known[-1].last, quantity.first)):
        kind = known[-1].claim.kind
    if kind is None:
        return
    end = _noun_end(tokens, quantity.last)
    if kind in _PEOPLE_KINDS and _counts_things(tokens, quantity.last, end):
        return
    said, span = sentence.text_of(text, quantity.first, end)
    who = _who_is(tokens, quantity.last, end)
    claim = Claim(kind, quantity.low, quantity.best, quantity.high, said, span, who)
    yield Figure(claim, quantity.first, end, part)
    if quantity.total is not None and kind == "intercepted":
        launched = Claim("launched", quantity.total, quantity.total, quantity.total, said, span)
        yield Figure(launched, quantity.first, end)


def _kind_of(
    tokens: tuple[Token, ...], quantity: Quantity, following: int | None
) -> ClaimKind | None:
    return (
        _toll_kind(tokens, quantity.first)
        or _noun_kind(tokens, quantity)
        or _before_kind(tokens, quantity.first)
        or _after_kind(tokens, quantity.last, following)
    )


def _toll_kind(tokens: tuple[Token, ...], first: int) -> ClaimKind | None:
    """Reads "The death toll ... rose to 43", "the number of injured ... to 12"."""
    before = " ".join(token.low for token in tokens[max(0, first - 16) : first])
    if before.endswith((" to", " at", " is", " was", "reached", " stands")):
        killed, wounded = before.rfind("toll"), before.rfind("injured")
        if max(killed, wounded) >= 0:
            return "killed" if killed > wounded else "wounded"
    return None


def _noun_kind(tokens: tuple[Token, ...], quantity: Quantity) -> ClaimKind | None:
    words = [token.low for token in tokens[quantity.last + 1 : quantity.last + 3]]
    for kind, wanted in _kinds()["noun"]:
        if words and (words[0] in wanted or (words[-1] in wanted and words[0] not in (",", "and"))):
            return kind
    return None


def _before_kind(tokens: tuple[Token, ...], first: int) -> ClaimKind | None:
    """The verb of which the figure is the object: "killed at least seven"."""
    for index in range(first - 1, max(-1, first - 1 - _BEFORE_REACH), -1):
        if (
            tokens[index].low in (",", ".", "and", "by", "as", "with")
            or tokens[index].low in _STOPS
        ):
            return None
        one, two = tokens[index].low, " ".join(t.low for t in tokens[max(0, index - 1) : index + 1])
        for kind, wanted in _kinds()["before"]:
            if (two in wanted or one in wanted) and not _passive(tokens, index):
                return kind
    return None


def _after_kind(tokens: tuple[Token, ...], last: int, following: int | None) -> ClaimKind | None:
    """The participle or adjective said of the figure: "18 people were hurt", "two dead"."""
    end = min(len(tokens), last + 1 + _AFTER_REACH)
    for index in range(last + 1, end):
        word = tokens[index].low
        if word in _STOPS or word in _BREAKS:
            return None
        if following is not None and index >= following and not _joined(tokens, last, following):
            return None
        phrases = [" ".join(t.low for t in tokens[index : index + n]) for n in (4, 3, 2, 1)]
        for kind, wanted in _kinds()["after"]:
            if any(phrase in wanted for phrase in phrases) and _said_of(tokens, index, kind):
                return kind
    return None


def _joined(tokens: tuple[Token, ...], last: int, following: int) -> bool:
    """Whether the next figure stands beside this one: "three soldiers and two civilians"."""
    beside = following - last <= _NEAR and tokens[following - 1].low == "and"
    return beside and not any(_is_kind_word(token.low) for token in tokens[last + 1 : following])


def _said_of(tokens: tuple[Token, ...], index: int, kind: ClaimKind) -> bool:
    """Whether a word like "killed" is said of the figure before it, not of an object after it."""
    if kind in {"participants", "displaced"}:
        return True
    if tokens[index].low in ("injuries", "wounds", "dead", "missing", "died"):
        return True
    if _passive(tokens, index):
        return True
    after = tokens[index + 1].low if index + 1 < len(tokens) else "."
    return not (
        after[0].isdigit()
        or after in _OBJECT_STARTS
        or (index + 1 < len(tokens) and tokens[index + 1].capital)
    )


_OBJECT_STARTS = word_set("counts.object_starts")


def _passive(tokens: tuple[Token, ...], index: int) -> bool:
    around = {token.low for token in tokens[max(0, index - 3) : index]}
    return not around.isdisjoint(("was", "were", "been", "being", "be", "are", "is"))


def _is_part(tokens: tuple[Token, ...], first: int) -> bool:
    before = [token.low for token in tokens[max(0, first - 3) : first]]
    return "including" in before or before[-2:] == ["among", "them"] or "include" in before


def _goes_on(tokens: tuple[Token, ...], last: int, first: int) -> bool:
    """Whether two figures stand in one enumeration: "three soldiers and two civilians"."""
    between = [token.low for token in tokens[last + 1 : first]]
    return bool(between) and len(between) <= _JOINT and set(between) <= {",", "and"}


_NP_END = word_set("counts.np_end")


def _noun_end(tokens: tuple[Token, ...], last: int) -> int:
    """The last word of the phrase that the figure counts."""
    end = last
    for index in range(last + 1, min(len(tokens), last + 6)):
        token = tokens[index]
        if not token.word or token.low in _NP_END or _is_kind_word(token.low):
            break
        end = index
    return end


def _is_kind_word(word: str) -> bool:
    return any(word in wanted for _, wanted in _kinds()["after"])


_THINGS = word_set("counts.things")


def _counts_things(tokens: tuple[Token, ...], last: int, end: int) -> bool:
    return end > last and tokens[end].low in _THINGS


def _who_is(tokens: tuple[Token, ...], last: int, end: int) -> str:
    words = {token.low for token in tokens[last + 1 : end + 1]}
    found = "unspecified"
    for who, wanted in _who():
        if not wanted.isdisjoint(words):
            found = who
    return found


def _said_without_number(text: str, sentence: Sentence) -> Iterator[Figure]:
    """Reads "No casualties" and the like: a claim of zero."""
    words = [token.low for token in sentence.tokens]
    for phrase, kinds in _NONE:
        for first in range(len(words) - len(phrase) + 1):
            if tuple(words[first : first + len(phrase)]) == phrase:
                last = first + len(phrase) - 1
                said, span = sentence.text_of(text, first, last)
                for kind in kinds:
                    yield Figure(Claim(cast("ClaimKind", kind), 0, 0, 0, said, span), first, last)


def _single_victims(text: str, sentence: Sentence, known: list[Figure]) -> Iterator[Figure]:
    """Reads "A general was killed", "a man died": one victim where no figure is near."""
    tokens = sentence.tokens
    for index in range(2, len(tokens)):
        single = tokens[index].low in ("killed", "died", "wounded", "injured", "murdered")
        if not single or any(f.first <= index <= f.last + _AFTER_REACH for f in known):
            continue
        first = _singular_subject(tokens, index)
        if first is None:
            continue
        said, span = sentence.text_of(text, first, index)
        kind: ClaimKind = "wounded" if tokens[index].low in ("wounded", "injured") else "killed"
        yield Figure(Claim(kind, 1, 1, 1, said, span, _who_is(tokens, first, index)), first, index)


def _single_parts(text: str, sentence: Sentence, known: list[Figure]) -> list[Figure]:
    """Reads "Seven killed, including a boy": one of the figure before it."""
    tokens = sentence.tokens
    parts = []
    for index in range(1, len(tokens) - 2):
        before = [figure for figure in known if figure.last < index]
        if tokens[index].low != "including" or tokens[index + 1].low not in ("a", "an", "one"):
            continue
        last = _noun_end(tokens, index + 1)
        if before and before[-1].claim.kind in _PEOPLE_KINDS and last > index + 1:
            said, span = sentence.text_of(text, index + 1, last)
            who = _who_is(tokens, index + 1, last)
            claim = Claim(before[-1].claim.kind, 1, 1, 1, said, span, who)
            parts.append(Figure(claim, index + 1, last, part=True))
    return parts


def _singular_subject(tokens: tuple[Token, ...], verb: int) -> int | None:
    """Where the phrase "a man was" before a participle (or "a man" before "died") begins."""
    index = verb - 1
    while index > 0 and tokens[index].low in ("also", "reportedly", "been", "later", "fatally"):
        index -= 1
    if tokens[index].low in ("was", "has", "is"):
        index -= 1
    elif tokens[verb].low != "died":
        return None
    for start in range(index, max(-1, index - 7), -1):
        word = tokens[start].low
        if word in ("a", "an", "one", "another"):
            return start if start < index else None
        if word in _NP_END or not tokens[start].word:
            break
    if tokens[index].capital and index and (tokens[index].low not in ("he", "she", "it", "who")):
        return index
    return None
