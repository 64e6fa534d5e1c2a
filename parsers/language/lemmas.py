"""Base forms of English words: "shot" the verb is "shoot", "shot" the noun is itself."""

from functools import lru_cache

from lemminflect import getLemma

_KINDS = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}


@lru_cache(maxsize=100_000)
def lemma_of(low: str, tag: str) -> str:
    """The base form of a lower-case word by its Penn tag; other words are their own.

    The table is lemminflect's (MIT; from the SPECIALIST lexicon, public domain). Proper names and
    words that it does not know keep their form, regular endings taken off.
    """
    kind = _KINDS.get(tag[:2])
    if kind is None or tag in ("NNP", "NNPS", "NN", "VB", "JJ", "RB"):
        return low
    found = getLemma(low, upos=kind)
    return str(found[0]) if found else low
