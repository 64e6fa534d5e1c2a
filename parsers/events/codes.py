"""The crosswalk: CAMEO, ACLED, quad class and intensity of a PLOVER type and mode."""

from dataclasses import dataclass
from functools import cache

from parsers.lexicon.tables import cell, rows

_BATTLE_SECTORS = frozenset(("MIL", "REB", "PRM", "COP"))


@dataclass(frozen=True, slots=True)
class Codes:
    """What other codebooks call an event; None where they have no word for it."""

    cameo: str | None = None
    acled_event: str | None = None
    acled_sub_event: str | None = None
    quad_class: int | None = None
    intensity: float | None = None


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


def codes_of(
    kind: str,
    mode: str | None,
    actor_sector: str | None,
    recipient_sector: str | None,
    *,
    gains: bool,
) -> Codes:
    """The codes of an event.

    Armed people against armed people are a battle where no weapon decides; `gains` says that
    territory changed hands, which ACLED divides by who took it.
    """
    codes = _crosswalk().get((kind, mode or "")) or _crosswalk().get((kind, "")) or Codes()
    if kind == "COERCE" and mode == "seize" and gains:
        rebel = actor_sector in ("REB", "PRM")
        sub = "Non-state actor overtakes territory" if rebel else "Government regains territory"
        return Codes(codes.cameo, "Battles", sub, codes.quad_class, codes.intensity)
    armed = {actor_sector, recipient_sector} <= _BATTLE_SECTORS
    if armed and codes.acled_sub_event == "Attack":
        return Codes(codes.cameo, "Battles", "Armed clash", codes.quad_class, codes.intensity)
    return codes
