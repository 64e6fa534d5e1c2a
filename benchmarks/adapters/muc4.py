"""Upper-case agency reports of 1988-90 on Latin America: the five roles of a report.

The mapping to that coding: the cast of a report (`parsers.events.cast`) as it is, each phrase one
entity with one mention in lower case. Capitals are restored before reading.
"""

from typing import Any

from parsers.events import Resources
from parsers.events.cast import read_cast, said
from parsers.events.truecase import restore_case

Row = dict[str, Any]


def predict(row: Row, resources: Resources) -> Row:
    """The roles of one report."""
    text = restore_case(row["text"])
    sentences = resources.language.read(text)
    cast = read_cast(sentences, resources)
    roles = {
        "PerpInd": cast.perpetrators, "PerpOrg": cast.organisations, "Target": cast.targets,
        "Victim": cast.victims, "Weapon": cast.weapons,
    }  # fmt: skip
    return {
        "id": row["id"],
        "roles": {
            role: [[name.lower()] for name in said(text, sentences, phrases)]
            for role, phrases in roles.items()
        },
    }
