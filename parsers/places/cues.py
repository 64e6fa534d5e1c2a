"""Words around a name that lead to a place, say its kind, or make it the name of something else."""

from collections.abc import Sequence

from parsers.language.tokens import Token
from parsers.lexicon.tables import word_set
from parsers.places.toponyms import Asked

_KINDS: tuple[tuple[Asked, frozenset[str]], ...] = (
    ("region", word_set("places.regions")),
    ("district", word_set("places.districts")),
    ("settlement", word_set("places.settlements")),
    ("country", word_set("places.countries")),
    ("building", word_set("places.buildings")),
)
ASKED: dict[str, Asked] = {word: kind for kind, words in _KINDS for word in words}
IN = word_set("places.in")
SKIP = word_set("places.skip")
INNER = word_set("places.inner")
NO_PLACE = word_set("places.no_place")
TITLES = word_set("places.titles")
GEO = word_set("places.geo")
ROLES = word_set("places.roles")
DATES = word_set("places.dates")
BEARINGS = word_set("places.bearings")
LONGEST = 6
"""Words of the longest name that is looked up."""
_ARTICLES = frozenset(("al", "el", "ul", "ar", "as", "ad", "an", "at", "az", "ez", "es", "ed"))
_PLAIN = frozenset(("IN", "DT", "CC", "PRP", "PRP$", "RB", "WRB", "WDT", "WP", "TO", "MD", "EX"))
_OFFICES = frozenset(("Department", "Ward", "Nation"))
"""Words that are rather part of an office's name with a capital than the kind of a place."""
_FAR = 7
"""Words between a preposition and its place."""


def is_name(token: Token) -> bool:
    """Whether a word may belong to a name: a capital begins it, or follows an Arabic article."""
    return token.word and (token.capital or _articled(token))


def _articled(token: Token) -> bool:
    article, hyphen, name = token.text.partition("-")
    return bool(hyphen) and article in _ARTICLES and name[:1].isupper()


def starts_plainly(token: Token) -> bool:
    """Whether a word is a function word, which only begins a sentence with a capital."""
    return token.tag in _PLAIN


def preposition_before(tokens: Sequence[Token], first: int, names: frozenset[int]) -> int | None:
    """The index of the preposition that leads to a name, over "the southern city of".

    `names` are the tokens that belong to names of places: they may stand between ("in Syria's").
    """
    index = first - 1
    while index >= 0 and first - index <= _FAR:
        token = tokens[index]
        if token.low in IN or token.low in ("from", "to", "into", "toward", "towards"):
            return index
        passed = token.low in SKIP or token.low in ASKED or token.low in ("'s", "'", "-")
        if token.low == "of" and index and tokens[index - 1].low in BEARINGS:
            return index
        if not passed and index not in names and not token.low.startswith(("north", "south")):
            return None
        index -= 1
    return None


def asked_before(tokens: Sequence[Token], first: int) -> Asked | None:
    """The kind that the words before ask for: "the city of", "the port city", "the province of"."""
    index = first - 1
    if index >= 0 and tokens[index].low in ("of", "called", "named", "the"):
        index -= 1 + (index > 0 and tokens[index].low == "the" and tokens[index - 1].low == "of")
    if (
        index < 0
        or tokens[index].capital
        or (index == first - 2 and tokens[first - 1].low == "the")
    ):
        return None
    asked = ASKED.get(tokens[index].low) or ASKED.get(_singular(tokens[index].low))
    return None if asked == "building" else asked


def is_plural_kind(word: Token) -> bool:
    """Whether a word names several places of a kind: "the towns of"."""
    return word.low not in ASKED and ASKED.get(_singular(word.low)) not in (None, "building")


def begins_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name may begin at a word: "al - Mashi" is divided at its hyphen."""
    token = tokens[index]
    article = token.low in _ARTICLES and index + 2 < len(tokens) and tokens[index + 1].text == "-"
    return is_name(token) or (article and tokens[index + 2].capital)


def _singular(low: str) -> str:
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") else ""


def asked_after(tokens: Sequence[Token], last: int) -> tuple[Asked | None, int]:
    """The kind that a word behind asks for and that word's index: "Kursk region"."""
    index = last + 1
    if index >= len(tokens):
        return None, last
    word = tokens[index]
    follows = index + 1 < len(tokens) and tokens[index + 1].low == "of"
    if follows and ASKED.get(word.low) == "settlement":
        return None, last  # "the Nile Delta city of Tanta": the word leads to the next name
    asked = None if word.text in _OFFICES else ASKED.get(word.low)
    if asked is not None and asked != "building":
        return asked, last if asked == "country" else index
    # "Two Kyiv districts" are in the city; "Kursk and Belgorod regions" are regions.
    return ("region", last) if ASKED.get(_singular(word.low)) == "region" else (None, last)


def is_title(tokens: Sequence[Token], first: int) -> bool:
    """Whether a title or an initial before makes a word part of a person's name."""
    if first == 0:
        return False
    before = tokens[first - 1]
    word = before.low.rstrip(".")
    if word in TITLES and before.low not in ("said", "says", "and"):
        return before.capital
    return before.capital and len(before.text.rstrip(".")) == 1 and before.text not in ("I", "A")


_DATELINE = 14
"""Words within which the dash or bracket behind the place of a dateline stands."""
_SHOUTED = 4
_ALONE = 5
"""Words of a dateline that stands alone: "RALEIGH, N.C." ends in what looks like a stop."""


def dateline_end(tokens: Sequence[Token]) -> int:
    """Words of the dateline that a sentence begins with: "MUNICH, Germany (AP) - "; 0 without.

    A dateline begins with a word in capitals; a dash, a bracket or a wide gap follows.
    """
    if not tokens or not tokens[0].text.isupper() or len(tokens[0].text) < _SHOUTED:
        return 0
    for index, token in enumerate(tokens[:_DATELINE]):
        if token.text in ("\u2014", "\u2013", "--", "-", "("):
            spelt = tokens[index + 1 :]
            return index if any(t.text.islower() for t in spelt) else 0
        wide = index > 0 and token.start - tokens[index - 1].end > 1
        if wide:
            return index if any(t.text.islower() for t in tokens[index:]) else 0
        if not (is_name(token) or token.text in (",", ".")):
            return 0
    return len(tokens) if len(tokens) <= _ALONE else 0
