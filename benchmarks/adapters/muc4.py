"""Upper-case agency reports of 1988-90 on Latin America: the five roles of a report.

The mapping to that coding: the cast of a report (`parsers.attacks.cast`) as it is, each phrase one
entity with one mention in lower case. Capitals are restored before reading.
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
