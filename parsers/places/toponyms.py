"""A name of a place as it stands in an article."""

from dataclasses import dataclass
from typing import Literal

from parsers.gazetteer import Entry

Use = Literal["name", "adjective", "people", "seat", "inside"]
"""A name by itself; "Turkish"; "Turks"; a seat of government ("Washington says" and "in
Washington" alike); part of another name ("Bank of England")."""

Asked = Literal["settlement", "district", "region", "country", "building"]
"""The kind of place that a word beside the name asks for ("the city of", "province")."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """The bare name at tokens `first` to `last` (inclusive) of sentence number `sentence`.

    `entries` are all places of that name, `entry` the one that is meant (None: no table knows it,
    or none of them fits). `cued` says that a preposition or a word for its kind leads to it.
    `asked` is the kind that the words beside ask for, `end` the last token with such a word
    ("Kursk region"). `within` is the index, among the article's toponyms, of the place that the
    text says it lies in ("Lumberton, Texas"; "Russia's Kursk region"), `listed` are those that
    stand in one list with it ("Texas and Georgia").
    """

    sentence: int
    first: int
    last: int
    end: int
    name: str
    use: Use
    entries: tuple[Entry, ...]
    cued: bool = False
    asked: Asked | None = None
    within: int | None = None
    listed: tuple[int, ...] = ()
    entry: Entry | None = None
