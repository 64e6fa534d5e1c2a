"""Names in a sentence that may be places, and the words around them that say which.

A run is a stretch of capitalised words with the small words inside a name ("Rio de Janeiro",
"Deir ez-Zor"); what kind of thing it names is not asked here.
"""

from dataclasses import dataclass

from parsers.language.tokens import Sentence, Token
from parsers.lexicon.tables import word_set

_INNER = word_set("place_runs.inner")
_KINDS = word_set("place_runs.kinds")
_SKIP = word_set("place_runs.skip")
_LEADS = word_set("place_runs.leads")
_HYPHENED = frozenset(("on", "upon", "sur", "in", "i", "e", "a"))
"""Words inside a name only between hyphens: "Stoke-on-Trent"."""
_FUNCTION = frozenset(("IN", "DT", "PDT", "PRP", "PRP$", "CC", "RB", "WDT", "WP", "WRB", "EX",
                       "TO", "MD", "UH"))  # fmt: skip
_REACH = 6
"""Words looked back over from a name to its preposition."""


@dataclass(frozen=True, slots=True)
class Run:
    """A name at tokens `first` to `last`, its head token, and what leads to it.

    `lead` is the preposition before it (empty where there is none, "," after another name), `at`
    the token that this preposition stands at (-1 without), `kind` the word of kind before "of"
    or beside the name ("town of", "province").
    """

    first: int
    last: int
    head: int
    lead: str
    at: int
    kind: str


def name_runs(sentence: Sentence) -> list[Run]:
    """The names of a sentence from left to right."""
    tokens, found, position = sentence.tokens, [], 0
    while position < len(tokens):
        if tokens[position].capital and not _small(tokens, position):
            last = _end(tokens, position)
            found.append(run_at(sentence, position, last))
            position = last
        position += 1
    return found


def run_at(sentence: Sentence, first: int, last: int) -> Run:
    """The run of the tokens given, with what leads to it."""
    tokens = sentence.tokens
    lead, at, kind = _lead(tokens, first)
    after = tokens[last + 1].low if last + 1 < len(tokens) else ""
    own = tokens[last].low if last > first else ""
    kind = after if after in _KINDS else kind or (own if own in _KINDS else "")
    return Run(first, last, head_of(sentence, first, last), lead, at, kind)


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of a stretch that depends on one outside of it; the last one if unparsed."""
    inside = range(first, last + 1)
    outer = [i for i in inside if sentence.tokens[i].head not in inside]
    return outer[-1] if outer else last


def _end(tokens: tuple[Token, ...], first: int) -> int:
    last, index = first, first + 1
    while index < len(tokens):
        token = tokens[index]
        digits = token.text[0].isdigit() and tokens[index - 1].text == "-"
        if token.capital or digits:
            last = index
        elif token.low not in _INNER or not _goes_on(tokens, index):
            break
        index += 1
    return last


def _small(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a capital only begins the sentence: "In", "The", "They"."""
    token = tokens[index]
    opens = index == 0 or not tokens[index - 1].word
    function = token.low in _LEADS or token.tag in _FUNCTION
    return opens and function and token.text[1:] == token.low[1:]


def _goes_on(tokens: tuple[Token, ...], index: int) -> bool:
    after = tokens[index + 1 : index + 2]
    if tokens[index].low in _HYPHENED and tokens[index - 1].text != "-":
        return False
    return bool(after) and (after[0].capital or after[0].low in _INNER)


def _lead(tokens: tuple[Token, ...], first: int) -> tuple[str, int, str]:
    """The preposition that leads to a name, its place, and the kind said on the way."""
    kind, index, steps = "", first - 1, 0
    while index >= 0 and steps < _REACH:
        token = tokens[index]
        if token.low == "of" and index and tokens[index - 1].low in _KINDS:
            kind = kind or tokens[index - 1].low
            index -= 1
        elif token.low in _LEADS:
            return token.low, index, kind
        elif token.text == "," and index and tokens[index - 1].capital and index == first - 1:
            return ",", index, kind
        elif not _passed(token):
            break
        elif token.low in _KINDS:
            kind = kind or token.low
        index -= 1
        steps += 1
    return "", -1, kind


def _passed(token: Token) -> bool:
    """Whether a word may stand between a preposition and a name."""
    small = token.low in _SKIP or token.low in _KINDS or token.low in ("'s", "-")
    return small or token.tag in ("DT", "JJ", "JJS", "CD", "PRP$", "POS", "NNP") or token.capital
