"""The crosswalk: CAMEO, ACLED, quad class and intensity of a PLOVER type and mode.

The table `crosswalk.tsv` gives the codes by type and mode. ACLED needs more than that: who fights
whom, with what, and what the sentences say beside it. The rules for that are ACLED's own (codebook
of 2023): a bomb or a shell before a fight, two armed sides a clash, armed people against others an
attack, people without arms who use violence a mob or a violent demonstration.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from parsers.events.records import Participant
from parsers.lexicon.tables import cell, rows, word_set

_STATE = frozenset(("MIL", "COP", "SPY"))
_REBELS = frozenset(("REB", "PRM"))
_FIGHTERS = word_set("sub_events.rebels") - {"opposition"}
_SOLDIERS = word_set("sub_events.soldiers")
_CROWD = word_set("sub_events.crowd") | word_set("sub_events.protesters")
_PROTEST = word_set("sub_events.protesters") - {"crowd", "crowds", "students"}
_ARMS = word_set("sub_events.arms")
_CHECKED = word_set("codes.checked")
_VIOLENT = word_set("codes.violent")
_PEACE = word_set("codes.peace")
_BRAWL = word_set("codes.brawl")
_DUEL = word_set("codes.duel")
_DRONES = word_set("codes.drones")
_AIRCRAFT = word_set("codes.aircraft")
_SHIPS = word_set("codes.ships")
_DISPERSED = word_set("codes.dispersed")
_ARRESTED = word_set("codes.arrested")
_EMERGENCY = word_set("codes.emergency")
_BY_WEAPON = {
    "missile": "missile", "artillery": "artillery", "drone": "drone", "aircraft": "aerial",
    "explosives": "explosives", "grenade": "grenade", "chemical": "chemical",
}  # fmt: skip
"""The mode of attack that a class of weapons stands for."""
_OPEN = frozenset(("unknown", "explosives"))
"""Modes that say too little of the weapon: a named one decides."""
_AT_HAND = frozenset(("unknown", "firearms", "beat", "vehicle", "clash", "targeted"))
"""Modes of violence at short range, where the sides decide between clash, attack and mob."""
_BATTLES, _RIOTS, _PROTESTS = "Battles", "Riots", "Protests"
_CIVILIANS, _STRATEGIC = "Violence against civilians", "Strategic developments"


@dataclass(frozen=True, slots=True)
class Codes:
    """What other codebooks call an event; None where they have no word for it."""

    cameo: str | None = None
    acled_event: str | None = None
    acled_sub_event: str | None = None
    quad_class: int | None = None
    intensity: float | None = None

    def acled(self, event: str | None, sub_event: str | None) -> "Codes":
        """The same codes with another ACLED type."""
        return replace(self, acled_event=event, acled_sub_event=sub_event)


@dataclass(frozen=True, slots=True)
class Setting:
    """What ACLED's types need to know of an event besides its type and mode.

    `weapon` is the class of the weapon named, `words` the words of the sentence that tells it
    first, `around` those of all that do; `gains` says that territory changed hands, `harm` that
    somebody was hurt.
    """

    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    weapon: str | None = None
    words: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    gains: bool = False
    harm: bool = False


@cache
def _crosswalk() -> dict[tuple[str, str], Codes]:
    return {
        (row[0], cell(row, 1)): Codes(
            cell(row, 2) or None,
            cell(row, 3) or None,
            cell(row, 4) or None,
            int(row[5]) if cell(row, 5) else None,
            float(row[6]) if cell(row, 6) else None,
        )
        for row in rows("crosswalk")
    }


def _row(kind: str, mode: str | None) -> Codes:
    return _crosswalk().get((kind, mode or "")) or _crosswalk().get((kind, "")) or Codes()


def codes_of(kind: str, mode: str | None, setting: Setting) -> Codes:
    """The codes of an event of a type and mode."""
    codes = _row(kind, mode)
    if kind == "ASSAULT":
        return _assault(mode or "unknown", codes, setting)
    if kind == "COERCE" and mode == "seize":
        return _seizure(codes, setting)
    if kind == "COERCE" and mode in ("raid", "restrict"):
        return _measure(mode, codes, setting)
    if kind == "PROTEST":
        return _protest(codes, setting)
    if kind in ("AGREE", "RETREAT") and not _PEACE.isdisjoint(setting.words):
        return codes.acled(_STRATEGIC, "Agreement") if mode in (None, "ceasefire") else codes
    return codes


def _assault(mode: str, codes: Codes, setting: Setting) -> Codes:
    weapon = _BY_WEAPON.get(setting.weapon or "")
    if mode in _OPEN and not _DRONES.isdisjoint(setting.words):
        weapon = "drone"
    elif mode in _OPEN and not _AIRCRAFT.isdisjoint(setting.words):
        weapon = "aerial"
    if mode in _OPEN and weapon:
        other = _row("ASSAULT", weapon)
        return codes.acled(other.acled_event, other.acled_sub_event)
    if mode == "crowd-control" and not _SHIPS.isdisjoint(setting.words):
        return codes.acled(None, None)
    dispersed = mode in _AT_HAND and not _DISPERSED.isdisjoint(setting.words)
    if setting.harm and (mode == "crowd-control" or dispersed):
        return codes.acled(_PROTESTS, "Excessive force against protesters")
    if mode in _AT_HAND or mode == "destroy":
        return _by_sides(mode, codes, setting)
    return codes


def _by_sides(mode: str, codes: Codes, setting: Setting) -> Codes:
    """Violence at short range by who uses it on whom."""
    everyone = (*setting.actors, *setting.recipients)
    unarmed = _are(setting.actors, _CROWD, frozenset(("CVL",))) and not _armed(setting.actors)
    many = mode in ("clash", "destroy") or (unarmed and len(setting.actors[0].text.split()) == 1)
    brawl = mode == "clash" and not _armed(everyone) and not _BRAWL.isdisjoint(setting.words)
    if (unarmed and many) or brawl:
        protest = _are(everyone, _PROTEST, frozenset()) and mode != "destroy" and not brawl
        return codes.acled(_RIOTS, "Violent demonstration" if protest else "Mob violence")
    if mode == "destroy":
        return codes
    if _armed(setting.recipients[:1]) or not _DUEL.isdisjoint(setting.words):
        return codes.acled(_BATTLES, "Armed clash")
    return codes


def _seizure(codes: Codes, setting: Setting) -> Codes:
    """Territory goes to a government or to others; arms taken are weapons disrupted."""
    if not setting.gains:
        arms = any(not _ARMS.isdisjoint(r.text.lower().split()) for r in setting.recipients)
        return codes.acled(_STRATEGIC, "Disrupted weapons use") if arms else codes
    codes = replace(codes, cameo="192")
    if _are(setting.actors, _FIGHTERS, _REBELS):
        return codes.acled(_BATTLES, "Non-state actor overtakes territory")
    if _are(setting.actors, _SOLDIERS, _STATE | {"GOV"}) or _are(
        setting.recipients, _FIGHTERS, _REBELS
    ):
        return codes.acled(_BATTLES, "Government regains territory")
    if _are(setting.recipients, _SOLDIERS, _STATE | {"GOV"}):
        return codes.acled(_BATTLES, "Non-state actor overtakes territory")
    if setting.actors and not _FIGHTERS.isdisjoint(setting.words):
        return codes.acled(_BATTLES, "Government regains territory")
    return codes


def _measure(mode: str, codes: Codes, setting: Setting) -> Codes:
    """A raid with arrests is arrests; a state of emergency or a group outlawed is "other"."""
    if mode == "raid" and not _ARRESTED.isdisjoint(setting.words):
        return codes.acled(_STRATEGIC, "Arrests")
    if mode == "restrict" and not _EMERGENCY.isdisjoint(setting.words):
        return codes.acled(_STRATEGIC, "Other")
    return codes


def _protest(codes: Codes, setting: Setting) -> Codes:
    if codes.acled_event != _PROTESTS:
        return codes
    if not _VIOLENT.isdisjoint(setting.words):
        return codes.acled(_RIOTS, "Violent demonstration")
    if not _CHECKED.isdisjoint(setting.words | setting.around):
        return codes.acled(_PROTESTS, "Protest with intervention")
    return codes


def _armed(people: Iterable[Participant]) -> bool:
    return _are(people, _FIGHTERS | _SOLDIERS, _STATE | _REBELS)


def _are(people: Iterable[Participant], words: frozenset[str], sectors: frozenset[str]) -> bool:
    """Whether one of the people is of such a sector, or called by such a word."""
    return any(
        one.sector in sectors or not words.isdisjoint(one.text.lower().split()) for one in people
    )
