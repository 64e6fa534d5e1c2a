"""Who says so: the source of what a sentence tells, with the verb of saying."""

from functools import cache

from parsers.events.nations import Nation
from parsers.events.noun_phrases import Chunk, after_verb, before_verb
from parsers.events.phrases import Phrase
from parsers.events.records import Attribution, Side
from parsers.language.tokens import Sentence, Token
from parsers.lexicon.inflection import past_forms
from parsers.lexicon.tables import rows, word_set

_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "which", "i", "we", "this", "that"))
_SEPARATORS = frozenset((",", "\u201d", '"', "that", ":", "\u2019", "'", "."))


@cache
def _verbs() -> dict[str, str]:
    told = {form: row[0] for row in rows("attribution") for form in past_forms(row[0])}
    return told | {"says": "say", "adds": "add", "report": "report", "reports": "report"}


def find_attribution(text: str, sentence: Sentence, last: Attribution | None) -> Attribution | None:
    """The source that a sentence names; "he said" is the source named last."""
    tokens = sentence.tokens
    according = _according_to(text, sentence)
    if according is not None:
        return according
    for index, token in enumerate(tokens):
        lemma = _verbs().get(token.low)
        if lemma is None or not index or token.capital or _means_other(tokens, index):
            continue
        speaker = _speaker(tokens, index)
        if speaker is None:
            continue
        first, end = speaker
        if first == end and tokens[first].low in _PRONOUNS:
            return last
        said, span = sentence.text_of(text, first, end)
        return Attribution(said, span, None, lemma)
    return None


def _means_other(tokens: tuple[Token, ...], index: int) -> bool:
    """Reads "Claimed responsibility", "added fuel", "a report": no verbs of saying."""
    word = tokens[index].low
    after = tokens[index + 1].low if index + 1 < len(tokens) else "."
    before = tokens[index - 1].low
    if word in ("report", "reports"):
        return after not in (".", ",", ";", "that", "say") or before in ("the", "a", "its", "of")
    if word in ("claimed", "declared", "posted", "stated", "noted", "quoted"):
        return after in ("responsibility", "the", "a", "at", "by", "in", "lives", "its", "killing")
    return word == "added" and before not in (",", "he", "she", "also", "it", "\u201d", '"', "they")


def _according_to(text: str, sentence: Sentence) -> Attribution | None:
    tokens = sentence.tokens
    for index in range(len(tokens) - 2):
        if tokens[index].low == "according" and tokens[index + 1].low == "to":
            chunk = after_verb(tokens, index + 1)
            if chunk is not None:
                said, span = sentence.text_of(text, *chunk)
                return Attribution(said, span, None, "according to")
    return None


def _speaker(tokens: tuple[Token, ...], verb: int) -> Chunk | None:
    """The subject of a verb of saying: before it, or after it in "..., said X"."""
    before = tokens[verb - 1]
    if before.text in ',"\u201d' and verb + 1 < len(tokens):
        following = tokens[verb + 1]
        named = following.capital or following.low in ("a", "an", "the", "one", "two")
        if named and following.word:
            return after_verb(tokens, verb)
    if tokens[verb].low.endswith("ing") or before.low in ("be", "been", "to", "was", "were", "is"):
        return None
    chunk = before_verb(tokens, verb)
    return chunk if chunk is not None and _may_speak(tokens, chunk) else None


_NO_SPEAKERS = word_set("attribution.no_speakers")


def _may_speak(tokens: tuple[Token, ...], chunk: Chunk) -> bool:
    return not any(tokens[i].low in _NO_SPEAKERS for i in range(chunk[0], chunk[1] + 1))


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
