"""Stretches of a sentence that may name somebody or something: candidates for a mention."""

from dataclasses import dataclass

from parsers.actors.noun_phrases import Chunk, core_at, phrase_at
from parsers.language.tokens import Sentence, Token

_HEADS = frozenset(("PRP", "PRP$", "CD", "DT"))
_SMALL = frozenset(("of", "the", "for", "and", "al", "-", "'s", "de", "in", "on"))
_CLAUSES = ("acl", "appos", "advcl", "parataxis", "ccomp", "cc", "conj", "punct", "dep")
_WITHOUT = (
    _CLAUSES,
    (*_CLAUSES, "nmod"),
    ("acl", "appos", "conj", "cc", "punct", "parataxis"),
    ("acl", "parataxis"),
)
"""Branches that are left out of a phrase, one way after the other."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` to `last` (inclusive) around `head`; `way` says how it was found."""

    first: int
    last: int
    head: int
    way: str


def candidates(sentence: Sentence) -> list[Candidate]:
    """The candidates of a sentence, each stretch once, from left to right."""
    found: dict[tuple[int, int], Candidate] = {}
    for index, token in enumerate(sentence.tokens):
        if token.nominal or token.tag in _HEADS or token.name:
            for first, last, way in _around(sentence, index):
                _note(found, sentence, (first, last), index, way)
    for first, last, way in (*_names(sentence.tokens), *_capitals(sentence.tokens)):
        _note(found, sentence, (first, last), _head(sentence, first, last), way)
    return sorted(found.values(), key=lambda c: (c.first, c.last))


def _note(
    found: dict[tuple[int, int], Candidate], sentence: Sentence, chunk: Chunk, head: int, way: str
) -> None:
    tokens = sentence.tokens
    first, last = chunk
    while first < last and not tokens[first].word:
        first += 1
    while last > first and not tokens[last].word and tokens[last].text not in ('"', "\u201d", "."):
        last -= 1
    found.setdefault((first, last), Candidate(first, last, min(max(head, first), last), way))


def _around(sentence: Sentence, head: int) -> list[tuple[int, int, str]]:
    """The phrase of a head word, shorter and longer ways."""
    tokens = sentence.tokens
    first, last = phrase_at(sentence, head)
    spans = [(first, last, "phrase")]
    core = core_at(sentence, head)
    spans.append((*core, "core"))
    for number, without in enumerate(_WITHOUT):
        kept = set(sentence.subtree(head, *without))
        start = end = head
        while start - 1 in kept:
            start -= 1
        while end + 1 in kept:
            end += 1
        if tokens[start].dep == "case" and start < end:
            start += 1
        if start <= head:
            spans += [(start, end, f"tree{number}"), (start, head, "left")]
    start = core[0]
    while start < core[1] and tokens[start].dep in ("det", "nmod:poss", "nummod", "advmod", "case"):
        start += 1
        spans.append((start, last, "bare"))
    spans.append((head, head, "head"))
    return spans


def _names(tokens: tuple[Token, ...]) -> list[tuple[int, int, str]]:
    """The names, alone and with their article."""
    spans: list[tuple[int, int, str]] = []
    index = 0
    while index < len(tokens):
        end = index
        if tokens[index].name:
            while end + 1 < len(tokens) and tokens[end + 1].name and not tokens[end + 1].begins:
                end += 1
            spans += _with_article(tokens, index, end, "name")
        index = end + 1
    return spans


def _capitals(tokens: tuple[Token, ...]) -> list[tuple[int, int, str]]:
    """Runs of words in capitals, joined by small words of names, with their article or without."""
    spans: list[tuple[int, int, str]] = []
    index = 0
    while index < len(tokens):
        end = index
        if tokens[index].capital:
            while end + 1 < len(tokens) and (
                tokens[end + 1].capital or tokens[end + 1].low in _SMALL
            ):
                end += 1
            last = end
            while not tokens[last].capital:
                last -= 1
            spans += _with_article(tokens, index, last, "capitals")
        index = end + 1
    return spans


def _with_article(
    tokens: tuple[Token, ...], first: int, last: int, way: str
) -> list[tuple[int, int, str]]:
    spans = [(first, last, way)]
    if first and tokens[first - 1].low in ("the", "a", "an", "our", "its", "their"):
        spans.append((first - 1, last, f"{way}+"))
    return spans


def _head(sentence: Sentence, first: int, last: int) -> int:
    tokens = sentence.tokens
    outside = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last]
    return outside[0] if outside else last
