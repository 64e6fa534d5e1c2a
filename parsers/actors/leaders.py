"""Leaders with their dates of office, so that a role is the one held on the day of an event."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from parsers.lexicon.phrases import PhraseTable, phrase_table
from parsers.lexicon.tables import cell, listed, rows

_DAY, _MONTH = 3, 2
"""Parts of a date in the table: a year alone and a month alone are allowed."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from one day until another; `until` is None where no end is known."""

    name: str
    country: str | None
    sector: str
    since: date
    until: date | None

    def held(self, day: date) -> bool:
        """Whether it was held on a day, the last one not included."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody by the name that is shown, with the offices of the table, the latest first."""

    name: str
    offices: tuple[Office, ...]
    wikidata: str | None

    def office_on(self, day: date | None) -> Office | None:
        """The office held on a day; without a day the latest; None before and between offices."""
        if day is None:
            return self.offices[0]
        return next((office for office in self.offices if office.held(day)), None)


def read_leaders() -> PhraseTable[Leader]:
    """The packaged table: one line for each office, joined by the name that is shown.

    Facts: who held which office when, as published by the offices themselves and in the press.
    """
    offices: dict[str, list[Office]] = defaultdict(list)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    known: dict[str, str] = {}
    for row in rows("leaders"):
        shown, *others = listed(row[0])
        names[shown] |= dict.fromkeys((shown, *others))
        offices[shown].append(
            Office(row[3], row[1] or None, row[2], _first(row[4]), _day(cell(row, 5)))
        )
        known[shown] = known.get(shown) or cell(row, 6)
    return phrase_table(
        (
            (name, Leader(shown, tuple(sorted(held, key=_latest)), known[shown] or None))
            for shown, held in offices.items()
            for name in names[shown]
        ),
        exact=True,
    )


def _latest(office: Office) -> int:
    return -office.since.toordinal()


def _day(text: str) -> date | None:
    return _first(text) if text else None


def _first(text: str) -> date:
    """The first day of a year, of a month, or the day itself."""
    parts = [int(part) for part in text.split("-")]
    return date(
        parts[0],
        parts[1] if len(parts) >= _MONTH else 1,
        parts[2] if len(parts) >= _DAY else 1,
    )
