"""What the extractor reads besides the article: tables and the gazetteer, loaded once."""

from dataclasses import dataclass
from functools import cache

from parsers.actors.describer import Describer, read_groups, read_sectors
from parsers.actors.leaders import read_leaders
from parsers.actors.linear import packaged_model
from parsers.actors.nations import Nation, read_nations
from parsers.events.triggers import TriggerTable, read_triggers
from parsers.gazetteer import Gazetteer, packaged_gazetteer
from parsers.language import Pipeline, packaged_pipeline
from parsers.lexicon.inflection import plural
from parsers.lexicon.phrases import PhraseTable, phrase_table
from parsers.lexicon.tables import listed, rows


@dataclass(frozen=True, slots=True)
class Resources:
    """Everything that is looked up. Replace a table (`dataclasses.replace`) to use your own."""

    language: Pipeline
    triggers: TriggerTable
    nations: PhraseTable[Nation]
    describer: Describer
    weapons: PhraseTable[str]
    targets: PhraseTable[str]
    gazetteer: Gazetteer


@cache
def packaged_resources() -> Resources:
    """The tables that come with the package; read once, under a second."""
    return Resources(
        language=packaged_pipeline(),
        triggers=read_triggers(),
        nations=read_nations(),
        describer=Describer(read_groups(), read_sectors(), read_leaders(), packaged_model("kinds")),
        weapons=_classes("weapons"),
        targets=_classes("targets"),
        gazetteer=packaged_gazetteer(),
    )


def _classes(table: str) -> PhraseTable[str]:
    """Class by name; regular plurals need no entry of their own."""
    return phrase_table(
        (form, klass)
        for klass, words in rows(table)
        for word in listed(words)
        for form in (word, plural(word))
    )
