"""Countries in a text; the table itself stands with the other actors."""

from parsers.actors.nations import Nation, countries_of, nations_in, read_nations

__all__ = ["Nation", "countries_of", "nations_in", "read_nations"]
