"""Who says so: the source of what a sentence tells, with the verb of saying."""

from collections.abc import Iterator
from functools import cache

from parsers.actors.cast import Cast
from parsers.actors.describer import ACTING
from parsers.actors.nations import Nation
from parsers.actors.noun_phrases import phrase_at
from parsers.events.arguments import agents_of_passive, is_time, surface
from parsers.events.records import Attribution, Side
from parsers.language.tokens import Sentence
from parsers.lexicon.inflection import verb_forms
from parsers.lexicon.phrases import Phrase
from parsers.lexicon.tables import rows, word_set

_REACH = 5
"""Words after a verb of saying within which its speaker begins."""
_RESPONSIBLE = frozenset(("responsibility", "credit", "victory", "life", "lives", "war"))
_BREAKS = frozenset(',;:()-"\u2019\u201d\u2013\u2014') | {"--", "''"}
_PAPERS = word_set("attribution.papers")
_RELATIVE = frozenset(("that",))
_NAMED = 2
"""Capitalised words from which what follows an office is a name."""
_CLAUSE = frozenset(("ccomp", "parataxis", "obj", "xcomp"))


@cache
def _verbs() -> dict[str, str]:
    return {form: row[0] for row in rows("attribution") for form in verb_forms(row[0])}


def find_attribution(text: str, sentence: Sentence, cast: Cast) -> Attribution | None:
    """The source that a sentence names: "according to X", else the subject of its main saying.

    A pronoun and a short name give the best name in the text; None where nobody is named.
    """
    according = _according_to(sentence)
    if according is not None:
        return _source(text, sentence, according, "according to", cast)
    found = sorted(_sayings(sentence), key=lambda saying: len(list(sentence.ancestors(saying[0]))))
    for verb, speaker in found:
        source = _source(text, sentence, speaker, _verbs()[sentence.tokens[verb].low], cast)
        if source is not None:
            return source
    return None


def _according_to(sentence: Sentence) -> int | None:
    """The head of what follows "according to"."""
    tokens = sentence.tokens
    for index in range(len(tokens) - 2):
        if tokens[index].low == "according" and tokens[index + 1].low == "to":
            head = tokens[index].head
            if head > index and tokens[head].nominal:
                return head
            return next((i for i in range(index + 2, len(tokens)) if _heads(sentence, i)), None)
    return None


def _heads(sentence: Sentence, index: int) -> bool:
    """Whether a noun is the head of its phrase."""
    token = sentence.tokens[index]
    return token.nominal and not token.dep.startswith(("compound", "flat", "nmod:poss"))


def _sayings(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Every verb of saying with the head of its speaker."""
    for index, token in enumerate(sentence.tokens):
        if token.low not in _verbs() or not token.verbal or _means_other(sentence, index):
            continue
        speaker = _speaker(sentence, index)
        if speaker is not None and not _in_passing(sentence, speaker):
            yield index, _by_name(sentence, speaker)


def _speaker(sentence: Sentence, verb: int) -> int | None:
    """Who speaks: the noun next to the verb, for trees err here; else the tree's subject."""
    if sentence.child(verb, "aux:pass") is not None or sentence.tokens[verb].low == "quoted":
        quoted = surface(sentence, verb) if sentence.tokens[verb].low == "quoted" else ()
        return next(iter(quoted or agents_of_passive(sentence, verb)), None)
    beside = _following(sentence, verb)
    if beside is None:
        beside = _preceding(sentence, verb)
    return beside if beside is not None else next(iter(surface(sentence, verb)), None)


def _in_passing(sentence: Sentence, speaker: int) -> bool:
    """Whether a relative clause says something of a noun: "a strike that their union says"."""
    start, tokens = phrase_at(sentence, speaker)[0], sentence.tokens
    relative = start > 1 and tokens[start - 1].low in _RELATIVE
    return relative and (tokens[start - 2].nominal or tokens[start - 2].text == ",")


def _by_name(sentence: Sentence, speaker: int) -> int:
    """The name that stands behind an office: "their spokesman, Colonel Jan Doe, said"."""
    tokens, end = sentence.tokens, phrase_at(sentence, speaker)[1] + 1
    if tokens[speaker].tag.startswith("NNP") or end >= len(tokens) or tokens[end].text != ",":
        return speaker
    after = end + 1
    while after < len(tokens) and tokens[after].tag == "NNP":
        after += 1
    closed = after < len(tokens) and tokens[after].text in (",", ".", ";")
    return end + 1 if closed and after - end > _NAMED else speaker


def _means_other(sentence: Sentence, verb: int) -> bool:
    """Whether nothing is told: "claimed responsibility", "to announce", "added fuel"."""
    token = sentence.tokens[verb]
    if token.tag == "VB" and sentence.child(verb, "mark") is not None:
        return True
    thing = sentence.child(verb, "obj")
    if thing is not None and sentence.tokens[thing].low in _RESPONSIBLE:
        return True
    if token.lemma in ("say", "tell", "report", "confirm", "announce"):
        return False
    clause = sentence.child(verb, "ccomp", "parataxis") is not None
    # ", the ministry added." tells something; "added fuel to the fire" does not.
    return not (clause or token.dep in ("parataxis", "ccomp") or thing is None)


def _following(sentence: Sentence, verb: int) -> int | None:
    """The noun of ", said Jane Doe" and of "Doe," she said."""
    tokens = sentence.tokens
    if verb and (tokens[verb - 1].text not in _BREAKS or tokens[verb].tag == "VBG"):
        return None
    for index in range(verb + 1, min(len(tokens), verb + 1 + _REACH)):
        if tokens[index].tag in ("IN", "TO", "PRP") or not tokens[index].word:
            return None
        if tokens[index].nominal and not is_time(sentence, index):
            return _top(sentence, index, verb + 1, len(tokens))
    return None


def _preceding(sentence: Sentence, verb: int) -> int | None:
    """The noun or pronoun of "officials said" and of "Doe, a spokesman, said"."""
    tokens = sentence.tokens
    index = verb - 1
    while index >= 0 and (tokens[index].tag in ("RB", "MD") or tokens[index].pos == "AUX"):
        index -= 1
    if index < 0:
        return None
    if tokens[index].tag in ("PRP", "NN", "NNS", "NNP", "NNPS"):
        return _top(sentence, index, 0, verb)
    if tokens[index].text in _BREAKS:
        for before in range(index - 1, 0, -1):
            if tokens[before].text in _BREAKS and tokens[before - 1].nominal:
                return _top(sentence, before - 1, 0, before)
    return None


def _top(sentence: Sentence, index: int, first: int, end: int) -> int:
    """The head of the phrase that a word belongs to, between two words and no comma crossed."""
    tokens = sentence.tokens
    while True:
        above = tokens[index].head
        low, high = min(above, index), max(above, index)
        crossed = any(tokens[i].text in _BREAKS for i in range(low, high))
        if above == index or not first <= above < end or crossed or not tokens[above].nominal:
            return index
        index = above


def _source(text: str, sentence: Sentence, head: int, verb: str, cast: Cast) -> Attribution | None:
    """Whoever speaks, by the best name; None for an event or a thing that "says" nothing."""
    who = cast.find(sentence, head)
    if who is None:
        if sentence.tokens[head].tag.startswith("PRP") or not sentence.tokens[head].nominal:
            return None
        said, span = sentence.text_of(text, *phrase_at(sentence, head))
        return Attribution(said, span, None, verb)
    able = who.told.kind in ACTING or who.proper or who.low in _PAPERS
    if not able and who.told.kind is None:
        return None
    said, span = who.sentence.text_of(text, *who.chunk)
    return Attribution(said, span, None, verb)


def side_of(
    attribution: Attribution,
    nations: list[Phrase[Nation]],
    sentence: Sentence,
    actors: frozenset[str],
    recipients: frozenset[str],
) -> Side | None:
    """Whose side the source is on: "own" of those who acted, "opponent" of those it was done to."""
    start, end = attribution.span
    for nation in nations:
        token = sentence.tokens[nation.first]
        if start <= token.start < end:
            country = nation.value.country
            if country in actors:
                return "own"
            return "opponent" if country in recipients else "third"
    return None
