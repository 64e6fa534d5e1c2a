"""Upper-case agency reports of 1988-90 on Latin America: the five roles of a report.

The reading is the package's (`parsers.attacks`), by rules and word lists; nothing is trained on
these reports. The mapping to that coding, which contains house rules of its coders:

* a report counts where at least one deed hits civilians or civil things; clashes between armed
  forces, and deeds told with a year before that of the report, do not;
* PerpInd are people by description or by name with rank, PerpOrg armed groups, forces and cartels,
  Target buildings, vehicles and works that are not military, Victim persons by their fullest name
  (people without a name are no entity in this copy of the gold), Weapon the weapon without number;
* an entity is given as one mention in lower case; notes in brackets and the dateline are cut off
  and capitals restored before reading.

Developed on the rows at even line numbers; of the others only the totals were looked at.
"""

from typing import Any

from parsers.attacks.cast import read_cast
from parsers.attacks.entities import organisations, people, persons, things, weapons
from parsers.attacks.truecase import restore_case
from parsers.attacks.wire import without_notes
from parsers.events import Resources

Row = dict[str, Any]


def predict(row: Row, resources: Resources) -> Row:
    """The roles of one report."""
    text = restore_case(without_notes(row["text"]))
    sentences = resources.language.read(text)
    cast = read_cast(sentences, resources, int(row["published"][:4]) if row["published"] else None)
    victims = persons(text, sentences, cast)
    roles = {
        "PerpInd": people(text, sentences, cast.perpetrators, victims),
        "PerpOrg": organisations(text, sentences, cast, resources),
        "Target": things(text, sentences, cast.targets),
        "Victim": victims,
        "Weapon": weapons(text, sentences, cast.weapons),
    }
    return {
        "id": row["id"],
        "roles": {role: [[name.lower()] for name in names] for role, names in roles.items()},
    }
