"""Noun phrases of a parsed sentence: from a head word to the words that name the same thing."""

from collections.abc import Iterator

from parsers.language.tokens import Sentence, Token

Chunk = tuple[int, int]
"""First and last token, both included."""

_LEFT = frozenset(("det", "amod", "nummod", "compound", "nmod:poss", "flat", "fixed", "advmod",
                   "case", "punct", "cc", "det:predet", "nmod:npmod", "goeswith", "conj",
                   "obl:npmod", "nmod:unmarked", "obl:unmarked", "nmod:desc"))  # fmt: skip
_RIGHT = frozenset(("flat", "compound", "fixed", "goeswith", "nummod", "nmod:desc"))
_QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019-")
_QUANTITIES = frozenset((
    "dozens", "hundreds", "thousands", "scores", "tens", "number", "group", "groups", "one", "two",
    "three", "some", "many", "several", "most", "members", "member", "crowd", "crowds", "pair",
    "handful", "majority", "series", "all", "none", "both", "each", "total", "leaders", "part",
    "couple", "millions", "team", "minister", "ministry", "department", "president", "head",
    "chief", "convoy", "force", "forces", "union", "republic", "bank", "university", "army",
    "office", "house", "church", "faction", "kingdom", "states", "party", "council",
))  # fmt: skip
"""Heads whose "of" belongs to the name or carries it: "dozens of people", "Ministry of Health"."""


def phrase_at(sentence: Sentence, head: int) -> Chunk:
    """The noun phrase of a head word: its article, adjectives and name, without what follows.

    Relative clauses, appositions and prepositions after the head stay outside, save "of" after
    a quantity, a title or the name of an office ("dozens of people", "the Ministry of Health").
    """
    first, last = core_at(sentence, head)
    of = _of_phrase(sentence, head, last)
    return (first, of) if of is not None else (first, last)


def core_at(sentence: Sentence, head: int) -> Chunk:
    """The noun phrase of a head word without anything that follows its name."""
    tokens = sentence.tokens
    kept = {head}
    for child in sentence.children(head):
        dep = tokens[child].dep
        if child < head and dep in _LEFT and (dep != "case" or tokens[child].low == "'s"):
            kept.update(i for i in sentence.subtree(child) if i < head)
        elif child > head and (dep in _RIGHT or _names(sentence, head, child)):
            kept.update(sentence.subtree(child, "acl", "appos", "nmod", "conj", "punct"))
    first = last = head
    while first - 1 >= 0 and (first - 1 in kept or _hyphen(sentence, first - 1, kept)):
        first -= 1
    while last + 1 < len(tokens) and (last + 1 in kept or _hyphen(sentence, last + 1, kept)):
        last += 1
    return _trimmed(sentence, first, last, head)


def _names(sentence: Sentence, head: int, child: int) -> bool:
    """Whether a name follows its noun at once: "preacher Jane Doe"."""
    token = sentence.tokens[child]
    apposed = token.dep.startswith("appos") and token.name == "PER"
    return apposed and min(sentence.subtree(child)) == head + 1


def _hyphen(sentence: Sentence, index: int, kept: set[int]) -> bool:
    """Whether a mark joins two words of the phrase: "counter-protesters"."""
    tokens = sentence.tokens
    inside = index - 1 in kept and index + 1 in kept
    return inside and tokens[index].text in _QUOTES


def _trimmed(sentence: Sentence, first: int, last: int, head: int) -> Chunk:
    tokens = sentence.tokens
    while first < head and (
        tokens[first].text in ",;:-\u2014\u2013)"
        or tokens[first].low in ("and", "or", "but", "both", "either")
        or tokens[first].tag in ("WRB", "WP", "WDT")
        or (tokens[first].dep in ("cc", "case") and not _measures(tokens[first + 1]))
    ):
        first += 1
    while last > head and not tokens[last].word:
        last -= 1
    return first, last


def _measures(token: Token) -> bool:
    """Whether a word belongs to a figure: "at least", "as many as", "up to"."""
    return token.low in ("least", "most", "many", "to")


def _of_phrase(sentence: Sentence, head: int, last: int) -> int | None:
    tokens = sentence.tokens
    quantity = tokens[head].low in _QUANTITIES or tokens[head].tag == "CD"
    if not quantity and not tokens[head].capital and tokens[head].tag != "NNS":
        return None
    for child in sentence.children(head, "nmod", "obl"):
        case = sentence.child(child, "case")
        quoted = last + 1 < len(tokens) and tokens[last + 1].text in _QUOTES
        if case != last + 1 + quoted:
            continue
        home = tokens[case].low == "from" and tokens[child].capital
        if tokens[case].low == "of" or home:
            return core_at(sentence, child)[1]
    return None


def conjuncts(sentence: Sentence, head: int) -> Iterator[int]:
    """The head and the heads that "and", "or" or a comma put beside it."""
    yield head
    for child in sentence.children(head, "conj"):
        if sentence.tokens[child].nominal or sentence.tokens[child].pos in ("PRON", "NUM"):
            yield child


def antecedent(sentence: Sentence, index: int) -> int:
    """The noun that a relative pronoun stands for; the word itself where it is none."""
    tokens = sentence.tokens
    if tokens[index].low not in ("who", "which", "that", "whom", "whose"):
        return index
    for above in sentence.ancestors(index):
        if tokens[above].dep.startswith("acl") and tokens[above].head < index:
            near = _name_before(sentence, index)
            if near is not None and not tokens[tokens[above].head].name:
                return near
            return _somebody(sentence, index, tokens[above].head)
    return index


def _name_before(sentence: Sentence, pronoun: int) -> int | None:
    """The name right before ", which": the body that acts, not what it belongs to."""
    tokens = sentence.tokens
    if pronoun < 2 or tokens[pronoun - 1].text != "," or tokens[pronoun].low != "which":  # noqa: PLR2004
        return None
    index = pronoun - 2
    if tokens[index].name != "ORG":
        return None
    while tokens[index].name == "ORG" and not tokens[index].begins and index:
        index -= 1
    inside = range(index, pronoun - 1)
    return next((i for i in inside if tokens[i].head not in inside), pronoun - 2)


def _somebody(sentence: Sentence, pronoun: int, noun: int) -> int:
    """For "who" the person, not the organisation in between: "the head of X who was killed"."""
    tokens = sentence.tokens
    while tokens[pronoun].low in ("who", "whom") and tokens[noun].name in ("ORG", "LOC"):
        above = tokens[noun].head
        if not tokens[noun].dep.startswith(("nmod", "appos", "conj")) or above == noun:
            break
        noun = above
    return tokens[noun].head if tokens[noun].dep == "appos" else noun


_DASHES = frozenset(("-", "--", "\u2013", "\u2014"))
_DATELINE = 14
"""Words within which the dash of a dateline stands."""


def dateline_end(sentence: Sentence) -> int:
    """The first word after a dateline ("KABUL, Afghanistan (AP) -- Gunmen"); 0 without one."""
    tokens = sentence.tokens
    if not tokens or not tokens[0].text.isupper():
        return 0
    for index, token in enumerate(tokens[1:_DATELINE], start=1):
        if token.text in _DASHES and token.start > tokens[index - 1].end:
            return index + 1
    return 0
