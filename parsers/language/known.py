"""Whether a word stands in the dictionary of English: names and foreign words do not."""

from functools import lru_cache

from lemminflect import getAllLemmas


@lru_cache(maxsize=100_000)
def is_common(low: str) -> bool:
    """Whether a lower-case word is a form of a common noun, verb, adjective or adverb.

    The dictionary is lemminflect's (see `lemmas`); short function words are mostly not in it.
    """
    return bool(getAllLemmas(low))
