"""Names of a table found in a sentence; the table itself stands with the other word lists."""

from parsers.lexicon.phrases import Phrase, PhraseTable, phrase_table

__all__ = ["Phrase", "PhraseTable", "phrase_table"]
